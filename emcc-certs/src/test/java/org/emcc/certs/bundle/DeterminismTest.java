package org.emcc.certs.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.emcc.core.id.ClusterId;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/**
 * The same certificates make the same BULK files: in any order, at any time, on any JVM, whatever was in the depot before. The
 * manifest of a consolidation also counts what was exported and consolidated before; all else in it is of the same certificates.
 */
class DeterminismTest {
    private static final FilePassword PASSWORD = FilePassword.of("changeit".toCharArray());
    private static final String ONE =
            "MIIBfzCCASWgAwIBAgIUCUJbbW61T8WGxTuoVSzzWMIuBAcwCgYIKoZIzj0EAwIwFTETMBEGA1UEAwwKbjEuZXhhbXBsZTAeFw0y"
                    + "NjExMjMwNjA1NTVaFw0zMTExMjIwNjA1NTVaMBUxEzARBgNVBAMMCm4xLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC"
                    + "AAQSGwxglaZx+usYOAfNkaQ5UYGs8mpNev4zS7x0sbapKSt9O8xOvAAuTLpMGMQ9GkRqWiDjamu8uPMOeWqsOUN9o1MwUTAdBgNV"
                    + "HQ4EFgQU8XFb+wssNtq7egp76fKU7l3u2tIwHwYDVR0jBBgwFoAU8XFb+wssNtq7egp76fKU7l3u2tIwDwYDVR0TAQH/BAUwAwEB"
                    + "/zAKBggqhkjOPQQDAgNIADBFAiAhBfYRhOmQiFXIM2sRLkCcNIpn471itsikphc/eBCtMQIhAMLNZ9N0ESqfhzHQV8NuJiDzPgbF"
                    + "nnIIaYrz5anGSf0F";
    private static final String TWO =
            "MIIBfzCCASWgAwIBAgIUJQphKZMweXwQeUlyvSEohzAJSTMwCgYIKoZIzj0EAwIwFTETMBEGA1UEAwwKbjIuZXhhbXBsZTAeFw0y"
                    + "NjExMjMwNjA1NTVaFw0zMTExMjIwNjA1NTVaMBUxEzARBgNVBAMMCm4yLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC"
                    + "AARdeKRlYyvFBqmwhYXEB7YWy813eLZjAsqs0qLXNb2HBRZvewIW1NoDO3EzAjiBz2YeaQW82BN9MhGQzShNuq7zo1MwUTAdBgNV"
                    + "HQ4EFgQUXMLjF7AZ4/yqZI62ymqlq+N4xNMwHwYDVR0jBBgwFoAUXMLjF7AZ4/yqZI62ymqlq+N4xNMwDwYDVR0TAQH/BAUwAwEB"
                    + "/zAKBggqhkjOPQQDAgNIADBFAiEA/l+Pbjc/cW1x3YotUMQMZ+g947iSeGyfLiUjULnBEAgCIADOPFTJ33w6nd2V8ZTYLXVmYNIi"
                    + "G3ookSIUT5JVpn4A";

    private static X509Certificate certificate(String base64) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static final List<NodeCertificate> NODES = List.of(
            new NodeCertificate("n1.example", CertificateType.TOMCAT, certificate(ONE)),
            new NodeCertificate("n1.example", CertificateType.TFTP, certificate(ONE)),
            new NodeCertificate("n2.example", CertificateType.TOMCAT, certificate(TWO)));

    private static BulkCertificates on(MemoryDepot depot, Pkcs12Profile profile, long shuffle) {
        depot.listInAnyOrder(new Random(shuffle));
        return BulkCertificates.in(depot, "10.0.0.5", PASSWORD)
                .withProfile(profile)
                .withClusters(Map.of("n1.example", ClusterId.of("one"), "N2.example", ClusterId.of("two")));
    }

    private static MemoryDepot consolidated(Pkcs12Profile profile, List<NodeCertificate> order, long shuffle) {
        MemoryDepot depot = new MemoryDepot();
        BulkCertificates bulk = on(depot, profile, shuffle);
        bulk.export(order.subList(0, 2));
        bulk.export(order.subList(2, 3));
        assertThat(bulk.consolidate().result()).isPresent();
        return depot;
    }

    /** The hashes of the BULK files, and the text of the manifest but for how much had been exported and consolidated before. */
    private static Map<String, String> made(MemoryDepot depot) {
        Map<String, String> made = new TreeMap<>();
        depot.files().forEach((name, content) -> {
            if (name.contains("_bulk_") && name.endsWith(".pkcs12")) {
                made.put(name, Hashes.sha256(content));
            } else if (name.startsWith("emcc-consolidation-")) {
                made.put(
                        "manifest",
                        new String(content, UTF_8).replaceFirst("\nsequence [0-9]+\nexports [0-9]+\n", "\n"));
            }
        });
        return made;
    }

    @Test
    void writesTheSameFilesInEveryOrder() {
        List<NodeCertificate> order = new ArrayList<>(NODES);
        Map<String, String> first = made(consolidated(Pkcs12Profile.COMPATIBLE, order, 0));
        assertThat(first).hasSize(3);
        for (int i = 1; i < 12; i++) {
            Collections.shuffle(order, new Random(Seeds.seed() + i));
            assertThat(made(consolidated(Pkcs12Profile.COMPATIBLE, order, i))).isEqualTo(first);
        }
    }

    /** All of it, also the manifests and copies, does not depend on how the depot lists its files. */
    @Test
    void writesTheSameDepotForTheSameExports() {
        Map<String, byte[]> first =
                consolidated(Pkcs12Profile.COMPATIBLE, NODES, 0).files();
        for (int i = 1; i < 4; i++) {
            assertThat(consolidated(Pkcs12Profile.COMPATIBLE, NODES, i).files())
                    .containsExactlyEntriesOf(first)
                    .hasSize(first.size());
        }
    }

    @Test
    void writesTheSameFilesWhateverWasBefore() {
        MemoryDepot depot = new MemoryDepot();
        BulkCertificates bulk = on(depot, Pkcs12Profile.COMPATIBLE, 1);
        bulk.export(List.of(
                new NodeCertificate("n1.example", CertificateType.TOMCAT, certificate(TWO)),
                new NodeCertificate("n3.example", CertificateType.TFTP, certificate(TWO))));
        assertThat(bulk.consolidate().result()).isPresent();
        bulk.retireNode("n3.example");
        bulk.export(NODES);
        assertThat(bulk.consolidate().result()).isPresent();

        assertThat(made(depot)).isEqualTo(made(consolidated(Pkcs12Profile.COMPATIBLE, NODES, 0)));
    }

    @Test
    void writesTheHashesOfOtherJvms() {
        assertThat(bulk(Pkcs12Profile.PLAIN))
                .containsExactly(
                        "7c9ee5e8340a39c840a2697e7d2ca50c16cf0cd8d219070bd12d3f2e08720d87",
                        "869bb20888dcf2f73ba0669ffe71b1e43b546553af9f7c6aceccf265eed701d9");
        assertThat(bulk(Pkcs12Profile.COMPATIBLE))
                .containsExactly(
                        "91ddb5b6eb615e8dea14824878edcc969e6e84e2e8e55dfc00a51235b03db21c",
                        "464aa13f48fdb034af3be30d27a97d3dd291a0b7d3270c15c03badeef148a545");
    }

    private static List<String> bulk(Pkcs12Profile profile) {
        return made(consolidated(profile, NODES, 0)).entrySet().stream()
                .filter(entry -> entry.getKey().contains("_bulk_"))
                .map(Map.Entry::getValue)
                .toList();
    }
}
