package org.emcc.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class SettingTest {
    @Test
    void onlyAValidSettingHasAValue() {
        assertThat(Setting.of(7).value()).contains(7);
        assertThat(Setting.absent().value()).isEmpty();
        assertThat(new Setting.Unknown<Integer>().value()).isEmpty();
        assertThat(new Setting.Invalid<Integer>("seven", "a number").value()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsNotTheSameAsWhatIsNotSet() {
        assertThat(Setting.absent()).isEqualTo(new Setting.Absent<Integer>()).isNotEqualTo(new Setting.Unknown<>());
    }

    @Test
    void aWrongSettingKeepsItsTextAndTheRuleItBreaks() {
        Setting.Invalid<Integer> wrong = new Setting.Invalid<>("9999", "10 to 1440");

        assertThat(wrong.text()).isEqualTo("9999");
        assertThat(wrong.rule()).isEqualTo("10 to 1440");
    }

    @Test
    void aSettingIsNeverNull() {
        assertThatNullPointerException().isThrownBy(() -> Setting.of(null)).withMessage("setting");
        assertThatNullPointerException()
                .isThrownBy(() -> FeatureParameters.builder().defaultTftpServer(null))
                .withMessage("defaultTftpServer");
    }
}
