package org.emcc.testkit.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a secret from a file of its own, so that it stands in no lab file, in no list of processes and in no history of a shell. What is
 * said of a file that cannot be taken names the file, and never what is in it.
 */
final class LabSecret {
    private static final int LONGEST = 1_024;

    private LabSecret() {}

    /**
     * The first line of a file.
     *
     * @param file the file, in UTF-8
     * @param what what it holds, for messages
     * @return what stands there in 1 to 1024 octets; the caller wipes them
     * @throws UncheckedIOException when it cannot be read
     * @throws IllegalArgumentException when its first line is empty or too long, or no text
     */
    static char[] firstLine(Path file, String what) {
        byte[] octets = read(file, what);
        try {
            int end = 0;
            while (end < octets.length && octets[end] != '\n' && octets[end] != '\r') {
                end++;
            }
            if (end == 0 || end > LONGEST) {
                throw new IllegalArgumentException(what + " must be the first line of file " + file + ", of 1 to "
                        + LONGEST + " octets, but that has " + (end == 0 ? "none" : "more"));
            }
            CharBuffer line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, end));
            char[] copy = Arrays.copyOf(line.array(), line.length());
            Arrays.fill(line.array(), '\0');
            return copy;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(what + " must be text in UTF-8, but file " + file + " is not", e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static byte[] read(Path file, String what) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LONGEST + 1); // a longer line is too long, whatever follows
        } catch (IOException e) {
            throw new UncheckedIOException(what + " cannot be read from file " + file + ": " + e, e);
        }
    }
}
