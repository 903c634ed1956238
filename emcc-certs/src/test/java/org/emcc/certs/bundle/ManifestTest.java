package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.certs.bundle.BulkResult.Refused;
import org.emcc.certs.depot.DepotUnavailableException;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Limits;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.emcc.core.Problem;
import org.emcc.core.id.ClusterId;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final ClusterId EAST = ClusterId.of("east coast");
    private static final ClusterId WEST = ClusterId.of("-");
    private static final NodeCertificate A = node("a", CertificateType.TOMCAT);
    private static final NodeCertificate A_NEW = node("a", CertificateType.TOMCAT);
    private static final NodeCertificate A_TFTP = node("a", CertificateType.TFTP);
    private static final NodeCertificate A_TFTP_NEW = node("a", CertificateType.TFTP);
    private static final NodeCertificate B = node("b", CertificateType.TOMCAT);

    private final MemoryDepot depot = new MemoryDepot();
    private final BulkCertificates bulk = on(depot);

    private static BulkCertificates on(MemoryDepot depot) {
        return BulkCertificates.in(depot, "10.0.0.5", FilePassword.empty()).withProfile(Pkcs12Profile.PLAIN);
    }

    private static NodeCertificate node(String name, CertificateType type) {
        return NodeIdentity.selfSigned(name, type)
                .key(KeyKind.EC_P256)
                .generate()
                .certificate();
    }

    private static Set<Object> certificates(NodeCertificate... nodes) {
        Set<Object> all = new HashSet<>();
        Arrays.stream(nodes).forEach(each -> all.add(each.certificate()));
        return all;
    }

    private static Set<Object> certificates(CertificateBundle bundle) {
        Set<Object> all = new HashSet<>();
        bundle.certificates().forEach(each -> all.add(each.certificate()));
        return all;
    }

    private static Optional<BulkRefusal> refusal(BulkResult<?> result) {
        return result instanceof Refused<?> refused ? Optional.of(refused.reason()) : Optional.empty();
    }

    private void exportAll() {
        bulk.export(EAST, List.of(A, A_TFTP));
        bulk.export(WEST, List.of(B));
    }

    @Test
    void leavesOneCopyOfEachFileAndOneManifestOfEachKind() {
        exportAll();
        assertThat(bulk.consolidate().result()).isPresent();
        bulk.export(EAST, List.of(A_NEW));
        assertThat(bulk.consolidate().result()).isPresent();

        List<String> files = List.of(
                "10.0.0.5_bulk_tftp.pkcs12",
                "10.0.0.5_bulk_tomcat.pkcs12",
                "a_tftp.pkcs12",
                "a_tomcat.pkcs12",
                "b_tomcat.pkcs12");
        assertThat(depot.names()).filteredOn(name -> name.endsWith(".pkcs12")).containsExactlyElementsOf(files);
        assertThat(depot.names())
                .filteredOn(name -> name.endsWith(".content"))
                .hasSize(5)
                .allMatch(name -> files.contains(name.replaceFirst("emcc-(store|bulk)-\\d+-[0-9a-f]{12}-", "")
                        .replace(".content", "")));
        assertThat(depot.names())
                .filteredOn(name -> name.matches("emcc-(export|consolidation)-[0-9a-f]{64}\\.manifest"))
                .hasSize(2);
        assertThat(depot.names()).hasSize(12);
    }

    @Test
    void tellsClusterNodeTypeAndFileOfASharedCertificate() {
        bulk.export(EAST, List.of(A, new NodeCertificate("a2", CertificateType.TOMCAT, A.certificate())));
        bulk.export(WEST, List.of(B));
        Consolidation made = bulk.consolidate().result().orElseThrow();

        assertThat(made.bundle().certificates())
                .filteredOn(each -> each.certificate().equals(A.certificate()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.origins())
                            .containsExactly(
                                    new CertificateOrigin("a", CertificateType.TOMCAT, "a_tomcat.pkcs12")
                                            .withCluster(EAST),
                                    new CertificateOrigin("a2", CertificateType.TOMCAT, "a2_tomcat.pkcs12")
                                            .withCluster(EAST));
                    assertThat(each.clusters()).containsExactly(EAST);
                });
        assertThat(bulk.consolidation().result()).contains(made);
        assertThat(bulk.bundle().result()).contains(made.bundle());
    }

    /** What the reader knows holds where nothing was stated; where it says another cluster, nobody knows which is right. */
    @Test
    void aNodeOfTwoClustersIsOfNone() {
        exportAll();
        bulk.export(List.of(node("c", CertificateType.TOMCAT)));

        BulkResult<Consolidation> result =
                bulk.withClusters(Map.of("A", WEST, "b", WEST, "C", EAST)).consolidate();

        assertThat(result.orElseThrow().bundle().certificates())
                .flatExtracting(BundledCertificate::origins)
                .extracting(origin -> origin.source() + " "
                        + origin.cluster().map(ClusterId::value).orElse("none"))
                .containsExactlyInAnyOrder("a none", "a none", "b -", "c east coast");
        String rule = "must be of a node of one cluster, but its node is said to be of - and of east coast;"
                + " it counts for none of them";
        assertThat(result.problems())
                .containsExactly(new Problem("a_tftp.pkcs12", rule), new Problem("a_tomcat.pkcs12", rule));
        assertThat(bulk.withClusters(Map.of("a", WEST)).retireCluster(EAST)).isEmpty();
        assertThat(bulk.withClusters(Map.of("a", WEST)).retireCluster(WEST)).containsExactly("b_tomcat.pkcs12");
    }

    /** Else a retired cluster would go on being trusted by a file of which nobody had said whose it is. */
    @Test
    void aFileOfWhichNothingIsStatedIsOfTheClusterOfItsNode() {
        bulk.export(List.of(node("A", CertificateType.CAPF)));
        bulk.export(EAST, List.of(A, B));
        depot.files().put("a_itlrecovery.pkcs12", depot.files().get("b_tomcat.pkcs12"));
        BulkCertificates open = bulk.withUnlisted(UnlistedFiles.ADMIT);

        assertThat(refusal(open.consolidate())).as("one cluster").contains(BulkRefusal.TOO_FEW_EXPORTS);
        assertThat(open.consolidate().problems())
                .containsExactly(new Problem("depot", "holds files of cluster east coast (a, b) only"));
        bulk.export(WEST, List.of(node("c", CertificateType.TOMCAT)));
        CertificateBundle bundle = open.consolidate().orElseThrow().bundle();
        assertThat(bundle.certificates(CertificateType.CAPF))
                .singleElement()
                .satisfies(each -> assertThat(each.clusters()).containsExactly(EAST));
        assertThat(open.bundle().orElseThrow()).isEqualTo(bundle);
        List<String> all = List.of("A_capf.pkcs12", "a_itlrecovery.pkcs12", "a_tomcat.pkcs12", "b_tomcat.pkcs12");
        assertThat(bulk.previewRetireCluster(EAST).changes())
                .extracting(each -> each.origin().file())
                .containsExactlyElementsOf(all);
        assertThat(bulk.retireCluster(EAST)).containsExactlyElementsOf(all);
        assertThat(depot.files()).doesNotContainKeys(all.toArray(String[]::new));
    }

    /** Who is retired must not go on being imported by those who know of no manifests. */
    @Test
    void takesAwayTheBulkFilesThatAreNotMadeAgain() {
        exportAll();
        bulk.export(ClusterId.of("north"), List.of(node("c", CertificateType.TOMCAT)));
        bulk.consolidate().orElseThrow();
        bulk.retireNode("a");
        Problem gone = new Problem(
                "10.0.0.5_bulk_tftp.pkcs12",
                "is of an earlier consolidation, and not made again by this one; taken away");

        assertThat(bulk.preview().problems()).containsExactly(gone);
        assertThat(depot.files()).as("a preview").containsKey("10.0.0.5_bulk_tftp.pkcs12");
        assertThat(bulk.consolidate().problems()).containsExactly(gone);
        assertThat(depot.names())
                .noneMatch(name -> name.contains("_bulk_tftp"))
                .anyMatch(name -> name.equals("10.0.0.5_bulk_tomcat.pkcs12"));
        assertThat(bulk.consolidate().problems()).isEmpty();

        BulkCertificates elsewhere =
                BulkCertificates.in(depot, "10.0.0.6", FilePassword.empty()).withProfile(Pkcs12Profile.PLAIN);
        elsewhere.consolidate().orElseThrow();
        assertThat(depot.names())
                .filteredOn(name -> name.contains("_bulk_") && !name.startsWith("emcc-"))
                .containsExactly("10.0.0.6_bulk_tomcat.pkcs12");
        byte[] foreign = {1, 2, 3};
        depot.files().put("10.0.0.6_bulk_tomcat.pkcs12", foreign);
        assertThat(bulk.consolidate().problems()).isEmpty();
        assertThat(depot.files()).as("of another program").containsEntry("10.0.0.6_bulk_tomcat.pkcs12", foreign);
    }

    /** A crash at any step, of the consolidation that takes a file away: the next one does so. */
    @Test
    void takesAwayBulkFilesAfterACrashToo() {
        boolean crashed = true;
        for (int steps = 0; crashed; steps++) {
            MemoryDepot here = exported(EAST, A, A_TFTP);
            on(here).export(WEST, List.of(B));
            on(here).consolidate().orElseThrow();
            on(here).export(ClusterId.of("north"), List.of(node("c", CertificateType.TOMCAT)));
            on(here).retireNode("a");
            here.crashAfter(steps);
            try {
                on(here).consolidate().orElseThrow();
                crashed = false;
                assertThat(steps).isGreaterThan(4);
            } catch (DepotUnavailableException e) {
                assertThat(e).hasMessage("crashed");
            }
            here.crashAfter(Integer.MAX_VALUE);
            on(here).consolidate().orElseThrow();
            assertThat(here.names()).as("crash before step %d", steps).noneMatch(name -> name.contains("_bulk_tftp"));
        }
    }

    /** Readers would take it for half a manifest, when those before it are gone. */
    @Test
    void laysNoManifestThatNobodyWouldRead() {
        exportAll();
        bulk.consolidate().orElseThrow();
        Map<String, byte[]> before = new TreeMap<>(depot.files());
        int most = before.entrySet().stream()
                .filter(each -> each.getKey().startsWith("emcc-export-"))
                .mapToInt(each -> each.getValue().length)
                .sum();
        Ledger ledger = new Ledger(depot, 100_000, TypeSuffixes.DEFAULTS, most);
        Ledger.State state = ledger.load();
        assertThat(state.exports().counting()).hasSize(3);
        ConsolidationManifest last = new Ledger(depot, 100_000, TypeSuffixes.DEFAULTS)
                .load()
                .consolidation()
                .orElseThrow();

        for (ThrowingCallable each : List.<ThrowingCallable>of(
                () -> ledger.export(Map.of("c_tomcat.pkcs12", new byte[] {1}), EAST),
                () -> ledger.retire(Map.of("d_tomcat.pkcs12", Optional.empty())),
                () -> ledger.consolidate(
                        Map.of("x_bulk_capf.pkcs12", new byte[] {1}),
                        new ConsolidationManifest(
                                1,
                                state.exports().weight(),
                                last.outputs(),
                                List.copyOf(java.util.Collections.nCopies(
                                        9, last.inputs().get(0))),
                                last.origins(),
                                last.old()),
                        state))) {
            assertThatThrownBy(each)
                    .isInstanceOf(DepotUnavailableException.class)
                    .hasMessageContaining("readers read at most " + most);
            assertThat(depot.files()).as("nothing is laid").isEqualTo(before);
        }
        ledger.export(Map.of("a_tomcat.pkcs12", new byte[] {1}), EAST);
        assertThat(depot.files()).isNotEqualTo(before);
    }

    @Test
    void demandsTwoClustersWhereItKnowsThem() {
        bulk.export(EAST, List.of(A, B));

        assertThat(refusal(bulk.consolidate())).contains(BulkRefusal.TOO_FEW_EXPORTS);
        assertThat(bulk.withClusters(Map.of("b", WEST)).consolidate().result()).isPresent();
    }

    private String copyOf(String file) {
        return depot.names().stream()
                .filter(name -> name.endsWith("-" + file + ".content"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void believesNoFileThatIsNotWhatItsManifestNames() {
        exportAll();
        byte[] good = depot.files().get("a_tomcat.pkcs12");
        List<byte[]> bad =
                List.of(Arrays.copyOf(good, good.length / 2), depot.files().get("b_tomcat.pkcs12"), new byte[0]);
        for (byte[] each : bad) {
            depot.files().put("a_tomcat.pkcs12", each);
            BulkResult<Consolidation> made = bulk.consolidate();
            assertThat(certificates(made.result().orElseThrow().bundle())).isEqualTo(certificates(A, A_TFTP, B));
            assertThat(made.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.where()).isEqualTo("a_tomcat.pkcs12");
                assertThat(problem.message()).contains("the copy beside it counts");
            });
        }
        depot.files().put("a_tomcat.pkcs12", new byte[Pkcs12Limits.DEFAULTS.fileBytes() + 1]);
        assertThat(bulk.consolidate().result()).isPresent();
        String copy = copyOf("a_tomcat.pkcs12");
        for (byte[] each : bad) {
            depot.files().put("a_tomcat.pkcs12", each);
            depot.files().put(copy, each);
            assertThat(refusal(bulk.consolidate())).contains(BulkRefusal.CHANGED_FILE);
            assertThat(bulk.consolidate().problems()).extracting(Problem::where).containsExactly("a_tomcat.pkcs12");
        }
        depot.files().remove("a_tomcat.pkcs12");
        depot.files().remove(copy);
        assertThat(refusal(bulk.consolidate())).contains(BulkRefusal.CHANGED_FILE);

        bulk.export(EAST, List.of(A));
        assertThat(depot.files().get("a_tomcat.pkcs12")).isEqualTo(good);
        assertThat(depot.files().get(copy)).isEqualTo(good);
        assertThat(bulk.consolidate().problems()).isEmpty();
        depot.files().put("10.0.0.5_bulk_tftp.pkcs12", good);
        depot.files().put(copyOf("10.0.0.5_bulk_tftp.pkcs12"), good);
        assertThat(refusal(bulk.bundle())).contains(BulkRefusal.CHANGED_FILE);
        assertThat(refusal(bulk.consolidation())).contains(BulkRefusal.CHANGED_FILE);
        assertThat(bulk.consolidate().result()).isPresent();
        assertThat(bulk.bundle().problems()).isEmpty();
    }

    @Test
    void reportsARetiredFileThatComesBack() {
        exportAll();
        bulk.export(ClusterId.of("north"), List.of(node("c", CertificateType.TOMCAT)));
        byte[] retired = depot.files().get("c_tomcat.pkcs12");
        bulk.retireNode("c");

        depot.files().put("c_tomcat.pkcs12", retired);
        assertThat(certificates(bulk.consolidate().result().orElseThrow().bundle()))
                .isEqualTo(certificates(A, A_TFTP, B));
        assertThat(bulk.consolidate().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo("c_tomcat.pkcs12");
            assertThat(problem.message()).contains("was retired");
        });

        depot.files().put("c_tomcat.pkcs12", depot.files().get("b_tomcat.pkcs12"));
        assertThat(refusal(bulk.consolidate())).contains(BulkRefusal.UNLISTED_FILE);
        assertThat(bulk.consolidate().problems()).extracting(Problem::where).containsExactly("c_tomcat.pkcs12");
        assertThat(bulk.withUnlisted(UnlistedFiles.ADMIT)
                        .consolidate()
                        .result()
                        .orElseThrow()
                        .inputs())
                .extracting(FileHash::file)
                .contains("c_tomcat.pkcs12");

        assertThat(bulk.retireNode("c")).containsExactly("c_tomcat.pkcs12");
        assertThat(bulk.consolidate().problems()).isEmpty();
    }

    @Test
    void leavesOutLinesThatNameNoFile() {
        exportAll();
        assertThat(bulk.consolidate().result()).isPresent();
        String hash = Hashes.sha256(new byte[1]);
        for (String bad : List.of("../x", ".hidden", "a/b", "a\\b", "\u001b[2J", "x".repeat(256))) {
            lay("export", "emcc-certs 1 export\nstore 9 0123456789ab " + hash + " - " + bad + "\n");
            String line = " " + hash + " " + bad + "\n";
            ConsolidationManifest last = new Ledger(depot, 1000, TypeSuffixes.DEFAULTS)
                    .load()
                    .consolidation()
                    .orElseThrow();
            lay(
                    "consolidation",
                    new String(last.withSequence(last.sequence() + 1).encode(), java.nio.charset.StandardCharsets.UTF_8)
                            + "bulk" + line + "store" + line + "origin " + hash + " - TFTP a " + bad + "\n");

            BulkResult<Consolidation> made = bulk.consolidate();
            assertThat(certificates(made.result().orElseThrow().bundle())).isEqualTo(certificates(A, A_TFTP, B));
            assertThat(made.problems())
                    .hasSize(4)
                    .allMatch(problem -> problem.message().startsWith("has a line that does not count: file name"))
                    .noneMatch(problem -> problem.message().contains("\u001b"));
            assertThat(bulk.bundle().result()).isPresent();
            bulk.export(EAST, List.of(bad.length() % 2 == 0 ? A : A_NEW));
            bulk.export(EAST, List.of(A));
            assertThat(bulk.consolidate().result()).isPresent();
            assertThat(bulk.consolidate().problems())
                    .as("gone with the next manifests")
                    .isEmpty();
        }
    }

    /** Whoever can write may count as far as he likes: nobody's later export is lost for that, or he is told so. */
    @Test
    void doesNotCountWithNumbersThatNobodyComesTo() {
        exportAll();
        String hash = Hashes.sha256(depot.files().get("b_tomcat.pkcs12"));
        String place = " ffffffffffff " + hash + " - a_tomcat.pkcs12\n";
        for (String number : List.of("1000000000000", "1000000000000000", "9223372036854775807")) {
            lay("export", "emcc-certs 1 export\nstore " + number + place);
            BulkResult<Consolidation> made = bulk.consolidate();
            assertThat(certificates(made.result().orElseThrow().bundle())).isEqualTo(certificates(A, A_TFTP, B));
            assertThat(made.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message())
                            .contains("has a line that does not count: sequence number")
                            .contains(number));
            bulk.export(EAST, List.of(A_NEW));
            assertThat(certificates(bulk.consolidate().result().orElseThrow().bundle()))
                    .isEqualTo(certificates(A_NEW, A_TFTP, B));
            bulk.export(EAST, List.of(A));
            assertThat(bulk.consolidate().problems()).isEmpty();
        }

        Map<String, byte[]> good = new TreeMap<>(depot.files());
        lay("export", "emcc-certs 1 export\nstore 999999999999" + place);
        assertThatThrownBy(() -> bulk.export(EAST, List.of(A_NEW)))
                .isInstanceOf(DepotUnavailableException.class)
                .hasMessageContaining("999999999999");

        depot.files().clear();
        depot.files().putAll(good);
        lay("consolidation", "emcc-certs 1 consolidation\nsequence 1000000000000\nexports 1\n");
        assertThat(refusal(bulk.consolidate())).contains(BulkRefusal.UNREADABLE_MANIFEST);
        depot.files().clear();
        depot.files().putAll(good);
        lay("consolidation", "emcc-certs 1 consolidation\nsequence 999999999999\nexports 1\n");
        assertThatThrownBy(bulk::consolidate).isInstanceOf(DepotUnavailableException.class);
    }

    private void lay(String kind, String manifest) {
        byte[] content = manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        depot.files().put("emcc-" + kind + "-" + Hashes.sha256(content) + ".manifest", content);
    }

    /** Somebody consolidates a newer export while a slow one is about to write: the slow one begins again. */
    @Test
    void doesNotLetAStaleConsolidationWin() {
        exportAll();
        assertThat(bulk.consolidate().result()).isPresent();
        bulk.export(EAST, List.of(A_NEW));
        boolean[] met = new boolean[1];
        depot.inBetween(() -> {
            if (!met[0]) {
                met[0] = true;
                bulk.export(EAST, List.of(A_TFTP_NEW));
                assertThat(bulk.consolidate().result()).isPresent();
            }
        });
        Consolidation made = bulk.consolidate().result().orElseThrow();
        depot.inBetween(() -> {});

        assertThat(met[0]).isTrue();
        assertThat(certificates(made.bundle())).isEqualTo(certificates(A_NEW, A_TFTP_NEW, B));
        assertThat(bulk.consolidation().result()).contains(made);
    }

    /** Whoever consolidates other files at every single step of another: there is an answer all the same. */
    @Test
    void refusesWhenOthersAreFasterEveryTime() {
        exportAll();
        depot.inBetween(() -> {
            bulk.export(EAST, List.of(A_NEW));
            assertThat(bulk.consolidate().result()).isPresent();
            bulk.export(EAST, List.of(A));
        });

        assertThat(refusal(bulk.consolidate())).contains(BulkRefusal.CHANGED_FILE);
    }

    /** A node exports for the first time while somebody consolidates: its file is named by a manifest, if only by the next. */
    @Test
    void takesNoNewExportForAnUnlistedFile() {
        NodeCertificate fresh = node("c", CertificateType.TOMCAT);
        int listings = 0;
        for (int before = 0; before <= listings; before++) {
            MemoryDepot here = new MemoryDepot();
            on(here).export(EAST, List.of(A));
            on(here).export(WEST, List.of(B));
            int moment = before;
            int[] count = new int[1];
            here.beforeListing(() -> {
                if (count[0]++ == moment) {
                    on(here).export(EAST, List.of(fresh));
                }
            });
            assertThat(on(here).consolidate().result()).as("listing %d", moment).isPresent();
            listings = count[0];
        }
        assertThat(listings).isGreaterThan(5);
    }

    /** Else one of the two clusters would have lost its certificate, and nobody would have known. */
    @Test
    void refusesTheNodeOfAnotherCluster() {
        exportAll();
        Map<String, byte[]> before = new TreeMap<>(depot.files());

        for (NodeCertificate other : List.of(A_NEW, node("A", CertificateType.TOMCAT))) {
            assertThatThrownBy(() -> bulk.export(WEST, List.of(node("c", CertificateType.CAPF), other)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "a_tomcat.pkcs12: counts for cluster east coast, and cannot for cluster - too")
                    .hasMessageContaining("retire the node")
                    .hasMessageContaining("another name")
                    .hasMessageContaining("EMCC-CERTS-0008")
                    .hasMessageContaining("a_tomcat.pkcs12")
                    .hasMessageContaining("Remedy: ");
        }
        for (NodeCertificate other :
                List.of(node("a", CertificateType.CAPF), node("A", CertificateType.ITL_RECOVERY))) {
            assertThatThrownBy(() -> bulk.export(WEST, List.of(other)))
                    .as("another type")
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "is of a node whose a_tftp.pkcs12 counts for cluster east coast, and cannot for cluster - too")
                    .hasMessageContaining("EMCC-CERTS-0008");
        }
        assertThat(depot.files()).as("nothing is written").isEqualTo(before);
        assertThat(certificates(bulk.consolidate().orElseThrow().bundle())).isEqualTo(certificates(A, A_TFTP, B));

        bulk.retireNode("a");
        bulk.export(WEST, List.of(A_NEW));
        bulk.export(EAST, List.of(node("d", CertificateType.TOMCAT)));
        assertThat(bulk.consolidate().orElseThrow().bundle().certificates())
                .filteredOn(each -> each.certificate().equals(A_NEW.certificate()))
                .singleElement()
                .satisfies(each -> assertThat(each.clusters()).containsExactly(WEST));
    }

    /** Else the certificate would be believed to be of that cluster, whoever exported it. */
    @Test
    void takesNothingNewForANodeOfAClusterFromAnExportThatStatesNone() {
        exportAll();
        Map<String, byte[]> before = new TreeMap<>(depot.files());

        for (NodeCertificate other :
                List.of(A_NEW, node("A", CertificateType.TOMCAT), node("a", CertificateType.CAPF))) {
            assertThatThrownBy(() -> bulk.export(List.of(node("c", CertificateType.TOMCAT), other)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "counts for cluster east coast, and takes nothing new from an export that states no"
                                    + " cluster")
                    .hasMessageContaining("if it is the same cluster, state it")
                    .hasMessageContaining("EMCC-CERTS-0008");
        }
        assertThat(bulk.export(List.of(A, A_TFTP)))
                .as("nothing new")
                .containsExactly("a_tftp.pkcs12", "a_tomcat.pkcs12");
        assertThat(depot.files()).as("nothing is written").isEqualTo(before);
        assertThat(clusterOf(depot, "a_tomcat.pkcs12")).contains(EAST);

        bulk.retireNode("a");
        bulk.export(List.of(A));
        assertThat(clusterOf(depot, "a_tomcat.pkcs12")).isEmpty();
        bulk.export(WEST, List.of(A));
        assertThat(clusterOf(depot, "a_tomcat.pkcs12")).contains(WEST);
        assertThatThrownBy(() -> bulk.export(EAST, List.of(A)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("EMCC-CERTS-0008");
    }

    private static Optional<ClusterId> clusterOf(MemoryDepot depot, String file) {
        return new Ledger(depot, 100_000, TypeSuffixes.DEFAULTS)
                .load()
                .exports()
                .last(file)
                .orElseThrow()
                .entry()
                .of();
    }

    /** At whatever moment somebody states the cluster, before a listing or a step, it is not taken back by one who states none. */
    @Test
    void keepsTheClusterThatIsStatedMeanwhile() {
        for (boolean steps : new boolean[] {false, true}) {
            int moments = 0;
            int refused = 0;
            for (int moment = 0; moment <= moments; moment++) {
                MemoryDepot here = new MemoryDepot();
                on(here).export(List.of(A));
                int[] count = new int[1];
                int when = moment;
                Runnable states = () -> {
                    if (count[0]++ == when) {
                        on(here).export(EAST, List.of(A));
                    }
                };
                if (steps) {
                    here.inBetween(states);
                } else {
                    here.beforeListing(states);
                }
                try {
                    on(here).export(List.of(A_NEW));
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("EMCC-CERTS-0008");
                    refused++;
                }
                moments = Math.max(moments, count[0]);
                here.inBetween(() -> {});
                here.beforeListing(() -> {});
                if (count[0] > when) {
                    assertThat(clusterOf(here, "a_tomcat.pkcs12"))
                            .as("moment %d of %s", when, steps ? "steps" : "listings")
                            .contains(EAST);
                    assertThat(here.files().get("a_tomcat.pkcs12"))
                            .as("what is stated to be of the cluster is what it exported")
                            .isEqualTo(exported(EAST, A).files().get("a_tomcat.pkcs12"));
                }
            }
            assertThat(moments).isGreaterThan(3);
            assertThat(refused).isGreaterThan(2);
        }
    }

    /** Who states a cluster slowly has a lower number than others who had seen nothing of it: it says its words again. */
    @Test
    void statesTheClusterAgainWhereAWordWithoutOneCameLater() {
        int moments = 0;
        for (int moment = 0; moment <= moments; moment++) {
            MemoryDepot here = exported(WEST, B);
            int[] count = new int[1];
            int when = moment;
            boolean[] told = new boolean[1];
            here.inBetween(() -> {
                if (count[0]++ == when) {
                    on(here).export(WEST, List.of(node("b", CertificateType.CAPF)));
                    try {
                        on(here).export(List.of(A_NEW));
                    } catch (IllegalStateException e) {
                        told[0] = true;
                    }
                }
            });
            on(here).export(EAST, List.of(A));
            here.inBetween(() -> {});
            moments = Math.max(moments, count[0]);
            if (count[0] > when) {
                assertThat(clusterOf(here, "a_tomcat.pkcs12"))
                        .as("moment %d, told %s", when, told[0])
                        .contains(EAST);
                assertThat(here.files().get("a_tomcat.pkcs12"))
                        .isEqualTo(exported(EAST, A).files().get("a_tomcat.pkcs12"));
            }
        }
        assertThat(moments).isGreaterThan(3);
    }

    private static MemoryDepot exported(ClusterId cluster, NodeCertificate... certificates) {
        MemoryDepot depot = new MemoryDepot();
        on(depot).export(cluster, List.of(certificates));
        return depot;
    }

    /** Of two spellings of one file one counts, and nothing is left of the other; whoever is locked out is told. */
    @Test
    void takesTwoSpellingsAtTheSameMomentForOneNode() {
        NodeCertificate upper = node("A", CertificateType.TOMCAT);
        int moments = 0;
        for (int moment = 0; moment <= moments; moment++) {
            for (ClusterId cluster : List.of(EAST, WEST)) {
                MemoryDepot here = exported(ClusterId.of("north"), B);
                int[] count = new int[1];
                int when = moment;
                boolean[] refused = new boolean[2];
                here.inBetween(() -> {
                    if (count[0]++ == when) {
                        refused[0] = isRefused(here, cluster, upper);
                    }
                });
                refused[1] = isRefused(here, EAST, A);
                moments = Math.max(moments, count[0]);
                here.inBetween(() -> {});
                if (count[0] > when) {
                    assertThat(here.names())
                            .as("moment %d", when)
                            .filteredOn(name -> name.endsWith("_tomcat.pkcs12"))
                            .hasSize(2);
                    assertThat(on(here).consolidate().problems()).isEmpty();
                    assertThat(refused[0] || refused[1]).isEqualTo(cluster.equals(WEST));
                    assertThat(isRefused(
                                    here, clusterOf(here, "a_tomcat.pkcs12").orElseThrow(), A_NEW))
                            .as("renewed")
                            .isFalse();
                    assertThat(certificates(on(here).consolidate().orElseThrow().bundle()))
                            .isEqualTo(certificates(A_NEW, B));
                }
            }
        }
        assertThat(moments).isGreaterThan(3);
    }

    private static boolean isRefused(MemoryDepot depot, ClusterId cluster, NodeCertificate certificate) {
        try {
            on(depot).export(cluster, List.of(certificate));
            return false;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("EMCC-CERTS-0008");
            return true;
        }
    }

    /** What a writer of another spelling left behind in a crash is known by what it said, and goes with the next export. */
    @Test
    void passesOverWhatIsLeftOfAnotherSpelling() {
        MemoryDepot here = exported(EAST, node("A", CertificateType.TOMCAT));
        byte[] left = here.files().get("A_tomcat.pkcs12");
        MemoryDepot later = exported(EAST, node("a", CertificateType.CAPF));
        on(later).export(EAST, List.of(A));
        here.files().forEach(later.files()::putIfAbsent);
        on(later).export(WEST, List.of(B));
        assertThat(later.files()).containsKeys("A_tomcat.pkcs12", "a_tomcat.pkcs12");

        assertThat(on(later).consolidate().problems())
                .containsExactly(new Problem(
                        "A_tomcat.pkcs12", "counts as a_tomcat.pkcs12, but is there, or there again; passed over"));
        later.files().put("A_tomcat.pkcs12", new byte[] {1});
        assertThat(refusal(on(later).consolidate())).contains(BulkRefusal.UNLISTED_FILE);
        on(later).export(EAST, List.of(A));
        assertThat(later.files()).as("of somebody else").containsKey("A_tomcat.pkcs12");
        later.files().put("A_tomcat.pkcs12", left);
        on(later).export(EAST, List.of(A_NEW));
        assertThat(later.files()).doesNotContainKey("A_tomcat.pkcs12");
        assertThat(on(later).consolidate().problems()).isEmpty();
    }

    /** The product leaves no manifest and no copy: what it wrote since the retirement was asked for would be gone for good. */
    @Test
    void retiresOnlyWhatItRead() {
        exportAll();
        byte[] of = exported(EAST, A_NEW).files().get("a_tomcat.pkcs12");
        boolean[] written = new boolean[1];
        depot.inBetween(() -> {
            if (!written[0]) {
                written[0] = true;
                depot.files().put("a_tomcat.pkcs12", of);
            }
        });

        assertThat(bulk.retireNode("a")).containsExactly("a_tftp.pkcs12", "a_tomcat.pkcs12");
        depot.inBetween(() -> {});

        assertThat(depot.files()).containsEntry("a_tomcat.pkcs12", of).doesNotContainKey("a_tftp.pkcs12");
        assertThat(refusal(bulk.consolidate())).contains(BulkRefusal.UNLISTED_FILE);
        assertThat(bulk.consolidate().problems())
                .containsExactly(new Problem(
                        "a_tomcat.pkcs12",
                        "must be named by a manifest, but was retired and is there with other content"));
        assertThat(bulk.retireNode("a")).containsExactly("a_tomcat.pkcs12");
        assertThat(depot.files()).doesNotContainKey("a_tomcat.pkcs12");
    }

    /** It would be read back as another cluster, and that one be refused its own files. */
    @Test
    void writesNoHalfOfASurrogatePair() {
        ClusterId half = ClusterId.of("east\ud800");

        for (ThrowingCallable each : List.<ThrowingCallable>of(
                () -> bulk.export(half, List.of(A)), () -> bulk.withClusters(Map.of("a", half)))) {
            assertThatThrownBy(each)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cluster id in a manifest must be Unicode text, but is \"east\\ud800\", with half of a"
                            + " surrogate pair");
        }
        assertThat(depot.files()).isEmpty();
        ClusterId whole = ClusterId.of("east\ud83d\ude00 %+");
        bulk.export(whole, List.of(A));
        assertThat(clusterOf(depot, "a_tomcat.pkcs12")).contains(whole);
    }

    /** Whoever writes a file while it is read leaves half of the old and half of the new one in the reader's hands. */
    @Test
    void takesNoFileThatChangesWhileItIsRead() {
        exportAll();
        bulk.consolidate().orElseThrow();
        for (String file : List.of("a_tomcat.pkcs12", "10.0.0.5_bulk_tomcat.pkcs12")) {
            depot.files().keySet().removeIf(name -> name.startsWith("emcc-"));
            byte[] one = depot.files().get(file);
            byte[] other = depot.files().get("b_tomcat.pkcs12");
            depot.beforeReading(name -> depot.files().computeIfPresent(name, (changed, now) -> {
                boolean turns = changed.equals(file);
                return turns && Arrays.equals(now, one) ? other : turns ? one : now;
            }));

            BulkResult<?> result = file.contains("bulk") ? bulk.bundle() : bulk.consolidate();

            assertThat(refusal(result)).contains(BulkRefusal.CHANGED_FILE);
            assertThat(result.problems())
                    .containsExactly(new Problem(file, "must stay the same while it is read, but changed or went"));
            depot.beforeReading(name -> {});
            depot.files().put(file, one);
            assertThat((file.contains("bulk") ? bulk.bundle() : bulk.consolidate()).result())
                    .isPresent();
        }
    }

    /** The product leaves no manifest; one that says only what is gone says nothing of what is there. */
    @Test
    void retiresANodeOfTheProductAndLeavesTheOthersReadable() {
        exportAll();
        bulk.export(EAST, List.of(node("c", CertificateType.TOMCAT)));
        depot.files().keySet().removeIf(name -> name.startsWith("emcc-"));

        assertThat(bulk.retireNode("c")).containsExactly("c_tomcat.pkcs12");
        assertThat(depot.files()).doesNotContainKey("c_tomcat.pkcs12");
        assertThat(certificates(bulk.consolidate().orElseThrow().bundle())).isEqualTo(certificates(A, A_TFTP, B));

        assertThat(bulk.withClusters(Map.of("a", EAST)).retireCluster(EAST))
                .containsExactly("a_tftp.pkcs12", "a_tomcat.pkcs12");
        assertThat(refusal(bulk.consolidate())).contains(BulkRefusal.TOO_FEW_EXPORTS);
        assertThat(bulk.consolidate().problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("(b) only"));
    }

    @Test
    void takesNamesOfNodesRegardlessOfCase() {
        bulk.export(EAST, List.of(node("UCM1.example", CertificateType.TOMCAT)));
        bulk.export(WEST, List.of(B));
        NodeCertificate renewed = node("ucm1.Example", CertificateType.TOMCAT);

        assertThat(bulk.export(EAST, List.of(renewed))).containsExactly("UCM1.example_tomcat.pkcs12");
        assertThat(certificates(bulk.consolidate().result().orElseThrow().bundle()))
                .isEqualTo(certificates(renewed, B));
        assertThat(bulk.retireNode("uCM1.example")).containsExactly("UCM1.example_tomcat.pkcs12");
        assertThat(bulk.export(EAST, List.of(renewed))).containsExactly("ucm1.Example_tomcat.pkcs12");
    }

    @Test
    void refusesOrAdmitsWhatNoManifestNames() {
        exportAll();
        byte[] file = depot.files().get("b_tomcat.pkcs12");
        depot.files().put("c_tomcat.pkcs12", file);

        assertThat(bulk.consolidate())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(BulkRefusal.UNLISTED_FILE));
        assertThat(bulk.consolidate().problems()).extracting(Problem::where).containsExactly("c_tomcat.pkcs12");
        BulkCertificates open = bulk.withUnlisted(UnlistedFiles.ADMIT);
        assertThat(open.consolidate().result().orElseThrow().inputs())
                .extracting(FileHash::file)
                .contains("c_tomcat.pkcs12");

        depot.files().put("10.9.9.9_bulk_capf.pkcs12", file);
        assertThat(bulk.bundle().problems()).extracting(Problem::where).containsExactly("10.9.9.9_bulk_capf.pkcs12");
        assertThat(bulk.bundle().result().orElseThrow().certificates(CertificateType.CAPF))
                .isEmpty();
        for (CertificateBundle all : List.of(
                open.bundle().result().orElseThrow(),
                open.consolidation().result().orElseThrow().bundle())) {
            assertThat(all.certificates(CertificateType.CAPF))
                    .singleElement()
                    .satisfies(each ->
                            assertThat(each.types()).containsExactly(CertificateType.CAPF, CertificateType.TOMCAT));
        }
    }

    @Test
    void takesAHalfManifestForNone() {
        exportAll();
        String manifest = depot.names().stream()
                .filter(name -> name.startsWith("emcc-export"))
                .findFirst()
                .orElseThrow();
        byte[] whole = depot.files().get(manifest);
        bulk.export(EAST, List.of(A_NEW));
        depot.files().put(manifest, Arrays.copyOf(whole, whole.length / 2));

        assertThat(certificates(bulk.consolidate().result().orElseThrow().bundle()))
                .isEqualTo(certificates(A_NEW, A_TFTP, B));
    }

    @Test
    void refusesAWholeManifestThatItDoesNotUnderstand() {
        exportAll();
        byte[] later = "emcc-certs 2 export\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String name = "emcc-export-" + Hashes.sha256(later) + ".manifest";
        depot.files().put(name, later);

        assertThat(refusal(bulk.consolidate())).contains(BulkRefusal.UNREADABLE_MANIFEST);
        assertThat(bulk.consolidate().problems()).extracting(Problem::where).containsExactly(name);
        bulk.export(EAST, List.of(A_NEW));
        assertThat(depot.files()).containsKey(name);
    }

    /** Whoever looks in between any two steps of an export sees the old export or the new one. */
    @Test
    void showsOneExportAtEveryMoment() {
        exportAll();
        Set<Object> old = certificates(A, A_TFTP, B);
        Set<Object> fresh = certificates(A_NEW, A_TFTP_NEW, B);
        List<Set<Object>> seen = new ArrayList<>();
        depot.inBetween(() -> {
            MemoryDepot copy = new MemoryDepot();
            copy.files().putAll(depot.files());
            seen.add(certificates(on(copy).consolidate().result().orElseThrow().bundle()));
        });
        bulk.export(EAST, List.of(A_NEW, A_TFTP_NEW));
        depot.inBetween(() -> {});

        assertThat(seen).hasSizeGreaterThan(8).containsOnly(old, fresh);
        assertThat(seen.lastIndexOf(old)).isLessThan(seen.indexOf(fresh));
    }

    /** Whoever looks in between any two steps of a consolidation sees the old BULK files or the new ones. */
    @Test
    void showsOneConsolidationAtEveryMoment() {
        exportAll();
        assertThat(bulk.consolidate().result()).isPresent();
        bulk.export(EAST, List.of(A_NEW, A_TFTP_NEW));
        Set<Object> old = certificates(A, A_TFTP, B);
        Set<Object> fresh = certificates(A_NEW, A_TFTP_NEW, B);
        List<Set<Object>> seen = new ArrayList<>();
        depot.inBetween(() -> seen.add(certificates(bulk.bundle().result().orElseThrow())));
        assertThat(bulk.consolidate().result()).isPresent();
        depot.inBetween(() -> {});

        assertThat(seen).hasSizeGreaterThan(8).containsOnly(old, fresh);
        assertThat(seen.lastIndexOf(old)).isLessThan(seen.indexOf(fresh));
    }

    @Test
    void comesToItsEndWhenRepeatedAfterACrash() {
        for (int steps = 0; ; steps++) {
            MemoryDepot here = new MemoryDepot();
            BulkCertificates there = on(here);
            there.export(EAST, List.of(A, A_TFTP));
            there.export(WEST, List.of(B));
            assertThat(there.consolidate().result()).isPresent();
            Map<String, byte[]> before = new TreeMap<>(here.files());
            here.crashAfter(steps);
            boolean crashed = false;
            try {
                there.export(EAST, List.of(A_NEW, A_TFTP_NEW));
                there.retireNode("b");
            } catch (DepotUnavailableException e) {
                crashed = true;
            }
            here.crashAfter(Integer.MAX_VALUE);
            there.export(EAST, List.of(A_NEW, A_TFTP_NEW));
            there.export(WEST, List.of(B));
            assertThat(certificates(there.consolidate().result().orElseThrow().bundle()))
                    .as("crash before step %d", steps)
                    .isEqualTo(certificates(A_NEW, A_TFTP_NEW, B));
            assertThat(here.names()).as("crash before step %d", steps).hasSize(before.size());
            if (!crashed) {
                assertThat(steps).isGreaterThan(12);
                return;
            }
        }
    }

    @Test
    void retiresNodesAndClusters() {
        exportAll();
        bulk.export(ClusterId.of("north"), List.of(node("c", CertificateType.TOMCAT)));

        assertThat(bulk.retireNode("C")).containsExactly("c_tomcat.pkcs12");
        assertThat(bulk.retireNode("C")).isEmpty();
        assertThat(certificates(bulk.consolidate().result().orElseThrow().bundle()))
                .isEqualTo(certificates(A, A_TFTP, B));
        assertThat(bulk.retireCluster(EAST)).containsExactly("a_tftp.pkcs12", "a_tomcat.pkcs12");
        assertThat(depot.names())
                .filteredOn(name -> !name.contains("bulk"))
                .contains("b_tomcat.pkcs12")
                .hasSize(4);
        assertThat(refusal(bulk.consolidate())).contains(BulkRefusal.TOO_FEW_EXPORTS);

        exportAll();
        assertThat(bulk.consolidate().result()).isPresent();
    }

    @Test
    void writesNothingWhenNothingChanged() {
        exportAll();
        assertThat(bulk.consolidate().result()).isPresent();
        List<String> steps = new ArrayList<>();
        depot.inBetween(() -> steps.add("step"));

        exportAll();
        assertThat(bulk.consolidate().result()).isPresent();
        assertThat(bulk.bundle().result()).isPresent();

        assertThat(steps).isEmpty();
    }

    @Test
    void mergesManifestsInAnyOrder() {
        for (int i = 0; i < Seeds.cases(5000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            ExportManifest a = any(random);
            ExportManifest b = any(random);
            ExportManifest c = any(random);
            assertThat(a.merge(b)).isEqualTo(b.merge(a));
            assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
            assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b));
            assertThat(ExportManifest.decode("x", a.encode()).value()).contains(a);
        }
    }

    private static ExportManifest any(RandomGenerator random) {
        TreeMap<String, ExportManifest.Entry> entries = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean gone = random.nextBoolean();
            entries.put(
                    "f" + random.nextInt(3) + " x",
                    new ExportManifest.Entry(
                            new Place(1 + random.nextInt(3), "00000000000" + random.nextInt(3)),
                            gone,
                            gone && random.nextBoolean() ? null : Hashes.sha256(new byte[] {(byte) random.nextInt(2)}),
                            random.nextBoolean() ? null : random.nextBoolean() ? EAST : WEST));
        }
        return new ExportManifest(entries);
    }

    @Test
    void readsDamagedManifestsWithoutFailing() {
        exportAll();
        assertThat(bulk.consolidate().result()).isPresent();
        for (String name : depot.names()) {
            if (name.endsWith(".manifest")) {
                byte[] good = depot.files().get(name);
                for (int i = 0; i < Seeds.cases(20_000); i++) {
                    byte[] bad = Mutator.mutate(good, Seeds.random(Seeds.seed(), i));
                    assertThat(ExportManifest.decode(name, bad).problems()).isNotNull();
                    assertThat(ConsolidationManifest.decode(name, bad).problems())
                            .isNotNull();
                }
            }
        }
        assertThatThrownBy(() -> new FileHash("x", "y")).isInstanceOf(IllegalArgumentException.class);
    }
}
