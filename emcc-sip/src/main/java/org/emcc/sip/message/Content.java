package org.emcc.sip.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a request or a response, and where its headers stand in them. What is read of them is remembered; whoever reads first
 * finds the same as whoever reads next, so that threads need no lock.
 */
final class Content {
    private final byte[] bytes;
    private final int startEnd;
    private final int[] index;
    private final int count;
    private final int bodyAt;

    private @Nullable List<SipHeader> headers;
    private @Nullable Decoded<List<Via>> vias;
    private @Nullable Decoded<NameAddress> from;
    private @Nullable Decoded<NameAddress> to;
    private @Nullable Decoded<List<NameAddress>> contacts;
    private @Nullable Decoded<CSeq> cseq;
    private @Nullable Decoded<String> callId;

    /** The bytes are not copied: nobody but this package holds them. */
    Content(byte[] bytes, int startEnd, int[] index, int count, int bodyAt) {
        this.bytes = bytes;
        this.startEnd = startEnd;
        this.index = index;
        this.count = count;
        this.bodyAt = bodyAt;
    }

    static Content of(SipMessage message) {
        return message instanceof SipRequest request ? request.content() : ((SipResponse) message).content();
    }

    /** The start line, one character for each byte. */
    String startLine() {
        return new String(bytes, 0, startEnd, StandardCharsets.ISO_8859_1);
    }

    List<SipHeader> headers() {
        List<SipHeader> known = headers;
        if (known == null) {
            SipHeader[] all = new SipHeader[count];
            for (int i = 0; i < count; i++) {
                all[i] = header(i * HeadReader.STRIDE);
            }
            known = List.of(all);
            headers = known;
        }
        return known;
    }

    private SipHeader header(int entry) {
        return new SipHeader(
                bytes,
                index[entry + HeadReader.LINE],
                index[entry + HeadReader.NAME_END],
                index[entry + HeadReader.VALUE],
                index[entry + HeadReader.END],
                index[entry + HeadReader.WHAT]);
    }

    /** The entry of the next header of this name from this one on, or -1. */
    int next(int number, String name, int entry) {
        int all = count * HeadReader.STRIDE;
        for (int i = entry; i < all; i += HeadReader.STRIDE) {
            int what = index[i + HeadReader.WHAT] & ~HeadReader.FOLDED;
            if (what == number && (number != HeaderNames.UNKNOWN || isNamed(i, name))) {
                return i;
            }
        }
        return -1;
    }

    private boolean isNamed(int entry, String name) {
        int from = index[entry + HeadReader.LINE];
        int length = index[entry + HeadReader.NAME_END] - from;
        if (length != name.length() || length == 0) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (Grammar.lower((char) bytes[from + i]) != Grammar.lower(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    String value(int entry) {
        return SipHeader.value(
                bytes,
                index[entry + HeadReader.VALUE],
                index[entry + HeadReader.END],
                (index[entry + HeadReader.WHAT] & HeadReader.FOLDED) != 0);
    }

    Optional<SipHeader> first(String name) {
        int entry = next(HeaderNames.of(name), name, 0);
        return entry < 0 ? Optional.empty() : Optional.of(header(entry));
    }

    List<SipHeader> all(String name) {
        int number = HeaderNames.of(name);
        List<SipHeader> found = new ArrayList<>(4);
        for (int i = next(number, name, 0); i >= 0; i = next(number, name, i + HeadReader.STRIDE)) {
            found.add(header(i));
        }
        return List.copyOf(found);
    }

    <T> Decoded<T> single(int number, String name, Function<String, Decoded<T>> reader) {
        int entry = next(number, name, 0);
        if (entry < 0) {
            return Decoded.refused(name, "the header is missing");
        }
        int more = next(number, name, entry + HeadReader.STRIDE);
        if (more >= 0) {
            int times = 2;
            while ((more = next(number, name, more + HeadReader.STRIDE)) >= 0) {
                times++;
            }
            return Decoded.refused(name, "the header must occur once, but occurs " + times + " times");
        }
        Decoded<T> decoded = reader.apply(value(entry));
        return decoded instanceof Decoded.Refused<T> refused ? DatagramReader.within(name, refused) : decoded;
    }

    <T> Decoded<List<T>> list(int number, String name, Function<String, List<T>> reader) {
        List<T> all = List.of();
        for (int i = next(number, name, 0); i >= 0; i = next(number, name, i + HeadReader.STRIDE)) {
            try {
                List<T> some = reader.apply(value(i));
                if (all.isEmpty()) {
                    all = some;
                } else {
                    all.addAll(some);
                }
            } catch (SipFormatException e) {
                return DatagramReader.within(name, new Decoded.Refused<>(List.of(e.problem())));
            }
        }
        return all.isEmpty() ? Decoded.refused(name, "the header is missing") : Decoded.ok(List.copyOf(all));
    }

    Decoded<List<String>> tokens(String name) {
        int number = HeaderNames.of(name);
        List<String> all = new ArrayList<>();
        for (int i = next(number, name, 0); i >= 0; i = next(number, name, i + HeadReader.STRIDE)) {
            String value = value(i);
            int from = 0;
            while (from < value.length()) {
                int comma = value.indexOf(',', from);
                int to = comma < 0 ? value.length() : comma;
                String token = Grammar.trimmed(value.substring(from, to));
                if (!Grammar.isToken(token)) {
                    return Decoded.refused(
                            name + ", character " + (from + 1),
                            "a word must be a token, but is \"" + Require.clip(token) + "\"");
                }
                all.add(token);
                from = to + 1;
            }
        }
        return Decoded.ok(List.copyOf(all));
    }

    Decoded<List<Via>> vias() {
        Decoded<List<Via>> known = vias;
        if (known == null) {
            known = list(HeaderNames.VIA, "Via", Via::list);
            vias = known;
        }
        return known;
    }

    Decoded<NameAddress> from() {
        Decoded<NameAddress> known = from;
        if (known == null) {
            known = single(HeaderNames.FROM, "From", NameAddress::decode);
            from = known;
        }
        return known;
    }

    Decoded<NameAddress> to() {
        Decoded<NameAddress> known = to;
        if (known == null) {
            known = single(HeaderNames.TO, "To", NameAddress::decode);
            to = known;
        }
        return known;
    }

    Decoded<List<NameAddress>> contacts() {
        Decoded<List<NameAddress>> known = contacts;
        if (known == null) {
            known = list(HeaderNames.CONTACT, "Contact", NameAddress::list);
            contacts = known;
        }
        return known;
    }

    Decoded<CSeq> cseq() {
        Decoded<CSeq> known = cseq;
        if (known == null) {
            known = single(HeaderNames.CSEQ, "CSeq", CSeq::decode);
            cseq = known;
        }
        return known;
    }

    Decoded<String> callId() {
        Decoded<String> known = callId;
        if (known == null) {
            known = single(HeaderNames.CALL_ID, "Call-ID", Content::word);
            callId = known;
        }
        return known;
    }

    private static Decoded<String> word(String value) {
        return value.isEmpty() || value.indexOf(' ') >= 0
                ? Decoded.refused("character 1", "a Call-ID must be one word")
                : Decoded.ok(value);
    }

    Optional<Duration> expires() {
        int entry = next(HeaderNames.EXPIRES, "Expires", 0);
        return entry < 0 ? Optional.empty() : DatagramReader.seconds(value(entry));
    }

    Decoded<Integer> contentLength() {
        int entry = next(HeaderNames.CONTENT_LENGTH, "Content-Length", 0);
        if (entry < 0) {
            return Decoded.refused("Content-Length", "the header is missing");
        }
        List<String> values = new ArrayList<>(1);
        while (entry >= 0) {
            values.add(value(entry));
            entry = next(HeaderNames.CONTENT_LENGTH, "Content-Length", entry + HeadReader.STRIDE);
        }
        return DatagramReader.contentLength(values);
    }

    byte[] body() {
        return Arrays.copyOfRange(bytes, bodyAt, bytes.length);
    }

    int bodyLength() {
        return bytes.length - bodyAt;
    }

    byte[] encode() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return SipHeader.text(startLine()) + " (" + count + " headers, " + (bytes.length - bodyAt) + " bytes of body)";
    }

    /** Collects headers and a body; both builders delegate to it. */
    static final class Draft {
        private final List<SipHeader> headers = new ArrayList<>(24);
        private byte[] body = {};
        private boolean lengthOwed = true;

        Draft() {}

        Draft(Content from) {
            headers.addAll(from.headers());
            body = from.body();
            lengthOwed = false;
        }

        void add(SipHeader header) {
            headers.add(Objects.requireNonNull(header, "header"));
        }

        /** In the place of the first of that name, or at the end; the others of that name go. */
        void replace(String name, String value) {
            SipHeader next = SipHeader.of(name, value);
            int first = -1;
            for (int i = 0; i < headers.size() && first < 0; i++) {
                first = headers.get(i).is(next.number(), name) ? i : -1;
            }
            if (first >= 0) {
                remove(name);
            }
            headers.add(first < 0 ? headers.size() : first, next);
        }

        void remove(String name) {
            int number = HeaderNames.of(Objects.requireNonNull(name, "name"));
            headers.removeIf(header -> header.is(number, name));
        }

        void body(ContentType type, byte[] content) {
            replace("Content-Type", type.toString());
            body = content.clone();
            lengthOwed = true;
        }

        Content content(byte[] startLine) {
            List<SipHeader> all = headers;
            if (lengthOwed) {
                all = new ArrayList<>(headers.size() + 1);
                for (SipHeader header : headers) {
                    if (header.number() != HeaderNames.CONTENT_LENGTH) {
                        all.add(header);
                    }
                }
                all.add(SipHeader.of("Content-Length", Integer.toString(body.length)));
            }
            int head = startLine.length + 4;
            for (SipHeader header : all) {
                head += header.length() + 2;
            }
            checkLimits(all.size(), startLine.length, head);
            byte[] bytes = new byte[head + body.length];
            int[] index = new int[all.size() * HeadReader.STRIDE];
            System.arraycopy(startLine, 0, bytes, 0, startLine.length);
            int at = lineEnd(bytes, startLine.length);
            int entry = 0;
            for (SipHeader header : all) {
                at = lineEnd(bytes, header.write(bytes, at, index, entry));
                entry += HeadReader.STRIDE;
            }
            at = lineEnd(bytes, at);
            System.arraycopy(body, 0, bytes, at, body.length);
            return new Content(bytes, startLine.length, index, all.size(), at);
        }

        private static int lineEnd(byte[] bytes, int at) {
            bytes[at] = '\r';
            bytes[at + 1] = '\n';
            return at + 2;
        }

        private void checkLimits(int count, int startLine, int head) {
            atMost("a message", SipMessage.MAX_HEADERS, "headers", count);
            atMost("a start line", SipMessage.MAX_START_LINE, "bytes", startLine);
            atMost("a start line with its headers", SipMessage.MAX_HEAD, "bytes", head);
            atMost("a body", SipMessage.MAX_BODY, "bytes", body.length);
        }

        private static void atMost(String what, int most, String unit, int is) {
            if (is > most) {
                throw new IllegalArgumentException(
                        what + " must have at most " + most + " " + unit + ", but has " + is);
            }
        }
    }
}
