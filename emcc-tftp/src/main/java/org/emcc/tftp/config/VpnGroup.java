package org.emcc.tftp.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * How a phone reaches its cluster through a VPN: what {@code vpnGroup} says. Its parts have the names of the elements. It is read by
 * {@link PhoneConfiguration#vpnGroup()} and set by {@link PhoneConfiguration#withVpnGroup}.
 *
 * <p>The source has defaults for {@code mtu}, {@code failConnectTime} and {@code enableHostIDCheck} only; those of the others, the
 * unit of {@code failConnectTime} and all ranges are <em>inferred</em>. Source: phone-config-files 3.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class VpnGroup {
    /** The most gateways. */
    public static final int MOST_URLS = 3;

    /** The most hashes. */
    public static final int MOST_HASHES = 10;

    private static final String PATH = "vpnGroup/";
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{1,252}={0,2}");
    private static final Pattern SHA1 = Pattern.compile("[A-Za-z0-9+/]{27}=");

    private final int mtu;
    private final int failConnectTime;
    private final Authentication authMethod;
    private final boolean pswdPersistent;
    private final boolean autoNetDetect;
    private final boolean enableHostIdCheck;
    private final List<String> urls;
    private final int hashAlg;
    private final List<String> certHashes;

    /**
     * How the user is known.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    public enum Authentication {
        /** By name and password. */
        USER_AND_PASSWORD(0),
        /** By a password alone. */
        PASSWORD(1),
        /** By the phone's certificate. */
        CERTIFICATE(2);

        private final int number;

        Authentication(int number) {
            this.number = number;
        }

        private static Authentication of(int number) {
            return number == 1 ? PASSWORD : number == 2 ? CERTIFICATE : USER_AND_PASSWORD;
        }
    }

    private VpnGroup(Builder builder) {
        this.mtu = builder.mtu;
        this.failConnectTime = builder.failConnectTime;
        this.authMethod = builder.authMethod;
        this.pswdPersistent = builder.pswdPersistent;
        this.autoNetDetect = builder.autoNetDetect;
        this.enableHostIdCheck = builder.enableHostIdCheck;
        this.urls = builder.urls;
        this.hashAlg = builder.hashAlg;
        this.certHashes = List.copyOf(builder.certHashes);
    }

    /**
     * Begins a group in which users have names and passwords.
     *
     * @param urls where the gateways are, at most three of 1 to 255 characters
     * @return a new builder
     * @throws IllegalArgumentException when there are more, or one breaks its rule
     */
    public static Builder builder(List<String> urls) {
        return new Builder(urls);
    }

    /**
     * Begins with this group.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(urls)
                .mtu(mtu)
                .failConnectTime(failConnectTime)
                .authMethod(authMethod)
                .pswdPersistent(pswdPersistent)
                .autoNetDetect(autoNetDetect)
                .enableHostIDCheck(enableHostIdCheck)
                .hashAlg(hashAlg);
        certHashes.forEach(builder::certHash);
        return builder;
    }

    /**
     * The hash by which a phone knows a gateway.
     *
     * @param gateway its certificate
     * @return the SHA-1 of its DER form, in Base64
     * @throws IllegalArgumentException when it has no DER form
     */
    public static String hash(X509Certificate gateway) {
        byte[] digest = digest("SHA-1", Objects.requireNonNull(gateway, "gateway"));
        return new String(Base64.getEncoder().encode(digest), StandardCharsets.US_ASCII);
    }

    static byte[] digest(String algorithm, X509Certificate certificate) {
        try {
            return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("certificate must have a DER form", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no " + algorithm + " in this JDK", e);
        }
    }

    /** The group in a phone file; what breaks its rule has the default or is passed over. */
    static Optional<VpnGroup> read(PhoneConfiguration file) {
        if (file.text("vpnGroup").isEmpty()) {
            return Optional.empty();
        }
        Builder builder = builder(texts(file, "addresses/url", MOST_URLS).stream()
                .filter(VpnGroup::sound)
                .toList());
        value(file, "mtu").asNumber().ifPresent(builder::mtu);
        value(file, "failConnectTime").asNumber().ifPresent(builder::failConnectTime);
        builder.authMethod(
                Authentication.of(value(file, "authMethod").asNumber().orElse(0)));
        value(file, "pswdPersistent").asFlag().ifPresent(builder::pswdPersistent);
        value(file, "autoNetDetect").asFlag().ifPresent(builder::autoNetDetect);
        value(file, "enableHostIDCheck").asFlag().ifPresent(builder::enableHostIDCheck);
        value(file, "credentials/hashAlg").asNumber().ifPresent(builder::hashAlg);
        texts(file, "credentials/certHash", MOST_HASHES).stream()
                .filter(hash -> form(builder.hashAlg).matcher(hash).matches())
                .forEach(builder::certHash);
        return Optional.of(builder.build());
    }

    private static ElementValue value(PhoneConfiguration file, String name) {
        return file.value(PhoneElement.of(PATH + name));
    }

    private static List<String> texts(PhoneConfiguration file, String name, int most) {
        List<String> found = new ArrayList<>();
        for (int i = 1; i <= most; i++) {
            value(file, name + i).asText().ifPresent(found::add);
        }
        return found;
    }

    private static boolean sound(String url) {
        try {
            return !Require.text(url, "url", 255).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Pattern form(int hashAlg) {
        return hashAlg == 0 ? SHA1 : BASE64;
    }

    /** A copy of a phone file with this group in place of what its {@code vpnGroup} said of the same things. */
    PhoneConfiguration in(PhoneConfiguration file) {
        PhoneConfiguration with = set(file, "mtu", ElementValue.number(mtu));
        with = set(with, "failConnectTime", ElementValue.number(failConnectTime));
        with = set(with, "authMethod", ElementValue.number(authMethod.number));
        with = set(with, "pswdPersistent", ElementValue.flag(pswdPersistent));
        with = set(with, "autoNetDetect", ElementValue.flag(autoNetDetect));
        with = set(with, "enableHostIDCheck", ElementValue.flag(enableHostIdCheck));
        for (int i = 1; i <= MOST_URLS; i++) {
            with = set(with, "addresses/url" + i, text(urls, i));
        }
        with = set(with, "credentials/hashAlg", ElementValue.number(hashAlg));
        for (int i = 1; i <= MOST_HASHES; i++) {
            with = set(with, "credentials/certHash" + i, text(certHashes, i));
        }
        return with;
    }

    private static ElementValue text(List<String> texts, int number) {
        return number <= texts.size() ? ElementValue.text(texts.get(number - 1)) : ElementValue.absent();
    }

    private static PhoneConfiguration set(PhoneConfiguration file, String name, ElementValue value) {
        return file.with(PhoneElement.of(PATH + name), value);
    }

    /**
     * The most bytes of a packet.
     *
     * @return 0 to 65535
     */
    public int mtu() {
        return mtu;
    }

    /**
     * After how long without a connection the phone gives up.
     *
     * @return 0 to 999999999; <em>inferred</em>, seconds
     */
    public int failConnectTime() {
        return failConnectTime;
    }

    /**
     * How the user is known.
     *
     * @return the method
     */
    public Authentication authMethod() {
        return authMethod;
    }

    /**
     * Whether the phone keeps the password.
     *
     * @return true when it does
     */
    public boolean pswdPersistent() {
        return pswdPersistent;
    }

    /**
     * Whether the phone finds out by itself if it needs the VPN.
     *
     * @return true when it does
     */
    public boolean autoNetDetect() {
        return autoNetDetect;
    }

    /**
     * Whether the name in the gateway's certificate must be that of the URL.
     *
     * @return true when it must
     */
    public boolean enableHostIDCheck() {
        return enableHostIdCheck;
    }

    /**
     * Where the gateways are.
     *
     * @return at most three URLs
     */
    public List<String> urls() {
        return urls;
    }

    /**
     * The algorithm of the hashes.
     *
     * @return 0 for SHA-1, the only one that is documented; up to 9
     */
    public int hashAlg() {
        return hashAlg;
    }

    /**
     * The hashes of the gateways' certificates.
     *
     * @return at most ten, in Base64
     */
    public List<String> certHashes() {
        return certHashes;
    }

    private List<Object> parts() {
        return List.of(
                mtu,
                failConnectTime,
                authMethod,
                pswdPersistent,
                autoNetDetect,
                enableHostIdCheck,
                urls,
                hashAlg,
                certHashes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VpnGroup that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "VpnGroup[urls=" + urls + ", authMethod=" + authMethod + ", certHashes=" + certHashes.size() + "]";
    }

    /**
     * Collects the parts of a group.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final List<String> urls;
        private final List<String> certHashes = new ArrayList<>();
        private int mtu = 1290;
        private int failConnectTime = 30;
        private Authentication authMethod = Authentication.USER_AND_PASSWORD;
        private boolean pswdPersistent;
        private boolean autoNetDetect;
        private boolean enableHostIdCheck = true;
        private int hashAlg;

        private Builder(List<String> urls) {
            this.urls = Require.list(urls, "urls");
            Require.range(this.urls.size(), "number of URLs", 0, MOST_URLS);
            this.urls.forEach(url -> Require.text(url, "url", 255));
        }

        /**
         * The most bytes of a packet; 1290 by default.
         *
         * @param bytes 0 to 65535
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder mtu(int bytes) {
            this.mtu = Require.range(bytes, "mtu", 0, 65_535);
            return this;
        }

        /**
         * After how long without a connection the phone gives up; 30 by default.
         *
         * @param seconds 0 to 999999999; that they are seconds is <em>inferred</em>
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder failConnectTime(int seconds) {
            this.failConnectTime = Require.range(seconds, "failConnectTime", 0, 999_999_999);
            return this;
        }

        /**
         * How the user is known; <em>inferred</em>, by name and password by default.
         *
         * @param method the method
         * @return this builder
         */
        public Builder authMethod(Authentication method) {
            this.authMethod = Objects.requireNonNull(method, "method");
            return this;
        }

        /**
         * Whether the phone keeps the password; <em>inferred</em>, not by default.
         *
         * @param on true when it does
         * @return this builder
         */
        public Builder pswdPersistent(boolean on) {
            this.pswdPersistent = on;
            return this;
        }

        /**
         * Whether the phone finds out by itself if it needs the VPN; <em>inferred</em>, not by default.
         *
         * @param on true when it does
         * @return this builder
         */
        public Builder autoNetDetect(boolean on) {
            this.autoNetDetect = on;
            return this;
        }

        /**
         * Whether the name in the gateway's certificate must be that of the URL; by default it must.
         *
         * @param on true when it must
         * @return this builder
         */
        public Builder enableHostIDCheck(boolean on) {
            this.enableHostIdCheck = on;
            return this;
        }

        /**
         * The algorithm of the hashes; 0 by default.
         *
         * @param number 0 for SHA-1, the only one that is documented; up to 9
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder hashAlg(int number) {
            this.hashAlg = Require.range(number, "hashAlg", 0, 9);
            return this;
        }

        /**
         * Adds the hash of a gateway's certificate.
         *
         * @param hash in Base64, 1 to 254 characters; of SHA-1, 28
         * @return this builder
         */
        public Builder certHash(String hash) {
            certHashes.add(Objects.requireNonNull(hash, "hash"));
            return this;
        }

        /**
         * Adds the hash of a gateway's certificate by SHA-1, which {@link #hashAlg} must leave at 0.
         *
         * @param gateway the certificate
         * @return this builder
         * @throws IllegalArgumentException when it has no DER form
         */
        public Builder gateway(X509Certificate gateway) {
            return certHash(hash(gateway));
        }

        /**
         * Makes the group.
         *
         * @return the group
         * @throws IllegalArgumentException when there are more than ten hashes, or one is not of the algorithm
         */
        public VpnGroup build() {
            Require.range(certHashes.size(), "number of hashes", 0, MOST_HASHES);
            String rule = hashAlg == 0 ? "be a SHA-1 in Base64, 28 characters" : "be Base64";
            certHashes.forEach(hash -> Require.form(hash, "certHash", form(hashAlg), rule));
            return new VpnGroup(this);
        }
    }
}
