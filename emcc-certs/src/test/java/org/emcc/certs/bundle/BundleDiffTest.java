package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.TestCertificates.NOW;
import static org.emcc.certs.bundle.TestCertificates.OTHER_KEYS;
import static org.emcc.certs.bundle.TestCertificates.bundle;
import static org.emcc.certs.bundle.TestCertificates.found;
import static org.emcc.certs.bundle.TestCertificates.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.certs.bundle.BundleChange.Kind;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class BundleDiffTest {
    private static final BundledCertificate A = subject("CN=a").in(CertificateType.TOMCAT, "a");
    private static final BundledCertificate B = subject("CN=b").serial(2).in(CertificateType.TOMCAT, "b");

    private static BundleChange only(CertificateBundle before, CertificateBundle after) {
        return BundleDiff.between(before, after).changes().stream()
                .reduce((one, other) -> {
                    throw new AssertionError("two changes: " + one + " and " + other);
                })
                .orElseThrow();
    }

    @Test
    void tellsAddedAndRemoved() {
        assertThat(only(bundle(A), bundle(A, B))).satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.ADDED);
            assertThat(change.before()).isEmpty();
            assertThat(change.after()).contains(B);
        });
        assertThat(only(bundle(A, B), bundle(A))).satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.REMOVED);
            assertThat(change.before()).contains(B);
            assertThat(change.after()).isEmpty();
        });
        assertThat(BundleDiff.between(bundle(A, B), bundle(B, A)).changes()).isEmpty();
    }

    @Test
    void tellsRenewedReissuedAndRekeyed() {
        BundledCertificate renewed = subject("CN=A ").keys(OTHER_KEYS).serial(3).in(CertificateType.TOMCAT, "a");
        BundledCertificate reissued = subject("CN=a").serial(3).in(CertificateType.TOMCAT, "a");
        BundledCertificate rekeyed = subject("CN=x").keys(OTHER_KEYS).in(CertificateType.TOMCAT, "A");

        assertThat(only(bundle(A), bundle(renewed)).kind()).isEqualTo(Kind.RENEWED);
        assertThat(only(bundle(A), bundle(reissued)).kind()).isEqualTo(Kind.REISSUED);
        assertThat(only(bundle(A), bundle(rekeyed)).kind()).isEqualTo(Kind.REKEYED);
        assertThat(BundleDiff.between(
                                bundle(A), bundle(subject("CN=a").serial(3).in(CertificateType.TFTP, "a")))
                        .changes())
                .as("another type")
                .extracting(BundleChange::kind)
                .containsExactly(Kind.ADDED, Kind.REMOVED);
    }

    @Test
    void tellsMoved() {
        BundledCertificate elsewhere = found(A.certificate(), CertificateType.TOMCAT, "a", "c");

        assertThat(only(bundle(A), bundle(elsewhere))).satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.MOVED);
            assertThat(change.before()).contains(A);
            assertThat(change.after()).contains(elsewhere);
        });
        assertThat(BundleDiff.between(bundle(A), bundle(elsewhere)).changes(Kind.MOVED))
                .hasSize(1);
    }

    @Test
    void countsOldOnesAsGone() {
        BundledCertificate renewed = subject("CN=a").keys(OTHER_KEYS).serial(3).in(CertificateType.TOMCAT, "a");

        assertThat(only(bundle(A), bundle(A.withOldUntil(NOW), renewed)).kind()).isEqualTo(Kind.RENEWED);
        assertThat(only(bundle(A.withOldUntil(NOW), renewed), bundle(renewed)).kind())
                .isEqualTo(Kind.REMOVED);
    }

    @Test
    void isTheSameInBothDirections() {
        List<BundledCertificate> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            TestCertificates each =
                    subject("CN=" + "abc".charAt(i % 3)).serial(i + 1).from(NOW.plusSeconds(i / 4));
            if (i % 2 == 0) {
                each.keys(OTHER_KEYS);
            }
            CertificateType type = i % 5 == 0 ? CertificateType.CAPF : CertificateType.TFTP;
            all.add(each.in(type, "n" + i % 4));
        }
        int cases = Seeds.cases(5000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            CertificateBundle one = some(all, random);
            CertificateBundle other = some(all, random);

            List<String> there = BundleDiff.between(one, other).changes().stream()
                    .map(each -> text(
                            each.kind(), each.before().toString(), each.after().toString()))
                    .sorted()
                    .toList();
            List<String> back = BundleDiff.between(other, one).changes().stream()
                    .map(each -> text(
                            switch (each.kind()) {
                                case ADDED -> Kind.REMOVED;
                                case REMOVED -> Kind.ADDED;
                                default -> each.kind();
                            },
                            each.after().toString(),
                            each.before().toString()))
                    .sorted()
                    .toList();
            assertThat(back).as("seed %d case %d", Seeds.seed(), i).isEqualTo(there);
        }
    }

    private static String text(Kind kind, String before, String after) {
        return kind + " " + before + " " + after;
    }

    private static CertificateBundle some(List<BundledCertificate> all, RandomGenerator random) {
        List<BundledCertificate> some = new ArrayList<>();
        for (BundledCertificate each : all) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> some.add(each);
                case 3 -> some.add(each.withOldUntil(NOW));
                case 4 -> some.add(found(each.certificate(), CertificateType.TFTP, "moved"));
                default -> {
                    // not there
                }
            }
        }
        return CertificateBundle.of(some);
    }
}
