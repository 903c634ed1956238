package org.emcc.testkit.phone;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.tftp.trust.PhoneTrust;
import org.emcc.tftp.trust.SignerId;
import org.emcc.tftp.trust.TrustListKind;
import org.emcc.tftp.trust.TrustRole;
import org.emcc.tftp.trust.TrustVerifier;

/**
 * Which call managers a phone believes over TLS: those of its trust lists, and those that its TVS knows. Names are not compared.
 *
 * <p>Source: phone-config-files 7 (CCM: TLS signalling) and 4.5 (TLS without a CTL of home); that TVS is asked here too is inferred.
 */
final class SignallingTrust extends X509ExtendedTrustManager {
    private final Supplier<PhoneTrust> trust;
    private final Supplier<TrustVerifier> verifier;

    SignallingTrust(Supplier<PhoneTrust> trust, Supplier<TrustVerifier> verifier) {
        this.trust = trust;
        this.verifier = verifier;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        X509Certificate shown = chain[0];
        if (!isInLists(shown) && !isKnownToTvs(shown)) {
            throw new CertificateException("no trust list of the phone has the call manager's certificate "
                    + shown.getSubjectX500Principal() + ", and its TVS does not know it");
        }
    }

    private boolean isInLists(X509Certificate shown) {
        return Stream.of(TrustListKind.values())
                .flatMap(kind -> trust.get().list(kind).stream())
                .flatMap(list -> list.records().stream())
                .filter(record -> record.hasRole(TrustRole.CCM) || record.hasRole(TrustRole.CCM_TFTP))
                .anyMatch(record -> record.certificate().filter(shown::equals).isPresent());
    }

    private boolean isKnownToTvs(X509Certificate shown) {
        return verifier.get().ask(SignerId.of(shown)) instanceof TrustVerifier.Valid valid
                && valid.certificate().equals(shown)
                && (valid.roles().contains(TrustRole.CCM) || valid.roles().contains(TrustRole.CCM_TFTP));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw nobody();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw nobody();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw nobody();
    }

    private static CertificateException nobody() {
        return new CertificateException("nobody connects to a phone");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
