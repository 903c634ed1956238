package org.emcc.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.emcc.core.id.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three choices of emcc-behaviour 3.3. */
class MaximumLoginTimeTest {
    private static final Duration CLUSTER = Duration.ofHours(10);
    private static final List<MaximumLoginTime> ALL = List.of(
            MaximumLoginTime.systemDefault(),
            MaximumLoginTime.noLimit(),
            MaximumLoginTime.after(Duration.ofMinutes(150)));

    @ParameterizedTest
    @ValueSource(strings = {"12.5", "12.5(1)", "12.5.1.10000-22", "14", "15SU2"})
    void from125OnTheUsersChoiceHolds(String text) {
        Release release = Release.parse(text);

        assertThat(ALL.get(0).resolve(CLUSTER, release)).contains(CLUSTER);
        assertThat(ALL.get(1).resolve(CLUSTER, release)).isEmpty();
        assertThat(ALL.get(2).resolve(CLUSTER, release)).contains(Duration.ofMinutes(150));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.6", "11.5(1)SU9", "12", "12.0(1)SU3"})
    void before125TheUsersFieldIsIgnored(String text) {
        assertThat(ALL)
                .allSatisfy(choice ->
                        assertThat(choice.resolve(CLUSTER, Release.parse(text))).contains(CLUSTER));
    }

    @Test
    void aChoiceIsReadAsItIsWritten() {
        assertThat(ALL.stream().map(Object::toString)).containsExactly("system default", "no limit", "2:30");
        assertThat(ALL)
                .allSatisfy(choice -> assertThat(MaximumLoginTime.parse(choice.toString()))
                        .isEqualTo(choice)
                        .hasSameHashCodeAs(choice));
        assertThat(MaximumLoginTime.parse("002:05")).isEqualTo(MaximumLoginTime.after(Duration.ofMinutes(125)));
    }

    @Test
    void aTimeIsFromOneMinuteToAWeek() {
        assertThat(MaximumLoginTime.parse("0:01")).isEqualTo(MaximumLoginTime.after(Duration.ofMinutes(1)));
        assertThat(MaximumLoginTime.parse("168:00")).isEqualTo(MaximumLoginTime.after(Duration.ofDays(7)));
        Stream.of(
                        Duration.ZERO,
                        Duration.ofMinutes(-1),
                        Duration.ofSeconds(59),
                        Duration.ofSeconds(61),
                        Duration.ofDays(7).plusNanos(1),
                        Duration.ofDays(7).plusMinutes(1))
                .forEach(wrong -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> MaximumLoginTime.after(wrong))
                        .withMessage("maximum login time must be whole minutes from 0:01 to 168:00, but is " + wrong));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "168:01", "1000:00", "8", "8:5", "8:60", ":30", "8:300", "-1:00", "٨:00", "No Limit", " 8:00"
            })
    void anotherTextIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximumLoginTime.parse(text))
                .withMessage("maximum login time must be HHH:MM from 0:00 to 168:00, but is \"" + text + "\"");
    }
}
