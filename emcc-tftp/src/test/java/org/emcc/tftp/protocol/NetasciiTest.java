package org.emcc.tftp.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class NetasciiTest {
    @Test
    void writesLineEndsAndLoneReturnsAsPairs() {
        ByteBuffer wire = Netascii.encode(ByteBuffer.wrap("a\nb\rc\r\n".getBytes(US_ASCII)));

        assertThat(US_ASCII.decode(wire).toString()).isEqualTo("a\r\nb\r\0c\r\0\r\n");
    }

    @Test
    void readsPairsThatAreSplitOverBlocks() {
        RandomGenerator random = Seeds.random(Seeds.seed(), 0);
        byte[] file = new byte[2_000];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) "ab\r\n".charAt(random.nextInt(4));
        }
        byte[] wire = new byte[Netascii.encode(ByteBuffer.wrap(file)).remaining()];
        Netascii.encode(ByteBuffer.wrap(file)).get(wire);
        for (int block = 1; block < 20; block++) {
            Netascii text = new Netascii();
            for (int from = 0; from < wire.length; from += block) {
                text.add(ByteBuffer.wrap(wire, from, Math.min(block, wire.length - from)));
            }
            assertThat(text.toByteArray()).as("blocks of %d", block).isEqualTo(file);
        }
    }

    @Test
    void keepsAReturnThatIsNoPair() {
        Netascii text = new Netascii();
        text.add(ByteBuffer.wrap("a\rb\r".getBytes(US_ASCII)));

        assertThat(new String(text.toByteArray(), US_ASCII)).isEqualTo("a\rb\r");
    }
}
