package org.emcc.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {
    @ParameterizedTest
    @CsvSource({
        "8, 8, 0",
        "8.6, 8, 6",
        "9.1.2, 9, 1",
        "10.5.2.11900-3, 10, 5",
        "10.5.2.13900-12, 10, 5",
        "10.5.2.13900, 10, 5",
        "11.5(1), 11, 5",
        "12.0(1)SU1, 12, 0",
        "12.5.1SU3, 12, 5",
        "12.5(1)SU3, 12, 5",
        "12.5 SU3, 12, 5",
        "14, 14, 0",
        "14SU2, 14, 0",
        "14SU2a, 14, 0",
        "14.0.1, 14, 0",
        "15SU2, 15, 0"
    })
    void readsEveryFormThatOccurs(String text, int major, int minor) {
        Release release = Release.parse(" " + text + " ");

        assertThat(release.major()).isEqualTo(major);
        assertThat(release.minor()).isEqualTo(minor);
        assertThat(release).hasToString(text).isEqualTo(Release.parse(text)).hasSameHashCodeAs(Release.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "v12",
                "12.",
                "12.5SU",
                "12.5(",
                "12.5()",
                "1234",
                "-1",
                "12,5",
                "12.5.1.2.3",
                "12\n5",
                "12.5\nSU3",
                "12.5SU3ab",
                "12.5SU1234",
                "12.5ES3",
                "١٢",
                "SU2"
            })
    void anotherFormIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Release.parse(text))
                .withMessageStartingWith("release must be numbers such as 12.5, 14SU2 or 10.5.2.11900-3, but is \"")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    /** Oldest first; each is strictly older than all that follow. */
    private static final List<String> ORDER = List.of(
            "8.6",
            "9",
            "9.1",
            "9.1.2",
            "10.5.2",
            "10.5.2.11900",
            "10.5.2.11900-3",
            "10.5.2.13900-2",
            "10.5.2.13900-12",
            "11.5(1)",
            "11.5(1)SU1",
            "12.0(1)SU1",
            "12.5",
            "12.5SU3",
            "12.5(1)",
            "12.5(1)SU2",
            "12.5.1SU10",
            "14",
            "14SU2",
            "14.0.1",
            "15SU2");

    @Test
    void theOrderIsThatOfTheNumbersThenOfTheServiceUpdate() {
        for (int older = 0; older < ORDER.size(); older++) {
            Release a = Release.parse(ORDER.get(older));
            assertThat(a.isAtLeast(a)).isTrue();
            for (int newer = older + 1; newer < ORDER.size(); newer++) {
                Release b = Release.parse(ORDER.get(newer));
                assertThat(b.isAtLeast(a)).as("%s is at least %s", b, a).isTrue();
                assertThat(a.isAtLeast(b)).as("%s is at least %s", a, b).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12.5.1SU3, 12.5(1)SU3",
        "12.5(1) SU3, 12.5(1)SU3",
        "12.5.1su3A, 12.5(1)SU3a",
        "9, 9.0",
        "14.0, 14.0.0.0-0",
        "15SU0, 15"
    })
    void twoSpellingsOfOneReleaseAreEqualAndOfOneAge(String one, String other) {
        Release a = Release.parse(one);
        Release b = Release.parse(other);

        assertThat(a).isEqualTo(b).hasSameHashCodeAs(b).isEqualByComparingTo(b).hasToString(one);
        assertThat(a.isAtLeast(b) && b.isAtLeast(a) && a.isComparableTo(b)).isTrue();
    }

    @Test
    void theNaturalOrderAgreesWithEqualsAndIsTotal() {
        List<Release> all = Stream.concat(
                        ORDER.stream(), Stream.of("12.5.1SU3", "12.5(1)SU2a", "14SU2a", "14SU2b", "14SU3", "9.0"))
                .map(Release::parse)
                .toList();
        for (Release a : all) {
            for (Release b : all) {
                assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
                assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
                assertThat(a.isAtLeast(b)).isEqualTo(a.compareTo(b) >= 0);
                for (Release c : all) {
                    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
                        assertThat(a).isLessThanOrEqualTo(c);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "14SU2, 14SU2a, true",
        "14SU2a, 14SU2b, true",
        "14SU2b, 14SU3, true",
        "12.5.1SU3, 12.5.1SU4, true",
        "12.5.1.13900-17, 12.5.1.14900-2, true",
        "12.5.1SU3, 14, true",
        "12.5(1), 14.0.1.10000-20, true",
        "12.5.1SU3, 12.5.1.13900-17, false",
        "14SU2, 14.0.1, false",
        "12.5, 12.5.1SU3, false"
    })
    void aServiceUpdateIsNotComparableToABuildNumber(String older, String newer, boolean comparable) {
        Release a = Release.parse(older);
        Release b = Release.parse(newer);

        assertThat(a).isLessThan(b);
        assertThat(a.isComparableTo(b)).isEqualTo(comparable);
        assertThat(b.isComparableTo(a)).isEqualTo(comparable);
    }

    @Test
    void theServiceUpdateIsKnownByItsNumber() {
        assertThat(Release.parse("12.5(1)SU10a").serviceUpdate()).isEqualTo(10);
        assertThat(Release.parse("12.5.1.13900-17").serviceUpdate()).isZero();
    }

    @Test
    void theFirstTwoNumbersCanBeAskedFor() {
        assertThat(Stream.of("12.0(1)SU1", "12.5", "14", "15SU2").map(Release::parse))
                .allMatch(release -> release.isAtLeast(12, 0));
        assertThat(Stream.of("8.6", "11.5(1)SU9", "10.5.2.11900-3").map(Release::parse))
                .noneMatch(release -> release.isAtLeast(12, 0));
        assertThat(Release.parse("12.0").isAtLeast(12, 5)).isFalse();
        assertThat(Release.parse("14").isAtLeast(12, 5)).isTrue();
    }
}
