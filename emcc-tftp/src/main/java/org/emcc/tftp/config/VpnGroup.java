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
 * How a phone reaches its cluster through a VPN: what {@code vpnGroup} says. Source: phone-config-files 3.6.
 *
 * @param mtu the most bytes of a packet, 0 to 65535
 * @param failConnectSeconds after how many seconds without a connection the phone gives up, 0 to 999999999
 * @param authentication how the user is known
 * @param passwordKept whether the phone keeps the password
 * @param networkDetected whether the phone finds out by itself if it needs the VPN
 * @param hostIdChecked whether the name in the gateway's certificate must be that of the URL
 * @param urls where the gateways are, at most three of at most 255 characters
 * @param hashAlgorithm the algorithm of the hashes, 0 to 9; 0 is SHA-1, and the only one that is documented
 * @param certificateHashes the hashes of the gateways' certificates in Base64, at most ten
 * @threadsafety immutable
 * @since 0.1.0
 */
public record VpnGroup(
        int mtu,
        int failConnectSeconds,
        Authentication authentication,
        boolean passwordKept,
        boolean networkDetected,
        boolean hostIdChecked,
        List<String> urls,
        int hashAlgorithm,
        List<String> certificateHashes) {
    /** The most gateways. */
    public static final int MOST_URLS = 3;

    /** The most hashes. */
    public static final int MOST_HASHES = 10;

    private static final String PATH = "vpnGroup/";
    private static final int DEFAULT_MTU = 1290;
    private static final int DEFAULT_SECONDS = 30;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{1,252}={0,2}");

    /** How the user is known. */
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

    /**
     * Checks the parts.
     *
     * @param mtu the most bytes of a packet
     * @param failConnectSeconds after how many seconds the phone gives up
     * @param authentication how the user is known
     * @param passwordKept whether the phone keeps the password
     * @param networkDetected whether the phone finds out if it needs the VPN
     * @param hostIdChecked whether the gateway's name is checked
     * @param urls where the gateways are
     * @param hashAlgorithm the algorithm of the hashes
     * @param certificateHashes the hashes
     * @throws IllegalArgumentException when one breaks its rule
     */
    public VpnGroup {
        Require.range(mtu, "mtu", 0, 65_535);
        Require.range(failConnectSeconds, "failConnectTime", 0, 999_999_999);
        Objects.requireNonNull(authentication, "authentication");
        urls = Require.list(urls, "urls");
        Require.range(urls.size(), "number of URLs", 0, MOST_URLS);
        urls.forEach(url -> Require.text(url, "url", 255));
        Require.range(hashAlgorithm, "hashAlg", 0, 9);
        certificateHashes = Require.list(certificateHashes, "certificateHashes");
        Require.range(certificateHashes.size(), "number of hashes", 0, MOST_HASHES);
        certificateHashes.forEach(hash -> Require.form(hash, "certHash", BASE64, "be Base64"));
    }

    /**
     * A group with the product's defaults, in which users have names and passwords.
     *
     * @param urls where the gateways are, at most three
     * @param gateways their certificates, at most ten
     * @return the group
     * @throws IllegalArgumentException when there are too many, or one cannot be written
     */
    public static VpnGroup of(List<String> urls, List<X509Certificate> gateways) {
        return new VpnGroup(
                DEFAULT_MTU,
                DEFAULT_SECONDS,
                Authentication.USER_AND_PASSWORD,
                false,
                false,
                true,
                urls,
                0,
                gateways.stream().map(VpnGroup::hash).toList());
    }

    /**
     * The hash by which a phone knows a gateway.
     *
     * @param gateway its certificate
     * @return the SHA-1 of its DER form, in Base64
     * @throws IllegalArgumentException when it has no DER form
     */
    public static String hash(X509Certificate gateway) {
        return new String(Base64.getEncoder().encode(digest("SHA-1", gateway)), StandardCharsets.US_ASCII);
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

    /**
     * The group in a phone file. What is absent or breaks its rule has the default; a URL or hash that breaks its rule is passed over, as is
     * one whose number is skipped.
     *
     * @param file the phone file
     * @return the group, or empty when the file has none
     */
    public static Optional<VpnGroup> of(PhoneConfiguration file) {
        if (file.text("vpnGroup").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new VpnGroup(
                number(file, "mtu", DEFAULT_MTU),
                number(file, "failConnectTime", DEFAULT_SECONDS),
                Authentication.of(number(file, "authMethod", 0)),
                flag(file, "pswdPersistent", false),
                flag(file, "autoNetDetect", false),
                flag(file, "enableHostIDCheck", true),
                texts(file, "addresses/url", MOST_URLS),
                number(file, "credentials/hashAlg", 0),
                texts(file, "credentials/certHash", MOST_HASHES)));
    }

    private static int number(PhoneConfiguration file, String name, int byDefault) {
        return file.value(PhoneElement.of(PATH + name)).asNumber().orElse(byDefault);
    }

    private static boolean flag(PhoneConfiguration file, String name, boolean byDefault) {
        return file.value(PhoneElement.of(PATH + name)).asFlag().orElse(byDefault);
    }

    private static List<String> texts(PhoneConfiguration file, String name, int most) {
        boolean hashes = name.endsWith("certHash");
        List<String> found = new ArrayList<>();
        for (int i = 1; i <= most; i++) {
            file.value(PhoneElement.of(PATH + name + i))
                    .asText()
                    .filter(text -> hashes ? BASE64.matcher(text).matches() : sound(text))
                    .ifPresent(found::add);
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

    /**
     * A copy of a phone file with this group in place of what its {@code vpnGroup} said of the same things; all else stays in its place.
     *
     * @param file the phone file
     * @return the copy
     */
    public PhoneConfiguration in(PhoneConfiguration file) {
        PhoneConfiguration with = set(file, "mtu", ElementValue.number(mtu));
        with = set(with, "failConnectTime", ElementValue.number(failConnectSeconds));
        with = set(with, "authMethod", ElementValue.number(authentication.number));
        with = set(with, "pswdPersistent", ElementValue.flag(passwordKept));
        with = set(with, "autoNetDetect", ElementValue.flag(networkDetected));
        with = set(with, "enableHostIDCheck", ElementValue.flag(hostIdChecked));
        for (int i = 1; i <= MOST_URLS; i++) {
            with = set(with, "addresses/url" + i, text(urls, i));
        }
        with = set(with, "credentials/hashAlg", ElementValue.number(hashAlgorithm));
        for (int i = 1; i <= MOST_HASHES; i++) {
            with = set(with, "credentials/certHash" + i, text(certificateHashes, i));
        }
        return with;
    }

    private static ElementValue text(List<String> texts, int number) {
        return number <= texts.size() ? ElementValue.text(texts.get(number - 1)) : ElementValue.absent();
    }

    private static PhoneConfiguration set(PhoneConfiguration file, String name, ElementValue value) {
        return file.with(PhoneElement.of(PATH + name), value);
    }
}
