package org.emcc.tftp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NegotiationTest {
    private static final ServingLimits LIMITS = new ServingLimits(8_192, 16);

    @Test
    void answersEachRowOfTheTable() {
        assertThat(reply("blksize", "1468")).containsExactly(new TftpOption("blksize", "1468"));
        assertThat(reply("blksize", "8")).containsExactly(new TftpOption("blksize", "8"));
        assertThat(reply("blksize", "7")).isEmpty();
        assertThat(reply("blksize", "-1")).isEmpty();
        assertThat(reply("blksize", "")).isEmpty();
        assertThat(reply("blksize", "99999999999999999999999")).isEmpty();
        assertThat(reply("blksize", "65465")).containsExactly(new TftpOption("blksize", "8192"));
        assertThat(reply("timeout", "1")).containsExactly(new TftpOption("timeout", "1"));
        assertThat(reply("timeout", "255")).containsExactly(new TftpOption("timeout", "255"));
        assertThat(reply("timeout", "0")).isEmpty();
        assertThat(reply("timeout", "256")).isEmpty();
        assertThat(reply("tsize", "0")).containsExactly(new TftpOption("tsize", "1000"));
        assertThat(reply("windowsize", "4")).containsExactly(new TftpOption("windowsize", "4"));
        assertThat(reply("windowsize", "65535")).containsExactly(new TftpOption("windowsize", "16"));
        assertThat(reply("windowsize", "0")).isEmpty();
        assertThat(reply("windowsize", "65536")).isEmpty();
        assertThat(reply("rollover", "0")).containsExactly(new TftpOption("rollover", "0"));
        assertThat(reply("rollover", "1")).containsExactly(new TftpOption("rollover", "1"));
        assertThat(reply("rollover", "2")).isEmpty();
        assertThat(reply("multicast", "")).isEmpty();
        assertThat(reply("msftwindow", "31416")).isEmpty();
    }

    @Test
    void keepsTheClientsSpellingAndOrder() {
        List<TftpOption> asked = List.of(new TftpOption("TSIZE", "0"), new TftpOption("BlkSize", "600"));

        assertThat(Negotiation.grant(asked, LIMITS, 5).reply())
                .containsExactly(new TftpOption("TSIZE", "5"), new TftpOption("BlkSize", "600"));
    }

    @Test
    void refusesAnOackThatGoesBeyondTheRequest() {
        TransferOptions asked = TransferOptions.builder()
                .blockSize(1_000)
                .timeout(Duration.ofSeconds(2))
                .windowSize(4)
                .rollover(Rollover.TO_ONE)
                .build();

        assertThat(accepts(asked, "rollover", "1")).isTrue();
        assertThat(accepts(asked, "rollover", "0")).isFalse();
        assertThat(accepts(asked, "rollover", "2")).isFalse();
        assertThat(accepts(asked, "blksize", "1000")).isTrue();
        assertThat(accepts(asked, "BLKSIZE", "8")).isTrue();
        assertThat(accepts(asked, "blksize", "1001")).isFalse();
        assertThat(accepts(asked, "blksize", "7")).isFalse();
        assertThat(accepts(asked, "blksize", "x")).isFalse();
        assertThat(accepts(asked, "timeout", "2")).isTrue();
        assertThat(accepts(asked, "timeout", "1")).isFalse();
        assertThat(accepts(asked, "windowsize", "1")).isTrue();
        assertThat(accepts(asked, "windowsize", "0")).isFalse();
        assertThat(accepts(asked, "windowsize", "5")).isFalse();
        assertThat(accepts(asked, "tsize", "1")).isFalse();
        assertThat(accepts(asked, "foo", "1")).isFalse();
        assertThat(Negotiation.check(asked, List.of(new TftpOption("blksize", "8"), new TftpOption("blksize", "8")))
                        .value())
                .isEmpty();
        assertThat(Negotiation.check(asked, List.of()).value()).contains(TransferOptions.none());
    }

    private static List<TftpOption> reply(String name, String value) {
        return Negotiation.grant(List.of(new TftpOption(name, value)), LIMITS, 1_000)
                .reply();
    }

    private static boolean accepts(TransferOptions asked, String name, String value) {
        return Negotiation.check(asked, List.of(new TftpOption(name, value)))
                .value()
                .isPresent();
    }
}
