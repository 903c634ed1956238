package org.emcc.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinTest {
    @Test
    void twoPinsOfTheSameCharactersAreEqual() {
        assertThat(Pin.of("40414"))
                .isEqualTo(Pin.of("40414".toCharArray()))
                .hasSameHashCodeAs(Pin.of("40414"))
                .isNotEqualTo("40414");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4041", "404144", "40415", "50414", "4", "4041440414", "40414\u0000"})
    void anyOtherPinDiffers(String other) {
        assertThat(Pin.of("40414")).isNotEqualTo(Pin.of(other));
        assertThat(Pin.of(other)).isNotEqualTo(Pin.of("40414"));
    }

    @Test
    void itDoesNotPrint() {
        assertThat(Pin.of("40414")).hasToString("Pin[hidden]");
        assertThat(String.format("%s", Pin.of("40414"))).doesNotContain("4");
    }

    @Test
    void whoeverClearsHisCharactersDoesNotClearThePin() {
        char[] typed = "40414".toCharArray();
        Pin pin = Pin.of(typed);
        Arrays.fill(typed, '\0');
        Arrays.fill(pin.reveal(), '\0');

        assertThat(pin.reveal()).containsExactly('4', '0', '4', '1', '4');
    }

    @Test
    void itHasOneTo128CharactersAndTheMessageNamesOnlyTheirNumber() {
        assertThat(Pin.of("7".repeat(128)).reveal()).hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pin.of(""))
                .withMessage("PIN must have 1 to 128 characters, but has 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pin.of("7".repeat(129)))
                .withMessage("PIN must have 1 to 128 characters, but has 129");
    }
}
