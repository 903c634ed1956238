package org.emcc.certs.pkcs12;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A set of trusted certificates in the forms other programs take: PEM, PKCS#12, JKS, and a {@link KeyStore} in memory.
 *
 * <p>A set has no order, so it is given one, that of the fingerprints; a certificate that comes twice is exported once, under the
 * first name in alphabetical order. The octets of every form are a function of the set, the password and the profile.
 *
 * <p>A key store knows its entries by alias, and keeps one of two whose aliases differ in case only. So an alias is the friendly
 * name in lower case where only one certificate has it; else, also where it is longer than 128 UTF-16 units or looks like an alias
 * that was made here, it has an underscore and the first 16 digits of the fingerprint behind it, or all 64 where those are
 * another's too. A certificate without a name is called {@code certificate} and so. No two aliases are the same.
 *
 * <p>Source: certificates 4.4 (C2, C6, C24), 2.4 (lost aliases).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrustStoreExport {
    private static final int LONGEST = 128;
    private static final int DIGITS = 16;
    /** A label that could be what this class makes of another one. */
    private static final Pattern LIKE_OURS = Pattern.compile("_[0-9a-f]{16,}$");

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    /** By alias, each with its alias for a name, in the order of the fingerprints. */
    private final List<CertificateBag> entries;

    private TrustStoreExport(List<CertificateBag> entries) {
        this.entries = entries;
    }

    /**
     * An export of these certificates.
     *
     * @param certificates the certificates with their names, in any order and any number of times; may be none
     * @return the export
     */
    public static TrustStoreExport of(Collection<CertificateBag> certificates) {
        Map<Fingerprint, CertificateBag> distinct = new TreeMap<>();
        for (CertificateBag each : certificates) {
            distinct.merge(each.fingerprint(), each, TrustStoreExport::firstNamed);
        }
        Map<String, Integer> labels = new HashMap<>();
        Map<String, Integer> shortened = new HashMap<>();
        for (CertificateBag each : distinct.values()) {
            labels.merge(label(each), 1, Integer::sum);
            shortened.merge(suffixed(each, DIGITS), 1, Integer::sum);
        }
        List<CertificateBag> entries = new ArrayList<>();
        for (CertificateBag each : distinct.values()) {
            String label = label(each);
            boolean plain = each.friendlyName().isPresent()
                    && label.length() <= LONGEST
                    && !LIKE_OURS.matcher(label).find()
                    && Objects.equals(labels.get(label), 1);
            boolean enough = Objects.equals(shortened.get(suffixed(each, DIGITS)), 1);
            entries.add(CertificateBag.of(
                    each.certificate(),
                    plain
                            ? label
                            : suffixed(
                                    each,
                                    enough ? DIGITS : each.fingerprint().value().length())));
        }
        return new TrustStoreExport(List.copyOf(entries));
    }

    /** The label without what this class has put behind it before, with that many digits of the fingerprint. */
    private static String suffixed(CertificateBag bag, int digits) {
        String fingerprint = bag.fingerprint().value();
        String label = label(bag);
        for (String own : List.of("_" + fingerprint, "_" + fingerprint.substring(0, DIGITS))) {
            if (label.endsWith(own)) {
                label = label.substring(0, label.length() - own.length());
            }
        }
        return label.substring(0, Math.min(label.length(), LONGEST)) + "_" + fingerprint.substring(0, digits);
    }

    private static CertificateBag firstNamed(CertificateBag one, CertificateBag other) {
        Comparator<CertificateBag> byName = Comparator.comparing(
                bag -> bag.friendlyName().orElse(null), Comparator.nullsLast(Comparator.naturalOrder()));
        return byName.compare(one, other) <= 0 ? one : other;
    }

    private static String label(CertificateBag bag) {
        String label = bag.friendlyName().orElse("").toLowerCase(Locale.ROOT);
        return label.isEmpty() ? "certificate" : label;
    }

    /**
     * What is exported.
     *
     * @return each certificate once, with its alias for a name, in the order of the fingerprints; unmodifiable
     */
    public List<CertificateBag> entries() {
        return entries;
    }

    /**
     * All certificates in PEM, one behind the other, without any text between them: RFC 7468. Names are not in it.
     *
     * @return lines of at most 64 characters that end with a line feed; the empty text for no certificate
     */
    public String pem() {
        StringBuilder out = new StringBuilder();
        for (CertificateBag each : entries) {
            out.append("-----BEGIN CERTIFICATE-----\n")
                    .append(PEM.encodeToString(each.encoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return out.toString();
    }

    /**
     * A trust store in PKCS#12. Java, from 8u301 and 11.0.12 on, reads {@link Pkcs12Profile#JDK}; for older ones there is
     * {@link Pkcs12Profile#LEGACY}.
     *
     * @param profile how to protect it
     * @param password the password; not used by {@link Pkcs12Profile#PLAIN}
     * @return the octets, in DER
     */
    public byte[] pkcs12(Pkcs12Profile profile, FilePassword password) {
        return CertificateFile.of(entries).encode(profile, password);
    }

    /**
     * A trust store in Java's old format. Its digest notices accidents and, made of SHA-1 over password and content, does not
     * protect from anybody. The format has a time for each entry, which is the begin of the certificate's validity here.
     *
     * @param password the password, by which a reader checks the digest
     * @return the octets
     */
    public byte[] jks(FilePassword password) {
        Objects.requireNonNull(password, "password");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeInt(0xfeedfeed);
            out.writeInt(2);
            out.writeInt(entries.size());
            for (CertificateBag each : entries) {
                byte[] der = each.encoded();
                out.writeInt(2);
                out.writeUTF(each.friendlyName().orElseThrow());
                out.writeLong(each.certificate().getNotBefore().toInstant().toEpochMilli());
                out.writeUTF("X.509");
                out.writeInt(der.length);
                out.write(der);
            }
            out.write(jksDigest(octets.toByteArray(), password));
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written", e);
        }
        return octets.toByteArray();
    }

    private static byte[] jksDigest(byte[] content, FilePassword password) {
        char[] characters = password.copy();
        byte[] form = new byte[2 * characters.length];
        for (int i = 0; i < characters.length; i++) {
            form[2 * i] = (byte) (characters[i] >> 8);
            form[2 * i + 1] = (byte) characters[i];
        }
        Arrays.fill(characters, '\0');
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(form);
            digest.update("Mighty Aphrodite".getBytes(StandardCharsets.UTF_8));
            return digest.digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        } finally {
            Arrays.fill(form, (byte) 0);
        }
    }

    /**
     * A new key store in memory with the certificates as trusted entries, for {@link javax.net.ssl.TrustManagerFactory}. It has
     * no file and no password, and changes of it change nothing else.
     *
     * @return the key store, of type PKCS12
     */
    public KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (CertificateBag each : entries) {
                store.setCertificateEntry(each.friendlyName().orElseThrow(), each.certificate());
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform has PKCS#12 key stores", e);
        }
    }

    /** How many certificates there are. */
    @Override
    public String toString() {
        return "TrustStoreExport[" + entries.size() + (entries.size() == 1 ? " certificate]" : " certificates]");
    }
}
