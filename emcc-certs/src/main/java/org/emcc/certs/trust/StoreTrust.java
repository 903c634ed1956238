package org.emcc.certs.trust;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.certs.internal.Printable;
import org.jspecify.annotations.Nullable;

/** Trust by one store. Source: certificates 1.10; RFC 5280 6.1 for chains. */
final class StoreTrust extends X509ExtendedTrustManager {
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String ANY = "2.5.29.37.0";
    private static final int LONGEST_CHAIN = 10;

    private final Supplier<TrustStores> stores;
    private final TrustStoreName name;
    private final Clock clock;

    StoreTrust(Supplier<TrustStores> stores, TrustStoreName name, Clock clock) {
        this.stores = Objects.requireNonNull(stores, "stores");
        this.name = Objects.requireNonNull(name, "name");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    private void check(X509Certificate @Nullable [] chain, @Nullable String authType, String purpose)
            throws CertificateException {
        if (chain == null || chain.length == 0) {
            throw new IllegalArgumentException("chain must have at least one certificate");
        }
        if (authType == null || authType.isEmpty()) {
            throw new IllegalArgumentException("authentication type must not be empty");
        }
        if (chain.length > LONGEST_CHAIN) {
            throw new CertificateException("a chain must have at most " + LONGEST_CHAIN + " certificates");
        }
        List<X509Certificate> trusted = given(stores).certificates(name);
        X509Certificate peer = chain[0];
        Instant now = clock.instant();
        if (trusted.isEmpty()) {
            throw new CertificateException(Printable.of("nobody is trusted, because " + name + " is empty"));
        }
        if (trusted.contains(peer)) {
            checkDates(peer, now);
        } else {
            checkChain(chain, trusted, now);
            checkPurpose(peer, purpose);
        }
    }

    /** The stores of this moment. */
    static TrustStores given(Supplier<TrustStores> stores) {
        return Objects.requireNonNull(stores.get(), "the supplier of trust stores must not give null");
    }

    /** As {@link X509Certificate#checkValidity()}, with words that say of which certificate. */
    private static void checkDates(X509Certificate peer, Instant now) throws CertificateException {
        if (now.isBefore(peer.getNotBefore().toInstant())) {
            throw new CertificateNotYetValidException(
                    subject(peer) + " is valid from " + peer.getNotBefore().toInstant() + " on only");
        }
        if (now.isAfter(peer.getNotAfter().toInstant())) {
            throw new CertificateExpiredException(subject(peer) + " has expired: it was valid until "
                    + peer.getNotAfter().toInstant());
        }
    }

    private void checkChain(X509Certificate[] chain, List<X509Certificate> trusted, Instant now)
            throws CertificateException {
        boolean led;
        try {
            led = leads(List.of(chain), trusted, now);
        } catch (CertPathBuilderException e) {
            throw unknown(chain[0], e);
        } catch (GeneralSecurityException e) {
            throw new CertificateException("chains cannot be checked on this platform", e);
        }
        if (!led) {
            throw unknown(chain[0], null);
        }
    }

    /**
     * Whether a valid chain leads from the first of some certificates, over others of them, to one that may issue.
     *
     * @throws CertPathBuilderException when none does, though there is one that may issue
     */
    static boolean leads(List<X509Certificate> chain, List<X509Certificate> trusted, Instant now)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors = trusted.stream()
                .filter(each -> each.getBasicConstraints() >= 0 && isValid(each, now))
                .map(each -> new TrustAnchor(each, null))
                .collect(Collectors.toSet());
        if (anchors.isEmpty()) {
            return false;
        }
        X509CertSelector peer = new X509CertSelector();
        peer.setCertificate(chain.get(0));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, peer);
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        parameters.setMaxPathLength(LONGEST_CHAIN);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        CertPathBuilder.getInstance("PKIX").build(parameters);
        return true;
    }

    static boolean isValid(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    /** Whose certificate it is, by its subject, which is chosen by whoever made it. */
    static String subject(X509Certificate certificate) {
        return "the certificate of "
                + Printable.of(certificate.getSubjectX500Principal().toString());
    }

    private CertificateException unknown(X509Certificate peer, @Nullable Exception cause) {
        return new CertificateException(
                Printable.of(subject(peer) + " is not in " + name + ", and no valid chain leads to one that is"),
                cause);
    }

    /** One that is in the store itself is trusted for everything; one that is vouched for, for what it is issued for. */
    private static void checkPurpose(X509Certificate peer, String purpose) throws CertificateException {
        List<String> purposes = peer.getExtendedKeyUsage();
        if (purposes != null && !purposes.contains(purpose) && !purposes.contains(ANY)) {
            throw new CertificateException(
                    subject(peer) + " is not issued for TLS on this side (key purpose " + purpose + ")");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
            throws CertificateException {
        check(chain, authType, CLIENT);
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
            throws CertificateException {
        check(chain, authType, SERVER);
    }

    @Override
    public void checkClientTrusted(
            X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, authType, CLIENT);
    }

    @Override
    public void checkServerTrusted(
            X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, authType, SERVER);
    }

    @Override
    public void checkClientTrusted(
            X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, authType, CLIENT);
    }

    @Override
    public void checkServerTrusted(
            X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, authType, SERVER);
    }

    /** None by name: a list of all self-signed certificates could grow beyond what a handshake can carry. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
