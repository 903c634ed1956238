package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DialRulesTest {
    @Test
    void writesAnEmptyFileInTheTwentyFiveBytesThatPhonesGet() {
        assertThat(new String(DialRules.none().encode(), UTF_8)).isEqualTo("<DialRules></DialRules>\r\n");
        assertThat(DialRules.none().encode()).hasSize(25);
    }

    @Test
    void readsWhatItWrites() {
        DialRules rules =
                new DialRules(List.of(new DialRule("+49", "12", "3", "0"), new DialRule("", "7", "0", "<&\">")));

        assertThat(DialRules.decodeOrThrow(rules.encode())).isEqualTo(rules);
    }

    @Test
    void refusesWhatIsNoDialRuleFile() {
        for (String document : List.of("", "<x/>", "<!DOCTYPE DialRules><DialRules/>", "<DialRules>")) {
            assertThat(DialRules.decode(document.getBytes(UTF_8)).value())
                    .as(document)
                    .isEmpty();
        }
        assertThat(DialRules.decode("<DialRules><DialRule/><other/></DialRules>".getBytes(UTF_8))
                        .value())
                .contains(new DialRules(List.of(new DialRule("", "", "", ""))));
    }
}
