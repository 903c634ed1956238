package org.emcc.sip.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;

/** Finds the parts of the message in a datagram; one pass, forward. */
final class DatagramReader {
    private static final long MAX_SECONDS = 0xFFFF_FFFFL;

    private final byte[] in;
    private final List<Problem> problems = new ArrayList<>();
    private int at;

    private DatagramReader(byte[] in) {
        this.in = in;
    }

    static Decoded<SipMessage> decode(byte[] datagram) {
        if (datagram.length > SipMessage.MAX_BYTES) {
            return Decoded.refused(
                    "byte " + SipMessage.MAX_BYTES, "a datagram must have at most " + SipMessage.MAX_BYTES + " bytes");
        }
        try {
            DatagramReader reader = new DatagramReader(datagram);
            return new Decoded.Ok<>(reader.message(), reader.problems);
        } catch (SipFormatException e) {
            return new Decoded.Refused<>(List.of(e.problem()));
        }
    }

    private SipMessage message() {
        while (at + 1 < in.length && in[at] == '\r' && in[at + 1] == '\n') {
            at += 2;
        }
        if (at == in.length) {
            throw refuse(0, "a datagram must hold more than line ends");
        }
        int start = at;
        String startLine = line(false);
        if (startLine.length() > SipMessage.MAX_START_LINE) {
            throw refuse(start, "a start line must have at most " + SipMessage.MAX_START_LINE + " bytes");
        }
        List<SipHeader> headers = new ArrayList<>();
        while (true) {
            int from = at;
            String line = line(true);
            if (line.isEmpty()) {
                break;
            }
            if (headers.size() == SipMessage.MAX_HEADERS) {
                throw refuse(from, "a message must have at most " + SipMessage.MAX_HEADERS + " headers");
            }
            SipHeader header = SipHeader.read(line);
            if (header.name().isEmpty()) {
                note(from, "a header must be a token, a colon and a value, but is \"" + Require.clip(line) + "\"");
            }
            headers.add(header);
        }
        byte[] body = body(headers);
        Content content = new Content(startLine, headers, body);
        boolean response = startLine.regionMatches(true, 0, "SIP/", 0, 4);
        return response ? SipResponse.read(content, start, problems) : SipRequest.read(content, start, problems);
    }

    private byte[] body(List<SipHeader> headers) {
        int have = in.length - at;
        List<String> values = new ArrayList<>();
        for (SipHeader header : headers) {
            if (header.is("Content-Length")) {
                values.add(header.value());
            }
        }
        int length = have;
        if (!values.isEmpty()) {
            Decoded<Integer> decoded = contentLength(values);
            problems.addAll(decoded.problems());
            length = decoded.value().orElse(have);
        }
        if (length > have) {
            note(at, "the body must have the " + length + " bytes of its Content-Length, but has " + have);
        } else if (length < have) {
            note(at + length, (have - length) + " bytes behind the body are ignored");
        }
        return Arrays.copyOfRange(in, at, at + Math.min(length, have));
    }

    /** One line without its CRLF; with {@code folding}, the lines that continue it belong to it. */
    private String line(boolean folding) {
        int from = at;
        while (at < in.length) {
            byte b = in[at];
            if (b == '\r' && at + 1 < in.length && in[at + 1] == '\n') {
                boolean continues = folding && at > from && at + 2 < in.length && isBlank(in[at + 2]);
                if (!continues) {
                    String line = new String(in, from, at - from, StandardCharsets.ISO_8859_1);
                    at += 2;
                    return line;
                }
                at++;
            } else if (b == '\r' || b == '\n') {
                throw refuse(at, "only CR and LF together may end a line");
            }
            at++;
        }
        throw refuse(in.length, "the headers must end with an empty line");
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private void note(int position, String message) {
        problems.add(new Problem("byte " + position, message));
    }

    static SipFormatException refuse(int position, String message) {
        return new SipFormatException(new Problem("byte " + position, message));
    }

    static Decoded<Integer> contentLength(List<String> values) {
        if (values.isEmpty()) {
            return Decoded.refused("Content-Length", "the header is missing");
        }
        try {
            long length = Grammar.number(values.get(0), "a length", 9_999_999_999L);
            for (String value : values) {
                if (Grammar.number(value, "a length", 9_999_999_999L) != length) {
                    return Decoded.refused("Content-Length", "repeated headers must have the same number");
                }
            }
            if (values.get(0).length() > 10) {
                return Decoded.refused("Content-Length", "a length must have at most 10 digits");
            }
            return Decoded.ok((int) Math.min(length, Integer.MAX_VALUE));
        } catch (SipFormatException e) {
            return within("Content-Length", new Decoded.Refused<>(List.of(e.problem())));
        }
    }

    static Optional<Duration> seconds(String digits) {
        try {
            return Optional.of(Duration.ofSeconds(Grammar.number(digits, "seconds", MAX_SECONDS)));
        } catch (SipFormatException e) {
            return Optional.empty();
        }
    }

    static <T> Decoded<List<T>> list(SipMessage message, String name, Function<String, List<T>> reader) {
        List<T> all = new ArrayList<>();
        for (SipHeader header : message.headers(name)) {
            try {
                all.addAll(reader.apply(header.value()));
            } catch (SipFormatException e) {
                return within(name, new Decoded.Refused<>(List.of(e.problem())));
            }
        }
        return all.isEmpty() ? Decoded.refused(name, "the header is missing") : Decoded.ok(List.copyOf(all));
    }

    static <T> Decoded<T> within(String header, Decoded.Refused<?> refused) {
        Problem problem = refused.problems().get(0);
        return Decoded.refused(header + ", " + problem.where(), problem.message());
    }
}
