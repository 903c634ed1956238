package org.emcc.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-11-22T09:00:00.123Z",
                "2106-02-07T06:28:16Z",
                "+10889-08-02T05:31:50.655Z"
            })
    void carriesItsTimeOfIssue(String time) {
        Instant issued = Instant.parse(time);

        LoginId id = LoginId.of(issued, -1);

        assertThat(id.issuedAt()).isEqualTo(issued);
        assertThat(LoginId.parse(id.toString())).isEqualTo(id);
        assertThat(id.value()).hasSize(29).endsWith("-ffffffffffffffff");
    }

    @Test
    void theTimeOfIssueIsExactToTheMillisecond() {
        assertThat(LoginId.of(Instant.parse("2026-11-22T09:00:00.123456789Z"), 0)
                        .issuedAt())
                .isEqualTo("2026-11-22T09:00:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999Z", "+10889-08-02T05:31:50.656Z"})
    void aTimeThatTheFormCannotHoldIsRefused(String time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoginId.of(Instant.parse(time), 0))
                .withMessage("time of issue must be from 1970-01-01T00:00:00Z to +10889-08-02T05:31:50.655Z, but is "
                        + time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0000000000000000000000000000",
                "00000000000-0000000000000000",
                "0000000000000-000000000000000",
                "000000000000-000000000000000",
                "000000000000-00000000000000000",
                "00000000000A-0000000000000000",
                "00000000000g-0000000000000000",
                "000000000000-0000000000000000\n",
                " 000000000000-0000000000000000"
            })
    void anotherFormIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoginId.parse(text))
                .withMessageStartingWith(
                        "login id must be 12 and 16 lower-case hexadecimal digits with a hyphen between, but is \"");
    }

    @Test
    void aSourceGivesTheTimeOfItsClockAndNeverTheSameIdTwice() {
        Instant now = Instant.parse("2026-11-22T09:00:00Z");
        LoginIds ids = LoginIds.of(Clock.fixed(now, ZoneOffset.UTC), new Random(1));

        LoginId first = ids.next();

        assertThat(first.issuedAt()).isEqualTo(now);
        assertThat(ids.next()).isNotEqualTo(first);
    }
}
