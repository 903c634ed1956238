package org.emcc.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that are no more than checked text or a number. */
class IdsTest {
    private static Arguments text(String what, int limit, Function<String, Object> of) {
        return Arguments.of(what, limit, of);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                text("cluster id", 255, ClusterId::of),
                text("user id", 128, UserId::of),
                text("device pool name", 50, DevicePoolName::of),
                text("device profile name", 128, DeviceProfileName::of));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsKeptAsItIsUpToItsLimit(String what, int limit, Function<String, Object> of) {
        String longest = "x".repeat(limit);

        assertThat(of.apply(longest)).hasToString(longest).isEqualTo(of.apply(longest));
        assertThat(of.apply(" a B ")).hasToString(" a B ").isNotEqualTo(of.apply("a b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of.apply(longest + "x"))
                .withMessage("%s must have at most %d characters, but has %d", what, limit, limit + 1);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsNeitherBlankNorDoesItControlTheTerminal(String what, int limit, Function<String, Object> of) {
        assertThatIllegalArgumentException().isThrownBy(() -> of.apply("")).withMessage(what + " must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> of.apply("  ")).withMessage(what + " must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of.apply("ab\u001b[2J"))
                .withMessage(what + " must not contain control characters, but has one at index 2");
    }

    @Test
    void aPhonesNameIsUpperCaseAndHoldsItsMac() {
        DeviceName phone = DeviceName.of("sep0011aabbccdd");

        assertThat(phone).isEqualTo(DeviceName.of("SEP0011AABBCCDD")).hasToString("SEP0011AABBCCDD");
        assertThat(phone.mac()).contains("0011AABBCCDD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEP0011AABBCCD", "SEP0011AABBCCDDE", "CSFalice", "EMCC1", "SEP0011AABBCCDG", "a.b-c_d"})
    void anotherDevicesNameIsKeptAndHasNoMac(String name) {
        assertThat(DeviceName.of(name)).hasToString(name);
        assertThat(DeviceName.of(name).mac()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "SEP 1", "../etc/passwd", "a/b", "SEP0011AABBCCDD\n", "é"})
    void aDeviceNameHoldsNothingThatMeansSomethingInAPathOrPage(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceName.of(name))
                .withMessageStartingWith(
                        "device name must have 1 to 128 letters, digits, dots, hyphens and underscores and nothing else, but is \"")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void aDeviceNameEndsAt128CharactersAndItsMessageIsClipped() {
        assertThat(DeviceName.of("x".repeat(128)).value()).hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceName.of("x".repeat(129)))
                .withMessageContaining("x".repeat(64) + "…");
    }

    @Test
    void baseDevicesAreOrderedByNumberAndNotByText() {
        assertThat(Stream.of(10, 2, 1).map(BaseDeviceName::of).sorted())
                .isEqualTo(List.of(BaseDeviceName.of(1), BaseDeviceName.of(2), BaseDeviceName.of(10)));
        assertThat(BaseDeviceName.of(7)).hasToString("EMCC7");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void baseDevicesAreNumberedFromOne(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseDeviceName.of(number))
                .withMessage("number of an EMCC base device must be from 1 to 2147483647, but is " + number);
    }
}
