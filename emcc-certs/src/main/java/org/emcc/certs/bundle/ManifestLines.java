package org.emcc.certs.bundle;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.emcc.certs.depot.DepotUnavailableException;
import org.emcc.certs.internal.Printable;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;

/**
 * What both manifests have in common: lines of UTF-8, each ended by a line feed, of words between single spaces. The first
 * line is {@code emcc-certs 1} and the kind.
 */
final class ManifestLines {
    private static final String HEAD = "emcc-certs 1 ";
    private static final long LAST = 999_999_999_999L;
    private static final String UNKNOWN = "-";
    private static final String KNOWN = "=";

    private final StringBuilder out;

    ManifestLines(String kind) {
        out = new StringBuilder(HEAD).append(kind).append('\n');
    }

    ManifestLines line(Object... words) {
        for (int i = 0; i < words.length; i++) {
            out.append(i == 0 ? "" : " ").append(words[i]);
        }
        out.append('\n');
        return this;
    }

    byte[] encode() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The lines behind the first; the exception's message is the end of a sentence. */
    static List<String> lines(byte[] content, String kind) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("must be UTF-8", e);
        }
        if (!text.startsWith(HEAD + kind + "\n") || !text.endsWith("\n")) {
            throw new IllegalArgumentException("must begin with \"" + HEAD + kind + "\" and end with a line feed");
        }
        return text.lines().skip(1).toList();
    }

    /** Exactly so many words; the last may have spaces. */
    static String[] words(String line, int count) {
        String[] words = line.split(" ", count);
        if (words.length != count) {
            throw new IllegalArgumentException(
                    "each line \"" + Require.clip(words[0]) + "\" must have " + count + " words");
        }
        return words;
    }

    /** Demands an id that can be written in UTF-8: half of a surrogate pair would be read back as another one. */
    static ClusterId require(ClusterId cluster) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(cluster.value())) {
            throw new IllegalArgumentException("cluster id in a manifest must be Unicode text, but is \""
                    + Printable.of(Require.clip(cluster.value())) + "\", with half of a surrogate pair");
        }
        return cluster;
    }

    static String cluster(Optional<ClusterId> cluster) {
        return cluster.map(id -> KNOWN + URLEncoder.encode(id.value(), StandardCharsets.UTF_8))
                .orElse(UNKNOWN);
    }

    static Optional<ClusterId> cluster(String word) {
        if (word.equals(UNKNOWN)) {
            return Optional.empty();
        }
        if (!word.startsWith(KNOWN)) {
            throw new IllegalArgumentException("each cluster must be - or = and its id");
        }
        return Optional.of(ClusterId.of(URLDecoder.decode(word.substring(1), StandardCharsets.UTF_8)));
    }

    static long sequence(String word) {
        long number = Long.parseLong(word);
        if (number < 1) {
            throw new IllegalArgumentException("each sequence number must be from 1 to " + LAST);
        }
        return number;
    }

    /** Nobody counts so far: what has such a number would outdo all that is said later, and so must not count. */
    static boolean isTooGreat(long sequence) {
        return sequence > LAST;
    }

    static String rule(long sequence) {
        return "sequence number must be from 1 to " + LAST + ", but is " + sequence;
    }

    /** The next number. Rather than say what would not count there is a failure. */
    static long after(long sequence) {
        if (sequence >= LAST) {
            throw new DepotUnavailableException(
                    "the manifests of the depot have come to the last sequence number, " + LAST
                            + ": take away the one that has it, and export and consolidate again",
                    false,
                    new ArithmeticException(rule(sequence + 1)));
        }
        return sequence + 1;
    }
}
