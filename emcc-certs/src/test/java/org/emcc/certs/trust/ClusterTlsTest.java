package org.emcc.certs.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.certs.trust.Certificates.NOW;
import static org.emcc.certs.trust.TrustStoreName.TOMCAT_TRUST;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.emcc.certs.bundle.BulkCertificates;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.internal.OddKeys;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.FilePassword;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTlsTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private static NodeIdentity identity(String name, KeyKind key) {
        return NodeIdentity.selfSigned(name, CertificateType.TOMCAT)
                .key(key)
                .clock(CLOCK)
                .validity(Duration.ofDays(100))
                .generate();
    }

    private static TrustStores trusting(X509Certificate... certificates) {
        return TrustStores.of(Map.of(TOMCAT_TRUST, List.of(certificates)));
    }

    /** One connection with certificates on both sides: a byte each way, or what the first side to fail says. */
    private static String shake(SSLContext server, SSLContext client, String protocol) throws Exception {
        return shake(server, client, protocol, true);
    }

    private static String shake(SSLContext server, SSLContext client, String protocol, boolean asksForOne)
            throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (SSLServerSocket listening = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(asksForOne);
            listening.setEnabledProtocols(new String[] {protocol});
            Future<String> accepted = executor.submit(() -> {
                try (SSLSocket socket = (SSLSocket) listening.accept()) {
                    socket.setSoTimeout(20_000);
                    int got = socket.getInputStream().read();
                    socket.getOutputStream().write(got + 1);
                    return asksForOne ? socket.getSession().getPeerPrincipal().getName() : "asked nobody";
                } catch (SSLException | java.net.SocketException e) {
                    return "server: " + plain(e);
                }
            });
            String atClient;
            try (SSLSocket socket = (SSLSocket)
                    client.getSocketFactory().createSocket(listening.getInetAddress(), listening.getLocalPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(41);
                atClient = socket.getInputStream().read() == 42
                        ? socket.getSession().getPeerPrincipal().getName()
                        : "closed";
            } catch (SSLException | java.net.SocketException e) {
                atClient = "client: " + plain(e);
            }
            return atClient + " | " + accepted.get(30, TimeUnit.SECONDS);
        } finally {
            executor.shutdownNow();
        }
    }

    /** Newer platforms put the name of the alert before the message. */
    private static String plain(Exception e) {
        return String.valueOf(e.getMessage()).replaceFirst("^\\([a-z_]+\\) ", "");
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, RSA_2048, EC_P256", "TLSv1.2, EC_P256, RSA_2048", "TLSv1.3, EC_P384, EC_P256"})
    void clustersTrustEachOtherOnlyByWhatWentThroughTheDepot(
            String protocol, KeyKind keyA, KeyKind keyB, @TempDir Path directory) throws Exception {
        NodeIdentity a = identity("a.example", keyA);
        NodeIdentity b = identity("b.example", keyB);
        AtomicReference<TrustStores> trustOfA = new AtomicReference<>(TrustStores.empty());
        AtomicReference<TrustStores> trustOfB = new AtomicReference<>(TrustStores.empty());
        SSLContext tlsOfA = ClusterTls.context(a, trustOfA::get, CLOCK);
        SSLContext tlsOfB = ClusterTls.context(b, trustOfB::get, CLOCK);
        FilePassword password = FilePassword.of("changeit".toCharArray());
        BulkCertificates bulk = BulkCertificates.in(CertificateDepot.directory(directory), "10.0.0.5", password);

        assertThat(shake(tlsOfA, tlsOfB, protocol))
                .contains("client: nobody is trusted, because tomcat-trust is empty");

        bulk.export(List.of(a.certificate()));
        bulk.export(List.of(b.certificate()));
        assertThat(bulk.consolidate().result()).isPresent();
        CertificateBundle bundle = bulk.bundle().result().orElseThrow();

        trustOfB.set(trustOfB.get().importAll(bundle).stores());
        assertThat(shake(tlsOfA, tlsOfB, protocol))
                .contains("server: nobody is trusted, because tomcat-trust is empty");

        trustOfA.set(trustOfA.get().importAll(bundle).stores());
        assertThat(shake(tlsOfA, tlsOfB, protocol)).isEqualTo("CN=a.example | CN=b.example");
        assertThat(shake(tlsOfB, tlsOfA, protocol)).isEqualTo("CN=b.example | CN=a.example");
        assertThat(Security.getProvider("BC")).isNull();
    }

    @Test
    void aThirdClusterIsNotTrusted() throws Exception {
        NodeIdentity a = identity("a.example", KeyKind.EC_P256);
        NodeIdentity b = identity("b.example", KeyKind.EC_P256);
        NodeIdentity stranger = identity("b.example", KeyKind.EC_P256);
        TrustStores both =
                trusting(a.certificate().certificate(), b.certificate().certificate());

        assertThat(shake(ClusterTls.context(a, both, CLOCK), ClusterTls.context(stranger, both, CLOCK), "TLSv1.3"))
                .contains("server: the certificate of CN=b.example is not in tomcat-trust");
    }

    @Test
    void anExpiredCertificateIsRefusedInTheHandshake() throws Exception {
        NodeIdentity a = identity("a.example", KeyKind.EC_P256);
        NodeIdentity b = identity("b.example", KeyKind.EC_P256);
        TrustStores both =
                trusting(a.certificate().certificate(), b.certificate().certificate());
        Clock later = at(NOW.plus(Duration.ofDays(101)));

        assertThat(shake(ClusterTls.context(a, both, CLOCK), ClusterTls.context(b, both, CLOCK), "TLSv1.3"))
                .isEqualTo("CN=a.example | CN=b.example");
        assertThat(shake(ClusterTls.context(a, both, CLOCK), ClusterTls.context(b, both, later), "TLSv1.3"))
                .contains("client: the certificate of CN=a.example has expired: it was valid until ");
    }

    @Test
    void whoHasNoIdentityTrustsAndShowsNothing() throws Exception {
        NodeIdentity a = identity("a.example", KeyKind.EC_P256);
        NodeIdentity b = identity("b.example", KeyKind.EC_P256);
        SSLContext tlsOfA = ClusterTls.context(a, TrustStores.empty(), CLOCK);
        SSLContext knowing = ClusterTls.trusting(trusting(a.certificate().certificate()), TOMCAT_TRUST, CLOCK);
        SSLContext other = ClusterTls.trusting(trusting(b.certificate().certificate()), TOMCAT_TRUST, CLOCK);

        assertThat(shake(tlsOfA, knowing, "TLSv1.3", false)).isEqualTo("CN=a.example | asked nobody");
        assertThat(shake(tlsOfA, other, "TLSv1.3", false))
                .contains("client: the certificate of CN=a.example is not in tomcat-trust");
        assertThat(shake(tlsOfA, knowing, "TLSv1.2", true)).contains("server: Empty client certificate chain");
    }

    @Test
    void aSupplierThatGivesNullIsNamedInTheHandshake() throws Exception {
        NodeIdentity a = identity("a.example", KeyKind.EC_P256);
        TrustStores stores = trusting(a.certificate().certificate());

        assertThat(shake(ClusterTls.context(a, stores, CLOCK), ClusterTls.context(a, () -> null, CLOCK), "TLSv1.3"))
                .contains("client: the supplier of trust stores must not give null");
    }

    @Nested
    class ByTheStoreAlone {
        private final KeyPair rootKeys = Certificates.keys();
        private final KeyPair keys = Certificates.keys();
        private final X509Certificate root =
                Certificates.issued("CN=root", 1, NOW, rootKeys, "CN=root", rootKeys.getPrivate(), true, null);
        private final X509Certificate leaf = leaf(KeyPurposeId.id_kp_serverAuth);

        private X509Certificate leaf(KeyPurposeId purpose) {
            return Certificates.issued(
                    "CN=leaf", 2, NOW.plusSeconds(10), keys, "CN=root", rootKeys.getPrivate(), false, purpose);
        }

        private X509ExtendedTrustManager trust(Clock clock, X509Certificate... certificates) {
            return ClusterTls.trustManager(trusting(certificates), TOMCAT_TRUST, clock);
        }

        private void server(X509ExtendedTrustManager trust, X509Certificate... chain) throws CertificateException {
            trust.checkServerTrusted(chain, "ECDHE_ECDSA");
        }

        @Test
        void anEmptyStoreTrustsNobodyAndSaysWhy() {
            X509ExtendedTrustManager empty = ClusterTls.trustManager(TrustStores.empty(), TOMCAT_TRUST, CLOCK);

            assertThatThrownBy(() -> server(empty, leaf))
                    .isInstanceOf(CertificateException.class)
                    .hasMessage("nobody is trusted, because tomcat-trust is empty");
            assertThatThrownBy(() -> empty.checkClientTrusted(new X509Certificate[] {leaf}, "EC"))
                    .isInstanceOf(CertificateException.class);
            assertThat(empty.getAcceptedIssuers()).isEmpty();
        }

        @Test
        void trustsTheCertificateItselfWithinItsDates() {
            Instant begin = leaf.getNotBefore().toInstant();
            Instant end = leaf.getNotAfter().toInstant();

            assertThatCode(() -> server(trust(at(begin), leaf), leaf)).doesNotThrowAnyException();
            assertThatCode(() -> server(trust(at(end), leaf), leaf)).doesNotThrowAnyException();
            assertThatThrownBy(() -> server(trust(at(begin.minusSeconds(1)), leaf), leaf))
                    .isInstanceOf(CertificateNotYetValidException.class);
            assertThatThrownBy(() -> server(trust(at(end.plusSeconds(1)), leaf), leaf))
                    .isInstanceOf(CertificateExpiredException.class);
        }

        @Test
        void trustsAChainToACertificateThatMayIssue() {
            Clock now = at(NOW.plusSeconds(20));

            assertThatCode(() -> server(trust(now, root), leaf)).doesNotThrowAnyException();
            assertThatCode(() -> server(trust(now, root), leaf, root)).doesNotThrowAnyException();
            assertThatThrownBy(() -> server(trust(at(NOW.plusSeconds(5)), root), leaf, root))
                    .isInstanceOf(CertificateException.class);
            assertThatThrownBy(() ->
                            server(trust(at(NOW.plus(Duration.ofDays(365)).plusSeconds(5)), root), leaf))
                    .as("the root has expired, the leaf has not")
                    .isInstanceOf(CertificateException.class);
        }

        @Test
        void trustsAChainOverAnIntermediateThatThePeerSends() {
            KeyPair middleKeys = Certificates.keys();
            X509Certificate middle =
                    Certificates.issued("CN=middle", 3, NOW, middleKeys, "CN=root", rootKeys.getPrivate(), true, null);
            X509Certificate end =
                    Certificates.issued("CN=end", 4, NOW, keys, "CN=middle", middleKeys.getPrivate(), false, null);

            assertThatCode(() -> server(trust(CLOCK, root), end, middle)).doesNotThrowAnyException();
            assertThatThrownBy(() -> server(trust(CLOCK, root), end)).isInstanceOf(CertificateException.class);
        }

        @Test
        void trustsNoChainToACertificateThatMayNotIssue() {
            X509Certificate notCa =
                    Certificates.issued("CN=root", 9, NOW, rootKeys, "CN=root", rootKeys.getPrivate(), false, null);

            assertThatThrownBy(() -> server(trust(at(NOW.plusSeconds(20)), notCa), leaf, notCa))
                    .isInstanceOf(CertificateException.class)
                    .hasMessageStartingWith("the certificate of CN=leaf is not in tomcat-trust");
        }

        @Test
        void trustsNoForgedChain() {
            KeyPair forger = Certificates.keys();
            X509Certificate forged =
                    Certificates.issued("CN=leaf", 2, NOW, keys, "CN=root", forger.getPrivate(), false, null);
            X509Certificate forgedRoot =
                    Certificates.issued("CN=root", 1, NOW, forger, "CN=root", forger.getPrivate(), true, null);

            assertThatThrownBy(() -> server(trust(CLOCK, root), forged, forgedRoot))
                    .isInstanceOf(CertificateException.class);
        }

        @Test
        void holdsAVouchedCertificateToItsPurpose() {
            X509ExtendedTrustManager trust = trust(at(NOW.plusSeconds(20)), root);

            assertThatThrownBy(() -> trust.checkClientTrusted(new X509Certificate[] {leaf}, "EC"))
                    .isInstanceOf(CertificateException.class)
                    .hasMessageContaining("1.3.6.1.5.5.7.3.2");
            assertThatCode(() ->
                            trust.checkClientTrusted(new X509Certificate[] {leaf(KeyPurposeId.id_kp_clientAuth)}, "EC"))
                    .doesNotThrowAnyException();
        }

        /** No signature is checked with the key of a stranger that is none, nor with that of a CA in the store. */
        @Test
        void keysThatAreNoneLeadNowhere() {
            X509Certificate evil = OddKeys.dsa(OddKeys.EVEN_Q);
            X509Certificate slow = OddKeys.dsa(BigInteger.ONE.shiftLeft(20_000).setBit(0), OddKeys.ODD_Q);
            X509Certificate peer = OddKeys.issued("peer");

            for (X509Certificate odd : List.of(evil, slow)) {
                assertThatThrownBy(() -> server(trust(CLOCK, root), peer, odd))
                        .isInstanceOf(CertificateException.class)
                        .hasMessageStartingWith("the certificate of CN=odd cannot be checked: its key ");
                assertThatThrownBy(() -> server(trust(CLOCK, odd), peer))
                        .isInstanceOf(CertificateException.class)
                        .hasMessage("the certificate of CN=peer is not in tomcat-trust, and no valid chain leads to one"
                                + " that is")
                        .hasNoCause();
            }
        }

        /** Every order of them would be tried. */
        @Test
        void aChainHasFewCertificatesOfASubject() {
            KeyPair middleKeys = Certificates.keys();
            X509Certificate[] chain = new X509Certificate[4];
            chain[0] = Certificates.issued("CN=end", 4, NOW, keys, "CN=middle", middleKeys.getPrivate(), false, null);
            for (int i = 1; i < chain.length; i++) {
                chain[i] = Certificates.issued(
                        "CN=middle", i, NOW, middleKeys, "CN=root", rootKeys.getPrivate(), true, null);
            }
            X509Certificate[] two = {chain[0], chain[1], chain[2], chain[1]};

            assertThatCode(() -> server(trust(CLOCK, root), two)).doesNotThrowAnyException();
            assertThatThrownBy(() -> server(trust(CLOCK, root), chain))
                    .isInstanceOf(CertificateException.class)
                    .hasMessage("a chain must have at most 2 certificates of a subject, but has more of CN=middle");
        }

        @Test
        void whatAPeerCallsItselfStaysInOneLine() {
            X509Certificate peer = Certificates.of("CN=a\n2026 forged \u202e" + "x".repeat(20), 1, NOW);

            assertThatThrownBy(() -> server(trust(CLOCK, root), peer))
                    .hasMessageStartingWith("the certificate of CN=a\\u000a2026 forged \\u202exx")
                    .message()
                    .hasSizeLessThan(400);
            assertThatThrownBy(() -> server(trust(at(NOW.minusSeconds(1)), peer), peer))
                    .hasMessageStartingWith("the certificate of CN=a\\u000a2026 forged");
            assertThat(TrustStores.empty()
                            .importAll(CertificateBundle.of(List.of(BundledCertificate.of(
                                    peer,
                                    List.of(new CertificateOrigin(
                                            "a", CertificateType.TOMCAT, "a_bulk_Tomcat.pkcs12"))))))
                            .results())
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.toString()).contains("CN=a\\u000a2026").doesNotContain("\n");
                        assertThat(each.reason())
                                .contains("\\u000a2026")
                                .doesNotContain("\n")
                                .hasSizeLessThan(400);
                    });
            assertThat(CertificateBag.of(peer, "b\n" + "y".repeat(400)).toString())
                    .contains("CN=a\\u000a2026", "b\\u000ay")
                    .doesNotContain("\n")
                    .hasSizeLessThan(700);
        }

        @Test
        void refusesACallWithoutAChain() {
            X509ExtendedTrustManager trust = trust(CLOCK, root);

            assertThatThrownBy(() -> trust.checkServerTrusted(null, "EC")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> server(trust)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> trust.checkServerTrusted(new X509Certificate[] {leaf}, ""))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void sendsTheIssuersBehindTheCertificate() throws Exception {
            NodeIdentity node = NodeIdentity.of(
                    new NodeCertificate("leaf", CertificateType.TOMCAT, leaf), List.of(root), keys.getPrivate());

            assertThat(ClusterTls.keyManager(node).getCertificateChain("node")).containsExactly(leaf, root);
            assertThat(ClusterTls.keyManager(node).chooseServerAlias("RSA", null, null))
                    .isNull();
            assertThat(ClusterTls.keyManager(node).chooseServerAlias("EC", null, null))
                    .isEqualTo("node");
        }
    }
}
