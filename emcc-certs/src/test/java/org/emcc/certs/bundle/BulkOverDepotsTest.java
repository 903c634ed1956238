package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.emcc.certs.bundle.BulkResult.Refused;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.emcc.sftp.SftpServer;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole procedure over a directory and over a real SFTP server, where each cluster has a connection of its own. */
class BulkOverDepotsTest {
    private static final ClusterId EAST = ClusterId.of("east");
    private static final ClusterId WEST = ClusterId.of("west");
    private static final int ROUNDS = Math.max(4, Seeds.cases(40));
    private static final List<CertificateType> TYPES = List.of(CertificateType.TOMCAT, CertificateType.TFTP);

    @TempDir
    Path directory;

    private static BulkCertificates on(CertificateDepot depot) {
        return BulkCertificates.in(depot, "10.0.0.5", FilePassword.of("changeit".toCharArray()));
    }

    private static List<NodeCertificate> certificates(String node) {
        List<NodeCertificate> all = new ArrayList<>();
        for (CertificateType type : TYPES) {
            all.add(NodeIdentity.selfSigned(node, type)
                    .key(KeyKind.EC_P256)
                    .generate()
                    .certificate());
        }
        return all;
    }

    @Test
    void servesADirectory() throws Exception {
        goesThrough(() -> CertificateDepot.directory(directory));
    }

    @Test
    void servesAnSftpServer() throws Exception {
        try (SftpServer server = new SftpServer(directory)) {
            goesThrough(server::depot);
        }
    }

    private void goesThrough(Supplier<CertificateDepot> connection) {
        List<NodeCertificate> east = certificates("ucm1.east.example");
        List<NodeCertificate> west = certificates("ucm1.west.example");

        assertThat(on(connection.get()).export(EAST, east))
                .containsExactly("ucm1.east.example_tftp.pkcs12", "ucm1.east.example_tomcat.pkcs12");
        on(connection.get()).export(WEST, west);
        Consolidation made = on(connection.get()).consolidate().result().orElseThrow();
        CertificateBundle bundle = on(connection.get()).bundle().result().orElseThrow();
        TrustStores stores = TrustStores.empty().importAll(bundle).stores();

        assertThat(made.files()).containsExactly("10.0.0.5_bulk_tftp.pkcs12", "10.0.0.5_bulk_tomcat.pkcs12");
        assertThat(stores.certificates(TrustStoreName.TOMCAT_TRUST))
                .contains(west.get(0).certificate(), east.get(0).certificate());
        assertThat(on(connection.get()).consolidation().result()).contains(made);

        on(connection.get()).retireCluster(WEST);
        on(connection.get()).export(EAST, certificates("ucm1.east.example"));
        assertThat(connection.get().names())
                .filteredOn(name -> name.endsWith(".pkcs12"))
                .containsExactly(
                        "10.0.0.5_bulk_tftp.pkcs12",
                        "10.0.0.5_bulk_tomcat.pkcs12",
                        "ucm1.east.example_tftp.pkcs12",
                        "ucm1.east.example_tomcat.pkcs12");
    }

    @Test
    void showsWholeExportsWhileAllWriteToADirectory() throws Exception {
        writesAtOnce(() -> CertificateDepot.directory(directory));
    }

    @Test
    void showsWholeExportsWhileAllWriteToAnSftpServer() throws Exception {
        try (SftpServer server = new SftpServer(directory)) {
            writesAtOnce(server::depot);
        }
    }

    /**
     * Two clusters export, over and over, two certificates of one node each; two administrators consolidate; somebody imports.
     * Every bundle has of each node both certificates of one export; and when all are done, it is the last one.
     */
    private void writesAtOnce(Supplier<CertificateDepot> connection) throws Exception {
        List<List<NodeCertificate>> east = rounds("east");
        List<List<NodeCertificate>> west = rounds("west");
        on(connection.get()).export(EAST, east.get(0));
        on(connection.get()).export(WEST, west.get(0));
        assertThat(on(connection.get()).consolidate().result()).isPresent();

        List<Callable<Integer>> work = new ArrayList<>();
        work.add(exporter(on(connection.get()), EAST, east));
        work.add(exporter(on(connection.get()), WEST, west));
        for (int i = 0; i < 2; i++) {
            BulkCertificates administrator = on(connection.get());
            work.add(() -> reader(
                    administrator.consolidate(), result -> result.bundle(), east, west, administrator::consolidate));
        }
        BulkCertificates importer = on(connection.get());
        work.add(() -> reader(importer.bundle(), result -> result, east, west, importer::bundle));
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        int seen = 0;
        try {
            for (Future<Integer> each : threads.invokeAll(work)) {
                seen += each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(seen).as("bundles seen").isGreaterThan(0);
        BulkCertificates last = on(connection.get());
        last.export(EAST, east.get(ROUNDS - 1));
        last.export(WEST, west.get(ROUNDS - 1));
        CertificateBundle end = last.consolidate().result().orElseThrow().bundle();
        assertThat(round(end, east)).isEqualTo(ROUNDS - 1);
        assertThat(round(end, west)).isEqualTo(ROUNDS - 1);
        assertThat(last.bundle().result().orElseThrow().certificates()).hasSize(4);
    }

    private static List<List<NodeCertificate>> rounds(String node) {
        List<List<NodeCertificate>> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(certificates(node));
        }
        return rounds;
    }

    private static Callable<Integer> exporter(
            BulkCertificates bulk, ClusterId cluster, List<List<NodeCertificate>> rounds) {
        return () -> {
            rounds.forEach(each -> bulk.export(cluster, each));
            return 0;
        };
    }

    /** How many bundles were seen whole; a refusal because others write is an answer, a mixture is none. */
    private static <T> int reader(
            BulkResult<T> first,
            java.util.function.Function<T, CertificateBundle> bundle,
            List<List<NodeCertificate>> east,
            List<List<NodeCertificate>> west,
            Supplier<BulkResult<T>> again) {
        BulkResult<T> result = first;
        int seen = 0;
        for (int i = 0; i < ROUNDS; i++) {
            if (result instanceof Refused<T> refused) {
                assertThat(refused.reason()).isEqualTo(BulkRefusal.CHANGED_FILE);
            } else {
                CertificateBundle found = bundle.apply(result.result().orElseThrow());
                assertThat(found.certificates()).hasSize(2 * TYPES.size());
                round(found, east);
                round(found, west);
                seen++;
            }
            result = again.get();
        }
        return seen;
    }

    /** The export of which the bundle has everything. */
    private static int round(CertificateBundle bundle, List<List<NodeCertificate>> rounds) {
        Set<Object> all = new HashSet<>();
        bundle.certificates().forEach(each -> all.add(each.certificate()));
        for (int i = 0; i < rounds.size(); i++) {
            if (rounds.get(i).stream().allMatch(each -> all.contains(each.certificate()))) {
                return i;
            }
        }
        throw new AssertionError("the bundle has no export as a whole: " + bundle);
    }
}
