package org.emcc.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class WaitingBytesTest {
    /** A socket that takes so much. */
    private static final class Narrow implements WritableByteChannel {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int room;

        @Override
        public int write(ByteBuffer bytes) {
            byte[] some = new byte[Math.min(room, bytes.remaining())];
            bytes.get(some);
            taken.writeBytes(some);
            room -= some.length;
            return some.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    @Test
    void theWorkIsLinearHoweverSmallThePieces() {
        WaitingBytes waiting = new WaitingBytes(65_536);
        for (int i = 0; i < 1 << 19; i++) {
            waiting.add(bytes(2));
        }
        assertThat(waiting.size()).isEqualTo(1 << 20);
        assertThat(waiting.work()).isLessThan(4 << 20);
    }

    @Test
    void whatIsOwnIsBoundedBesidesTheMessages() throws IOException {
        WaitingBytes waiting = new WaitingBytes(100);
        waiting.add(bytes(5_000));
        int taken = 0;
        while (waiting.addOwn(bytes(30))) {
            taken++;
        }
        assertThat(taken).isEqualTo(4);
        assertThat(waiting.size()).isEqualTo(5_120);
        Narrow socket = new Narrow();
        socket.room = 5_119;
        waiting.writeTo(socket);
        assertThat(waiting.addOwn(bytes(1))).as("the last is still there").isFalse();
        socket.room = 1;
        waiting.writeTo(socket);
        assertThat(waiting.isEmpty()).isTrue();
        assertThat(waiting.addOwn(bytes(1))).isTrue();
    }

    @Test
    void nothingIsLostAndTheOrderStays() throws IOException {
        for (int i = 0; i < Seeds.cases(2_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            WaitingBytes waiting = new WaitingBytes(Integer.MAX_VALUE);
            ByteArrayOutputStream given = new ByteArrayOutputStream();
            Narrow socket = new Narrow();
            for (int n = 0; n < 50; n++) {
                byte[] some = new byte[random.nextInt(random.nextInt(10) == 0 ? 100_000 : 50)];
                random.nextBytes(some);
                given.writeBytes(some);
                if (random.nextBoolean()) {
                    waiting.add(ByteBuffer.wrap(some));
                } else {
                    assertThat(waiting.addOwn(ByteBuffer.wrap(some))).isTrue();
                }
                socket.room = random.nextInt(200);
                waiting.writeTo(socket);
            }
            byte[] rest = new byte[waiting.size()];
            waiting.take().get(rest);
            socket.taken.writeBytes(rest);
            assertThat(Arrays.equals(socket.taken.toByteArray(), given.toByteArray()))
                    .as("seed " + Seeds.seed() + ", case " + i)
                    .isTrue();
            assertThat(waiting.isEmpty()).isTrue();
        }
    }
}
