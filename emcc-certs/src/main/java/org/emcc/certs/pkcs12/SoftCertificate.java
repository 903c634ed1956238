package org.emcc.certs.pkcs12;

import java.io.ByteArrayInputStream;
import java.lang.ref.SoftReference;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;

/**
 * A certificate of a file, which the virtual machine may forget when it is short of memory, for the platform's object takes seven
 * times the room of its octets (certificates 6, P6). It is made from them again then.
 */
final class SoftCertificate implements Supplier<X509Certificate> {
    private final byte[] der;
    private volatile SoftReference<X509Certificate> made;

    SoftCertificate(X509Certificate made, byte[] der) {
        this.der = der;
        this.made = new SoftReference<>(made);
    }

    @Override
    public X509Certificate get() {
        X509Certificate before = made.get();
        if (before != null) {
            return before;
        }
        try {
            X509Certificate again = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            made = new SoftReference<>(again);
            return again;
        } catch (CertificateException e) {
            throw new IllegalStateException("the platform no longer makes a certificate that it made before", e);
        }
    }

    /** What happens when the virtual machine is short of memory. */
    void forget() {
        made.clear();
    }
}
