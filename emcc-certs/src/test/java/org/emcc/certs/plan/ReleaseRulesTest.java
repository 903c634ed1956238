package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseRulesTest {
    private static final ReleaseRules RULES = ReleaseRules.DEFAULTS;

    @ParameterizedTest
    @CsvSource({
        // importing, other, broken, doubtful
        "10.5(2), 10.5(2), false, true",
        "10.5(2)SU1, 10.5(2)SU1, false, true",
        "10.5, 10.5, false, true",
        "10, 10.5, false, true",
        "10, 9.1.2, false, false",
        "10.5(2), 15, false, true",
        "15, 10.5(2), false, false",
        "10.5(2), 9.1.2, false, false",
        "9.1.2, 10.5(2), false, true",
        "9.1.2, 9.1.2, false, false",
        "9.1.2, 8.6, false, false",
        "9.1.2, 10.5.2.13900-1, false, false",
        "9.1.2, 10.5.2.13900-2, false, true",
        "9.1.2, 10.5.2.13900-11, false, true",
        "9.1.2, 10.5.2.13900-12, true, false",
        "10.5.2.13900-1, 10.5.2.13900-12, true, false",
        "10.5.2.13900-2, 10.5.2.13900-12, false, true",
        "10.5.2.13900-11, 10.5.2.13900-12, false, true",
        "10.5.2.13900-12, 15, false, false",
        "10.5.2.13900-5, 10.5.2.13900-5, false, false",
        "10.5.2.13900-6, 10.5.2.13900-5, false, false",
        "10.5.2.13900-5, 10.5.2.13900-6, false, true",
        "10.5.2.13900-5, 10.5(2), false, true",
        "10.5(2), 10.5.2.13900-5, false, true",
        "10.5.2.13900, 10.5.2.13900, false, true",
        "10.5(1), 11, true, false",
        "10.5(3), 15, false, false"
    })
    void tellsWhatCannotBeImported(String importing, String other, boolean broken, boolean doubtful) {
        Release mine = Release.parse(importing);
        Release its = Release.parse(other);

        assertThat(RULES.isImportBroken(mine, its)).isEqualTo(broken);
        assertThat(RULES.isImportDoubtful(mine, its)).isEqualTo(doubtful);
    }

    /** Whatever builds two texts stand for and wherever the border is: what may fail is said, and what is said may fail. */
    @Test
    void saysNoMoreAndNoLessThanTheTextsAllow() {
        List<Integer> builds = List.of(1, 2, 3, 5, 11, 12, 13);
        List<String> texts = new ArrayList<>(List.of("9.1.2", "10.5(2)", "15"));
        builds.forEach(each -> texts.add("10.5.2.13900-" + each));
        for (String importing : texts) {
            for (String other : texts) {
                boolean may = false;
                boolean must = true;
                for (int border = 2; border <= 12; border++) {
                    for (int mine : builds(importing, builds)) {
                        for (int its : builds(other, builds)) {
                            boolean fails = mine < border && its >= border;
                            may |= fails;
                            must &= fails;
                        }
                    }
                }
                Release mine = Release.parse(importing);
                Release its = Release.parse(other);
                assertThat(RULES.isImportBroken(mine, its))
                        .as("%s imports of %s: broken", importing, other)
                        .isEqualTo(must);
                assertThat(RULES.isImportDoubtful(mine, its))
                        .as("%s imports of %s: doubtful", importing, other)
                        .isEqualTo(may && !must);
            }
        }
    }

    private static List<Integer> builds(String text, List<Integer> all) {
        return switch (text) {
            case "9.1.2" -> List.of(0);
            case "15" -> List.of(99);
            case "10.5(2)" -> Stream.concat(all.stream(), Stream.of(0, 99)).toList();
            default -> List.of(Integer.parseInt(text.substring(text.indexOf('-') + 1)));
        };
    }

    @Test
    void twoClustersThatOnlySay1052AreWarned() {
        Made made = new Made();
        List<ClusterInventory> clusters = Stream.of("a", "b")
                .map(each -> ClusterInventory.builder(ClusterId.of(each), Release.parse("10.5(2)"), each + "1.lab")
                        .certificates(made.publisher(each + "1.lab", each.charAt(0)))
                        .build())
                .toList();
        ExchangePlan plan = ExchangePlan.builder(clusters, Made.NOW).build();

        assertThat(plan.plans())
                .allSatisfy(each -> assertThat(each.findings())
                        .extracting(PlanFinding::rule)
                        .contains(PlanRule.BULK_FILE_MAYBE_TOO_NEW));
        assertThat(plan.plan(ClusterId.of("a")).findings().get(0).sentence())
                .isEqualTo("CSCuy43181 may keep a (10.5(2)) from importing what b (10.5(2)) had a part in");
    }

    @ParameterizedTest
    @CsvSource({
        "7.1, Tomcat, false",
        "8.0, Tomcat, true",
        "8.0, CAPF, true",
        "8.0, vpn, true",
        "15, tvs, false",
        "11.5, ITL_Recovery, false",
        "12.0, ITL_Recovery, true",
        "10.5, Tomcat-ECDSA, false",
        "11.0, Tomcat-ECDSA, true"
    })
    void knowsWhatPagesOffer(String release, String type, boolean offered) {
        assertThat(RULES.isOffered(Release.parse(release), CertificateType.of(type)))
                .isEqualTo(offered);
    }

    @Test
    void knowsWhoHasTheRestInterface() {
        assertThat(RULES.hasRest(Release.parse("12.5(1)SU9"))).isFalse();
        assertThat(RULES.hasRest(Release.parse("14"))).isTrue();
    }

    @Test
    void otherRulesAreOthers() {
        Release first = Release.parse("10.5.2.13900-4");

        assertThat(RULES.withNewBulkFilesFrom(first))
                .isEqualTo(RULES.withNewBulkFilesFrom(first))
                .hasSameHashCodeAs(RULES.withNewBulkFilesFrom(first))
                .isNotEqualTo(RULES);
        assertThat(RULES.withNewBulkFilesFrom(first).isImportDoubtful(Release.parse("9.1"), first))
                .isFalse();
    }
}
