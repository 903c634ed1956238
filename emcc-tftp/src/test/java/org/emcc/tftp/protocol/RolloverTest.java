package org.emcc.tftp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RolloverTest {
    @ParameterizedTest
    @CsvSource({
        "TO_ZERO, 0, 0", "TO_ZERO, 65535, 65535", "TO_ZERO, 65536, 0", "TO_ZERO, 65537, 1", "TO_ZERO, 131072, 0",
        "TO_ONE, 0, 0", "TO_ONE, 65535, 65535", "TO_ONE, 65536, 1", "TO_ONE, 65537, 2", "TO_ONE, 131071, 1"
    })
    void numbersBlocks(Rollover rollover, long block, int wire) {
        assertThat(rollover.wire(block)).isEqualTo(wire);
    }

    @ParameterizedTest
    @EnumSource
    void measuresBackWhatItNumbers(Rollover rollover) {
        for (long block : new long[] {0, 1, 2, 32_767, 65_534, 65_535, 65_536, 131_070, 131_071, 1L << 40}) {
            for (int ahead : new int[] {0, 1, 2, 16, 32_767}) {
                assertThat(rollover.ahead(rollover.wire(block + ahead), block))
                        .as("block %d, %d ahead", block, ahead)
                        .isEqualTo(ahead);
            }
        }
        assertThat(Rollover.TO_ONE.ahead(0, 65_535)).isEqualTo(Rollover.NOWHERE);
        assertThat(Rollover.TO_ONE.ahead(65_535, 0)).isEqualTo(65_535);
    }
}
