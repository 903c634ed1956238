package org.emcc.sip.message;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.jspecify.annotations.Nullable;

/** Reads a message from a datagram, and what all readers of messages share. */
final class DatagramReader {
    private static final long MAX_SECONDS = 0xFFFF_FFFFL;
    private static final long MAX_LENGTH = 9_999_999_999L;

    private DatagramReader() {}

    static Decoded<SipMessage> decode(byte[] in) {
        if (in.length > SipMessage.MAX_BYTES) {
            return Decoded.refused(
                    "byte " + SipMessage.MAX_BYTES, "a datagram must have at most " + SipMessage.MAX_BYTES + " bytes");
        }
        try {
            int base = 0;
            while (base + 1 < in.length && in[base] == '\r' && in[base + 1] == '\n') {
                base += 2;
            }
            if (base == in.length) {
                throw refuse(0, "a datagram must hold more than line ends");
            }
            HeadReader head = new HeadReader();
            if (!head.read(in, base, in.length, 0)) {
                throw refuse(in.length, "the headers must end with an empty line");
            }
            List<Problem> problems = new ArrayList<>(0);
            int bodyAt = base + head.end();
            int have = in.length - bodyAt;
            int length = have;
            Decoded<Integer> said = contentLength(in, base, head);
            if (said != null) {
                problems.addAll(said.problems());
                length = said.value().orElse(have);
            }
            if (length > have) {
                problems.add(problem(
                        bodyAt, "the body must have the " + length + " bytes of its Content-Length, but has " + have));
            } else if (length < have) {
                problems.add(problem(bodyAt + length, (have - length) + " bytes behind the body are ignored"));
            }
            return message(in, base, head, Math.min(length, have), 0, problems);
        } catch (SipFormatException e) {
            return new Decoded.Refused<>(List.of(e.problem()));
        }
    }

    /**
     * Makes the message of a head that was read and so many bytes behind it.
     *
     * @throws SipFormatException when its start line is none
     */
    static Decoded<SipMessage> message(
            byte[] in, int base, HeadReader head, int length, int origin, List<Problem> problems) {
        head.noteBroken(in, base, origin, problems);
        byte[] own = Arrays.copyOfRange(in, base, base + head.end() + length);
        Content content = new Content(own, head.startEnd(), head.index(), head.end(), own, head.end());
        SipMessage message = isSip(own, 0, own.length)
                ? SipResponse.read(content, base - origin, problems)
                : SipRequest.read(content, base - origin, problems);
        return new Decoded.Ok<>(message, problems);
    }

    /** Whether a part begins with {@code SIP/}. */
    static boolean isSip(byte[] in, int from, int to) {
        return to - from >= 4
                && (in[from] | 0x20) == 's'
                && (in[from + 1] | 0x20) == 'i'
                && (in[from + 2] | 0x20) == 'p'
                && in[from + 3] == '/';
    }

    private static Problem problem(int position, String message) {
        return new Problem("byte " + position, message);
    }

    static SipFormatException refuse(int position, String message) {
        return new SipFormatException(problem(position, message));
    }

    /** What Content-Length says, or null when there is none. */
    static @Nullable Decoded<Integer> contentLength(byte[] in, int base, HeadReader head) {
        HeaderIndex index = head.index();
        int i = index.first(in, HeaderNames.CONTENT_LENGTH, "");
        return i < 0 ? null : contentLength(in, base, index, i);
    }

    /** What this header says and those behind it that have its name. */
    static Decoded<Integer> contentLength(byte[] in, int base, HeaderIndex index, int first) {
        int plain = index.number(in, base, first);
        return plain >= 0 ? Decoded.ok(plain) : contentLength(index.values(in, base, first));
    }

    private static Decoded<Integer> contentLength(List<String> values) {
        try {
            long length = Grammar.number(values.get(0), "a length", MAX_LENGTH);
            for (int i = 1; i < values.size(); i++) {
                if (Grammar.number(values.get(i), "a length", MAX_LENGTH) != length) {
                    return Decoded.refused("Content-Length", "repeated headers must have the same number");
                }
            }
            if (values.get(0).length() > 10) {
                return Decoded.refused("Content-Length", "a length must have at most 10 digits");
            }
            return Decoded.ok((int) Math.min(length, Integer.MAX_VALUE));
        } catch (SipFormatException e) {
            return within("Content-Length", e);
        }
    }

    /** Source: RFC 3261 20.17: RFC 1123, GMT only. */
    static Decoded<Instant> date(String text) {
        try {
            if (text.endsWith(" GMT")) {
                return Decoded.ok(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
            }
        } catch (DateTimeException e) {
            return Decoded.refused("character 1", "a date must be as RFC 1123 has it");
        }
        return Decoded.refused("character 1", "a date must be GMT");
    }

    static Optional<Duration> seconds(String digits) {
        try {
            return Optional.of(Duration.ofSeconds(Grammar.number(digits, "seconds", MAX_SECONDS)));
        } catch (SipFormatException e) {
            return Optional.empty();
        }
    }

    static <T> Decoded<T> within(String header, Decoded.Refused<?> refused) {
        return within(header, refused.problems().get(0));
    }

    static <T> Decoded<T> within(String header, SipFormatException refused) {
        return within(header, refused.problem());
    }

    private static <T> Decoded<T> within(String header, Problem problem) {
        return Decoded.refused(header + ", " + problem.where(), problem.message());
    }
}
