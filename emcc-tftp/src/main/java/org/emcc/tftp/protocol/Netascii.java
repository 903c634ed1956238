package org.emcc.tftp.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * The text form of a file on the wire: a line ends with CR LF, and a lone CR is CR NUL. Conversion comes before cutting into
 * blocks, so a pair may be split over two of them.
 *
 * <p>Source: tftp 7.
 *
 * @threadsafety not thread-safe
 * @since 0.1.0
 */
public final class Netascii {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean afterCr;

    /** Begins to read a file from its blocks. */
    public Netascii() {}

    /**
     * Converts a file that uses LF, as it is stored, to the wire.
     *
     * @param file the file; its position is left alone
     * @return the converted bytes, read-only
     */
    public static ByteBuffer encode(ByteBuffer file) {
        ByteBuffer in = file.duplicate();
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.remaining() + in.remaining() / 16);
        while (in.hasRemaining()) {
            int b = in.get();
            if (b == '\n') {
                out.write('\r');
            }
            out.write(b);
            if (b == '\r') {
                out.write(0);
            }
        }
        return ByteBuffer.wrap(out.toByteArray()).asReadOnlyBuffer();
    }

    /**
     * Takes the next block from the wire.
     *
     * @param block its bytes; the position is left alone
     */
    public void add(ByteBuffer block) {
        ByteBuffer in = block.duplicate();
        while (in.hasRemaining()) {
            int b = in.get();
            if (afterCr) {
                afterCr = false;
                if (b == '\n' || b == 0) {
                    out.write(b == 0 ? '\r' : '\n');
                    continue;
                }
                out.write('\r'); // not a pair: kept as it came
            }
            if (b == '\r') {
                afterCr = true;
            } else {
                out.write(b);
            }
        }
    }

    /**
     * The file so far, with LF. A CR at the very end of the blocks counts as one.
     *
     * @return a new array
     */
    public byte[] toByteArray() {
        byte[] file = out.toByteArray();
        if (!afterCr) {
            return file;
        }
        byte[] longer = java.util.Arrays.copyOf(file, file.length + 1);
        longer[file.length] = '\r';
        return longer;
    }
}
