package org.emcc.tftp.config;

import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.emcc.core.Decoded;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;
import org.emcc.tftp.TftpFormatException;

/**
 * What stands beside an encrypted configuration under the plain name: a {@code SEP<MAC>.cnf.xml} that tells a phone to ask for the
 * encrypted file, and for which of its certificates that was made. A phone with another certificate enrols anew,
 * if the stub says where and how; else it stays without a configuration that it can read.
 *
 * <p>Source: phone-config-files 6.4. The source lists the elements; their order is that of 3.2. The encrypted file itself is
 * {@link org.emcc.tftp.trust.EncryptedFile}.
 *
 * @param ipAddressMode 0 for IPv4, 1 for IPv6, 2 for both
 * @param loadInformation the name of the load; may be empty
 * @param capfAuthMode how the phone enrols: 0 not at all, 1 by a string, 2 by an empty string, 3 by its certificate, 4 by the
 *     manufacturer's first
 * @param capf where it enrols, at most five; port 3804 by default
 * @param certHash the MD5 of the phone's certificate in hexadecimal, 32 digits in any capitals; may be empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record EncryptionStub(
        int ipAddressMode, String loadInformation, int capfAuthMode, List<ServiceAddress> capf, String certHash) {
    private static final int MOST_CAPF = 5;
    private static final Pattern MD5 = Pattern.compile("(?:[0-9A-Fa-f]{32})?");

    /**
     * Checks the parts.
     *
     * @param ipAddressMode 0 to 2
     * @param loadInformation the name of the load
     * @param capfAuthMode 0 to 4
     * @param capf where it enrols
     * @param certHash the MD5 of the phone's certificate
     * @throws IllegalArgumentException when one breaks its rule
     */
    public EncryptionStub {
        Require.range(ipAddressMode, "ipAddressMode", 0, 2);
        Require.textOrEmpty(loadInformation, "loadInformation", 128);
        Require.range(capfAuthMode, "capfAuthMode", 0, 4);
        capf = Require.list(capf, "capf");
        Require.range(capf.size(), "number of CAPF servers", 0, MOST_CAPF);
        Require.form(certHash, "certHash", MD5, "be empty or 32 hexadecimal digits");
    }

    /**
     * The stub for a phone with IPv4. One that does not say where and how a phone enrols leaves a phone with another certificate without a
     * configuration that it can read, so both are demanded here.
     *
     * @param loadInformation the name of the load; may be empty
     * @param phone the certificate for which the configuration is encrypted
     * @param capfAuthMode how a phone with another certificate enrols: 1 to 4
     * @param capf where it enrols, one to five; port 3804 by default
     * @return the stub
     * @throws IllegalArgumentException when the name has more than 128 characters, the certificate no DER form, the mode is out of range,
     *     or there is no server or more than five
     */
    public static EncryptionStub of(
            String loadInformation, X509Certificate phone, int capfAuthMode, List<ServiceAddress> capf) {
        Require.range(capfAuthMode, "capfAuthMode of a stub by which a phone can enrol", 1, 4);
        Require.range(Require.list(capf, "capf").size(), "number of CAPF servers", 1, MOST_CAPF);
        return new EncryptionStub(0, loadInformation, capfAuthMode, capf, hash(phone));
    }

    /**
     * The hash of a phone's certificate. That the digits are small letters is <em>inferred</em>; {@link #isFor} goes by either.
     *
     * @param phone the certificate
     * @return the MD5 of its DER form, 32 hexadecimal digits
     * @throws IllegalArgumentException when it has no DER form
     */
    public static String hash(X509Certificate phone) {
        return HexFormat.of().formatHex(VpnGroup.digest("MD5", Objects.requireNonNull(phone, "phone")));
    }

    /**
     * Whether the encrypted file beside the stub is for a certificate, as far as the stub says.
     *
     * @param phone the certificate
     * @return true when the hash is that of the certificate
     */
    public boolean isFor(X509Certificate phone) {
        return certHash.equalsIgnoreCase(hash(phone));
    }

    /**
     * Reads a stub. What it does not know is passed over; a CAPF server whose address cannot be read is too.
     *
     * @param file the bytes of the plain file
     * @return the stub, or why it cannot be read: it is none when {@code fullConfig} is not false or {@code encrConfig} not true
     */
    public static Decoded<EncryptionStub> decode(byte[] file) {
        Decoded<PhoneConfiguration> decoded = PhoneConfiguration.decode(file);
        return decoded.value().isPresent() ? from(decoded.value().get()) : new Decoded.Refused<>(decoded.problems());
    }

    /**
     * Reads a stub.
     *
     * @param file the bytes of the plain file
     * @return the stub
     * @throws TftpFormatException when it cannot be read
     */
    public static EncryptionStub decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    /**
     * The stub that a phone file is.
     *
     * @param file the phone file
     * @return the stub, or why it is none
     */
    public static Decoded<EncryptionStub> from(PhoneConfiguration file) {
        Objects.requireNonNull(file, "file");
        if (file.full()) {
            return Decoded.refused("fullConfig", "fullConfig must be false in a stub");
        }
        if (!file.text("encrConfig").orElse("").equals("true")) {
            return Decoded.refused("encrConfig", "encrConfig must be true in the stub of an encrypted file");
        }
        try {
            return Decoded.ok(new EncryptionStub(
                    number(file, "ipAddressMode"),
                    file.text("loadInformation").orElse(""),
                    number(file, "capfAuthMode"),
                    file.capfs(),
                    file.text("certHash").orElse("")));
        } catch (IllegalArgumentException e) {
            return Decoded.refused("device", String.valueOf(e.getMessage()));
        }
    }

    private static int number(PhoneConfiguration file, String name) {
        String text = file.text(name).orElse("");
        return text.isEmpty()
                ? 0
                : Elements.number(file.text(name))
                        .orElseThrow(() -> new IllegalArgumentException(name + " must be a number"));
    }

    /**
     * The stub as a phone file.
     *
     * @return the file
     */
    public PhoneConfiguration file() {
        return PhoneConfiguration.of(XmlNode.Element.of(
                "device",
                List.of(
                        XmlNode.Element.of("fullConfig", "false"),
                        XmlNode.Element.of("ipAddressMode", Integer.toString(ipAddressMode)),
                        XmlNode.Element.of("loadInformation", loadInformation),
                        XmlNode.Element.of("capfAuthMode", Integer.toString(capfAuthMode)),
                        XmlNode.Element.of(
                                "capfList",
                                capf.stream().map(PhoneConfiguration::capfOf).toList()),
                        XmlNode.Element.of("certHash", certHash),
                        XmlNode.Element.of("encrConfig", "true"))));
    }

    /**
     * Writes the stub.
     *
     * @return a new array, in UTF-8; sign it before it is served
     */
    public byte[] encode() {
        return file().encode();
    }
}
