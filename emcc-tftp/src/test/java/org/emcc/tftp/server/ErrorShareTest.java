package org.emcc.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErrorShareTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00.900Z");

    @Test
    void givesEachSourceItsShareOfASecond() throws UnknownHostException {
        ErrorShare share = new ErrorShare(3);
        assertThat(given(share, address(1), 10, NOW)).isEqualTo(3);
        assertThat(given(share, address(2), 10, NOW.plusMillis(50))).isEqualTo(3);
        assertThat(given(share, address(1), 10, NOW.plusMillis(100))).isEqualTo(3);
        assertThat(given(new ErrorShare(0), address(1), 10, NOW)).isZero();
    }

    @Test
    void letsSourcesThatAreTooManyToWatchShareTheRest() throws UnknownHostException {
        ErrorShare share = new ErrorShare(1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(share.take(address(i), NOW)).isTrue();
        }
        assertThat(given(share, address(5), 3, NOW)).as("has had its share").isZero();
        assertThat(given(share, address(20_000), 20_000, NOW)).isEqualTo(10_000);
        assertThat(given(share, address(20_001), 1, NOW)).isZero();
        assertThat(given(share, address(20_001), 2, NOW.plusSeconds(1))).isEqualTo(1);
    }

    private static int given(ErrorShare share, InetAddress source, int asked, Instant now) {
        int given = 0;
        for (int i = 0; i < asked; i++) {
            given += share.take(source, now) ? 1 : 0;
        }
        return given;
    }

    private static InetAddress address(int number) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }
}
