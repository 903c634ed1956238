package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.pkcs12.Pkcs12Limits;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.emcc.core.Problem;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkCertificatesTest {
    private static final FilePassword PASSWORD = FilePassword.of("changeit".toCharArray());
    private static final NodeCertificate A_TOMCAT = node("a.example", CertificateType.TOMCAT);
    private static final NodeCertificate A_TFTP = node("a.example", CertificateType.TFTP);
    private static final NodeCertificate B_TOMCAT = node("b.example", CertificateType.TOMCAT);
    private static final NodeCertificate B_CAPF = node("b.example", CertificateType.CAPF);

    @TempDir
    Path directory;

    private BulkCertificates bulk;

    private static NodeCertificate node(String name, CertificateType type) {
        return NodeIdentity.selfSigned(name, type)
                .key(KeyKind.EC_P256)
                .generate()
                .certificate();
    }

    @BeforeEach
    void opensTheDepot() {
        bulk = BulkCertificates.in(CertificateDepot.directory(directory), "10.0.0.5", PASSWORD);
    }

    private static List<Fingerprint> fingerprints(NodeCertificate... nodes) {
        return java.util.Arrays.stream(nodes)
                .map(each -> Fingerprint.of(each.certificate()))
                .sorted()
                .toList();
    }

    @Test
    void takesCertificatesFromTwoClustersToBoth() {
        assertThat(bulk.export(List.of(A_TOMCAT, A_TFTP)))
                .containsExactly("a.example_tftp.pkcs12", "a.example_tomcat.pkcs12");
        bulk.export(List.of(B_CAPF, B_TOMCAT));

        Consolidation consolidated = bulk.consolidate().result().orElseThrow();
        CertificateBundle bundle = bulk.bundle().result().orElseThrow();

        assertThat(consolidated.files())
                .containsExactly(
                        "10.0.0.5_bulk_capf.pkcs12", "10.0.0.5_bulk_tftp.pkcs12", "10.0.0.5_bulk_tomcat.pkcs12");
        assertThat(bundle.certificates())
                .extracting(BundledCertificate::fingerprint)
                .containsExactlyElementsOf(fingerprints(A_TOMCAT, A_TFTP, B_TOMCAT, B_CAPF));
        assertThat(bundle.certificates(CertificateType.TOMCAT))
                .extracting(BundledCertificate::fingerprint)
                .containsExactlyElementsOf(fingerprints(A_TOMCAT, B_TOMCAT));
        assertThat(bundle).as("with the origins of the manifest").isEqualTo(consolidated.bundle());
        CertificateDepot depot = CertificateDepot.directory(directory);
        depot.names(name -> name.endsWith(".manifest")).forEach(depot::delete);
        assertThat(bulk.bundle()
                        .result()
                        .orElseThrow()
                        .certificates(CertificateType.CAPF)
                        .get(0)
                        .origins())
                .as("without a manifest")
                .containsExactly(new CertificateOrigin("10.0.0.5", CertificateType.CAPF, "10.0.0.5_bulk_capf.pkcs12"));
        assertThat(consolidated
                        .bundle()
                        .certificates(CertificateType.CAPF)
                        .get(0)
                        .origins())
                .containsExactly(new CertificateOrigin("b.example", CertificateType.CAPF, "b.example_capf.pkcs12"));
    }

    @Test
    void refusesToConsolidateOneNode() {
        bulk.export(List.of(A_TOMCAT, A_TFTP));

        assertThat(bulk.consolidate())
                .isEqualTo(new BulkResult.Refused<>(
                        BulkRefusal.TOO_FEW_EXPORTS,
                        List.of(new Problem("depot", "holds files of no stated cluster (a.example) only"))));
        assertThat(BulkRefusal.TOO_FEW_EXPORTS.code()).isEqualTo("EMCC-CERTS-0001");
        assertThat(CertificateDepot.directory(directory).names())
                .hasSize(5)
                .filteredOn(name -> name.endsWith(".pkcs12"))
                .hasSize(2);
    }

    @Test
    void refusesToImportBeforeTheConsolidation() {
        bulk.export(List.of(A_TOMCAT, B_TOMCAT));

        assertThat(bulk.bundle())
                .isEqualTo(new BulkResult.Refused<>(
                        BulkRefusal.NOT_CONSOLIDATED, List.of(new Problem("depot", "holds no such file"))));
    }

    @Test
    void previewsWhatWouldBeWrittenAndWritesNothing() {
        bulk.export(List.of(A_TOMCAT, B_TOMCAT, B_CAPF));
        List<String> before = CertificateDepot.directory(directory).names();

        BulkResult<Consolidation> preview = bulk.preview();
        assertThat(CertificateDepot.directory(directory).names()).containsExactlyInAnyOrderElementsOf(before);
        BulkResult<Consolidation> done = bulk.consolidate();

        assertThat(preview).isEqualTo(done);
        assertThat(preview.result().orElseThrow().outputs()).isNotEmpty();
        assertThat(bulk.preview(done.result().orElseThrow())
                        .result()
                        .orElseThrow()
                        .filesOpened())
                .isZero();
    }

    /** What is not known by its name may hold a certificate that somebody counts on. */
    @Test
    void namesTheFilesWhoseNamesSayNothing() throws Exception {
        bulk.export(List.of(A_TOMCAT, B_TOMCAT));
        for (String odd : List.of("c1.pkcs12", "my host_tomcat.PKCS12", "_tomcat.pkcs12")) {
            Files.copy(directory.resolve("a.example_tomcat.pkcs12"), directory.resolve(odd));
        }

        BulkResult<Consolidation> result = bulk.consolidate();

        assertThat(result.result()).isPresent();
        assertThat(result.problems())
                .extracting(Problem::where)
                .containsExactly("_tomcat.pkcs12", "c1.pkcs12", "my host_tomcat.PKCS12");
        assertThat(result.problems())
                .allSatisfy(each -> assertThat(each.message()).contains("<node>_<type>.pkcs12"));
    }

    @Test
    void refusesRatherThanLeaveANodeOut() throws Exception {
        bulk.export(List.of(A_TOMCAT, B_TOMCAT));
        byte[] half = Files.readAllBytes(directory.resolve("a.example_tomcat.pkcs12"));
        Files.write(directory.resolve("c.example_tomcat.pkcs12"), java.util.Arrays.copyOf(half, half.length / 2));
        Files.write(
                directory.resolve("d.example_tomcat.pkcs12"),
                CertificateFile.of(List.of()).encode(Pkcs12Profile.PLAIN, PASSWORD));
        Files.writeString(directory.resolve("README.txt"), "of no interest");

        BulkResult<Consolidation> result =
                bulk.withUnlisted(UnlistedFiles.ADMIT).consolidate();

        assertThat(result)
                .isInstanceOfSatisfying(
                        BulkResult.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(BulkRefusal.UNREADABLE_FILE));
        assertThat(result.problems())
                .extracting(Problem::where)
                .containsExactly("c.example_tomcat.pkcs12 file", "d.example_tomcat.pkcs12");
        assertThat(directory.resolve("10.0.0.5_bulk_tomcat.pkcs12")).doesNotExist();
    }

    @Test
    void refusesFilesOfAnotherPasswordOrBeyondTheLimits() {
        bulk.export(List.of(A_TOMCAT, B_TOMCAT));

        BulkCertificates other =
                BulkCertificates.in(CertificateDepot.directory(directory), "10.0.0.5", FilePassword.empty());
        assertThat(other.consolidate().result()).isEmpty();
        assertThat(bulk.withLimits(Pkcs12Limits.DEFAULTS.withFileBytes(100))
                        .consolidate()
                        .problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.message()).contains("at most 100 bytes"));
    }

    /** Its derivation is beyond the limits: who began to decrypt it would be refused. */
    @Test
    void refusesAPrivateKeyAndDecryptsItNever() throws Exception {
        bulk.export(List.of(A_TOMCAT, B_TOMCAT));
        NodeIdentity identity = NodeIdentity.selfSigned("c.example", CertificateType.TOMCAT)
                .key(KeyKind.EC_P256)
                .generate();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry(
                "c",
                new KeyStore.PrivateKeyEntry(
                        identity.privateKey(),
                        new Certificate[] {identity.certificate().certificate()}),
                new KeyStore.PasswordProtection(
                        "changeit".toCharArray(),
                        "PBEWithHmacSHA256AndAES_256",
                        new PBEParameterSpec(new byte[20], 300_000, new IvParameterSpec(new byte[16]))));
        try (OutputStream out = Files.newOutputStream(directory.resolve("c.example_tomcat.pkcs12"))) {
            store.store(out, "changeit".toCharArray());
        }
        Pkcs12Limits limits = Pkcs12Limits.DEFAULTS.withIterations(100_000).withTotalIterations(200_000);

        BulkResult<Consolidation> result =
                bulk.withUnlisted(UnlistedFiles.ADMIT).withLimits(limits).consolidate();

        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).startsWith("c.example_tomcat.pkcs12 safe ");
            assertThat(problem.message())
                    .isEqualTo("holds a private key, which a file of certificates must not; not opened");
        });
        assertThat(result.orElseThrow().bundle().certificates())
                .extracting(BundledCertificate::fingerprint)
                .containsExactlyElementsOf(fingerprints(A_TOMCAT, B_TOMCAT, identity.certificate()));
        assertThat(result.orElseThrow().inputs())
                .as("is looked at again")
                .extracting(FileHash::file)
                .doesNotContain("c.example_tomcat.pkcs12");
        KeyStore written = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("10.0.0.5_bulk_tomcat.pkcs12"))) {
            written.load(in, "changeit".toCharArray());
        }
        assertThat(Collections.list(written.aliases())).hasSize(3).noneMatch(alias -> {
            try {
                return written.isKeyEntry(alias);
            } catch (KeyStoreException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(bulk.withUnlisted(UnlistedFiles.ADMIT).consolidate().problems())
                .as("whatever the limits")
                .isEqualTo(result.problems());
    }

    @Test
    void makesOneOfACertificateThatNodesShare() {
        NodeCertificate shared = new NodeCertificate("c.example", CertificateType.TOMCAT, A_TOMCAT.certificate());
        bulk.export(List.of(A_TOMCAT, shared));

        CertificateBundle bundle = bulk.consolidate().result().orElseThrow().bundle();

        assertThat(bundle.certificates())
                .singleElement()
                .satisfies(each -> assertThat(each.origins())
                        .extracting(CertificateOrigin::source)
                        .containsExactly("a.example", "c.example"));
    }

    @Test
    void writesTheSameBytesWhateverTheOrder() throws Exception {
        List<NodeCertificate> all = new ArrayList<>(List.of(
                A_TOMCAT,
                A_TFTP,
                B_TOMCAT,
                B_CAPF,
                node("a.example", CertificateType.TOMCAT),
                node("c", CertificateType.CAPF)));
        Map<String, byte[]> first = null;
        for (int i = 0; i < 8; i++) {
            Collections.shuffle(all, new Random(Seeds.seed() + i));
            CertificateDepot depot = CertificateDepot.directory(Files.createDirectory(directory.resolve("run" + i)));
            BulkCertificates here = BulkCertificates.in(depot, "10.0.0.5", PASSWORD);
            here.export(all);
            assertThat(here.consolidate().result()).isPresent();
            assertThat(here.consolidate().result()).isPresent();

            Map<String, byte[]> files = new TreeMap<>();
            depot.names()
                    .forEach(name -> files.put(name, depot.read(name, 1_000_000).orElseThrow()));
            if (first == null) {
                first = files;
            }
            assertThat(files.keySet()).isEqualTo(first.keySet());
            for (Map.Entry<String, byte[]> file : first.entrySet()) {
                assertThat(files.get(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
            }
        }
        assertThat(first).hasSize(2 * (5 + 3) + 2);
    }

    @Test
    void givesEachBagANameOfItsOwn() {
        bulk.export(List.of(A_TOMCAT, node("A.example", CertificateType.TOMCAT), B_TOMCAT));
        assertThat(bulk.consolidate().result()).isPresent();

        byte[] file = CertificateDepot.directory(directory)
                .read("10.0.0.5_bulk_tomcat.pkcs12", 1_000_000)
                .orElseThrow();
        List<String> names = CertificateFile.decodeOrThrow(file, PASSWORD, Pkcs12Limits.DEFAULTS).bags().stream()
                .map(CertificateBag::friendlyName)
                .map(name -> name.orElseThrow())
                .sorted()
                .toList();
        assertThat(names).hasSize(3).doesNotHaveDuplicates().contains("b.example_tomcat");
        assertThat(names.get(0)).startsWith("a.example_tomcat_").doesNotMatch(".*[A-Z].*");
    }

    @Test
    void exportsOtherNamesAndProfilesWhenTold() {
        BulkCertificates other = bulk.withProfile(Pkcs12Profile.PLAIN)
                .withSuffixes(TypeSuffixes.DEFAULTS.with(CertificateType.TOMCAT, "web"));

        assertThat(other.export(List.of(A_TOMCAT, B_TOMCAT)))
                .containsExactly("a.example_web.pkcs12", "b.example_web.pkcs12");
        assertThat(other.consolidate().result().orElseThrow().files()).containsExactly("10.0.0.5_bulk_web.pkcs12");
        assertThat(bulk.toString()).doesNotContain("changeit");
    }
}
