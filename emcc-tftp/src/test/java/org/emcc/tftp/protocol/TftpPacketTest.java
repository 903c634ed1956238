package org.emcc.tftp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.tftp.TftpFormatException;
import org.emcc.tftp.protocol.TftpPacket.Ack;
import org.emcc.tftp.protocol.TftpPacket.Data;
import org.emcc.tftp.protocol.TftpPacket.ErrorPacket;
import org.emcc.tftp.protocol.TftpPacket.Operation;
import org.emcc.tftp.protocol.TftpPacket.OptionAck;
import org.emcc.tftp.protocol.TftpPacket.Request;
import org.junit.jupiter.api.Test;

class TftpPacketTest {
    private static final Request READ = new Request(
            Operation.READ, "SEP0011AABBCCDD.cnf.xml", TransferMode.OCTET, List.of(new TftpOption("BlkSize", "1468")));

    @Test
    void writesTheBytesOfTheDocuments() {
        assertThat(hex(new Request(Operation.READ, "a", TransferMode.OCTET, List.of())))
                .isEqualTo("0001" + "6100" + "6f6374657400");
        assertThat(hex(new Request(Operation.WRITE, "a", TransferMode.NETASCII, List.of(new TftpOption("tsize", "0")))))
                .isEqualTo("0002" + "6100" + "6e6574617363696900" + "7473697a6500" + "3000");
        assertThat(hex(Data.of(0xABCD, new byte[] {1, 2}))).isEqualTo("0003abcd0102");
        assertThat(hex(new Ack(0x0102))).isEqualTo("00040102");
        assertThat(hex(new ErrorPacket(TftpError.NOT_FOUND, "no"))).isEqualTo("000500016e6f00");
        assertThat(hex(new OptionAck(List.of(new TftpOption("blksize", "8")))))
                .isEqualTo("0006" + "626c6b73697a6500" + "3800");
    }

    @Test
    void readsWhatItWrites() {
        for (TftpPacket packet : samples()) {
            assertThat(TftpPacket.decodeOrThrow(packet.encode())).isEqualTo(packet);
            assertThat(TftpPacket.decode(packet.encode()).problems()).isEmpty();
        }
    }

    @Test
    void takesModesInAnyMixOfCases() {
        assertThat(TftpPacket.decodeOrThrow("\0\1x\0OcTeT\0".getBytes(ISO_8859_1)))
                .isEqualTo(new Request(Operation.READ, "x", TransferMode.OCTET, List.of()));
    }

    @Test
    void usesTheFirstFourBytesOfAPaddedAck() {
        assertThat(TftpPacket.decodeOrThrow(new byte[] {0, 4, 0, 7, 0, 0})).isEqualTo(new Ack(7));
    }

    @Test
    void refusesWhatTheDocumentsForbid() {
        List<String> broken = List.of(
                "",
                "\0",
                "\0\1",
                "\0\1\0octet\0", // no name
                "\0\1x\0octet", // no NUL at the end
                "\0\1x\0", // no mode
                "\0\1x\0ascii\0", // no such mode
                "\0\1x\0octet\0blksize\0", // a name without a value
                "\0\1x\0octet\0\0005\0", // an option without a name
                "\0\1x\0octet\0foo\0001\0FOO\0001\0", // an option twice
                "\0\1" + "x".repeat(600) + "\0octet\0", // above 512 bytes
                "\0\3\0", // DATA shorter than 4
                "\0\5\0", // ERROR shorter than 4
                "\0\7\0\0",
                "\1\1x\0octet\0");
        for (String datagram : broken) {
            byte[] bytes = datagram.getBytes(ISO_8859_1);
            assertThat(TftpPacket.decode(bytes).problems()).as(datagram).isNotEmpty();
            assertThatThrownBy(() -> TftpPacket.decodeOrThrow(bytes))
                    .as(datagram)
                    .isInstanceOf(TftpFormatException.class);
        }
        assertThat(TftpPacket.decode(new byte[4 + 65_465]).value()).isEmpty();
    }

    @Test
    void refusesToMakeARequestThatDoesNotFit() {
        assertThatThrownBy(() -> new Request(Operation.READ, "x".repeat(504), TransferMode.OCTET, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("512");
        assertThatThrownBy(() -> new Request(Operation.READ, "a\0b", TransferMode.OCTET, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDecodedBlockDoesNotFollowTheDatagramThatItCameIn() {
        byte[] datagram = {0, 3, 0, 1, 42};
        Data data = (Data) TftpPacket.decodeOrThrow(datagram);
        datagram[4] = 43;

        assertThat(data.payload().get(0)).isEqualTo((byte) 42);
        assertThat(data.payload().isReadOnly()).isTrue();
    }

    @Test
    void throwsNothingElseWhateverItIsGiven() {
        List<TftpPacket> samples = samples();
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] broken = Mutator.mutate(samples.get(i % samples.size()).encode(), random);
            try {
                TftpPacket packet = TftpPacket.decodeOrThrow(broken);
                assertThat(TftpPacket.decodeOrThrow(packet.encode()))
                        .as("seed %d case %d", Seeds.seed(), i)
                        .isEqualTo(packet);
            } catch (TftpFormatException expected) {
                assertThat(expected.problems()).isNotEmpty();
            }
        }
    }

    private static List<TftpPacket> samples() {
        List<TftpPacket> samples = new ArrayList<>();
        samples.add(READ);
        samples.add(new Request(Operation.WRITE, "up", TransferMode.MAIL, List.of()));
        samples.add(Data.of(0, new byte[0]));
        samples.add(Data.of(65_535, new byte[512]));
        samples.add(new Ack(65_535));
        samples.add(new ErrorPacket(new TftpError(4711), "odd \u00fc"));
        samples.add(new OptionAck(List.of(new TftpOption("tsize", "12"), new TftpOption("x", ""))));
        samples.add(new OptionAck(List.of()));
        return samples;
    }

    private static String hex(TftpPacket packet) {
        return HexFormat.of().formatHex(packet.encode());
    }
}
