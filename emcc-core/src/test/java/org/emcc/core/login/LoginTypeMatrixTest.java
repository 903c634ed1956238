package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.Release;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of emcc-behaviour 8.2, at the releases on both sides of the limit. */
class LoginTypeMatrixTest {
    @ParameterizedTest
    @CsvSource({
        "12.0, 12.0, , USED, UID",
        "14SU2, 12.5, UID, USED, UID",
        "12.0, 15, SP, USED, SP",
        "12.0, 12.0, DN, USED, DN",
        "12.0, 11.5, , USED, UID",
        "12.0, 11.5, UID, REFUSED, UID",
        "12.0, 11.5(1)SU9, SP, REFUSED, UID",
        "15, 8.6, DN, REFUSED, UID",
        "11.5, 12.0, , USED, UID",
        "11.5, 12.0, UID, IGNORED, UID",
        "8.6, 15, SP, IGNORED, UID",
        "11.5(1)SU9, 12.0, DN, IGNORED, UID",
        "11.5, 10.5, , USED, UID",
        "11.5, 10.5, DN, IGNORED, UID"
    })
    void eachPairOfReleasesHasItsVerdict(
            String visiting, String home, LoginType type, LoginTypeMatrix.Verdict verdict, LoginType sought) {
        Release from = Release.parse(visiting);
        Release to = Release.parse(home);
        Optional<LoginType> asked = Optional.ofNullable(type);

        assertThat(LoginTypeMatrix.verdict(from, to, asked)).isEqualTo(verdict);
        assertThat(LoginTypeMatrix.soughtBy(from, to, asked)).isEqualTo(sought);
        assertThat(LoginTypeMatrix.passedOn(from, asked)).isEqualTo(from.isAtLeast(12, 0) ? asked : Optional.empty());
    }
}
