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

    /** Some letters of other alphabets become one of A to Z in the other case; whose file it is, such a name does not say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ucm_tomcat.p\u212acs12",
                "ucm_tomcat.pkc\u017f12",
                "10.0.0.5_bul\u212a_tomcat.pkcs12",
                "ucm_tomcat.pkcs\uff112",
                "ucm_\u017fuffix.pkcs12"
            })
    void takesNoOtherLettersForThoseOfTheAlphabet(String name) {
        assertThat(BulkFileName.parse(name, SUFFIXES.with(CertificateType.of("x"), "a_suffix")))
                .isEmpty();
        assertThat(BulkFileName.isListed(name)).isEqualTo(name.endsWith(".pkcs12"));
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
                .hasMessage(
                        "type a_b must have a suffix in the table, because its name has an underscore, but has none of"
                                + " [capf, itlrecovery, tftp, tomcat, tomcat-ecdsa]");
    }

    @ParameterizedTest
    @CsvSource({
        "ucm_itl_recovery.pkcs12, STORE, ucm, ITL_Recovery",
        "UCM_ITL_Recovery.PKCS12, STORE, UCM, ITL_Recovery",
        "ucm_x_itl_recovery.pkcs12, STORE, ucm_x, ITL_Recovery",
        "10.0.0.5_bulk_itl_recovery.pkcs12, BULK, 10.0.0.5, ITL_Recovery",
        "ucm_my_itl_recovery.pkcs12, STORE, ucm, mine",
        "ucm_ourown_itl_recovery.pkcs12, STORE, ucm_ourown, ITL_Recovery",
        "ucm_recovery.pkcs12, STORE, ucm, recovery",
        "ucmxitl_recovery.pkcs12, STORE, ucmxitl, recovery",
        "ucm_itl_tomcat.pkcs12, STORE, ucm_itl, Tomcat",
        "itl_recovery.pkcs12, STORE, itl, recovery",
        "a_bulk_b_itl_recovery.pkcs12, STORE, a_bulk_b, ITL_Recovery"
    })
    void readsSuffixesWithUnderscores(String name, BulkFileName.Kind kind, String source, String type) {
        TypeSuffixes table = SUFFIXES.with(CertificateType.ITL_RECOVERY, "ITL_Recovery")
                .with(CertificateType.of("mine"), "my_itl_recovery");
        BulkFileName expected = new BulkFileName(kind, source, CertificateType.of(type));

        assertThat(BulkFileName.parse(name, table)).hasValue(expected);
        assertThat(expected.format(table)).isEqualToIgnoringCase(name);
        assertThat(new CertificateOrigin(source, CertificateType.of(type), name).isOfNode())
                .isEqualTo(kind == BulkFileName.Kind.STORE);
    }

    @Test
    void refusesNamesThatAnotherSuffixTakesApart() {
        TypeSuffixes table = SUFFIXES.with(CertificateType.ITL_RECOVERY, "itl_recovery");
        BulkFileName taken = new BulkFileName(BulkFileName.Kind.STORE, "ucm_itl", CertificateType.of("recovery"));

        assertThat(taken.format(SUFFIXES)).isEqualTo("ucm_itl_recovery.pkcs12");
        assertThatThrownBy(() -> taken.format(table))
                .hasMessage("file name must say the type recovery of ucm_itl, but ucm_itl_recovery.pkcs12 says the type"
                        + " ITL_Recovery of ucm: give the type another suffix");
        assertThat(BulkFileName.parse("_itl_recovery.pkcs12", table)).isEmpty();
        assertThat(BulkFileName.parse("_bulk_itl_recovery.pkcs12", table)).isEmpty();
    }

    @Test
    void refusesSuffixesThatNobodyCouldTellFromTheRest() {
        for (String each : new String[] {"", "_", "_a", "a_", "a__b", "a b", "a/b"}) {
            assertThatThrownBy(() -> SUFFIXES.with(CertificateType.CAPF, each))
                    .hasMessage("suffix must have 1 to 64 letters, digits, dots and hyphens, with single underscores"
                            + " between them, but is \"" + each + "\"");
        }
        for (String each : new String[] {"bulk_a", "a_BULK", "a_bulk_b"}) {
            assertThatThrownBy(() -> SUFFIXES.with(CertificateType.CAPF, each))
                    .hasMessageStartingWith("suffix with underscores must not have the part bulk");
        }
        assertThat(SUFFIXES.with(CertificateType.CAPF, "a_bulky").suffixOf(CertificateType.CAPF))
                .isEqualTo("a_bulky");
        assertThatThrownBy(() -> SUFFIXES.with(CertificateType.CAPF, "a".repeat(65)))
                .hasMessage("suffix must have at most 64 characters, but has 65");
        assertThatThrownBy(() -> SUFFIXES.typeOf("itl_recovery"))
                .hasMessage(
                        "suffix with underscores must be one of [capf, itlrecovery, tftp, tomcat, tomcat-ecdsa], but"
                                + " is itl_recovery");
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
