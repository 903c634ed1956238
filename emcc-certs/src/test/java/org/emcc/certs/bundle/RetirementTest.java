package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.TestCertificates.bundle;
import static org.emcc.certs.bundle.TestCertificates.found;
import static org.emcc.certs.bundle.TestCertificates.subject;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.id.ClusterId;
import org.junit.jupiter.api.Test;

class RetirementTest {
    private static final BundledCertificate SHARED = subject("CN=ms").in(CertificateType.TOMCAT, "east/a", "east/b");
    private static final BundledCertificate A_TFTP = subject("CN=a").serial(2).in(CertificateType.TFTP, "east/a");
    private static final BundledCertificate B_CAPF =
            subject("CN=CAPF-1").serial(3).in(CertificateType.CAPF, "east/b");
    private static final BundledCertificate C = subject("CN=c").serial(4).in(CertificateType.TOMCAT, "west/c");
    private static final CertificateBundle ALL = bundle(SHARED, A_TFTP, B_CAPF, C);

    @Test
    void retiresANodeAndKeepsWhatOthersShare() {
        Retirement<TrustStoreName> plan = Retirement.ofNode(ALL, "A", ImportRules.DEFAULTS::storesOf);

        BundledCertificate rest = found(SHARED.certificate(), CertificateType.TOMCAT, "east/b");
        assertThat(plan.retired()).containsExactly(A_TFTP);
        assertThat(plan.shared()).containsExactly(rest);
        assertThat(plan.remaining()).isEqualTo(bundle(rest, B_CAPF, C));
        assertThat(plan.stores())
                .isEqualTo(Map.of(
                        TrustStoreName.CALL_MANAGER_TRUST,
                        List.of(A_TFTP),
                        TrustStoreName.PHONE_SAST_TRUST,
                        List.of(A_TFTP)));
        assertThat(plan.notes()).contains(RetirementNote.TVS_CACHE);
        assertThat(RetirementNote.TVS_CACHE.sentence()).contains("24 hours");
        assertThat(RetirementNote.values()).allMatch(note -> !note.sentence().isBlank());
    }

    @Test
    void retiresACluster() {
        Retirement<TrustStoreName> plan =
                Retirement.ofCluster(ALL, ClusterId.of("east"), ImportRules.DEFAULTS::storesOf);

        assertThat(plan.remaining()).isEqualTo(bundle(C));
        assertThat(plan.retired()).hasSize(3);
        assertThat(plan.shared()).isEmpty();
        assertThat(plan.stores())
                .containsOnlyKeys(
                        TrustStoreName.TOMCAT_TRUST,
                        TrustStoreName.CALL_MANAGER_TRUST,
                        TrustStoreName.PHONE_SAST_TRUST);
        assertThat(plan.stores().get(TrustStoreName.TOMCAT_TRUST)).containsExactly(SHARED);
    }

    @Test
    void cleansAStoreWhenOnlyTheOtherTypeIsLeft() {
        BundledCertificate both = BundledCertificate.of(
                SHARED.certificate(),
                Stream.of(
                                found(SHARED.certificate(), CertificateType.TOMCAT, "a"),
                                found(SHARED.certificate(), CertificateType.TFTP, "b"))
                        .flatMap(each -> each.origins().stream())
                        .toList());

        Retirement<TrustStoreName> plan = Retirement.ofNode(bundle(both), "a", ImportRules.DEFAULTS::storesOf);

        assertThat(plan.retired()).isEmpty();
        assertThat(plan.stores()).isEqualTo(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(both)));
    }

    @Test
    void hasNothingToSayOfStrangers() {
        for (Retirement<TrustStoreName> plan : Arrays.asList(
                Retirement.<TrustStoreName>ofNode(ALL, "z", ImportRules.DEFAULTS::storesOf),
                Retirement.<TrustStoreName>ofCluster(ALL, ClusterId.of("EAST"), ImportRules.DEFAULTS::storesOf))) {
            assertThat(plan.remaining()).isEqualTo(ALL);
            assertThat(plan.retired()).isEmpty();
            assertThat(plan.stores()).isEmpty();
            assertThat(plan.notes()).isEmpty();
        }
    }
}
