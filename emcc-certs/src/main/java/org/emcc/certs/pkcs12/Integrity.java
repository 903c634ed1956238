package org.emcc.certs.pkcs12;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The MAC of a file. Only the octets of the digest are compared: the structure around them differs between writers.
 *
 * <p>Source: certificates 2.1, 2.2, 2.4 (wrong answers of a comparison of structures).
 */
sealed interface Integrity {
    String WHERE = "MAC";

    /** The hash iterations that {@link #fit} runs at most. */
    long work(FilePassword password);

    /**
     * Which form of the password fits.
     *
     * @param forms what the old derivation may have made of the password
     * @return the index of the form, 0 where the form does not matter, or -1 when none fits
     */
    int fit(Slice content, FilePassword password, List<byte[]> forms, Derivations derivations)
            throws GeneralSecurityException;

    /** May throw what the ASN.1 library throws on malformed input: see {@link Guard}. */
    static Integrity of(MacData mac, Pkcs12Limits limits) throws MalformedException {
        AlgorithmIdentifier algorithm = mac.getMac().getAlgorithmId();
        ASN1OctetString digest = new DEROctetString(mac.getMac().getDigest());
        ASN1ObjectIdentifier id = algorithm.getAlgorithm();
        if (PKCSObjectIdentifiers.id_PBMAC1.equals(id)) {
            return Modern.of(PBMAC1Params.getInstance(algorithm.getParameters()), digest, limits);
        }
        HashFunction hash = HashFunction.ofDigest(id).orElseThrow(() -> notSupported(id));
        return new Old(
                hash,
                digest,
                Guard.salt(mac.getSalt(), WHERE, limits),
                Guard.iterations(mac.getIterationCount(), WHERE, limits));
    }

    private static MalformedException notSupported(ASN1ObjectIdentifier id) {
        return new MalformedException(WHERE, "is made by " + id.getId() + ", which is not supported");
    }

    /** The MAC of PKCS#12 itself, with its own derivation. */
    record Old(HashFunction hash, ASN1OctetString digest, ASN1OctetString salt, int iterations) implements Integrity {
        @Override
        public long work(FilePassword password) {
            return password.oldForms() * Derivations.work(hash, hash.octets(), iterations);
        }

        @Override
        public int fit(Slice content, FilePassword password, List<byte[]> forms, Derivations derivations)
                throws GeneralSecurityException {
            for (int i = 0; i < forms.size(); i++) {
                if (MessageDigest.isEqual(
                        digest.getOctets(),
                        compute(hash, salt.getOctets(), iterations, forms.get(i), content, derivations))) {
                    return i;
                }
            }
            return -1;
        }

        static byte[] compute(
                HashFunction hash, byte[] salt, int iterations, byte[] form, Slice content, Derivations derivations)
                throws GeneralSecurityException {
            byte[] key = derivations.pkcs12(form, hash, salt, Derivations.Purpose.MAC, iterations, hash.octets());
            return hmac(hash, key, content);
        }
    }

    /**
     * PBMAC1 with PBKDF2: RFC 9879, which makes the salt and the count of the old MAC placeholders, demands the length of the
     * key, and has readers refuse keys that are short enough to be guessed. Longer keys than any hash function has octets are
     * refused too.
     */
    record Modern(
            HashFunction derivation,
            HashFunction hash,
            ASN1OctetString digest,
            ASN1OctetString salt,
            int iterations,
            int keyOctets)
            implements Integrity {
        private static final int SHORTEST = 20;
        private static final int LONGEST = 64;

        static Modern of(PBMAC1Params parameters, ASN1OctetString digest, Pkcs12Limits limits)
                throws MalformedException {
            AlgorithmIdentifier derivation = parameters.getKeyDerivationFunc();
            if (!PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())) {
                throw new MalformedException(
                        WHERE, "derives its key by " + derivation.getAlgorithm().getId() + ", which is not supported");
            }
            PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(derivation.getParameters());
            int iterations = Guard.iterations(pbkdf2.getIterationCount(), WHERE, limits);
            ASN1OctetString salt = Guard.salt(pbkdf2.getSalt(), WHERE, limits);
            BigInteger length = pbkdf2.getKeyLength();
            if (length == null
                    || length.compareTo(BigInteger.valueOf(SHORTEST)) < 0
                    || length.compareTo(BigInteger.valueOf(LONGEST)) > 0) {
                throw new MalformedException(
                        WHERE, "must derive a key of " + SHORTEST + " to " + LONGEST + " octets, and say so");
            }
            ASN1ObjectIdentifier prf = pbkdf2.getPrf().getAlgorithm();
            ASN1ObjectIdentifier scheme = parameters.getMessageAuthScheme().getAlgorithm();
            return new Modern(
                    HashFunction.ofHmac(prf).orElseThrow(() -> notSupported(prf)),
                    HashFunction.ofHmac(scheme).orElseThrow(() -> notSupported(scheme)),
                    digest,
                    salt,
                    iterations,
                    length.intValueExact());
        }

        @Override
        public long work(FilePassword password) {
            return Derivations.work(derivation, keyOctets, iterations);
        }

        @Override
        public int fit(Slice content, FilePassword password, List<byte[]> forms, Derivations derivations)
                throws GeneralSecurityException {
            byte[] key = derivations.pbkdf2(password, derivation, salt.getOctets(), iterations, keyOctets);
            return MessageDigest.isEqual(digest.getOctets(), hmac(hash, key, content)) ? 0 : -1;
        }
    }

    /** The HMAC of the content. */
    static byte[] hmac(HashFunction hash, byte[] key, Slice content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(hash.hmac());
        mac.init(new SecretKeySpec(key, hash.hmac()));
        mac.update(content.array(), content.from(), content.length());
        return mac.doFinal();
    }
}
