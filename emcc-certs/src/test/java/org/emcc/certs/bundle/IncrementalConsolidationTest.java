package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.emcc.certs.bundle.BulkResult.Refused;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.pkcs12.Pkcs12Limits;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consolidations that build on an earlier one: what they need not open, and what they keep. */
class IncrementalConsolidationTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final NodeCertificate A = node("a", CertificateType.TOMCAT);
    private static final NodeCertificate A_NEW = node("a", CertificateType.TOMCAT);
    private static final NodeCertificate A_NEWEST = node("a", CertificateType.TOMCAT);
    private static final NodeCertificate B = node("b", CertificateType.TOMCAT);
    private static final NodeCertificate B_CAPF = node("b", CertificateType.CAPF);

    /** With these a key derivation of a file that is read is refused. */
    private static final Pkcs12Limits NO_DERIVATION =
            Pkcs12Limits.DEFAULTS.withIterations(1).withTotalIterations(1);

    private final MemoryDepot depot = new MemoryDepot();
    private final BulkCertificates bulk =
            BulkCertificates.in(depot, "10.0.0.5", FilePassword.of("changeit".toCharArray()));

    private static NodeCertificate node(String name, CertificateType type) {
        return NodeIdentity.selfSigned(name, type)
                .key(KeyKind.EC_P256)
                .generate()
                .certificate();
    }

    @BeforeEach
    void exports() {
        bulk.export(List.of(A));
        bulk.export(List.of(B, B_CAPF));
    }

    private static RotationWindow window(Instant now) {
        return RotationWindow.of(Duration.ofDays(2), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Consolidation made(BulkResult<Consolidation> result) {
        return result.result().orElseThrow(() -> new AssertionError(result.toString()));
    }

    @Test
    void opensNothingWhenNothingChanged() {
        Consolidation first = made(bulk.consolidate());
        assertThat(first.filesOpened()).isEqualTo(3);
        assertThat(first.inputs()).hasSize(3);

        assertThat(bulk.withLimits(NO_DERIVATION).consolidate().result()).isEmpty();
        Consolidation second = made(bulk.withLimits(NO_DERIVATION).consolidate(first));

        assertThat(second).isEqualTo(first);
        assertThat(second.filesOpened()).isZero();
        Consolidation readBack = made(bulk.consolidation());
        assertThat(readBack).isEqualTo(first);
        assertThat(made(bulk.withLimits(NO_DERIVATION).consolidate(readBack)).filesOpened())
                .isZero();
    }

    /** Runs at once, on a thread of its own, later, never, refuses, or ends what it can as it shuts down. */
    @ParameterizedTest
    @ValueSource(strings = {"at once", "beside", "when it is too late", "never", "refuses", "cancels"})
    void anExecutorChangesNothingButWhoOpens(String kind) throws Exception {
        bulk.withProfile(Pkcs12Profile.PLAIN)
                .export(IntStream.range(0, 70)
                        .mapToObj(i -> new NodeCertificate("n" + i, CertificateType.TFTP, A.certificate()))
                        .toList());
        Consolidation alone = made(bulk.preview());
        List<Runnable> given = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        Executor executor = task -> {
            given.add(task);
            if (kind.equals("at once")) {
                task.run();
            } else if (kind.equals("beside")) {
                Thread thread = new Thread(task);
                threads.add(thread);
                thread.start();
            } else if (kind.equals("cancels") && task instanceof Future<?> future) {
                future.cancel(true);
            } else if (kind.equals("refuses")) {
                throw new RejectedExecutionException("full");
            }
        };

        Consolidation shared = made(bulk.withExecutor(executor).consolidate());

        assertThat(shared).isEqualTo(alone);
        assertThat(shared.filesOpened()).isEqualTo(73);
        assertThat(given).as("each file once").hasSize(73);
        for (Thread thread : threads) {
            thread.join();
        }
        if (kind.equals("when it is too late")) {
            given.forEach(Runnable::run);
        }
        given.clear();
        assertThat(made(bulk.withExecutor(executor).consolidate(shared)).filesOpened())
                .isZero();
        assertThat(given).as("what is known is not opened").isEmpty();
    }

    @Test
    void theExecutorOpensWhatTheCallerHasNotReached() {
        // A damaged file is told of at its place in the order, whoever opened it.
        depot.write("c_tftp.pkcs12", new byte[] {1});
        BulkCertificates admitting = bulk.withUnlisted(UnlistedFiles.ADMIT);
        List<Thread> threads = new ArrayList<>();
        Openings openings = new Openings(
                octets -> {
                    threads.add(Thread.currentThread());
                    return new Decoded.Ok<>(CertificateFile.of(List.of()), List.of());
                },
                beside());

        openings.begin("a", new byte[1]);
        openings.begin("a", new byte[1]);
        openings.open("a", new byte[1]);
        openings.open("b", new byte[1]);

        assertThat(threads).hasSize(2).last().isEqualTo(Thread.currentThread());
        assertThat(threads.get(0)).isNotEqualTo(Thread.currentThread());
        assertThat(admitting.withExecutor(beside()).preview()).isEqualTo(admitting.preview());
    }

    /** Each task has ended, on another thread, when this returns. */
    private static Executor beside() {
        return task -> {
            Thread thread = new Thread(task);
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
    }

    /** Else whoever rewrites a depot all the time would have all its generations held. */
    @Test
    void openingsOfTwoMomentsAreHeld() {
        List<Integer> opened = new ArrayList<>();
        Openings openings = new Openings(
                octets -> {
                    opened.add((int) octets[0]);
                    return new Decoded.Ok<>(CertificateFile.of(List.of()), List.of());
                },
                null);
        for (int[] moment : new int[][] {{1, 2}, {1, 3}, {1, 2, 3}}) {
            openings.nextMoment();
            for (int file : moment) {
                openings.open("file " + file, new byte[] {(byte) file});
            }
        }

        assertThat(opened).containsExactly(1, 2, 3, 2);
    }

    @Test
    void opensOnlyWhatChanged() {
        Consolidation first = made(bulk.consolidate());
        bulk.export(List.of(A_NEW));

        Consolidation second = made(bulk.consolidate(first));

        assertThat(second.filesOpened()).isEqualTo(1);
        assertThat(second).isEqualTo(made(bulk.consolidate()));
        assertThat(second.bundle().certificate(Fingerprint.of(A.certificate()))).isEmpty();
        bulk.export(List.of(node("c", CertificateType.TFTP)));
        bulk.retireNode("a");
        Consolidation third = made(bulk.consolidate(second));
        assertThat(third.filesOpened()).isEqualTo(1);
        assertThat(third).isEqualTo(made(bulk.consolidate()));
    }

    @Test
    void keepsTheReplacedForAWindowOnly() {
        Consolidation first = made(bulk.consolidate());
        bulk.export(List.of(A_NEW));

        assertThat(made(bulk.consolidate(first)).bundle().certificates())
                .as("off by default")
                .hasSize(3);
        Consolidation second = made(bulk.withRotation(window(NOW)).consolidate(first));
        Instant until = NOW.plus(Duration.ofDays(2));
        assertThat(second.bundle()
                        .certificate(Fingerprint.of(A.certificate()))
                        .orElseThrow()
                        .oldUntil())
                .contains(until);
        assertThat(second.bundle()
                        .certificate(Fingerprint.of(A_NEW.certificate()))
                        .orElseThrow()
                        .oldUntil())
                .isEmpty();
        assertThat(made(bulk.consolidation())).isEqualTo(second);
        byte[] file = depot.files().get("10.0.0.5_bulk_tomcat.pkcs12");
        assertThat(CertificateFile.decodeOrThrow(file, FilePassword.of("changeit".toCharArray()), Pkcs12Limits.DEFAULTS)
                        .bags())
                .as("who looks at the file sees which is old, and a key store keeps both")
                .extracting(each -> each.friendlyName().orElseThrow())
                .containsExactlyInAnyOrder("a_tomcat", "a_tomcat_old_until_2026-11-24t12:00:00z", "b_tomcat");
        assertThat(bulk.bundle()
                        .result()
                        .orElseThrow()
                        .certificate(Fingerprint.of(A.certificate()))
                        .orElseThrow()
                        .oldUntil())
                .contains(until);

        bulk.export(List.of(A_NEWEST));
        Consolidation third =
                made(bulk.withRotation(window(until.minusSeconds(1))).consolidate(second));
        List<Object> dates = new ArrayList<>();
        for (NodeCertificate each : List.of(A, A_NEW)) {
            dates.add(third.bundle()
                    .certificate(Fingerprint.of(each.certificate()))
                    .orElseThrow()
                    .oldUntil()
                    .orElseThrow());
        }
        assertThat(dates).containsExactly(until, until.minusSeconds(1).plus(Duration.ofDays(2)));

        Consolidation fourth = made(bulk.withRotation(window(until)).consolidate(third));
        assertThat(fourth.bundle().certificate(Fingerprint.of(A.certificate()))).isEmpty();
        assertThat(fourth.bundle().certificate(Fingerprint.of(A_NEW.certificate())))
                .isPresent();
    }

    /** A manifest is believed, and may have been made with another table of suffixes, or by anybody. */
    @Test
    void keepsNothingThatItCannotWrite() {
        Consolidation first = made(bulk.consolidate());
        BundledCertificate odd = BundledCertificate.of(
                A.certificate(),
                List.of(
                        new CertificateOrigin("a", CertificateType.of("x_y"), "a_x_y.pkcs12"),
                        new CertificateOrigin("a", CertificateType.TOMCAT, "a_tomcat.pkcs12")));
        BundledCertificate odder = BundledCertificate.of(
                node("d", CertificateType.TFTP).certificate(),
                List.of(new CertificateOrigin("b", CertificateType.of("x_y"), "b_x_y.pkcs12")));
        List<BundledCertificate> all = new ArrayList<>(first.bundle().certificates());
        all.removeIf(each -> each.fingerprint().equals(odd.fingerprint()));
        all.addAll(List.of(odd, odder.withOldUntil(NOW.plusSeconds(99))));
        bulk.export(List.of(A_NEW));

        BulkResult<Consolidation> result =
                bulk.withRotation(window(NOW)).consolidate(new Consolidation(first.files(), CertificateBundle.of(all)));

        assertThat(made(result).bundle().certificates())
                .filteredOn(each -> each.oldUntil().isPresent())
                .singleElement()
                .satisfies(each -> assertThat(each.types()).containsExactly(CertificateType.TOMCAT));
        assertThat(result.problems())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder("a_x_y.pkcs12", "b_x_y.pkcs12");
        assertThat(result.problems())
                .allSatisfy(each -> assertThat(each.message()).contains("its type x_y has none; not kept"));
    }

    @Test
    void keepsNothingOfARetiredNode() {
        bulk.export(List.of(node("c", CertificateType.TOMCAT)));
        Consolidation first = made(bulk.consolidate());
        bulk.retireNode("a");

        assertThat(made(bulk.withRotation(window(NOW)).consolidate(first))
                        .bundle()
                        .certificates())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.oldUntil()).isEmpty());
        assertThatThrownBy(() -> RotationWindow.of(Duration.ofMillis(999), Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsDistrustedOrNotApproved() {
        CertificateChecks<TrustStoreName> checks = CertificateChecks.by(ImportRules.DEFAULTS::storesOf);
        Fingerprint bad = Fingerprint.of(B.certificate());
        made(bulk.consolidate());

        BulkCertificates distrusting = bulk.withChecks(checks.withDistrusted(Set.of(bad)));
        for (BulkResult<?> result :
                List.of(distrusting.consolidate(), distrusting.bundle(), distrusting.consolidation())) {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(BulkRefusal.UNTRUSTED_CERTIFICATE));
            assertThat(result.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.where()).endsWith("_tomcat.pkcs12");
                assertThat(problem.message()).contains(bad.value());
            });
        }
        assertThat(bulk.withChecks(checks.withApproved(Set.of(bad))).bundle().problems())
                .hasSize(2);
        assertThat(bulk.withChecks(checks.withApproved(
                                Set.of(bad, Fingerprint.of(A.certificate()), Fingerprint.of(B_CAPF.certificate()))))
                        .bundle()
                        .result())
                .isPresent();
        assertThat(bulk.withChecks(checks).consolidate().result()).isPresent();
    }
}
