package org.emcc.certs.trust;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.pkcs12.Pkcs12Profile;

/**
 * Trusted certificates in the forms that other programs take: PEM, JKS, PKCS#12 and Java's {@link KeyStore} in memory.
 *
 * <p>No certificate is lost, also not where several have one name: each alias is the common name in lower case, other characters
 * than letters, digits, dots, hyphens and underscores replaced by hyphens, a hyphen and the first 16 digits of the fingerprint. The
 * same certificates give the same octets, in whatever order they come.
 *
 * <p>Such a file trusts everything in it for whatever its reader uses it for. The trust stores of a cluster are several because
 * they are not: export one of them at a time, rather than a whole bundle, where that matters.
 *
 * <p>Source: certificates 4.4 (C24), 1.7 (certificates of one name), 2.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrustExport {
    private static final int LINE = 64;
    private static final int JKS_MAGIC = 0xfeedfeed;
    private static final int JKS_VERSION = 2;
    private static final int JKS_TRUSTED = 2;
    /** What the digest of a JKS file begins with, behind the password. */
    private static final String JKS_WHITENER = "Mighty Aphrodite";

    private final Map<String, X509Certificate> certificates;

    private TrustExport(Map<String, X509Certificate> certificates) {
        this.certificates = certificates;
    }

    /**
     * Takes certificates.
     *
     * @param certificates any, in any order; those that are there twice count once
     * @return their forms
     */
    public static TrustExport of(Collection<X509Certificate> certificates) {
        Map<String, X509Certificate> named = new LinkedHashMap<>();
        certificates.stream()
                .sorted(Comparator.comparing(Fingerprint::of))
                .forEach(each -> named.put(alias(each), each));
        return new TrustExport(named);
    }

    /**
     * Takes one trust store of a cluster.
     *
     * @param stores the stores
     * @param name which of them
     * @return its forms; no certificate when there is no such store
     */
    public static TrustExport of(TrustStores stores, TrustStoreName name) {
        return of(stores.certificates(name));
    }

    /**
     * Takes all certificates of a bundle, whatever they are for.
     *
     * @param bundle the bundle
     * @return its forms
     */
    public static TrustExport of(CertificateBundle bundle) {
        return of(bundle.certificates().stream()
                .map(BundledCertificate::certificate)
                .toList());
    }

    private static String alias(X509Certificate certificate) {
        List<String> names = ImportRules.commonNames(certificate.getSubjectX500Principal());
        String name = names.isEmpty() ? "certificate" : names.get(0);
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-") + "-"
                + Fingerprint.of(certificate).value().substring(0, 16);
    }

    /**
     * The certificates by their aliases.
     *
     * @return the certificates, in the order of their fingerprints; unmodifiable
     */
    public Map<String, X509Certificate> certificates() {
        return java.util.Collections.unmodifiableMap(certificates);
    }

    /**
     * One PEM block after another (RFC 7468), without text between them.
     *
     * @return lines that end in a line feed; empty without certificates
     */
    public String pem() {
        StringBuilder out = new StringBuilder();
        Base64.Encoder base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
        for (X509Certificate each : certificates.values()) {
            out.append("-----BEGIN CERTIFICATE-----\n")
                    .append(base64.encodeToString(der(each)))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return out.toString();
    }

    /**
     * A PKCS#12 file, in which Java sees trusted certificates.
     *
     * @param password its password
     * @param profile how it is protected
     * @return the octets
     */
    public byte[] pkcs12(FilePassword password, Pkcs12Profile profile) {
        return CertificateFile.of(certificates.entrySet().stream()
                        .map(each -> CertificateBag.of(each.getValue(), each.getKey()))
                        .toList())
                .encode(profile, password);
    }

    /**
     * A JKS file. It is not encrypted; the password only guards it against accidents, by SHA-1. The date of each entry is that from
     * which the certificate is valid, so that the octets do not depend on when the file is made.
     *
     * @param password its password; the array may be wiped afterwards
     * @return the octets
     */
    public byte[] jks(char[] password) {
        Objects.requireNonNull(password, "password");
        byte[] secret = new String(password).getBytes(StandardCharsets.UTF_16BE);
        try {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(octets);
            out.writeInt(JKS_MAGIC);
            out.writeInt(JKS_VERSION);
            out.writeInt(certificates.size());
            for (Map.Entry<String, X509Certificate> each : certificates.entrySet()) {
                out.writeInt(JKS_TRUSTED);
                out.writeUTF(each.getKey());
                out.writeLong(each.getValue().getNotBefore().toInstant().toEpochMilli());
                out.writeUTF("X.509");
                byte[] der = der(each.getValue());
                out.writeInt(der.length);
                out.write(der);
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(secret);
            digest.update(JKS_WHITENER.getBytes(StandardCharsets.US_ASCII));
            out.write(digest.digest(octets.toByteArray()));
            return octets.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * A key store in memory, for what asks for one.
     *
     * @return a new key store without keys; the caller may change it
     */
    public KeyStore keyStore() {
        try {
            KeyStore made = KeyStore.getInstance("PKCS12");
            made.load(null, null);
            for (Map.Entry<String, X509Certificate> each : certificates.entrySet()) {
                made.setCertificateEntry(each.getKey(), each.getValue());
            }
            return made;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform has PKCS#12 key stores", e);
        }
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate with a fingerprint has a DER form", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustExport that && certificates.equals(that.certificates);
    }

    @Override
    public int hashCode() {
        return certificates.hashCode();
    }

    /** The aliases. */
    @Override
    public String toString() {
        return "TrustExport" + certificates.keySet();
    }
}
