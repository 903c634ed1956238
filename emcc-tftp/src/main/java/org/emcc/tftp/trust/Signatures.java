package org.emcc.tftp.trust;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks signatures over a file out of which a part is cut. */
final class Signatures {
    /** Keys below this are no evidence. */
    private static final int LEAST_BITS = 1024;

    /** More records that name one signer are not tried: each costs the check of a signature. */
    private static final int MOST_TRIED = 8;

    private Signatures() {}

    /** Whether a signature is that of the bytes without those in {@code cutFrom} to {@code cutTo}. */
    static boolean verifies(PublicKey key, FileDigest digest, byte[] signature, byte[] bytes, int cutFrom, int cutTo) {
        try {
            Signature check = Signature.getInstance(digest.signatureName());
            check.initVerify(key);
            check.update(bytes, 0, cutFrom);
            check.update(bytes, cutTo, bytes.length - cutTo);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static SignatureCheck check(PublicKey key, EnvelopeHeader header, byte[] file) {
        if (header.algorithm() != 0
                || FileDigest.candidates(header.digestNumber()).isEmpty()) {
            return new SignatureCheck.Refused(TrustRefusal.UNKNOWN_ALGORITHM);
        }
        TlvElement signature = header.signature();
        if (!(key instanceof RSAPublicKey rsa)
                || rsa.getModulus().bitLength() < LEAST_BITS
                || (rsa.getModulus().bitLength() + 7) / 8 != signature.length()) {
            return new SignatureCheck.Refused(TrustRefusal.UNFIT_KEY);
        }
        for (FileDigest digest : FileDigest.candidates(header.digestNumber())) {
            if (verifies(key, digest, signature.value(), file, signature.at(), signature.end())) {
                return new SignatureCheck.Genuine(digest);
            }
        }
        return new SignatureCheck.Refused(TrustRefusal.BAD_SIGNATURE);
    }

    /** The first records, in order and not many, that are the signer of a file by name, number and role. */
    static List<TrustRecord> named(Envelope file, List<TrustRecord> records, Predicate<TrustRole> role) {
        Predicate<SignerId> isSigner = file.header().signer().matcher();
        return records.stream()
                .filter(record -> record.role().filter(role).isPresent()
                        && record.id().filter(isSigner).isPresent())
                .limit(MOST_TRIED)
                .toList();
    }

    /** The first of the named records whose key verifies; else what the first of them gave; nothing when there is none. */
    static Optional<ListCheck> signer(Envelope file, List<TrustRecord> records, Predicate<TrustRole> role) {
        Optional<ListCheck> refused = Optional.empty();
        for (TrustRecord record : named(file, records, role)) {
            SignatureCheck check =
                    record.key().map(file::verify).orElseGet(() -> new SignatureCheck.Refused(TrustRefusal.UNFIT_KEY));
            if (check instanceof SignatureCheck.Genuine genuine) {
                return Optional.of(new ListCheck.SignedBy(record, genuine.digest()));
            }
            TrustRefusal reason = ((SignatureCheck.Refused) check).reason();
            refused = refused.or(() -> Optional.of(new ListCheck.Refused(reason)));
        }
        return refused;
    }
}
