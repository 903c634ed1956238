package org.emcc.certs.pkcs12;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one file: outer structure, then every count in it against the limits, then the MAC, then the safes.
 *
 * <p>Source: certificates 2.1, 2.6, 3.3 (items 4 and 5).
 */
final class Pkcs12Reader {
    private final FilePassword password;
    private final Pkcs12Limits limits;
    private final Derivations derivations;
    private final CertificateFactory certificates;
    private final List<CertificateBag> bags = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<byte[]> forms;
    private int bagsSeen;

    private Pkcs12Reader(FilePassword password, Pkcs12Limits limits, Derivations derivations) {
        this.password = password;
        this.limits = limits;
        this.derivations = derivations;
        this.forms = new ArrayList<>(Derivations.oldForms(password));
        try {
            this.certificates = CertificateFactory.getInstance("X.509");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform reads X.509 certificates", e);
        }
    }

    static Decoded<CertificateFile> read(
            byte[] file, FilePassword password, Pkcs12Limits limits, Derivations derivations) {
        Pkcs12Reader reader = new Pkcs12Reader(password, limits, derivations);
        try {
            boolean opened = reader.run(file);
            if (opened) {
                return new Decoded.Ok<>(CertificateFile.of(reader.bags), reader.problems);
            }
        } catch (MalformedException e) {
            reader.problems.add(e.problem());
        } catch (Guard.LimitException e) {
            reader.problems.add(e.problem());
        } finally {
            reader.forms.forEach(form -> Arrays.fill(form, (byte) 0));
        }
        return new Decoded.Refused<>(reader.problems);
    }

    /** Answers whether a safe could be opened, or there is none. */
    private boolean run(byte[] file) throws MalformedException {
        if (file.length > limits.fileBytes()) {
            throw new Guard.LimitException("file", "must have at most " + limits.fileBytes() + " bytes");
        }
        int end = Asn1Scan.end(file, "file", limits);
        if (end < file.length) {
            problems.add(new Problem("file", "has " + (file.length - end) + " bytes behind its end"));
        }
        byte[] whole = end < file.length ? Arrays.copyOf(file, end) : file;
        Pfx pfx = Guard.reading("file", () -> Pfx.getInstance(ASN1Primitive.fromByteArray(whole)));
        byte[] content = Guard.reading("file", () -> {
            ContentInfo authSafe = pfx.getAuthSafe();
            if (!PKCSObjectIdentifiers.data.equals(authSafe.getContentType())) {
                throw new MalformedException(
                        "file",
                        "must have a MAC or nothing for its integrity, but has content of type "
                                + authSafe.getContentType().getId());
            }
            return octets(authSafe.getContent());
        });
        Asn1Scan.whole(content, "safes", limits);
        ContentInfo[] parts = Guard.reading(
                "safes", () -> AuthenticatedSafe.getInstance(content).getContentInfo());
        if (parts.length > limits.bags()) {
            throw new Guard.LimitException("safes", "must be at most " + limits.bags());
        }

        @Nullable
        Integrity integrity = pfx.getMacData() == null
                ? null
                : Guard.reading(Integrity.WHERE, () -> Integrity.of(pfx.getMacData(), limits));
        List<Safe> safes = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            String where = "safe " + (i + 1);
            ContentInfo part = parts[i];
            try {
                safes.add(Guard.reading(where, () -> safe(part, where)));
            } catch (MalformedException e) {
                problems.add(e.problem());
            }
        }
        checkTotal(integrity, safes);
        verify(integrity, content);

        boolean opened = parts.length == 0;
        for (Safe safe : safes) {
            opened |= open(safe);
        }
        return opened;
    }

    /** A safe as it lies in the file; without encryption its content is plain. */
    private record Safe(
            String where, ASN1OctetString content, @Nullable Encryption encryption) {}

    private Safe safe(ContentInfo part, String where) throws MalformedException {
        ASN1ObjectIdentifier type = part.getContentType();
        if (PKCSObjectIdentifiers.data.equals(type)) {
            return new Safe(where, octetString(part.getContent()), null);
        }
        if (!PKCSObjectIdentifiers.encryptedData.equals(type)) {
            throw new MalformedException(
                    where, "must be plain or encrypted by a password, but has content of type " + type.getId());
        }
        EncryptedData data = EncryptedData.getInstance(part.getContent());
        Encryption encryption = Encryption.of(data.getEncryptionAlgorithm(), where, limits);
        return new Safe(where, octetString(data.getContent()), encryption);
    }

    private static ASN1OctetString octetString(@Nullable ASN1Encodable content) {
        if (content == null) {
            throw new IllegalArgumentException("no content");
        }
        return ASN1OctetString.getInstance(content);
    }

    private static byte[] octets(@Nullable ASN1Encodable content) {
        return octetString(content).getOctets();
    }

    private void checkTotal(@Nullable Integrity integrity, List<Safe> safes) {
        long total = integrity == null ? 0 : integrity.work(password);
        for (Safe safe : safes) {
            total += safe.encryption() == null ? 0 : safe.encryption().work(password);
        }
        if (total > limits.totalIterations()) {
            throw new Guard.LimitException(
                    "file", "must need at most " + limits.totalIterations() + " hash iterations, but needs " + total);
        }
    }

    /** Checks the MAC, and puts the form of the password that fits before the others. */
    private void verify(@Nullable Integrity integrity, byte[] content) throws MalformedException {
        if (integrity == null) {
            return;
        }
        int fits = Guard.reading(Integrity.WHERE, () -> integrity.fit(content, password, forms, derivations));
        if (fits < 0) {
            throw new MalformedException(
                    Integrity.WHERE, "does not fit: the password is another, or the file was changed");
        }
        forms.add(0, forms.remove(fits));
    }

    private boolean open(Safe safe) {
        try {
            byte[] plain = plain(safe);
            Asn1Scan.whole(plain, safe.where(), limits);
            ASN1Sequence contents =
                    Guard.reading(safe.where(), () -> ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(plain)));
            walk(contents, safe.where() + " bag ", 1);
            return true;
        } catch (MalformedException e) {
            problems.add(e.problem());
            return false;
        }
    }

    private byte[] plain(Safe safe) throws MalformedException {
        Encryption encryption = safe.encryption();
        if (encryption == null) {
            return safe.content().getOctets();
        }
        try {
            return encryption.decrypt(safe.content().getOctets(), password, forms, this::isSafe, derivations);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new MalformedException(
                    safe.where(), "cannot be decrypted: the password is another, or the file was changed");
        }
    }

    /** Whether decrypted content is what a safe holds: one sequence and nothing behind it. */
    private boolean isSafe(byte[] plain) {
        try {
            Asn1Scan.whole(plain, "safe", limits);
            return plain[0] == 0x30;
        } catch (MalformedException e) {
            return false;
        }
    }

    private void walk(ASN1Sequence contents, String prefix, int depth) throws MalformedException {
        int size = Guard.reading(prefix.trim(), contents::size);
        for (int i = 0; i < size; i++) {
            if (++bagsSeen > limits.bags()) {
                throw new Guard.LimitException(prefix.trim(), "must be one of at most " + limits.bags());
            }
            String where = prefix + (i + 1);
            int index = i;
            try {
                SafeBag bag = Guard.reading(where, () -> SafeBag.getInstance(contents.getObjectAt(index)));
                take(bag, where, depth);
            } catch (MalformedException e) {
                problems.add(e.problem());
            }
        }
    }

    private void take(SafeBag bag, String where, int depth) throws MalformedException {
        ASN1ObjectIdentifier id = bag.getBagId();
        if (PKCSObjectIdentifiers.certBag.equals(id)) {
            certificate(bag, where);
        } else if (PKCSObjectIdentifiers.safeContentsBag.equals(id)) {
            if (depth > limits.nesting()) {
                throw new Guard.LimitException(where, "must lie at most " + limits.nesting() + " safes deep");
            }
            ASN1Sequence inner = Guard.reading(where, () -> ASN1Sequence.getInstance(bag.getBagValue()));
            walk(inner, where + ".", depth + 1);
        } else if (PKCSObjectIdentifiers.keyBag.equals(id) || PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(id)) {
            throw new MalformedException(
                    where, "holds a private key, which a file of certificates must not; not opened");
        } else if (PKCSObjectIdentifiers.secretBag.equals(id)) {
            throw new MalformedException(where, "holds a secret, which a file of certificates must not; not opened");
        } else {
            throw new MalformedException(where, "holds no certificate, but is of type " + id.getId() + "; passed over");
        }
    }

    private void certificate(SafeBag bag, String where) throws MalformedException {
        byte[] der = Guard.reading(where, () -> {
            CertBag value = CertBag.getInstance(bag.getBagValue());
            if (!PKCSObjectIdentifiers.x509Certificate.equals(value.getCertId())) {
                throw new MalformedException(
                        where,
                        "holds a certificate of type " + value.getCertId().getId() + ", not X.509");
            }
            return octets(value.getCertValue());
        });
        if (der.length > limits.certificateBytes()) {
            throw new Guard.LimitException(
                    where, "must have a certificate of at most " + limits.certificateBytes() + " bytes");
        }
        if (der.length == 0 || der[0] != 0x30) {
            throw new MalformedException(where, "must have an X.509 certificate in DER form");
        }
        Asn1Scan.whole(der, where, limits);
        X509Certificate certificate = Guard.reading(
                where, () -> (X509Certificate) certificates.generateCertificate(new ByteArrayInputStream(der)));
        boolean same = Guard.reading(where, () -> Arrays.equals(der, certificate.getEncoded()));
        if (!same) {
            throw new MalformedException(where, "must have an X.509 certificate in DER form");
        }
        String name = friendlyName(bag, where);
        bags.add(name == null ? CertificateBag.of(certificate) : CertificateBag.of(certificate, name));
    }

    /** The first friendly name; one that cannot be read is a problem of the name, not of the certificate. */
    private @Nullable String friendlyName(SafeBag bag, String where) {
        try {
            return Guard.reading(where, () -> firstFriendlyName(bag.getBagAttributes(), where));
        } catch (MalformedException e) {
            problems.add(e.problem());
            return null;
        }
    }

    @SuppressWarnings("NullAway") // the lambda above may answer null: "no name"
    private @Nullable String firstFriendlyName(@Nullable ASN1Set attributes, String where) throws MalformedException {
        if (attributes == null) {
            return null;
        }
        if (attributes.size() > limits.attributes()) {
            throw new Guard.LimitException(where, "must have at most " + limits.attributes() + " attributes");
        }
        for (Enumeration<?> each = attributes.getObjects(); each.hasMoreElements(); ) {
            ASN1Sequence attribute = ASN1Sequence.getInstance(each.nextElement());
            if (PKCSObjectIdentifiers.pkcs_9_at_friendlyName.equals(attribute.getObjectAt(0))) {
                ASN1Set values = ASN1Set.getInstance(attribute.getObjectAt(1));
                String name = ((ASN1String) values.getObjectAt(0)).getString();
                if (name.length() > limits.friendlyNameUnits()) {
                    throw new MalformedException(
                            where,
                            "must have a friendly name of at most " + limits.friendlyNameUnits()
                                    + " UTF-16 units; the name is passed over: " + Require.clip(name));
                }
                return name;
            }
        }
        return null;
    }
}
