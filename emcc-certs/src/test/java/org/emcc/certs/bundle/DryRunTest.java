package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.certs.bundle.TestCertificates.NOW;
import static org.emcc.certs.bundle.TestCertificates.subject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.emcc.core.Problem;
import org.emcc.core.id.ClusterId;
import org.emcc.testing.JsonText;
import org.junit.jupiter.api.Test;

/** Everything that an action would do, before it does it: as values, as text and as JSON. */
class DryRunTest {
    private static final ClusterId EAST = ClusterId.of("east");
    private static final ClusterId WEST = ClusterId.of("west");
    private static final String DATES = "valid from 2026-11-22T12:00:00Z to 2027-11-22T12:00:00Z";
    private static final NodeCertificate A = node("a", 1, CertificateType.TOMCAT);
    private static final NodeCertificate A_NEW = node("A", 2, CertificateType.TOMCAT);
    private static final NodeCertificate A_TFTP = node("a", 3, CertificateType.TFTP);
    private static final NodeCertificate B = node("b", 4, CertificateType.TOMCAT);

    private final MemoryDepot depot = new MemoryDepot();
    private final BulkCertificates bulk =
            BulkCertificates.in(depot, "10.0.0.5", FilePassword.empty()).withProfile(Pkcs12Profile.PLAIN);

    private static NodeCertificate node(String name, long serial, CertificateType type) {
        return new NodeCertificate(
                name, type, subject("CN=" + name).serial(serial).make());
    }

    private String hash(String file) {
        return Hashes.sha256(depot.files().get(file));
    }

    private static Map<String, Object> removed(String type, String file, String known, String sha256) {
        return Map.of("kind", "REMOVED", "source", "a", "type", type, "file", file, "cluster", "east", known, sha256);
    }

    private String shortened(String file) {
        return hash(file).substring(0, 16) + "…";
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    @Test
    void anExportThatWouldBeWritten() {
        bulk.export(EAST, List.of(A, A_TFTP));
        Map<String, byte[]> before = new TreeMap<>(depot.files());
        String old = hash("a_tomcat.pkcs12");
        List<String> steps = new ArrayList<>();
        depot.inBetween(() -> steps.add("step"));
        List<NodeCertificate> all = List.of(A_NEW, A_TFTP, node("c", 5, CertificateType.CAPF));

        DepotChanges preview = bulk.previewExport(EAST, all);

        assertThat(steps).as("nothing is written").isEmpty();
        assertThat(depot.files()).isEqualTo(before);
        assertThat(preview.refusal()).isEmpty();
        assertThat(preview.changes())
                .extracting(each -> each.kind() + " " + each.origin())
                .containsExactly(
                        "UNCHANGED cluster east a TFTP in a_tftp.pkcs12",
                        "REPLACED cluster east a Tomcat in a_tomcat.pkcs12",
                        "ADDED cluster east c CAPF in c_capf.pkcs12");
        bulk.export(EAST, all);
        for (FileChange each : preview.changes()) {
            assertThat(each.after()).contains(hash(each.origin().file()));
        }
        assertThat(preview.toText())
                .isEqualTo(lines(
                        "Files of the depot: 1 added, 1 replaced, 1 unchanged",
                        "",
                        "Added",
                        "  cluster east c CAPF in c_capf.pkcs12",
                        "    after SHA-256 " + shortened("c_capf.pkcs12"),
                        "",
                        "Replaced",
                        "  cluster east a Tomcat in a_tomcat.pkcs12",
                        "    before SHA-256 " + old.substring(0, 16) + "…",
                        "    after SHA-256 " + shortened("a_tomcat.pkcs12"),
                        "",
                        "Unchanged",
                        "  cluster east a TFTP in a_tftp.pkcs12",
                        "    before SHA-256 " + shortened("a_tftp.pkcs12"),
                        "    after SHA-256 " + shortened("a_tftp.pkcs12")));
        assertThat(JsonText.read(preview.toJson()))
                .isEqualTo(Map.of(
                        "changes",
                        List.of(
                                Map.of(
                                        "kind", "UNCHANGED",
                                        "source", "a",
                                        "type", "TFTP",
                                        "file", "a_tftp.pkcs12",
                                        "cluster", "east",
                                        "before", hash("a_tftp.pkcs12"),
                                        "after", hash("a_tftp.pkcs12")),
                                Map.of(
                                        "kind", "REPLACED",
                                        "source", "a",
                                        "type", "Tomcat",
                                        "file", "a_tomcat.pkcs12",
                                        "cluster", "east",
                                        "before", old,
                                        "after", hash("a_tomcat.pkcs12")),
                                Map.of(
                                        "kind", "ADDED",
                                        "source", "c",
                                        "type", "CAPF",
                                        "file", "c_capf.pkcs12",
                                        "cluster", "east",
                                        "after", hash("c_capf.pkcs12")))));
    }

    @Test
    void anExportThatWouldBeRefused() {
        bulk.export(EAST, List.of(A));
        Collection<NodeCertificate> all = List.of(A_NEW, B);

        DepotChanges stated = bulk.previewExport(WEST, all);
        DepotChanges unstated = bulk.previewExport(all);

        assertThat(stated.refusal()).contains(BulkRefusal.NODE_OF_ANOTHER_CLUSTER);
        assertThat(stated.changes(FileChange.Kind.REFUSED))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.reason()).contains("counts for cluster east, and cannot for cluster west too"));
        assertThat(unstated.changes(FileChange.Kind.REFUSED))
                .singleElement()
                .satisfies(each -> assertThat(each.reason().orElseThrow())
                        .contains("takes nothing new from an export that states no cluster"));
        assertThatThrownBy(() -> bulk.export(WEST, all)).hasMessageContaining("EMCC-CERTS-0008");
        assertThatThrownBy(() -> bulk.export(all)).hasMessageContaining("EMCC-CERTS-0008");
        assertThat(stated.toText())
                .startsWith(lines(
                        "Files of the depot: 1 added, 1 refused",
                        "  Refused, and nothing would be written: EMCC-CERTS-0008: "
                                + BulkRefusal.NODE_OF_ANOTHER_CLUSTER.message(),
                        "  Remedy: " + BulkRefusal.NODE_OF_ANOTHER_CLUSTER.remedy(),
                        "",
                        "Added"))
                .contains(lines(
                        "",
                        "Refused",
                        "  cluster west a Tomcat in a_tomcat.pkcs12",
                        "    counts for cluster east, and cannot for cluster west too",
                        "    before SHA-256 " + shortened("a_tomcat.pkcs12")));
        assertThat(((Map<?, ?>) JsonText.read(stated.toJson())).get("refusal"))
                .isEqualTo(Map.of(
                        "code", "EMCC-CERTS-0008",
                        "message", BulkRefusal.NODE_OF_ANOTHER_CLUSTER.message(),
                        "remedy", BulkRefusal.NODE_OF_ANOTHER_CLUSTER.remedy()));
        assertThat(bulk.previewExport(List.of())).isEqualTo(new DepotChanges(List.of()));
        assertThat(new DepotChanges(List.of()).toText()).isEqualTo("Files of the depot: nothing would change\n");
        assertThat(new DepotChanges(List.of()).toJson()).isEqualTo("{\n  \"changes\": []\n}\n");
    }

    /** What merely lies there counts for nothing: the export would have it trusted. */
    @Test
    void anExportOfWhatLiesThereWithoutCounting() {
        bulk.export(EAST, List.of(A));
        bulk.export(WEST, List.of(B));
        byte[] retired = depot.files().get("b_tomcat.pkcs12");
        bulk.retireNode("b");
        depot.files().put("b_tomcat.pkcs12", retired);
        depot.files().put("a_tomcat.pkcs12", new byte[1]);

        DepotChanges back = bulk.previewExport(WEST, List.of(B));
        FileChange spoilt = bulk.previewExport(EAST, List.of(A)).changes().get(0);

        assertThat(back.toText())
                .isEqualTo(lines(
                        "Files of the depot: 1 added",
                        "",
                        "Added",
                        "  cluster west b Tomcat in b_tomcat.pkcs12",
                        "    lies there SHA-256 " + shortened("b_tomcat.pkcs12") + ", by no manifest",
                        "    after SHA-256 " + shortened("b_tomcat.pkcs12")));
        assertThat(back.changes()).singleElement().satisfies(each -> {
            assertThat(each.before()).isEmpty();
            assertThat(each.there()).contains(hash("b_tomcat.pkcs12"));
        });
        assertThat(spoilt.kind()).isEqualTo(FileChange.Kind.UNCHANGED);
        assertThat(spoilt.before()).isEqualTo(spoilt.after());
        assertThat(spoilt.there()).contains(hash("a_tomcat.pkcs12"));
    }

    /** What is left under another spelling goes with the export of the same file, and is told of. */
    @Test
    void anExportThatTakesAnotherSpellingAway() {
        NodeCertificate upper = node("A", 6, CertificateType.TOMCAT);
        bulk.export(EAST, List.of(upper));
        byte[] left = depot.files().get("A_tomcat.pkcs12");
        bulk.retireNode("A");
        bulk.export(EAST, List.of(A));
        depot.files().put("A_tomcat.pkcs12", left);
        String old = hash("A_tomcat.pkcs12");

        DepotChanges preview = bulk.previewExport(EAST, List.of(A));

        assertThat(preview.changes())
                .extracting(each -> each.kind() + " " + each.origin().file() + " "
                        + each.there().orElse("-") + " " + each.after().isPresent())
                .containsExactly("REMOVED A_tomcat.pkcs12 " + old + " false", "UNCHANGED a_tomcat.pkcs12 - true");
        assertThat(bulk.previewExport(WEST, List.of(A)).changes(FileChange.Kind.REMOVED))
                .as("refused")
                .isEmpty();
        bulk.export(EAST, List.of(A));
        assertThat(depot.files()).doesNotContainKey("A_tomcat.pkcs12").containsKey("a_tomcat.pkcs12");
    }

    /** The product left its files, and no manifest: the node keeps the spelling that it has there. */
    @Test
    void theFirstExportInADirectoryOfTheProduct() {
        bulk.export(List.of(A_NEW, B));
        depot.files().keySet().removeIf(name -> name.startsWith("emcc-"));
        String old = hash("A_tomcat.pkcs12");

        DepotChanges preview = bulk.previewExport(EAST, List.of(A));

        assertThat(preview.changes()).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo(FileChange.Kind.ADDED);
            assertThat(each.origin().file()).isEqualTo("A_tomcat.pkcs12");
            assertThat(each.there()).contains(old);
        });
        assertThat(bulk.export(EAST, List.of(A))).containsExactly("A_tomcat.pkcs12");
        assertThat(preview.changes().get(0).after()).contains(hash("A_tomcat.pkcs12"));
        assertThat(depot.files()).doesNotContainKey("a_tomcat.pkcs12");
        BulkCertificates open = bulk.withUnlisted(UnlistedFiles.ADMIT);
        assertThat(open.consolidate().orElseThrow().bundle().certificates())
                .extracting(BundledCertificate::certificate)
                .containsExactlyInAnyOrder(A.certificate(), B.certificate());

        depot.files().put("a_tomcat.pkcs12", depot.files().get("b_tomcat.pkcs12"));
        depot.files().put("a_tomcat.p\u212acs12", new byte[1]);
        assertThat(open.consolidate().orElseThrow().inputs())
                .extracting(FileHash::file)
                .as("one file of each type")
                .containsExactly("A_tomcat.pkcs12", "b_tomcat.pkcs12");
        assertThat(open.consolidate().problems())
                .contains(new Problem(
                        "a_tomcat.pkcs12",
                        "must be named by a manifest, but counts as A_tomcat.pkcs12 and is there with other content;"
                                + " passed over"));
        depot.files().put("c_tomcat.p\u212acs12", new byte[1]);
        assertThat(bulk.export(EAST, List.of(node("c", 7, CertificateType.TOMCAT))))
                .containsExactly("c_tomcat.pkcs12");
    }

    @Test
    void aRetirement() {
        bulk.export(EAST, List.of(A, A_TFTP));
        bulk.export(WEST, List.of(B));
        String tftp = hash("a_tftp.pkcs12");
        depot.files().remove("a_tftp.pkcs12");
        depot.files().put("a_capf.pkcs12", depot.files().get("b_tomcat.pkcs12"));
        String tomcat = hash("a_tomcat.pkcs12");
        Map<String, byte[]> before = new TreeMap<>(depot.files());

        DepotChanges node = bulk.previewRetireNode("A");
        DepotChanges cluster = bulk.previewRetireCluster(EAST);

        assertThat(depot.files()).as("nothing is taken away").isEqualTo(before);
        assertThat(node.changes())
                .allMatch(each ->
                        each.kind() == FileChange.Kind.REMOVED && each.after().isEmpty())
                .extracting(each -> each.origin().file())
                .containsExactly("a_capf.pkcs12", "a_tftp.pkcs12", "a_tomcat.pkcs12");
        assertThat(cluster.toText())
                .startsWith(lines(
                        "Files of the depot: 3 removed",
                        "",
                        "Removed",
                        "  cluster east a CAPF in a_capf.pkcs12",
                        "    lies there SHA-256 " + shortened("b_tomcat.pkcs12") + ", by no manifest",
                        "  cluster east a TFTP in a_tftp.pkcs12"))
                .endsWith(lines(
                        "  cluster east a Tomcat in a_tomcat.pkcs12",
                        "    before SHA-256 " + tomcat.substring(0, 16) + "…"));
        assertThat(node).isEqualTo(cluster);
        assertThat(JsonText.read(node.toJson())).isEqualTo(JsonText.read(cluster.toJson()));
        assertThat(JsonText.read(node.toJson()))
                .isEqualTo(Map.of(
                        "changes",
                        List.of(
                                removed("CAPF", "a_capf.pkcs12", "there", hash("b_tomcat.pkcs12")),
                                removed("TFTP", "a_tftp.pkcs12", "before", tftp),
                                removed("Tomcat", "a_tomcat.pkcs12", "before", tomcat))));
        assertThat(JsonText.read(bulk.previewRetireNode("nobody").toJson())).isEqualTo(Map.of("changes", List.of()));
        assertThat(JsonText.read(
                        bulk.previewRetireCluster(ClusterId.of("nowhere")).toJson()))
                .isEqualTo(Map.of("changes", List.of()));
        assertThat(cluster).hasToString("DepotChanges[3 removed]");
        assertThat(bulk.retireCluster(EAST)).containsExactly("a_capf.pkcs12", "a_tftp.pkcs12", "a_tomcat.pkcs12");
        assertThat(bulk.retireNode("a")).isEmpty();
        assertThat(bulk.previewRetireNode("a").changes()).isEmpty();
    }

    private static String described(NodeCertificate node, String cluster) {
        BundledCertificate each = TestCertificates.found(node.certificate(), node.type(), cluster + "/" + node.node());
        return lines(
                "  CN=" + node.node() + ", serial "
                        + node.certificate().getSerialNumber() + ", SHA-256 "
                        + each.fingerprint().value().substring(0, 16) + "…",
                "    " + DATES,
                "    found in cluster " + cluster + " " + node.node() + " " + node.type() + " in " + node.node() + "_"
                        + node.type().value().toLowerCase(java.util.Locale.ROOT) + ".pkcs12");
    }

    @Test
    void aConsolidation() {
        bulk.export(EAST, List.of(A));
        assertThat(bulk.preview().toText())
                .isEqualTo(lines(
                        "Refused, and nothing was written: EMCC-CERTS-0001: " + BulkRefusal.TOO_FEW_EXPORTS.message(),
                        "  Remedy: " + BulkRefusal.TOO_FEW_EXPORTS.remedy(),
                        "",
                        "At fault",
                        "  depot: holds files of cluster east (a) only"));
        assertThat(JsonText.read(bulk.preview().toJson()))
                .isEqualTo(Map.of(
                        "refusal",
                        Map.of(
                                "code", "EMCC-CERTS-0001",
                                "message", BulkRefusal.TOO_FEW_EXPORTS.message(),
                                "remedy", BulkRefusal.TOO_FEW_EXPORTS.remedy()),
                        "problems",
                        List.of(Map.of("where", "depot", "message", "holds files of cluster east (a) only"))));

        bulk.export(WEST, List.of(B));
        depot.files().put("odd.pkcs12", new byte[1]);
        BulkResult<Consolidation> preview = bulk.preview();
        BulkResult<Consolidation> done = bulk.consolidate();
        CertificateBundle bundle = done.orElseThrow().bundle();
        boolean first = bundle.certificates().get(0).certificate().equals(A.certificate());
        String certificates =
                first ? described(A, "east") + described(B, "west") : described(B, "west") + described(A, "east");
        String tolerated = lines(
                "",
                "Tolerated",
                "  odd.pkcs12: must be named <node>_<type>.pkcs12 or <source>_bulk_<type>.pkcs12, but is not; passed over");

        assertThat(done.toText())
                .isEqualTo(preview.toText())
                .isEqualTo(lines(
                                "Consolidation: 1 BULK file, 2 certificates",
                                "",
                                "BULK files",
                                "  10.0.0.5_bulk_tomcat.pkcs12, SHA-256 " + shortened("10.0.0.5_bulk_tomcat.pkcs12"),
                                "",
                                "Certificates")
                        + certificates
                        + tolerated);
        assertThat(done.toJson()).isEqualTo(preview.toJson());
        assertThat(bulk.consolidate(done.orElseThrow()).toJson())
                .as("whatever work that took")
                .isEqualTo(done.toJson());
        Map<?, ?> json = (Map<?, ?>) JsonText.read(done.toJson());
        assertThat(json.get("result"))
                .isEqualTo(JsonText.read(done.orElseThrow().toJson()));
        assertThat((Map<?, ?>) json.get("result")).satisfies(result -> {
            assertThat(result.get("files")).isEqualTo(List.of("10.0.0.5_bulk_tomcat.pkcs12"));
            assertThat(result.get("outputs"))
                    .isEqualTo(List.of(Map.of(
                            "file", "10.0.0.5_bulk_tomcat.pkcs12", "sha256", hash("10.0.0.5_bulk_tomcat.pkcs12"))));
            assertThat((List<?>) result.get("inputs")).hasSize(2);
            assertThat(result.get("certificates"))
                    .isEqualTo(((Map<?, ?>) JsonText.read(bundle.toJson())).get("certificates"));
        });
        assertThat(bulk.bundle().toText())
                .isEqualTo("Bundle: 2 certificates\n\nCertificates\n" + certificates + tolerated);
        assertThat(((Map<?, ?>) JsonText.read(bulk.bundle().toJson())).get("result"))
                .isEqualTo(JsonText.read(bundle.toJson()));
        assertThat(new BulkResult.Done<>("made\nby hand", List.of(new Problem("x", "y"))).toText())
                .isEqualTo("made\\u000aby hand\n\nTolerated\n  x: y\n");
        assertThat(JsonText.read(new BulkResult.Done<>("made", List.of()).toJson()))
                .isEqualTo(Map.of("result", "made", "problems", List.of()));
        assertThat(new Consolidation(List.of("x"), CertificateBundle.of(List.of())).toText())
                .isEqualTo("Consolidation: 1 BULK file, 0 certificates\n\nBULK files\n  x\n");
    }

    @Test
    void aBundleInTheFormsOfOtherPrograms() {
        BundledCertificate old = TestCertificates.found(A_NEW.certificate(), CertificateType.TOMCAT, "east/a")
                .withOldUntil(NOW);
        CertificateBundle bundle = CertificateBundle.of(List.of(
                TestCertificates.found(A.certificate(), CertificateType.TOMCAT, "east/a"),
                TestCertificates.found(B.certificate(), CertificateType.ITL_RECOVERY, "west/b", "west/b2"),
                old));

        assertThat(bundle.export().entries())
                .extracting(CertificateBag::certificate)
                .containsExactlyElementsOf(bundle.certificates().stream()
                        .map(BundledCertificate::certificate)
                        .toList());
        assertThat(bundle.export().entries())
                .extracting(each -> each.friendlyName().orElseThrow())
                .containsExactlyInAnyOrder("a_tomcat", "b_itl_recovery", "a_tomcat_old_until_2026-11-22t12:00:00z");
        assertThat(bundle.export().pem().split("-----BEGIN CERTIFICATE-----\n")).hasSize(4);
    }

    /** Who is old for one consolidation and not for another is in use; who is old for both stays until the later time. */
    @Test
    void theLatestTimeOfAnOldOneCounts() {
        BundledCertificate here = TestCertificates.found(A.certificate(), CertificateType.TOMCAT, "east/a");
        BundledCertificate there = TestCertificates.found(A.certificate(), CertificateType.TFTP, "east/a");
        BundledCertificate sooner = here.withOldUntil(NOW);
        BundledCertificate later = there.withOldUntil(NOW.plusSeconds(1));

        for (List<BundledCertificate> each : List.of(List.of(sooner, later), List.of(later, sooner))) {
            assertThat(CertificateBundle.of(each).certificates())
                    .singleElement()
                    .satisfies(merged -> {
                        assertThat(merged.oldUntil()).contains(NOW.plusSeconds(1));
                        assertThat(merged.types()).containsExactly(CertificateType.TFTP, CertificateType.TOMCAT);
                    });
        }
        for (List<BundledCertificate> each : List.of(List.of(sooner, there), List.of(there, sooner))) {
            assertThat(CertificateBundle.of(each).certificates())
                    .singleElement()
                    .satisfies(merged -> {
                        assertThat(merged.oldUntil()).isEmpty();
                        assertThat(merged.origins()).hasSize(2);
                    });
        }
    }
}
