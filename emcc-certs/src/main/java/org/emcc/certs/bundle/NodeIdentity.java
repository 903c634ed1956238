package org.emcc.certs.bundle;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.emcc.certs.internal.SubjectNames;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of a node together with its private key. Only {@link #certificate} ever leaves the node; the key does not
 * print and is not exported.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class NodeIdentity {
    private final NodeCertificate certificate;
    private final List<X509Certificate> issuers;
    private final PrivateKey privateKey;

    NodeIdentity(NodeCertificate certificate, List<X509Certificate> issuers, PrivateKey privateKey) {
        this.certificate = certificate;
        this.issuers = issuers;
        this.privateKey = privateKey;
    }

    /**
     * An identity whose key and certificate are there already.
     *
     * @param certificate the certificate
     * @param issuers the certificates to send behind it, its issuer first; none for a self-signed one
     * @param privateKey its key, RSA or EC
     * @return the identity
     * @throws IllegalArgumentException when the key is not that of the certificate
     */
    public static NodeIdentity of(NodeCertificate certificate, List<X509Certificate> issuers, PrivateKey privateKey) {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(privateKey, "privateKey");
        if (!fits(privateKey, certificate.certificate())) {
            throw new IllegalArgumentException("private key must be that of the certificate, which it is not");
        }
        return new NodeIdentity(certificate, List.copyOf(issuers), privateKey);
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256with" + key.getAlgorithm();
        byte[] probe = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Begins a self-signed identity, as a node makes it when it is installed.
     *
     * <p>The subject's common name is the host name, but {@code ITLRECOVERY_} and the host name for
     * {@link CertificateType#ITL_RECOVERY} and {@code CAPF-} and eight random hexadecimal digits for
     * {@link CertificateType#CAPF}: those share a trust store with the CallManager certificate, where one name has room for one
     * certificate. A CAPF certificate can issue others; those of the other types cannot.
     *
     * <p>Source: certificates 1.7 (names; five years).
     *
     * @param node the host name of the node, its FQDN where it has one: 1 to 64 letters, digits, dots, hyphens and underscores,
     *     not beginning with a dot, not ending in {@code _bulk}
     * @param type what the certificate is for
     * @return the beginning
     * @throws IllegalArgumentException when the name breaks the rule
     */
    public static SelfSigned selfSigned(String node, CertificateType type) {
        return new SelfSigned(node, type);
    }

    /**
     * The public part: what is exported.
     *
     * @return the certificate, with the node and the type
     */
    public NodeCertificate certificate() {
        return certificate;
    }

    /**
     * The certificates that are sent behind it.
     *
     * @return its issuer first; none for a self-signed one; unmodifiable
     */
    public List<X509Certificate> issuers() {
        return issuers;
    }

    /**
     * The secret part.
     *
     * @return the key
     */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** The node, the type and the subject; nothing of the key. */
    @Override
    public String toString() {
        return "NodeIdentity[" + certificate.node() + ", " + certificate.type() + ", "
                + SubjectNames.text(certificate.certificate()) + "]";
    }

    /**
     * Makes a self-signed identity. Everything has a default.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class SelfSigned {
        private static final int LONGEST_COMMON_NAME = 64;

        private final String node;
        private final CertificateType type;
        private final Set<String> names = new LinkedHashSet<>();
        private final Set<InetAddress> addresses = new LinkedHashSet<>();
        private @Nullable String commonName;
        private KeyKind key = KeyKind.RSA_2048;
        private @Nullable KeyPair pair;
        private Duration validity = Duration.ofDays(5 * 365);
        private Clock clock = Clock.systemUTC();
        private @Nullable SecureRandom random;

        private SelfSigned(String node, CertificateType type) {
            this.node = Require.text(BulkFileName.requireNode(node), "host name in a certificate", LONGEST_COMMON_NAME);
            this.type = Objects.requireNonNull(type, "type");
            names.add(node);
        }

        /**
         * Sets the subject's common name; the default is told at {@link NodeIdentity#selfSigned}.
         *
         * @param text 1 to 64 characters
         * @return this
         * @throws IllegalArgumentException when the text breaks the rule
         */
        public SelfSigned commonName(String text) {
            commonName = Require.text(text, "common name", LONGEST_COMMON_NAME);
            return this;
        }

        /**
         * Adds DNS names to the host name, which is always there.
         *
         * @param more DNS names
         * @return this
         * @throws IllegalArgumentException when one is blank, longer than 255 characters or not ASCII
         */
        public SelfSigned dnsNames(Collection<String> more) {
            for (String name : more) {
                Require.text(name, "DNS name", 255);
                if (!name.chars().allMatch(c -> c < 128)) {
                    throw new IllegalArgumentException("DNS name must be ASCII, but is \"" + Require.clip(name) + "\"");
                }
                names.add(name);
            }
            return this;
        }

        /**
         * Adds IP addresses; there are none by default.
         *
         * @param more addresses
         * @return this
         */
        public SelfSigned addresses(Collection<InetAddress> more) {
            addresses.addAll(List.copyOf(more));
            return this;
        }

        /**
         * Sets the kind of key; RSA of 2048 bits by default.
         *
         * @param kind the kind
         * @return this
         */
        public SelfSigned key(KeyKind kind) {
            key = Objects.requireNonNull(kind, "kind");
            pair = null;
            return this;
        }

        /**
         * Takes a key that is there already, for example because making one takes long; a new one is made by default. That both halves
         * belong together is for the caller to see to.
         *
         * @param keys an RSA key of 2048, 3072 or 4096 bits, or an EC key of the curves P-256 or P-384
         * @return this
         * @throws IllegalArgumentException when it is another key
         */
        public SelfSigned keyPair(KeyPair keys) {
            key = SelfSigning.kindOf(keys.getPublic());
            pair = keys;
            return this;
        }

        /**
         * Sets how long the certificate is valid; 1825 days by default.
         *
         * @param duration one second or more
         * @return this
         * @throws IllegalArgumentException when it is less
         */
        public SelfSigned validity(Duration duration) {
            if (duration.toSeconds() < 1) {
                throw new IllegalArgumentException("validity must be one second or more, but is " + duration);
            }
            validity = duration;
            return this;
        }

        /**
         * Sets the clock that says when the validity begins; the system's by default. Certificates have no fractions of a
         * second: they are cut off.
         *
         * @param source the clock
         * @return this
         */
        public SelfSigned clock(Clock source) {
            clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Sets where the key, the serial number and the signature get their randomness; a new {@link SecureRandom} by default.
         *
         * @param source the source
         * @return this
         */
        public SelfSigned random(SecureRandom source) {
            random = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Makes the key and the certificate.
         *
         * @return a new identity each time
         */
        public NodeIdentity generate() {
            return SelfSigning.generate(
                    node,
                    type,
                    commonName,
                    List.copyOf(names),
                    List.copyOf(addresses),
                    key,
                    pair,
                    clock.instant(),
                    validity,
                    random == null ? new SecureRandom() : random);
        }
    }
}
