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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.emcc.certs.internal.KeyPurpose;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.SoundKeys;
import org.emcc.certs.internal.SubjectNames;
import org.jspecify.annotations.Nullable;

/** Trust by one store. Source: certificates 1.10; RFC 5280 6.1 for chains. */
final class StoreTrust extends X509ExtendedTrustManager {
    private static final int LONGEST_CHAIN = 10;
    private static final int MOST_OF_A_SUBJECT = 2;

    private final Supplier<TrustStores> stores;
    private final TrustStoreName name;
    private final Clock clock;

    StoreTrust(Supplier<TrustStores> stores, TrustStoreName name, Clock clock) {
        this.stores = Objects.requireNonNull(stores, "stores");
        this.name = Objects.requireNonNull(name, "name");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    private void check(X509Certificate @Nullable [] chain, @Nullable String authType, KeyPurpose purpose)
            throws CertificateException {
        if (chain == null || chain.length == 0) {
            throw new IllegalArgumentException("chain must have at least one certificate");
        }
        if (authType == null || authType.isEmpty()) {
            throw new IllegalArgumentException("authentication type must not be empty");
        }
        if (chain.length > LONGEST_CHAIN) {
            throw tooLong();
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
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new CertificateException("chains cannot be checked on this platform", e);
        }
        if (!led) {
            throw unknown(chain[0], null);
        }
    }

    /**
     * Whether a valid chain leads from the first of some certificates, over others of them, to one that may issue. Of that one the key
     * and the dates are looked at and that it is a CA; limits that it has otherwise (key usage, length of paths, names) are not, because
     * a trust anchor is a name and a key (RFC 5280 6.1.1 (d)).
     *
     * @throws CertificateException when a certificate of the chain is not fit to be looked at, because of its key or of too many others
     * @throws CertPathBuilderException when none does, though there is one that may issue
     */
    static boolean leads(List<X509Certificate> chain, List<X509Certificate> trusted, Instant now)
            throws GeneralSecurityException {
        vet(chain);
        Set<TrustAnchor> anchors = trusted.stream()
                .filter(each -> each.getBasicConstraints() >= 0
                        && isValid(each, now)
                        && SoundKeys.objection(each.getPublicKey()).isEmpty())
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
        try {
            CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (RuntimeException e) {
            // Keys and signatures are chosen by others, and providers fail on some of them.
            throw new CertPathBuilderException("the chain cannot be checked", e);
        }
        return true;
    }

    /** All before any signature is checked; what one subject has is bounded because every order of its certificates would be tried. */
    private static void vet(List<X509Certificate> chain) throws CertificateException {
        if (chain.size() > LONGEST_CHAIN) {
            throw tooLong();
        }
        Map<X500Principal, Set<X509Certificate>> subjects = new HashMap<>();
        for (X509Certificate each : chain) {
            Optional<String> objection = SoundKeys.objection(each.getPublicKey());
            if (objection.isPresent()) {
                throw new CertificateException("the certificate of " + SubjectNames.text(each)
                        + " cannot be checked: its key " + objection.get());
            }
            Set<X509Certificate> same =
                    subjects.computeIfAbsent(each.getSubjectX500Principal(), subject -> new HashSet<>());
            same.add(each);
            if (same.size() > MOST_OF_A_SUBJECT) {
                throw new CertificateException("a chain must have at most " + MOST_OF_A_SUBJECT
                        + " certificates of a subject, but has more of " + SubjectNames.text(each));
            }
        }
    }

    private static CertificateException tooLong() {
        return new CertificateException("a chain must have at most " + LONGEST_CHAIN + " certificates");
    }

    static boolean isValid(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    /** Whose certificate it is, by its subject, which is chosen by whoever made it. */
    static String subject(X509Certificate certificate) {
        return "the certificate of " + SubjectNames.text(certificate);
    }

    private CertificateException unknown(X509Certificate peer, @Nullable Exception cause) {
        return new CertificateException(
                Printable.of(subject(peer) + " is not in " + name + ", and no valid chain leads to one that is"),
                cause);
    }

    /** One that is in the store itself is trusted for everything; one that is vouched for, for what it is issued for. */
    private static void checkPurpose(X509Certificate peer, KeyPurpose purpose) throws CertificateException {
        if (!purpose.isOf(peer)) {
            throw new CertificateException(
                    subject(peer) + " is not issued for TLS on this side (key purpose " + purpose.id() + ")");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
            throws CertificateException {
        check(chain, authType, KeyPurpose.TLS_CLIENT);
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
            throws CertificateException {
        check(chain, authType, KeyPurpose.TLS_SERVER);
    }

    @Override
    public void checkClientTrusted(
            X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, authType, KeyPurpose.TLS_CLIENT);
    }

    @Override
    public void checkServerTrusted(
            X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, authType, KeyPurpose.TLS_SERVER);
    }

    @Override
    public void checkClientTrusted(
            X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, authType, KeyPurpose.TLS_CLIENT);
    }

    @Override
    public void checkServerTrusted(
            X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, authType, KeyPurpose.TLS_SERVER);
    }

    /** None by name: a list of all self-signed certificates could grow beyond what a handshake can carry. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
