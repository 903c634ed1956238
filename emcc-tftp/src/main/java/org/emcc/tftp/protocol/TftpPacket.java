package org.emcc.tftp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.tftp.TftpFormatException;

/**
 * A TFTP packet.
 *
 * <p>Texts are read and written byte by byte as ISO 8859-1, so that a packet which is written again is what was read; the rules
 * for names are those of whoever looks the file up.
 *
 * <p>Source: tftp 1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface TftpPacket {
    /** The most bytes of a request, all in all (RFC 2347); the SDK holds an OACK to it too, as it only answers one. */
    int MAX_REQUEST_BYTES = 512;

    /** The most bytes of file content in one packet (RFC 2348). */
    int MAX_BLOCK_SIZE = 65_464;

    /**
     * The bytes of this packet.
     *
     * @return a new array
     */
    byte[] encode();

    /**
     * Writes the packet into a buffer, without an array between where it is long.
     *
     * @param out where to; at its position, which moves on
     * @throws java.nio.BufferOverflowException when too little room is left
     */
    default void encodeTo(ByteBuffer out) {
        out.put(encode());
    }

    /**
     * Asks for a file, or to write one.
     *
     * @param operation which of the two
     * @param name the file name as it stands in the packet; not empty
     * @param mode how to transfer
     * @param options what is asked besides, in order; none twice (RFC 2347)
     * @since 0.1.0
     */
    record Request(Operation operation, String name, TransferMode mode, List<TftpOption> options)
            implements TftpPacket {
        /**
         * Checks that it can stand in a packet.
         *
         * @param operation which of the two
         * @param name the file name
         * @param mode how to transfer
         * @param options what is asked besides
         * @throws IllegalArgumentException when the name is empty or holds NUL, an option is there twice, or the packet would
         *     exceed {@link TftpPacket#MAX_REQUEST_BYTES}
         */
        public Request {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(name, "name");
            options = List.copyOf(options);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("file name of a TFTP request must not be empty");
            }
            WireText.require(name, "file name of a TFTP request");
            if (hasTwice(options)) {
                throw new IllegalArgumentException("TFTP request must not have an option twice");
            }
            int bytes = 2 + name.length() + 1 + mode.word().length() + 1 + bytesOf(options);
            if (bytes > MAX_REQUEST_BYTES) {
                throw new IllegalArgumentException(
                        "TFTP request must have at most " + MAX_REQUEST_BYTES + " bytes, but has " + bytes);
            }
        }

        @Override
        public byte[] encode() {
            ByteArrayOutputStream out = start(operation == Operation.READ ? 1 : 2);
            text(name, out);
            text(mode.word(), out);
            optionsTo(options, out);
            return out.toByteArray();
        }
    }

    /** What a request is for. */
    enum Operation {
        /** RRQ: the file is wanted. */
        READ,
        /** WRQ: the file is offered. */
        WRITE
    }

    /**
     * A block of a file.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    final class Data implements TftpPacket {
        private final int block;
        private final ByteBuffer payload;

        /** Keeps a view of content that never changes. */
        Data(int block, ByteBuffer payload) {
            this.block = block;
            this.payload = payload.asReadOnlyBuffer();
        }

        /**
         * A block of these bytes.
         *
         * @param block the number on the wire, 0 to 65535
         * @param payload at most {@link TftpPacket#MAX_BLOCK_SIZE} bytes; copied
         * @return the packet
         * @throws IllegalArgumentException when a limit is broken
         */
        public static Data of(int block, byte[] payload) {
            Require.range(block, "TFTP block number", 0, 0xFFFF);
            Require.range(payload.length, "number of bytes in a TFTP block", 0, MAX_BLOCK_SIZE);
            return new Data(block, ByteBuffer.wrap(payload.clone()));
        }

        /**
         * The number on the wire.
         *
         * @return 0 to 65535
         */
        public int block() {
            return block;
        }

        /**
         * How many bytes of the file it carries.
         *
         * @return 0 to 65464
         */
        public int length() {
            return payload.remaining();
        }

        /**
         * The bytes of the file.
         *
         * @return a read-only view with a position of its own
         */
        public ByteBuffer payload() {
            return payload.duplicate();
        }

        @Override
        public byte[] encode() {
            byte[] out = new byte[4 + length()];
            encodeTo(ByteBuffer.wrap(out));
            return out;
        }

        @Override
        public void encodeTo(ByteBuffer out) {
            out.putShort((short) 3).putShort((short) block).put(payload());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Data that && block == that.block && payload.equals(that.payload);
        }

        @Override
        public int hashCode() {
            return 31 * block + payload.hashCode();
        }

        /** Without the content, which may hold secrets. */
        @Override
        public String toString() {
            return "Data[block=" + block + ", " + length() + " bytes]";
        }
    }

    /**
     * Acknowledges a block and all before it.
     *
     * @param block the number on the wire, 0 to 65535
     * @since 0.1.0
     */
    record Ack(int block) implements TftpPacket {
        /**
         * Checks the range.
         *
         * @param block the number on the wire
         * @throws IllegalArgumentException when it is outside 0 to 65535
         */
        public Ack {
            Require.range(block, "TFTP block number", 0, 0xFFFF);
        }

        @Override
        public byte[] encode() {
            return new byte[] {0, 4, (byte) (block >> 8), (byte) block};
        }
    }

    /**
     * Ends a transfer; never answered.
     *
     * @param code why
     * @param message the same for humans, without NUL
     * @since 0.1.0
     */
    record ErrorPacket(TftpError code, String message) implements TftpPacket {
        /**
         * Checks that it can stand in a packet.
         *
         * @param code why
         * @param message the same for humans
         * @throws IllegalArgumentException when the message holds NUL or a character above U+00FF
         */
        public ErrorPacket {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
            WireText.require(message, "message of a TFTP error");
        }

        @Override
        public byte[] encode() {
            ByteArrayOutputStream out = start(5);
            out.write(code.value() >> 8);
            out.write(code.value());
            text(message, out);
            return out.toByteArray();
        }
    }

    /**
     * Says which options of a request are accepted, and how.
     *
     * @param options the accepted ones
     * @since 0.1.0
     */
    record OptionAck(List<TftpOption> options) implements TftpPacket {
        /**
         * Copies the list.
         *
         * @param options the accepted ones
         */
        public OptionAck {
            options = List.copyOf(options);
        }

        @Override
        public byte[] encode() {
            ByteArrayOutputStream out = start(6);
            optionsTo(options, out);
            return out.toByteArray();
        }
    }

    /**
     * Reads a datagram.
     *
     * @param datagram the whole of it
     * @return the packet, or why it is none; the position is the byte offset
     */
    static Decoded<TftpPacket> decode(byte[] datagram) {
        Objects.requireNonNull(datagram, "datagram");
        int length = datagram.length;
        if (length == 2 && WireText.opcode(datagram) == 6) {
            return Decoded.ok(new OptionAck(List.of())); // all defaults (tftp 3.2)
        }
        if (length < 4) {
            return Decoded.refused("byte " + length, "a TFTP packet has at least 4 bytes, this has " + length);
        }
        int number = ((datagram[2] & 0xFF) << 8) | (datagram[3] & 0xFF);
        return switch (WireText.opcode(datagram)) {
            case 1, 2 -> request(datagram);
            case 3 ->
                length - 4 > MAX_BLOCK_SIZE
                        ? Decoded.refused("byte 4", "a block has at most " + MAX_BLOCK_SIZE + " bytes")
                        : Decoded.ok(new Data(number, ByteBuffer.wrap(Arrays.copyOfRange(datagram, 4, length))));
            case 4 ->
                length == 4
                        ? Decoded.ok(new Ack(number))
                        : new Decoded.Ok<>(
                                new Ack(number),
                                List.of(new Problem("byte 4", "an ACK has 4 bytes; the rest is padding")));
            case 5 -> error(datagram, number);
            case 6 -> optionAck(datagram);
            default -> Decoded.refused("byte 0", "no TFTP packet has the opcode " + WireText.opcode(datagram));
        };
    }

    /**
     * Reads a datagram.
     *
     * @param datagram the whole of it
     * @return the packet
     * @throws TftpFormatException when it is none
     */
    static TftpPacket decodeOrThrow(byte[] datagram) {
        return TftpFormatException.unwrap(decode(datagram));
    }

    private static Decoded<TftpPacket> request(byte[] datagram) {
        Operation operation = WireText.opcode(datagram) == 1 ? Operation.READ : Operation.WRITE;
        if (datagram.length > MAX_REQUEST_BYTES) {
            return Decoded.refused(
                    "byte " + MAX_REQUEST_BYTES, "a request has at most " + MAX_REQUEST_BYTES + " bytes");
        }
        Decoded<List<String>> texts = texts(datagram);
        if (texts instanceof Decoded.Refused<List<String>> refused) {
            return new Decoded.Refused<>(refused.problems());
        }
        List<String> parts = texts.value().orElseThrow();
        if (parts.size() < 2 || parts.get(0).isEmpty()) {
            return Decoded.refused("byte 2", "a request has a file name and a mode");
        }
        Optional<TransferMode> mode = TransferMode.of(parts.get(1));
        if (mode.isEmpty()) {
            return Decoded.refused(
                    "byte " + (3 + parts.get(0).length()), "the mode is none of netascii, octet and mail");
        }
        Decoded<List<TftpOption>> options = options(parts.subList(2, parts.size()));
        if (options instanceof Decoded.Refused<List<TftpOption>> refused) {
            return new Decoded.Refused<>(refused.problems());
        }
        List<TftpOption> asked = options.value().orElseThrow();
        return hasTwice(asked)
                ? Decoded.refused("options", "an option occurs once in a request")
                : Decoded.ok(new Request(operation, parts.get(0), mode.get(), asked));
    }

    private static Decoded<TftpPacket> optionAck(byte[] datagram) {
        if (datagram.length > MAX_REQUEST_BYTES) {
            return Decoded.refused("byte " + MAX_REQUEST_BYTES, "an OACK has at most " + MAX_REQUEST_BYTES + " bytes");
        }
        Decoded<List<String>> texts = texts(datagram);
        if (texts instanceof Decoded.Refused<List<String>> refused) {
            return new Decoded.Refused<>(refused.problems());
        }
        Decoded<List<TftpOption>> options = options(texts.value().orElseThrow());
        return options instanceof Decoded.Refused<List<TftpOption>> refused
                ? new Decoded.Refused<>(refused.problems())
                : Decoded.ok(new OptionAck(options.value().orElseThrow()));
    }

    private static boolean hasTwice(List<TftpOption> options) {
        Set<String> names = new HashSet<>();
        return !options.stream().allMatch(o -> names.add(o.name().toLowerCase(Locale.ROOT)));
    }

    private static Decoded<List<TftpOption>> options(List<String> parts) {
        if (parts.size() % 2 != 0) {
            return Decoded.refused("last option", "every option has a name and a value");
        }
        List<TftpOption> options = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += 2) {
            if (parts.get(i).isEmpty()) {
                return Decoded.refused("option " + (i / 2 + 1), "the name of an option is not empty");
            }
            options.add(new TftpOption(parts.get(i), parts.get(i + 1)));
        }
        return Decoded.ok(options);
    }

    private static Decoded<TftpPacket> error(byte[] datagram, int code) {
        int end = 4;
        while (end < datagram.length && datagram[end] != 0) {
            end++;
        }
        ErrorPacket packet = new ErrorPacket(new TftpError(code), new String(datagram, 4, end - 4, ISO_8859_1));
        return end == datagram.length - 1
                ? Decoded.ok(packet)
                : new Decoded.Ok<>(
                        packet,
                        List.of(new Problem("byte " + end, "the message of an ERROR ends the packet with NUL")));
    }

    /** The NUL-ended texts behind the opcode. */
    private static Decoded<List<String>> texts(byte[] datagram) {
        if (datagram[datagram.length - 1] != 0) {
            return Decoded.refused("byte " + datagram.length, "the last text does not end with NUL");
        }
        List<String> texts = new ArrayList<>();
        int from = 2;
        for (int i = 2; i < datagram.length; i++) {
            if (datagram[i] == 0) {
                texts.add(new String(datagram, from, i - from, ISO_8859_1));
                from = i + 1;
            }
        }
        return Decoded.ok(texts);
    }

    private static ByteArrayOutputStream start(int opcode) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        out.write(0);
        out.write(opcode);
        return out;
    }

    private static void text(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(ISO_8859_1));
        out.write(0);
    }

    private static void optionsTo(List<TftpOption> options, ByteArrayOutputStream out) {
        for (TftpOption option : options) {
            text(option.name(), out);
            text(option.value(), out);
        }
    }

    private static int bytesOf(List<TftpOption> options) {
        int bytes = 0;
        for (TftpOption option : options) {
            bytes += option.name().length() + option.value().length() + 2;
        }
        return bytes;
    }
}
