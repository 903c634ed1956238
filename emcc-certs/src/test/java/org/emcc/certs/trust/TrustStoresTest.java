package org.emcc.certs.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.certs.trust.Certificates.NOW;
import static org.emcc.certs.trust.TrustStoreName.CALL_MANAGER_TRUST;
import static org.emcc.certs.trust.TrustStoreName.PHONE_SAST_TRUST;
import static org.emcc.certs.trust.TrustStoreName.TOMCAT_TRUST;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TrustStoresTest {
    private static final X509Certificate OLD = Certificates.of("CN=ucm1,O=Lab", 1, NOW.minus(Duration.ofDays(9)));
    private static final X509Certificate NEW = Certificates.of("CN=ucm1,O=Lab", 2, NOW);

    private static BundledCertificate bundled(X509Certificate certificate, CertificateType... types) {
        return BundledCertificate.of(
                certificate,
                Arrays.stream(types)
                        .map(type -> new CertificateOrigin("sftp", type, "sftp_bulk_" + type + ".pkcs12"))
                        .toList());
    }

    private static CertificateBundle tomcat(X509Certificate... certificates) {
        return CertificateBundle.of(Arrays.stream(certificates)
                .map(each -> bundled(each, CertificateType.TOMCAT))
                .toList());
    }

    private static TrustStores with(X509Certificate... certificates) {
        return TrustStores.of(Map.of(TOMCAT_TRUST, List.of(certificates)));
    }

    private static ImportAction only(ImportReport report) {
        assertThat(report.results()).hasSize(1);
        return report.results().get(0).action();
    }

    @Nested
    class WhereTypesLand {
        @Test
        void followsTheTable() {
            for (Map.Entry<CertificateType, List<TrustStoreName>> row : Map.of(
                            CertificateType.TOMCAT, List.of(TOMCAT_TRUST),
                            CertificateType.TOMCAT_ECDSA, List.of(TOMCAT_TRUST),
                            CertificateType.TFTP, List.of(CALL_MANAGER_TRUST, PHONE_SAST_TRUST),
                            CertificateType.ITL_RECOVERY, List.of(CALL_MANAGER_TRUST, PHONE_SAST_TRUST),
                            CertificateType.CAPF, List.of(CALL_MANAGER_TRUST))
                    .entrySet()) {
                ImportReport report =
                        TrustStores.empty().importAll(CertificateBundle.of(List.of(bundled(NEW, row.getKey()))));

                assertThat(report.stores().names()).containsExactlyInAnyOrderElementsOf(row.getValue());
                assertThat(report.results()).extracting(ImportResult::store).containsExactlyElementsOf(row.getValue());
                assertThat(report.results()).allMatch(each -> each.action() == ImportAction.ADDED);
            }
        }

        @Test
        void importsATypeWithoutStoresNowhereAndSaysSo() {
            CertificateType odd = CertificateType.of("ipsec");
            CertificateBundle bundle = CertificateBundle.of(List.of(bundled(NEW, odd)));

            ImportReport report = TrustStores.empty().importAll(bundle);

            assertThat(report.stores()).isEqualTo(TrustStores.empty());
            assertThat(report.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.where()).isEqualTo("sftp_bulk_ipsec.pkcs12"));
            TrustStoreName ipsec = TrustStoreName.of("IPSec-trust");
            assertThat(TrustStores.empty()
                            .importAll(bundle, ImportRules.DEFAULTS.with(odd, List.of(ipsec)))
                            .stores()
                            .certificates(ipsec))
                    .containsExactly(NEW);
        }

        @Test
        void landsOncePerStoreHoweverManyTypesItHas() {
            ImportReport report = TrustStores.empty()
                    .importAll(CertificateBundle.of(
                            List.of(bundled(NEW, CertificateType.TFTP, CertificateType.CAPF, CertificateType.TOMCAT))));

            assertThat(report.results())
                    .extracting(ImportResult::store)
                    .containsExactlyInAnyOrder(CALL_MANAGER_TRUST, PHONE_SAST_TRUST, TOMCAT_TRUST);
        }
    }

    @Nested
    class WhenTheEntityIsThere {
        @Test
        void addsReplacesAndKeeps() {
            ImportReport first = TrustStores.empty().importAll(tomcat(OLD));
            ImportReport second = first.stores().importAll(tomcat(NEW));
            ImportReport third = second.stores().importAll(tomcat(NEW));
            ImportReport fourth = third.stores().importAll(tomcat(OLD));

            assertThat(only(first)).isEqualTo(ImportAction.ADDED);
            assertThat(only(second)).isEqualTo(ImportAction.REPLACED);
            assertThat(only(third)).isEqualTo(ImportAction.ALREADY_THERE);
            assertThat(only(fourth)).isEqualTo(ImportAction.REFUSED_OLDER);
            assertThat(fourth.stores()).isEqualTo(with(NEW)).isEqualTo(second.stores());
            assertThat(first.stores()).isEqualTo(with(OLD));
            assertThat(fourth.results().get(0).reason()).contains("2026-11-13T12:00:00Z", "2026-11-22T12:00:00Z");
        }

        @Test
        void keepsTheOneThatIsThereWhenDatesAreEqual() {
            X509Certificate twin = Certificates.of("CN=ucm1,O=Lab", 3, NOW);

            ImportReport report = with(NEW).importAll(tomcat(twin));

            assertThat(only(report)).isEqualTo(ImportAction.REFUSED_SAME_DATE);
            assertThat(report.stores()).isEqualTo(with(NEW));
        }

        @Test
        void keepsTheOneThatIsThereWhenSerialsAreEqual() {
            X509Certificate clone = Certificates.of("CN=ucm1,O=Lab", 2, NOW.plusSeconds(60));

            ImportReport report = with(NEW).importAll(tomcat(clone));

            assertThat(only(report)).isEqualTo(ImportAction.REFUSED_SAME_SERIAL);
            assertThat(report.stores()).isEqualTo(with(NEW));
        }

        @Test
        void looksAtEachStoreByItself() {
            TrustStores stores =
                    TrustStores.of(Map.of(CALL_MANAGER_TRUST, List.of(OLD), PHONE_SAST_TRUST, List.of(NEW)));

            ImportReport report = stores.importAll(CertificateBundle.of(List.of(bundled(NEW, CertificateType.TFTP))));

            assertThat(report.results())
                    .extracting(ImportResult::action)
                    .containsExactly(ImportAction.REPLACED, ImportAction.ALREADY_THERE);
        }

        @Test
        void comparesSubjectsRegardlessOfCaseAndOnRequestCommonNamesOnly() {
            X509Certificate sameSubject = Certificates.of("cn=UCM1, o=lab", 5, NOW.plusSeconds(1));
            X509Certificate sameName = Certificates.of("CN=Ucm1,O=Other", 6, NOW.plusSeconds(1));

            assertThat(only(with(NEW).importAll(tomcat(sameSubject)))).isEqualTo(ImportAction.REPLACED);
            assertThat(only(with(NEW).importAll(tomcat(sameName)))).isEqualTo(ImportAction.ADDED);
            assertThat(only(with(NEW)
                            .importAll(tomcat(sameName), ImportRules.DEFAULTS.with(NameComparison.COMMON_NAME))))
                    .isEqualTo(ImportAction.REPLACED);
        }
    }

    @Nested
    class WhatIsNotTaken {
        @Test
        void refusesWildcards() {
            ImportReport report = TrustStores.empty().importAll(tomcat(Certificates.of("CN=*.lab,O=x", 1, NOW)));

            assertThat(only(report)).isEqualTo(ImportAction.REFUSED_WILDCARD);
            assertThat(report.stores().names()).isEmpty();
        }

        @Test
        void refusesLongRsaKeys() throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(4096);
            KeyPair longest = generator.generateKeyPair();
            java.math.BigInteger odd = java.math.BigInteger.ONE.shiftLeft(4096).add(java.math.BigInteger.ONE);
            java.security.PublicKey tooLong = java.security.KeyFactory.getInstance("RSA")
                    .generatePublic(new java.security.spec.RSAPublicKeySpec(odd, java.math.BigInteger.valueOf(65537)));

            assertThat(only(TrustStores.empty().importAll(tomcat(Certificates.of("CN=a", 1, NOW, longest)))))
                    .isEqualTo(ImportAction.ADDED);
            assertThat(only(TrustStores.empty()
                            .importAll(tomcat(
                                    Certificates.of("CN=a", 1, NOW, new KeyPair(tooLong, longest.getPrivate()))))))
                    .isEqualTo(ImportAction.REFUSED_KEY);
        }
    }

    @Test
    void endsAlikeWhateverTheOrder() {
        List<X509Certificate> all = new ArrayList<>(List.of(
                OLD,
                NEW,
                Certificates.of("CN=ucm1,O=Lab", 3, NOW),
                Certificates.of("CN=ucm2,O=Lab", 1, NOW),
                Certificates.of("CN=ucm2,O=Lab", 1, NOW.plusSeconds(9)),
                Certificates.of("CN=*", 1, NOW)));
        ImportReport first = TrustStores.empty().importAll(tomcat(all.toArray(new X509Certificate[0])));
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(all, new Random(Seeds.seed() + i));
            assertThat(TrustStores.empty().importAll(tomcat(all.toArray(new X509Certificate[0]))))
                    .isEqualTo(first);
        }
        assertThat(first.stores().certificates(TOMCAT_TRUST)).hasSize(2);
        ImportReport again = first.stores().importAll(tomcat(all.toArray(new X509Certificate[0])));
        assertThat(again.stores()).isEqualTo(first.stores());
        assertThat(again.results()).noneMatch(each -> each.action() == ImportAction.REPLACED);
    }

    @Test
    void refusesToBeginWithTwoOfOneSubject() {
        assertThatThrownBy(() -> with(OLD, NEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CN=ucm1");
        assertThat(with(NEW)).hasToString("TrustStores[tomcat-trust: 1]");
        assertThat(TrustStores.of(Map.of(TrustStoreName.of("b\u202ec"), List.of(NEW))))
                .hasToString("TrustStores[b\\u202ec: 1]");
    }

    @Test
    void exportsUnderCommonNames() {
        X509Certificate other = Certificates.of("CN=UCM1,O=Other", 3, NOW);
        X509Certificate odd = Certificates.of("CN=a\u202eb", 4, NOW);
        X509Certificate nameless = Certificates.of("O=Lab", 5, NOW);

        assertThat(aliases(with(NEW))).containsExactly("ucm1");
        assertThat(aliases(with(NEW, other, odd, nameless)))
                .containsExactlyInAnyOrder(
                        "ucm1_" + digits(NEW), "ucm1_" + digits(other), "a\\u202eb", "certificate_" + digits(nameless));
    }

    private static List<String> aliases(TrustStores stores) {
        return stores.export(TOMCAT_TRUST).entries().stream()
                .map(each -> each.friendlyName().orElseThrow())
                .toList();
    }

    private static String digits(X509Certificate certificate) {
        return Fingerprint.of(certificate).value().substring(0, 16);
    }
}
