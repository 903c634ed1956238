package org.emcc.certs.pkcs12;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one file: outer structure, then every count in it against the limits, then the MAC, then the safes.
 *
 * <p>Source: certificates 2.1, 2.6, 3.3 (items 4 and 5).
 */
final class Pkcs12Reader implements Encryption.Check {
    private static final byte[] DATA = Identifiers.octets("1.2.840.113549.1.7.1");
    private static final byte[] ENCRYPTED_DATA = Identifiers.octets("1.2.840.113549.1.7.6");
    private static final byte[] KEY_BAG = Identifiers.octets("1.2.840.113549.1.12.10.1.1");
    private static final byte[] SHROUDED_KEY_BAG = Identifiers.octets("1.2.840.113549.1.12.10.1.2");
    private static final byte[] CERT_BAG = Identifiers.octets("1.2.840.113549.1.12.10.1.3");
    private static final byte[] SECRET_BAG = Identifiers.octets("1.2.840.113549.1.12.10.1.5");
    private static final byte[] SAFE_CONTENTS_BAG = Identifiers.octets("1.2.840.113549.1.12.10.1.6");
    private static final byte[] X509_CERTIFICATE = Identifiers.octets("1.2.840.113549.1.9.22.1");
    private static final byte[] FRIENDLY_NAME = Identifiers.octets("1.2.840.113549.1.9.20");

    private final FilePassword password;
    private final Pkcs12Limits limits;
    private final Derivations derivations;
    private final Sink<?> sink;
    private final List<Problem> problems = new ArrayList<>();
    private final List<byte[]> forms;
    private int bagsSeen;

    private Pkcs12Reader(
            FilePassword password, Pkcs12Limits limits, Derivations derivations, Sink<?> sink, List<byte[]> forms) {
        this.password = password;
        this.limits = limits;
        this.derivations = derivations;
        this.sink = sink;
        this.forms = forms;
    }

    // Classes and not lambdas, of which each costs the first reading of a virtual machine a few milliseconds.

    /** Where certificates go: the octets of one, which are one ASN.1 sequence, and the name of its bag. */
    private interface Sink<T> {
        void take(Slice der, @Nullable String name, String where) throws MalformedException;

        /** What was made of all of them. */
        T result();
    }

    /** Makes certificates; the platform's reader of them only when there is one, so that hostile files do not have it loaded. */
    private static final class Opened implements Sink<CertificateFile> {
        private final List<CertificateBag> bags = new ArrayList<>();
        private @Nullable CertificateFactory factory;

        @Override
        public void take(Slice der, @Nullable String name, String where) throws MalformedException {
            bags.add(CertificateBag.of(certificate(der, where), Fingerprint.of(der), name));
        }

        private SoftCertificate certificate(Slice der, String where) throws MalformedException {
            CertificateFactory x509 = factory();
            try {
                X509Certificate certificate = (X509Certificate)
                        x509.generateCertificate(new ByteArrayInputStream(der.array(), der.from(), der.length()));
                byte[] again = certificate.getEncoded();
                if (Arrays.equals(der.array(), der.from(), der.to(), again, 0, again.length)) {
                    return new SoftCertificate(certificate, again);
                }
            } catch (CertificateException | RuntimeException e) {
                throw Guard.unreadable(where, e);
            }
            throw new MalformedException(where, "must have an X.509 certificate in DER form");
        }

        private CertificateFactory factory() {
            if (factory == null) {
                try {
                    factory = CertificateFactory.getInstance("X.509");
                } catch (CertificateException e) {
                    throw new IllegalStateException("every Java platform reads X.509 certificates", e);
                }
            }
            return factory;
        }

        @Override
        public CertificateFile result() {
            return CertificateFile.of(bags);
        }
    }

    /** Digests certificates. */
    private static final class Digested implements Sink<List<Fingerprint>> {
        private final List<Fingerprint> fingerprints = new ArrayList<>();

        @Override
        public void take(Slice der, @Nullable String name, String where) {
            fingerprints.add(Fingerprint.of(der));
        }

        @Override
        public List<Fingerprint> result() {
            return Collections.unmodifiableList(fingerprints);
        }
    }

    /** Counts certificates. */
    private static final class Counted implements Sink<Integer> {
        private int count;

        @Override
        public void take(Slice der, @Nullable String name, String where) {
            count++;
        }

        @Override
        public Integer result() {
            return count;
        }
    }

    static Decoded<CertificateFile> read(
            byte[] file, FilePassword password, Pkcs12Limits limits, Derivations derivations) {
        return read(file, password, limits, derivations, new Opened());
    }

    /** What is in a file, by nothing but the digests of the octets. */
    static Decoded<List<Fingerprint>> fingerprints(byte[] file, FilePassword password, Pkcs12Limits limits) {
        return read(file, password, limits, new Derivations(), new Digested());
    }

    private static <T> Decoded<T> read(
            byte[] file, FilePassword password, Pkcs12Limits limits, Derivations derivations, Sink<T> sink) {
        List<byte[]> forms = new ArrayList<>(Derivations.oldForms(password));
        Pkcs12Reader reader = new Pkcs12Reader(password, limits, derivations, sink, forms);
        try {
            if (reader.run(file)) {
                return new Decoded.Ok<>(sink.result(), reader.problems);
            }
        } catch (MalformedException e) {
            reader.problems.add(e.problem());
        } catch (Guard.LimitException e) {
            reader.problems.add(e.problem());
        } finally {
            for (byte[] form : forms) {
                Derivations.wipe(form);
            }
        }
        return new Decoded.Refused<>(reader.problems);
    }

    /** Answers whether a safe could be opened, or there is none. */
    private boolean run(byte[] file) throws MalformedException {
        if (file.length > limits.fileBytes()) {
            throw new Guard.LimitException("file", "must have at most " + limits.fileBytes() + " bytes");
        }
        if (!beginsWithVersion(file)) {
            throw new MalformedException("file", "must be PKCS#12, but ".concat(OtherFormats.name(file)));
        }
        int end = Asn1Scan.end(Slice.of(file), "file", limits);
        if (end < file.length) {
            problems.add(new Problem("file", "has " + (file.length - end) + " bytes behind its end"));
        }
        Element.Parts pfx = Element.first(new Slice(file, 0, end), "file")
                .must(Element.SEQUENCE)
                .parts();
        Slice version = pfx.next().must(Element.INTEGER).content();
        if (version.length() != 1 || version.array()[version.from()] != 3) {
            throw new MalformedException("file", "must be of version 3");
        }
        Slice content = authenticated(pfx.next());
        Integrity integrity = pfx.hasNext() ? Integrity.of(pfx.nextFor(Integrity.WHERE), limits) : null;
        if (pfx.hasNext()) {
            throw Element.malformed("file");
        }
        Asn1Scan.whole(content, "safes", limits);
        List<Safe> safes = new ArrayList<>();
        Element.Parts parts =
                Element.first(content, "safes").must(Element.SEQUENCE).parts();
        int seen = 0;
        while (parts.hasNext()) {
            if (++seen > limits.bags()) {
                throw new Guard.LimitException("safes", "must be at most " + limits.bags());
            }
            String where = "safe ".concat(Integer.toString(seen));
            Element part = parts.nextFor(where);
            try {
                safes.add(safe(part, where));
            } catch (MalformedException e) {
                problems.add(e.problem());
            }
        }
        if (work(integrity, safes) > 0) {
            rehearse(safes);
        }
        verify(integrity, content);

        boolean opened = seen == 0;
        for (Safe safe : safes) {
            opened |= open(safe);
        }
        return opened;
    }

    /** Whether there is a sequence and in it an integer, as far as the first octets tell. */
    private static boolean beginsWithVersion(byte[] file) {
        if (file.length == 0 || file[0] != Element.SEQUENCE) {
            return false;
        }
        int inside = file.length == 1 || file[1] >= 0 ? 2 : 2 + (file[1] & 0x7f);
        // One that ends before is not called something else, but cut off.
        return inside >= file.length || file[inside] == Element.INTEGER;
    }

    private static Slice authenticated(Element authSafe) throws MalformedException {
        Element.Parts parts = authSafe.must(Element.SEQUENCE).parts();
        Element type = parts.next();
        if (!type.isIdentifier(DATA)) {
            throw new MalformedException(
                    "file",
                    "must have a MAC or nothing for its integrity, but has content of type " + type.identifier());
        }
        return parts.next().inTag0().octets();
    }

    /** A safe as it lies in the file; without encryption its content is plain. */
    private record Safe(
            String where, Slice content, @Nullable Encryption encryption) {}

    private Safe safe(Element part, String where) throws MalformedException {
        Element.Parts parts = part.must(Element.SEQUENCE).parts();
        Element type = parts.next();
        if (type.isIdentifier(DATA)) {
            return new Safe(where, parts.next().inTag0().octets(), null);
        }
        if (!type.isIdentifier(ENCRYPTED_DATA)) {
            throw new MalformedException(
                    where, "must be plain or encrypted by a password, but has content of type " + type.identifier());
        }
        Element.Parts data = parts.next().inTag0().must(Element.SEQUENCE).parts();
        data.next().must(Element.INTEGER);
        Element.Parts encrypted = data.next().must(Element.SEQUENCE).parts();
        encrypted.next().must(Element.OBJECT_IDENTIFIER);
        Encryption encryption = Encryption.of(encrypted.next().algorithm(), where, limits);
        return new Safe(where, encrypted.next().octetsOfTag0(), encryption);
    }

    /** The hash iterations that all derivations run at most together. */
    private long work(@Nullable Integrity integrity, List<Safe> safes) {
        long total = integrity == null ? 0 : integrity.work(password);
        for (Safe safe : safes) {
            total += safe.encryption() == null ? 0 : safe.encryption().work(password);
        }
        if (total > limits.totalIterations()) {
            throw new Guard.LimitException(
                    "file", "must need at most " + limits.totalIterations() + " hash iterations, but needs " + total);
        }
        return total;
    }

    /**
     * Walks over what can be seen without a key, for the limits alone: who breaks one is to be refused before anything is derived.
     * What it says of bags is said again when they are taken.
     */
    private void rehearse(List<Safe> safes) {
        Pkcs12Reader rehearsal = new Pkcs12Reader(password, limits, derivations, new Counted(), forms);
        for (Safe safe : safes) {
            if (safe.encryption() == null) {
                rehearsal.open(safe);
            }
        }
    }

    /** Checks the MAC, and puts the form of the password that fits before the others. */
    private void verify(@Nullable Integrity integrity, Slice content) throws MalformedException {
        if (integrity == null) {
            return;
        }
        int fits;
        try {
            fits = integrity.fit(content, password, forms, derivations);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw Guard.unreadable(Integrity.WHERE, e);
        }
        if (fits < 0) {
            throw new MalformedException(
                    Integrity.WHERE, "does not fit: the password is another, or the file was changed");
        }
        forms.add(0, forms.remove(fits));
    }

    private boolean open(Safe safe) {
        try {
            Slice plain = plain(safe);
            Asn1Scan.whole(plain, safe.where(), limits);
            walk(Element.first(plain, safe.where()), safe.where().concat(" bag "), 1);
            return true;
        } catch (MalformedException e) {
            problems.add(e.problem());
            return false;
        }
    }

    private Slice plain(Safe safe) throws MalformedException {
        Encryption encryption = safe.encryption();
        if (encryption == null) {
            return safe.content();
        }
        try {
            return Slice.of(encryption.decrypt(safe.content(), password, forms, this, derivations));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new MalformedException(
                    safe.where(), "cannot be decrypted: the password is another, or the file was changed");
        }
    }

    /** Whether decrypted content is what a safe holds: one sequence and nothing behind it. */
    @Override
    public boolean fits(byte[] plain) {
        if (plain.length == 0 || plain[0] != Element.SEQUENCE) {
            return false;
        }
        try {
            Asn1Scan.whole(Slice.of(plain), "safe", limits);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    private void walk(Element contents, String prefix, int depth) throws MalformedException {
        Element.Parts parts = contents.must(Element.SEQUENCE).parts();
        for (int i = 1; parts.hasNext(); i++) {
            if (++bagsSeen > limits.bags()) {
                throw new Guard.LimitException(prefix.trim(), "must be one of at most " + limits.bags());
            }
            String where = prefix.concat(Integer.toString(i));
            Element bag = parts.nextFor(where);
            try {
                take(bag, where, depth);
            } catch (MalformedException e) {
                problems.add(e.problem());
            }
        }
    }

    private void take(Element bag, String where, int depth) throws MalformedException {
        Element.Parts parts = bag.must(Element.SEQUENCE).parts();
        Element type = parts.next();
        if (type.isIdentifier(CERT_BAG)) {
            certificate(parts.next().inTag0(), parts, where);
        } else if (type.isIdentifier(SAFE_CONTENTS_BAG)) {
            if (depth > limits.nesting()) {
                throw new Guard.LimitException(where, "must lie at most " + limits.nesting() + " safes deep");
            }
            walk(parts.next().inTag0(), where + ".", depth + 1);
        } else if (type.isIdentifier(KEY_BAG) || type.isIdentifier(SHROUDED_KEY_BAG)) {
            throw new MalformedException(
                    where, "holds a private key, which a file of certificates must not; not opened");
        } else if (type.isIdentifier(SECRET_BAG)) {
            throw new MalformedException(where, "holds a secret, which a file of certificates must not; not opened");
        } else {
            throw new MalformedException(
                    where, "holds no certificate, but is of type " + type.identifier() + "; passed over");
        }
    }

    private void certificate(Element bag, Element.Parts behind, String where) throws MalformedException {
        Element.Parts parts = bag.must(Element.SEQUENCE).parts();
        Element type = parts.next();
        if (!type.isIdentifier(X509_CERTIFICATE)) {
            throw new MalformedException(where, "holds a certificate of type " + type.identifier() + ", not X.509");
        }
        Slice der = parts.next().inTag0().octets();
        if (der.length() > limits.certificateBytes()) {
            throw new Guard.LimitException(
                    where, "must have a certificate of at most " + limits.certificateBytes() + " bytes");
        }
        if (der.length() == 0 || der.array()[der.from()] != Element.SEQUENCE) {
            throw new MalformedException(where, "must have an X.509 certificate in DER form");
        }
        Asn1Scan.whole(der, where, limits);
        sink.take(der, friendlyName(behind, where), where);
    }

    /** The first friendly name; one that cannot be read is a problem of the name, not of the certificate. */
    private @Nullable String friendlyName(Element.Parts behind, String where) {
        try {
            return behind.hasNext() ? firstFriendlyName(behind.next(), where) : null;
        } catch (MalformedException e) {
            problems.add(e.problem());
            return null;
        }
    }

    private @Nullable String firstFriendlyName(Element attributes, String where) throws MalformedException {
        Element value = null;
        Element.Parts all = attributes.must(Element.SET).parts();
        for (int i = 0; all.hasNext(); i++) {
            if (i == limits.attributes()) {
                throw new Guard.LimitException(where, "must have at most " + limits.attributes() + " attributes");
            }
            Element.Parts attribute = all.next().must(Element.SEQUENCE).parts();
            boolean isName = attribute.next().isIdentifier(FRIENDLY_NAME);
            if (isName && value == null) {
                value = attribute.next().must(Element.SET).parts().next();
            }
        }
        return value == null ? null : text(value, where);
    }

    private String text(Element value, String where) throws MalformedException {
        Slice octets = value.content();
        // No string type has more than four octets for a unit of UTF-16.
        if (octets.length() > 4L * limits.friendlyNameUnits()) {
            throw tooLong(
                    where,
                    new String(
                            octets.array(), octets.from(), Math.min(256, octets.length()), StandardCharsets.US_ASCII));
        }
        String name = value.is(Element.BMP_STRING) ? bmp(octets, where) : octets.text(value.charset());
        if (name.length() > limits.friendlyNameUnits()) {
            throw tooLong(where, name);
        }
        return name;
    }

    /** Units as they are, half a surrogate pair too. */
    private static String bmp(Slice octets, String where) throws MalformedException {
        if (octets.length() % 2 != 0) {
            throw new MalformedException(where, "must have a friendly name of two octets for each character");
        }
        char[] units = new char[octets.length() / 2];
        for (int i = 0; i < units.length; i++) {
            int at = octets.from() + 2 * i;
            units[i] = (char) (((octets.array()[at] & 0xff) << 8) | (octets.array()[at + 1] & 0xff));
        }
        return new String(units);
    }

    private MalformedException tooLong(String where, String name) {
        return new MalformedException(
                where,
                "must have a friendly name of at most " + limits.friendlyNameUnits()
                        + " UTF-16 units; the name is passed over: " + Require.clip(name));
    }
}
