package org.emcc.testkit.lab;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.core.id.DeviceName;

/**
 * Issues the certificates of phones, as CAPF does: the common name is the device name (sip 4.10), without extensions. Nothing in the JDK
 * writes a certificate, so the few parts are put together here. Source: RFC 5280 4.1; RFC 5758 3.2.
 */
final class PhoneCertificate {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PhoneCertificate() {}

    /** The name that a device has in its certificate. */
    static X500Principal nameOf(DeviceName device) {
        return new X500Principal("CN=" + device);
    }

    /**
     * Issues one that is valid as long as that of its issuer.
     *
     * @param issuer has a key of the curve P-256
     * @param serial unlike those of others of this issuer; more than zero
     */
    static X509Certificate issue(DeviceName device, PublicKey key, NodeIdentity issuer, long serial) {
        X509Certificate above = issuer.certificate().certificate();
        byte[] said = of(
                SEQUENCE,
                of(INTEGER, BigInteger.valueOf(serial).toByteArray()),
                algorithm(),
                above.getSubjectX500Principal().getEncoded(),
                of(
                        SEQUENCE,
                        time(above.getNotBefore().toInstant()),
                        time(above.getNotAfter().toInstant())),
                nameOf(device).getEncoded(),
                key.getEncoded());
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuer.privateKey());
            signature.update(said);
            byte[] whole = of(SEQUENCE, said, algorithm(), of(BIT_STRING, new byte[] {0}, signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform must sign by keys of the curve P-256", e);
        }
    }

    /** The object identifier of ECDSA with SHA-256. */
    private static byte[] algorithm() {
        return of(SEQUENCE, new byte[] {0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02});
    }

    private static byte[] time(Instant when) {
        return of(GENERALIZED_TIME, TIME.format(when).getBytes(StandardCharsets.US_ASCII));
    }

    /** Tag, length and content. */
    private static byte[] of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length < 0x80) {
            all.write(length);
        } else {
            byte[] number = BigInteger.valueOf(length).toByteArray();
            int skipped = number[0] == 0 ? 1 : 0;
            all.write(0x80 + number.length - skipped);
            all.write(number, skipped, number.length - skipped);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
