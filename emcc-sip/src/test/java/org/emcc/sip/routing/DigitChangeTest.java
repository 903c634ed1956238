package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitChangeTest {
    @ParameterizedTest
    @CsvSource({
        "NONE, '', '', 9.911, 9911, 9911",
        "PRE_DOT, '', '', 9.911, 9911, 911",
        "PRE_DOT, '', '', 911, 911, 911",
        "TRAILING_POUND, '', '', 9.011!#, 901144#, 901144",
        "TRAILING_POUND, '', '', 9.011!, 901144, 901144",
        "PRE_DOT_TRAILING_POUND, '', '', 9.011!#, 901144#, 01144",
        "NONE, 555XXXX, '', 1XXX, 1234, 5551234",
        "NONE, XX, '', 1XXX, 1234, 34",
        "NONE, XXXXXX, '', 1XXX, 1234, 1234",
        "NONE, 999, '', 9.911, 9911, 999",
        "PRE_DOT, '', +44, 9.1!, 91234, +441234",
        "PRE_DOT, 8XXX, 00, 9.1!, 91234, 008234",
    })
    void discardsThenMasksThenPrefixes(
            DigitChange.Discard discard, String mask, String prefix, String pattern, String number, String expected) {
        assertThat(new DigitChange(discard, mask, prefix).apply(number, DialPattern.of(pattern)))
                .isEqualTo(expected);
    }

    @Test
    void refusesWhatCannotBeDialled() {
        assertThatThrownBy(() -> new DigitChange(DigitChange.Discard.NONE, "9Y", ""))
                .hasMessageContaining("mask of the called number must");
        assertThatThrownBy(() -> new DigitChange(DigitChange.Discard.NONE, "", "X"))
                .hasMessageContaining("prefix of the called number must");
        assertThatThrownBy(() -> DigitChange.replaceBy("99X")).hasMessageContaining("must have no X");
        assertThatThrownBy(() -> DigitChange.replaceBy("")).isInstanceOf(IllegalArgumentException.class);
    }
}
