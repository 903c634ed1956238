package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.TestCertificates.NOW;
import static org.emcc.certs.bundle.TestCertificates.OTHER_KEYS;
import static org.emcc.certs.bundle.TestCertificates.bundle;
import static org.emcc.certs.bundle.TestCertificates.subject;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.emcc.certs.bundle.CertificateConflict.Kind;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.FindingSeverity;
import org.junit.jupiter.api.Test;

class CertificateConflictTest {
    private static final CertificateChecks<TrustStoreName> CHECKS =
            CertificateChecks.by(ImportRules.DEFAULTS::storesOf);

    private static List<CertificateFinding> conflicts(
            CertificateChecks<TrustStoreName> checks, BundledCertificate... certificates) {
        return checks.check(bundle(certificates)).all().stream()
                .filter(CertificateConflict.class::isInstance)
                .toList();
    }

    private static List<String> codes(CertificateChecks<TrustStoreName> checks, BundledCertificate... certificates) {
        return conflicts(checks, certificates).stream()
                .map(CertificateFinding::code)
                .toList();
    }

    @Test
    void findsTwoKeysOfOneSubjectForOneStore() {
        BundledCertificate one = subject("CN=a.example").in(CertificateType.TFTP, "a.example");
        BundledCertificate other = subject("CN=A.Example ")
                .keys(OTHER_KEYS)
                .serial(2)
                .from(NOW.plusSeconds(9))
                .in(CertificateType.ITL_RECOVERY, "b.example");

        List<CertificateFinding> found = conflicts(CHECKS, one, other);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("EMCC-CERTS-0101");
            assertThat(finding.severity()).isEqualTo(FindingSeverity.ERROR);
            assertThat(finding.certificates()).containsExactlyInAnyOrder(one.fingerprint(), other.fingerprint());
            assertThat(finding.sentence())
                    .contains("CallManager-trust and Phone-SAST-trust")
                    .contains("equal but for case");
            assertThat(finding.evidence())
                    .anySatisfy(line -> assertThat(line)
                            .contains(one.fingerprint().value())
                            .contains("serial 1")
                            .contains("a.example_tftp.pkcs12"));
            assertThat(finding.remedy()).isNotBlank();
        });
        BundledCertificate elsewhere = subject("CN=a.example")
                .keys(OTHER_KEYS)
                .serial(2)
                .from(NOW.plusSeconds(9))
                .in(CertificateType.TOMCAT, "a.example");
        assertThat(codes(CHECKS, one, elsewhere)).isEmpty();
    }

    @Test
    void leavesInPeaceWhatIsKeptForARotation() {
        BundledCertificate old = subject("CN=a.example").in(CertificateType.TFTP, "a.example");
        BundledCertificate now = subject("CN=a.example")
                .keys(OTHER_KEYS)
                .serial(2)
                .from(NOW.plusSeconds(9))
                .in(CertificateType.TFTP, "a.example");

        assertThat(codes(CHECKS, old, now)).containsExactly("EMCC-CERTS-0101");
        assertThat(codes(CHECKS, old.withOldUntil(NOW), now)).isEmpty();
    }

    @Test
    void findsOneCommonNameInTwoClusters() {
        BundledCertificate east = subject("CN=pub,O=East").dns("pub").in(CertificateType.TOMCAT, "east/pub");
        BundledCertificate west =
                subject("CN=PUB,O=West").serial(2).from(NOW.plusSeconds(1)).in(CertificateType.TOMCAT, "west/pub2");

        List<CertificateFinding> found = conflicts(CHECKS, east, west);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("EMCC-CERTS-0102");
            assertThat(finding.sentence()).contains("clusters east and west").contains("common name pub");
        });
        assertThat(codes(
                        CHECKS,
                        subject("CN=pub,O=East").in(CertificateType.TOMCAT, "east/pub"),
                        subject("CN=pub,O=West")
                                .serial(2)
                                .from(NOW.plusSeconds(1))
                                .in(CertificateType.TOMCAT, "east/pub2")))
                .as("one cluster")
                .isEmpty();
        assertThat(codes(CHECKS, subject("CN=pub").in(CertificateType.TOMCAT, "east/pub", "west/pub")))
                .as("one certificate")
                .isEmpty();
    }

    @Test
    void findsOneIssuerAndSerialNumberTwice() {
        BundledCertificate one = subject("CN=a.example").in(CertificateType.TOMCAT, "a.example");
        BundledCertificate clone = subject("CN=a.example")
                .keys(OTHER_KEYS)
                .from(NOW.plusSeconds(5))
                .in(CertificateType.CAPF, "b.example");

        assertThat(codes(CHECKS, one, clone)).containsExactly("EMCC-CERTS-0103");
        CertificateChecks<TrustStoreName> withStore = CHECKS.withPresent(
                TrustStoreName.CALL_MANAGER_TRUST,
                List.of(clone.certificate(), subject("CN=x").make()));
        assertThat(conflicts(withStore, one))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .anySatisfy(line -> assertThat(line).startsWith("in CallManager-trust: ")));
        assertThat(codes(withStore, clone)).as("the same one").isEmpty();
    }

    @Test
    void findsOneOlderThanAStoreHas() {
        BundledCertificate incoming = subject("CN=a.example").in(CertificateType.TOMCAT, "a.example");
        CertificateChecks<TrustStoreName> checks = CHECKS.withPresent(
                TrustStoreName.TOMCAT_TRUST,
                List.of(subject("CN=a.example")
                        .serial(2)
                        .from(NOW.plusSeconds(3600))
                        .make()));

        assertThat(conflicts(checks, incoming)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("EMCC-CERTS-0104");
            assertThat(finding.sentence()).contains("will not replace").contains("tomcat-trust");
            assertThat(finding.evidence()).hasSize(2);
        });
        assertThat(codes(checks, subject("CN=a.example").in(CertificateType.TFTP, "a.example")))
                .as("another store")
                .isEmpty();
        assertThat(codes(
                        checks,
                        subject("CN=a.example")
                                .serial(3)
                                .from(NOW.plusSeconds(7200))
                                .in(CertificateType.TOMCAT, "a.example")))
                .as("newer")
                .isEmpty();
    }

    @Test
    void findsEqualDates() {
        BundledCertificate one = subject("CN=a.example").in(CertificateType.TOMCAT, "a.example");
        BundledCertificate other = subject("CN=a.example").serial(2).in(CertificateType.TOMCAT, "b.example");

        assertThat(codes(CHECKS, one, other)).containsExactly("EMCC-CERTS-0105");
        assertThat(codes(CHECKS.withPresent(TrustStoreName.TOMCAT_TRUST, List.of(other.certificate())), one))
                .containsExactly("EMCC-CERTS-0105");
        assertThat(codes(CHECKS.withPresent(TrustStoreName.TOMCAT_TRUST, List.of(one.certificate())), one))
                .isEmpty();
    }

    @Test
    void findsAChangedCapfSubject() {
        BundledCertificate before = subject("CN=CAPF-00000001").in(CertificateType.CAPF, "a.example");
        BundledCertificate after =
                subject("CN=CAPF-00000002").keys(OTHER_KEYS).serial(2).in(CertificateType.CAPF, "A.example");
        CertificateChecks<TrustStoreName> checks = CHECKS.withPrevious(bundle(before));

        assertThat(conflicts(checks, after)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("EMCC-CERTS-0106");
            assertThat(finding.sentence()).contains("CAPF-00000002").contains("CAPF-00000001");
            assertThat(finding.evidence())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("before: ")
                            .contains(before.fingerprint().value()));
        });
        assertThat(codes(checks, before)).isEmpty();
        assertThat(codes(CHECKS.withPrevious(bundle(subject("CN=x").in(CertificateType.TOMCAT, "a.example"))), after))
                .isEmpty();
    }

    @Test
    void takesNoBulkFileForANode() {
        CertificateOrigin bulk = new CertificateOrigin("10.0.0.5", CertificateType.CAPF, "10.0.0.5_bulk_capf.pkcs12");
        BundledCertificate one = BundledCertificate.of(
                subject("CN=CAPF-00000001").dns("a.example").make(), List.of(bulk));
        BundledCertificate other = BundledCertificate.of(
                subject("CN=CAPF-00000002")
                        .keys(OTHER_KEYS)
                        .serial(2)
                        .dns("b.example")
                        .make(),
                List.of(bulk));

        assertThat(CHECKS.withPrevious(bundle(one)).check(bundle(other)).all()).isEmpty();
        assertThat(BundleDiff.between(bundle(one), bundle(other)).changes())
                .extracting(BundleChange::kind)
                .containsExactly(BundleChange.Kind.ADDED, BundleChange.Kind.REMOVED);
        assertThat(Retirement.ofNode(bundle(one), "10.0.0.5", ImportRules.DEFAULTS::storesOf)
                        .retired())
                .isEmpty();
    }

    @Test
    void printsNothingThatMovesACursor() {
        BundledCertificate one = subject("CN=a\u001b[2J\u202ea,O=x\ny").in(CertificateType.TOMCAT, "a.example");
        BundledCertificate other = subject("CN=a\u001b[2J\u202ea,O=x\ny")
                .keys(OTHER_KEYS)
                .serial(2)
                .dns("a.example")
                .in(CertificateType.TOMCAT, "east\u202e/b.example");

        List<CertificateFinding> found = CHECKS.withDistrusted(Set.of(one.fingerprint()))
                .withPresent(TrustStoreName.TOMCAT_TRUST, List.of(other.certificate()))
                .check(bundle(one, other))
                .all();
        assertThat(found).hasSizeGreaterThan(3);
        List<String> texts = new java.util.ArrayList<>(List.of(one.toString(), other.toString()));
        found.forEach(finding -> {
            texts.add(finding.sentence());
            texts.addAll(finding.evidence());
            texts.add(finding.toString());
        });
        assertThat(texts)
                .allSatisfy(text -> assertThat(text)
                        .matches(any -> any.chars().noneMatch(Character::isISOControl))
                        .doesNotContain("\u202e"))
                .anyMatch(text -> text.contains("\\u202e"));
    }

    @Test
    void findsNothingInClustersAsTheyShouldBe() {
        List<BundledCertificate> all = Stream.of("a.example", "b.example")
                .flatMap(node -> Stream.of(
                                CertificateType.TOMCAT,
                                CertificateType.TFTP,
                                CertificateType.ITL_RECOVERY,
                                CertificateType.CAPF)
                        .map(type -> NodeIdentity.selfSigned(node, type)
                                .key(KeyKind.EC_P256)
                                .generate()
                                .certificate())
                        .map(each -> TestCertificates.found(each.certificate(), each.type(), node + "/" + node)))
                .toList();

        assertThat(CHECKS.check(CertificateBundle.of(all)).all()).isEmpty();
    }

    @Test
    void hasCodesOfItsOwn() {
        Set<String> codes = new HashSet<>();
        for (Kind kind : Kind.values()) {
            assertThat(codes.add(kind.code())).isTrue();
            assertThat(kind.remedy()).isNotBlank();
            assertThat(kind.severity()).isNotNull();
        }
        for (CertificateWeakness.Kind kind : CertificateWeakness.Kind.values()) {
            assertThat(codes.add(kind.code())).isTrue();
            assertThat(kind.remedy()).isNotBlank();
            assertThat(kind.severity()).isNotNull();
        }
        for (BulkRefusal refusal : BulkRefusal.values()) {
            assertThat(codes.add(refusal.code())).isTrue();
            assertThat(refusal.message()).isNotBlank();
            assertThat(refusal.remedy()).isNotBlank();
        }
        assertThat(codes)
                .allMatch(code -> code.matches("EMCC-CERTS-0[0-2]\\d\\d"))
                .hasSize(22);
    }
}
