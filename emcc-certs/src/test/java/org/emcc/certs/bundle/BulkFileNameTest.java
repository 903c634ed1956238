package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkFileNameTest {
    private static final TypeSuffixes SUFFIXES = TypeSuffixes.DEFAULTS;

    @ParameterizedTest
    @CsvSource({
        "192.168.172.5_bulk_capf.pkcs12, BULK, 192.168.172.5, CAPF",
        "192.168.172.5_bulk_tftp.pkcs12, BULK, 192.168.172.5, TFTP",
        "EMCCCCM11_tomcat.pkcs12, STORE, EMCCCCM11, Tomcat",
        "ucm-1.lab_x.example_itlrecovery.pkcs12, STORE, ucm-1.lab_x.example, ITL_Recovery",
        "ucm_tomcat-ecdsa.pkcs12, STORE, ucm, Tomcat-ECDSA",
        "bulk_tomcat.pkcs12, STORE, bulk, Tomcat",
        "ucm_ipsec.pkcs12, STORE, ucm, ipsec"
    })
    void readsAndWritesNames(String name, BulkFileName.Kind kind, String source, String type) {
        BulkFileName parsed = BulkFileName.parse(name, SUFFIXES).orElseThrow();

        assertThat(parsed).isEqualTo(new BulkFileName(kind, source, CertificateType.of(type)));
        assertThat(parsed.format(SUFFIXES)).isEqualTo(name);
    }

    @Test
    void readsWithoutRegardToCase() {
        assertThat(BulkFileName.parse("UCM_Bulk_TomCat.PKCS12", SUFFIXES))
                .hasValue(new BulkFileName(BulkFileName.Kind.BULK, "UCM", CertificateType.TOMCAT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".pkcs12",
                "_.pkcs12",
                "tomcat.pkcs12",
                "_tomcat.pkcs12",
                "_bulk_tomcat.pkcs12",
                "ucm_.pkcs12",
                "ucm_tomcat.p12",
                ".ucm_tomcat.pkcs12",
                "u cm_tomcat.pkcs12",
                "ucm_tom cat.pkcs12",
                "pkcs12"
            })
    void isEmptyForOtherFiles(String name) {
        assertThat(BulkFileName.parse(name, SUFFIXES)).isEmpty();
    }

    @Test
    void takesAnotherTableOfSuffixes() {
        TypeSuffixes other = SUFFIXES.with(CertificateType.ITL_RECOVERY, "ITLr");

        assertThat(BulkFileName.parse("a_itlR.pkcs12", other).orElseThrow().type())
                .isEqualTo(CertificateType.ITL_RECOVERY);
        assertThat(other.suffixOf(CertificateType.ITL_RECOVERY)).isEqualTo("itlr");
        assertThat(other.typeOf("itlrecovery")).isEqualTo(CertificateType.of("itlrecovery"));
        assertThatThrownBy(() -> SUFFIXES.with(CertificateType.CAPF, "tftp"))
                .hasMessage("suffix tftp must stand for one type, but stands for TFTP");
        assertThatThrownBy(() -> SUFFIXES.suffixOf(CertificateType.of("a_b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSourcesThatCannotBeReadBack() {
        assertThatThrownBy(() -> new BulkFileName(BulkFileName.Kind.STORE, "ucm_BULK", CertificateType.CAPF))
                .hasMessage("name of a node must not end in _bulk, but is \"ucm_BULK\"");
        assertThatThrownBy(() -> new BulkFileName(BulkFileName.Kind.STORE, "a/b", CertificateType.CAPF))
                .hasMessageStartingWith("name of a node must have 1 to 128 letters");
        assertThatThrownBy(() -> new BulkFileName(BulkFileName.Kind.BULK, "a/b", CertificateType.CAPF))
                .hasMessageStartingWith("source of a certificate file must have 1 to 128 letters")
                .hasMessageContaining("a/b");
    }

    @Test
    void spellsTypesOneWay() {
        assertThat(CertificateType.of("tOMCAT"))
                .isEqualTo(CertificateType.TOMCAT)
                .hasToString("Tomcat");
        assertThat(CertificateType.of("IPsec")).isEqualTo(CertificateType.of("ipsec"));
    }
}
