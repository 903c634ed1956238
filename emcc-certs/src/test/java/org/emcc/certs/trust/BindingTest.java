package org.emcc.certs.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.certs.trust.Certificates.NOW;
import static org.emcc.certs.trust.TrustStoreName.TOMCAT_TRUST;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.x509.GeneralName;
import org.emcc.certs.bundle.BulkCertificates;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.internal.OddKeys;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.plan.CountingCertificate;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.em.http.PeerBinding;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New York and London are partners, and so is Paris, whose certificates say that they are New York's. */
class BindingTest {
    private static final Clock CLOCK = at(NOW.plusSeconds(20));
    private static final ClusterId NYC = ClusterId.of("NYC");
    private static final ClusterId PAR = ClusterId.of("PAR");

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private static RemoteCluster record(ClusterId id) {
        return RemoteCluster.builder(id, ServiceAddress.of("ucm-" + id.value().toLowerCase(java.util.Locale.ROOT)))
                .build();
    }

    private static NodeIdentity identity(String node, List<String> names) {
        return NodeIdentity.selfSigned(node, CertificateType.TOMCAT)
                .dnsNames(names)
                .key(KeyKind.EC_P256)
                .clock(at(NOW))
                .validity(Duration.ofDays(100))
                .generate();
    }

    private static TrustStores trusting(X509Certificate... certificates) {
        return TrustStores.of(Map.of(TOMCAT_TRUST, List.of(certificates)));
    }

    /** And asks for one of several too, where the answer must be the same. */
    private static Optional<String> objectionOf(
            PeerBinding binding, RemoteCluster meant, X509Certificate... certificates) {
        List<X509Certificate> chain = List.of(certificates);
        Optional<String> objection = binding.objection(chain, meant);
        assertThat(binding.speaksForAny(chain, List.of(meant))).isEqualTo(objection.isEmpty());
        assertThat(binding.speaksForAny(chain, List.of())).isFalse();
        return objection;
    }

    @Nested
    class ByWhatWasExported {
        @TempDir
        Path directory;

        private final NodeIdentity nyc = identity("ucm-nyc", List.of());
        private final NodeIdentity par = identity("ucm-par", List.of("ucm-nyc"));

        private CertificateBundle exchanged(boolean stated) {
            BulkCertificates bulk = BulkCertificates.in(
                    CertificateDepot.directory(directory), "10.0.0.5", FilePassword.of("changeit".toCharArray()));
            if (stated) {
                bulk.export(NYC, List.of(nyc.certificate()));
                bulk.export(PAR, List.of(par.certificate()));
            } else {
                bulk.export(List.of(nyc.certificate()));
                bulk.export(List.of(par.certificate()));
            }
            assertThat(bulk.consolidate().result()).isPresent();
            return bulk.consolidation().result().orElseThrow().bundle();
        }

        private Optional<String> objection(PeerBinding binding, NodeIdentity peer, ClusterId meant) {
            return objectionOf(binding, record(meant), peer.certificate().certificate());
        }

        @Test
        void aPartnerSpeaksForItselfWhateverNamesItsCertificateHas() {
            CertificateBundle bundle = exchanged(true);
            PeerBinding binding = ClusterTls.binding(TrustStores.of(bundle), CertificateOwners.of(bundle), CLOCK);

            assertThat(objection(PeerBinding.byName(), par, NYC))
                    .as("by name it could pose as New York")
                    .isEmpty();
            assertThat(objection(binding, par, NYC))
                    .contains("the certificate of CN=ucm-par was stated to be of [PAR]");
            assertThat(objection(binding, par, PAR)).isEmpty();
            assertThat(objection(binding, nyc, NYC)).isEmpty();
            assertThat(objection(binding, nyc, PAR)).isPresent();
        }

        @Test
        void aCertificateOfWhichNobodyStatedAClusterSpeaksForNone() {
            CertificateBundle bundle = exchanged(false);
            TrustStores stores = TrustStores.of(bundle);
            CertificateOwners owners = CertificateOwners.of(bundle);

            assertThat(owners).isEqualTo(CertificateOwners.none());
            assertThat(owners.isEmpty()).isTrue();
            assertThat(objection(ClusterTls.binding(stores, owners, CLOCK), nyc, NYC))
                    .get()
                    .asString()
                    .startsWith("no cluster is known to own any certificate: ");
            CertificateOwners another = owners.with(PAR, par.certificate().certificate());
            assertThat(another.isEmpty()).isFalse();
            assertThat(objection(ClusterTls.binding(stores, another, CLOCK), nyc, NYC))
                    .contains("of which cluster the certificate of CN=ucm-nyc is was never stated");
            CertificateOwners stated = owners.with(NYC, nyc.certificate().certificate());
            assertThat(objection(ClusterTls.binding(stores, stated, CLOCK), nyc, NYC))
                    .isEmpty();
            assertThat(owners.clusters(nyc.certificate().certificate())).isEmpty();
        }

        @Test
        void suppliersMustGiveSomething() {
            TrustStores stores = trusting(nyc.certificate().certificate());

            assertThatThrownBy(
                            () -> objection(ClusterTls.binding(() -> null, CertificateOwners::none, CLOCK), nyc, NYC))
                    .hasMessage("the supplier of trust stores must not give null");
            assertThatThrownBy(() -> objection(ClusterTls.binding(() -> stores, () -> null, CLOCK), nyc, NYC))
                    .hasMessage("the supplier of owners must not give null");
        }

        @Test
        void aNodeOfWhichReaderAndExporterNameTwoClustersSpeaksForNone() {
            BulkCertificates bulk = BulkCertificates.in(
                            CertificateDepot.directory(directory),
                            "10.0.0.5",
                            FilePassword.of("changeit".toCharArray()))
                    .withClusters(Map.of("ucm-nyc", NYC, "ucm-par", PAR));
            bulk.export(NYC, List.of(nyc.certificate()));
            bulk.export(NYC, List.of(par.certificate())); // Paris says that it is New York
            assertThat(bulk.consolidate().result()).isPresent();
            CertificateBundle bundle =
                    bulk.consolidation().result().orElseThrow().bundle();
            PeerBinding binding = ClusterTls.binding(TrustStores.of(bundle), CertificateOwners.of(bundle), CLOCK);

            assertThat(objection(binding, par, NYC)).isPresent();
            assertThat(objection(binding, nyc, NYC)).isEmpty();
        }

        @Test
        void trustAndStatementsCountAtOnceAndOnlyTogether() {
            CertificateBundle bundle = exchanged(true);
            AtomicReference<TrustStores> stores = new AtomicReference<>(TrustStores.empty());
            AtomicReference<CertificateOwners> owners = new AtomicReference<>(CertificateOwners.of(bundle));
            PeerBinding binding = ClusterTls.binding(stores::get, owners::get, CLOCK);

            assertThat(objection(binding, nyc, NYC)).as("not trusted").isPresent();
            stores.set(TrustStores.of(bundle));
            assertThat(objection(binding, nyc, NYC)).isEmpty();
            owners.set(CertificateOwners.none());
            assertThat(objection(binding, nyc, NYC)).as("not stated").isPresent();
        }

        @Test
        void nobodySpeaksByAnExpiredCertificate() {
            CertificateBundle bundle = exchanged(true);
            TrustStores stores = TrustStores.of(bundle);
            Clock later = at(NOW.plus(Duration.ofDays(101)));

            assertThat(objection(ClusterTls.binding(stores, CertificateOwners.of(bundle), later), nyc, NYC))
                    .contains("the certificate of CN=ucm-nyc is not within its dates");
        }
    }

    @Nested
    class ByAnIssuer {
        private final KeyPair rootKeys = Certificates.keys();
        private final X509Certificate root = issuer("CN=company root", rootKeys, "CN=company root", rootKeys);
        private final X509Certificate nyc = leaf("CN=ucm-nyc", "CN=company root", rootKeys);
        private final X509Certificate par = leaf("CN=ucm-par", "CN=company root", rootKeys);

        private X509Certificate issuer(String subject, KeyPair keys, String issuer, KeyPair by) {
            return Certificates.issued(subject, 1, NOW, keys, issuer, by.getPrivate(), true, null);
        }

        private X509Certificate leaf(String subject, String issuer, KeyPair by) {
            return leaf(subject, issuer, by, new GeneralName(GeneralName.dNSName, subject.substring(3)));
        }

        private X509Certificate leaf(String subject, String issuer, KeyPair by, GeneralName... names) {
            return Certificates.issued(
                    subject, 7, NOW, Certificates.keys(), issuer, by.getPrivate(), false, null, names);
        }

        private Optional<String> objection(
                TrustStores stores, CertificateOwners owners, ClusterId meant, X509Certificate... chain) {
            return objectionOf(ClusterTls.binding(stores, owners, CLOCK), record(meant), chain);
        }

        @Test
        void aNodeSpeaksForTheClusterThatStatedItWhereItsIssuerStandsForBoth() {
            TrustStores stores = trusting(root);
            CertificateOwners owners = CertificateOwners.none()
                    .with(NYC, root)
                    .with(PAR, root)
                    .withNodes(NYC, List.of("UCM-nyc."))
                    .withNodes(PAR, List.of("ucm-par"));

            assertThat(objection(stores, owners, NYC, nyc)).isEmpty();
            assertThat(objection(stores, owners, PAR, par)).isEmpty();
            assertThat(objection(stores, owners, NYC, par))
                    .contains(
                            "the certificate of CN=ucm-par names [ucm-par] as alternatives to its subject, and no node that"
                                    + " was stated to be of NYC");
            assertThat(objection(stores, owners, PAR, nyc)).isPresent();
            assertThat(objection(stores, CertificateOwners.none().withNodes(NYC, List.of("ucm-nyc")), NYC, nyc))
                    .as("an issuer of which nobody said anything stands for nobody")
                    .isPresent();
        }

        @Test
        void whoSpeaksForAnyIsLookedAtOnce() {
            AtomicInteger looks = new AtomicInteger();
            TrustStores stores = trusting(root);
            CertificateOwners owners =
                    CertificateOwners.none().with(NYC, root).with(PAR, root).withNodes(PAR, List.of("ucm-par"));
            PeerBinding binding = ClusterTls.binding(
                    () -> {
                        looks.incrementAndGet();
                        return stores;
                    },
                    () -> {
                        looks.incrementAndGet();
                        return owners;
                    },
                    CLOCK);

            assertThat(binding.speaksForAny(List.of(par), List.of(record(NYC), record(PAR))))
                    .isTrue();
            assertThat(binding.speaksForAny(List.of(nyc), List.of(record(NYC), record(PAR))))
                    .isFalse();
            assertThat(looks).hasValue(4);
        }

        @Test
        void aPartnerWhoseCertificateMayIssueOthersIssuesForItselfOnly() {
            KeyPair keys = Certificates.keys();
            X509Certificate ofParis = issuer("CN=ucm-par", keys, "CN=ucm-par", keys);
            X509Certificate forged = leaf("CN=ucm-nyc", "CN=ucm-par", keys);
            TrustStores stores = trusting(root, ofParis);
            CertificateOwners owners = CertificateOwners.none()
                    .with(NYC, root)
                    .withNodes(NYC, List.of("ucm-nyc"))
                    .with(PAR, ofParis)
                    .withNodes(PAR, List.of("ucm-par"));

            assertThat(ClusterTls.trustManager(stores, TOMCAT_TRUST, CLOCK))
                    .satisfies(trust -> trust.checkClientTrusted(new X509Certificate[] {forged}, "EC"));
            assertThat(objection(stores, owners, NYC, forged)).isPresent();
            assertThat(objection(stores, owners, NYC, forged, root))
                    .as("with New York's issuer behind it")
                    .isPresent();
            assertThat(objection(stores, owners, PAR, forged))
                    .as("it names no node of Paris")
                    .isPresent();
            assertThat(objection(stores, owners, PAR, ofParis)).isEmpty();
        }

        @Test
        void belowAnIssuerTheSubjectNamesNobody() {
            TrustStores stores = trusting(root);
            CertificateOwners owners = CertificateOwners.none().with(NYC, root).withNodes(NYC, List.of("ucm-nyc"));

            assertThat(objection(stores, owners, NYC, nyc)).isEmpty();
            assertThat(objection(
                            stores, owners, NYC, leaf("CN=ucm-nyc", "CN=company root", rootKeys, new GeneralName[0])))
                    .contains("the certificate of CN=ucm-nyc names [] as alternatives to its subject, and no node that"
                            + " was stated to be of NYC");
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.1.1.1", "10.1.1.1.", "0:0:0:0:0:0:0:1", "::1"})
        void anAddressIsNamedAsAnAddress(String address) {
            TrustStores stores = trusting(root);
            CertificateOwners owners =
                    CertificateOwners.none().with(NYC, root).withNodes(NYC, List.of("10.1.1.1", "::1"));
            String plain = address.replaceFirst("\\.$", "");

            assertThat(objection(stores, owners, NYC, named(GeneralName.dNSName, address)))
                    .isPresent();
            assertThat(objection(stores, owners, NYC, named(GeneralName.iPAddress, plain)))
                    .isEmpty();
        }

        private X509Certificate named(int kind, String name) {
            return leaf("CN=x", "CN=company root", rootKeys, new GeneralName(kind, name));
        }

        @Test
        void aChainThatIsNotFitToBeLookedAtLeadsNowhere() {
            TrustStores stores = trusting(root);
            CertificateOwners owners = CertificateOwners.none().with(NYC, root).withNodes(NYC, List.of("ucm-nyc"));
            List<X509Certificate> more = new ArrayList<>(List.of(nyc));
            for (int i = 0; i < 9; i++) {
                more.add(leaf("CN=" + i, "CN=" + i, rootKeys));
            }

            assertThat(objection(stores, owners, NYC, more.toArray(X509Certificate[]::new)))
                    .as("ten")
                    .isEmpty();
            more.add(leaf("CN=10", "CN=10", rootKeys));
            assertThat(objection(stores, owners, NYC, more.toArray(X509Certificate[]::new)))
                    .as("eleven")
                    .isPresent();
            assertThat(objection(stores, owners, NYC, nyc, OddKeys.dsa(OddKeys.EVEN_Q)))
                    .isPresent();
        }

        @Test
        void whatAPeerCallsItselfStaysInOneLine() {
            X509Certificate peer = Certificates.of("CN=a\n2026 forged \u001b[31m line\u202e" + "x".repeat(20), 1, NOW);
            String objection = objection(
                            trusting(root), CertificateOwners.none().with(NYC, root), NYC, peer)
                    .orElseThrow();

            assertThat(objection).startsWith("the certificate of CN=a\\u000a2026 forged \\u001b[31m line\\u202exx");
            assertThat(objection).hasSizeLessThan(400);
        }

        @Test
        void anIntermediateMayBeSentBehind() {
            KeyPair keys = Certificates.keys();
            X509Certificate middle = issuer("CN=middle", keys, "CN=company root", rootKeys);
            X509Certificate node = leaf("CN=ucm-nyc", "CN=middle", keys);
            TrustStores stores = trusting(root);
            CertificateOwners owners = CertificateOwners.none().with(NYC, root).withNodes(NYC, List.of("ucm-nyc"));

            assertThat(objection(stores, owners, NYC, node, middle)).isEmpty();
            assertThat(objection(stores, owners, NYC, node)).isPresent();
        }
    }

    /** For the encoding a certificate is hashed: that of thousands, and for each of several clusters, would be felt. */
    @Test
    void eachTrustedCertificateIsLookedUpOnceForAllClusters() {
        Map<String, Long> counts = CountingCertificate.counts();
        X509Certificate[] trusted = new X509Certificate[20];
        CertificateOwners owners = CertificateOwners.none();
        List<RemoteCluster> clusters = new ArrayList<>();
        for (int i = 0; i < trusted.length; i++) {
            trusted[i] = new CountingCertificate(Certificates.of("CN=" + i, i + 1, NOW), counts);
            ClusterId id = ClusterId.of("C" + i % 5);
            owners = owners.with(id, trusted[i]).withNodes(id, List.of("ucm-nyc"));
            clusters.add(record(id));
        }
        CertificateOwners all = owners;
        PeerBinding binding = ClusterTls.binding(trusting(trusted), all, CLOCK);
        X509Certificate peer = new CountingCertificate(
                identity("ucm-nyc", List.of("ucm-nyc")).certificate().certificate(), counts);
        counts.clear();

        assertThat(binding.speaksForAny(List.of(peer), clusters)).isFalse();

        assertThat(counts).containsEntry("encoded", (long) trusted.length);
        counts.clear();
        assertThat(binding.objection(List.of(peer), clusters.get(0))).isPresent();
        assertThat(counts).containsEntry("encoded", (long) trusted.length);
    }

    @Test
    void namesOfNodesHaveTheirRule() {
        CertificateOwners none = CertificateOwners.none();

        assertThatThrownBy(() -> none.withNodes(NYC, List.of(" "))).isInstanceOf(IllegalArgumentException.class);
        assertThat(none.withNodes(NYC, List.of("A.example.", "::1")).nodes(NYC))
                .containsExactlyInAnyOrder("a.example", "0:0:0:0:0:0:0:1");
    }
}
