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
    /** Begins with the head. */
    private final byte[] bytes;

    private final int startEnd;
    private final HeaderIndex index;
    private final int headEnd;
    /** Holds the body from an index to its end; that of a message that was read is the array of the head. */
    private final byte[] body;

    private final int bodyAt;

    private @Nullable List<SipHeader> headers;
    private @Nullable Decoded<List<Via>> vias;
    private @Nullable Decoded<NameAddress> from;
    private @Nullable Decoded<NameAddress> to;
    private @Nullable Decoded<List<NameAddress>> contacts;
    private @Nullable Decoded<CSeq> cseq;
    private @Nullable Decoded<String> callId;

    /**
     * Arrays and index are not copied: nobody but this package holds them, and nobody changes them any more.
     *
     * @param bytes begins with the head, and may hold more
     * @param headEnd where the head ends, with its empty line
     */
    Content(byte[] bytes, int startEnd, HeaderIndex index, int headEnd, byte[] body, int bodyAt) {
        this.bytes = bytes;
        this.startEnd = startEnd;
        this.index = index;
        this.headEnd = headEnd;
        this.body = body;
        this.bodyAt = bodyAt;
    }

    static Content of(SipMessage message) {
        return message instanceof SipRequest request ? request.content() : ((SipResponse) message).content();
    }

    /** The start line, one character for each byte. */
    String startLine() {
        return startLine(0, startEnd);
    }

    /** A part of the start line, one character for each byte. */
    String startLine(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    int startEnd() {
        return startEnd;
    }

    /** The bytes, which are not to be changed; the start line is the first. */
    byte[] bytes() {
        return bytes;
    }

    List<SipHeader> headers() {
        List<SipHeader> known = headers;
        if (known == null) {
            SipHeader[] all = new SipHeader[index.count()];
            for (int i = 0; i < all.length; i++) {
                all[i] = index.header(bytes, i);
            }
            known = List.of(all);
            headers = known;
        }
        return known;
    }

    Optional<SipHeader> first(String name) {
        int i = index.first(bytes, HeaderNames.of(name), name);
        return i < 0 ? Optional.empty() : Optional.of(index.header(bytes, i));
    }

    List<SipHeader> all(String name) {
        int number = HeaderNames.of(name);
        List<SipHeader> found = new ArrayList<>(4);
        for (int i = index.first(bytes, number, name); i >= 0; i = index.next(bytes, number, name, i)) {
            found.add(index.header(bytes, i));
        }
        return List.copyOf(found);
    }

    private String value(int header) {
        return index.value(bytes, 0, header);
    }

    /** Reads the header that may occur once only. */
    <T> Decoded<T> single(int number, String name, Function<String, Decoded<T>> reader) {
        int only = only(number, name);
        if (only < 0) {
            return notOnce(number, name);
        }
        Decoded<T> decoded = reader.apply(value(only));
        return decoded instanceof Decoded.Refused<T> refused ? DatagramReader.within(name, refused) : decoded;
    }

    /** Reads the header that may occur once only. */
    private <T> Decoded<T> read(int number, String name, Function<Grammar, T> reader) {
        int only = only(number, name);
        if (only < 0) {
            return notOnce(number, name);
        }
        try {
            return Decoded.ok(Grammar.whole(index.grammar(bytes, only), reader));
        } catch (SipFormatException e) {
            return DatagramReader.within(name, e);
        }
    }

    /** The header of this name when there is one only, or -1. */
    private int only(int number, String name) {
        int first = index.first(bytes, number, name);
        return first < 0 || index.next(bytes, number, name, first) < 0 ? first : -1;
    }

    private <T> Decoded<T> notOnce(int number, String name) {
        int times = 0;
        for (int i = index.first(bytes, number, name); i >= 0; i = index.next(bytes, number, name, i)) {
            times++;
        }
        return times == 0
                ? Decoded.refused(name, "the header is missing")
                : Decoded.refused(name, "the header must occur once, but occurs " + times + " times");
    }

    /** Reads all headers of a name. */
    <T> Decoded<List<T>> list(int number, String name, Function<Grammar, List<T>> reader) {
        int i = index.first(bytes, number, name);
        if (i < 0) {
            return Decoded.refused(name, "the header is missing");
        }
        try {
            List<T> first = Grammar.whole(index.grammar(bytes, i), reader);
            i = index.next(bytes, number, name, i);
            if (i < 0) {
                return Decoded.ok(first);
            }
            List<T> all = new ArrayList<>(first);
            for (; i >= 0; i = index.next(bytes, number, name, i)) {
                all.addAll(Grammar.whole(index.grammar(bytes, i), reader));
            }
            return Decoded.ok(List.copyOf(all));
        } catch (SipFormatException e) {
            return DatagramReader.within(name, e);
        }
    }

    Decoded<List<String>> tokens(String name) {
        int number = HeaderNames.of(name);
        List<String> all = new ArrayList<>();
        for (int i = index.first(bytes, number, name); i >= 0; i = index.next(bytes, number, name, i)) {
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
            known = read(HeaderNames.FROM, "From", NameAddress::read);
            from = known;
        }
        return known;
    }

    Decoded<NameAddress> to() {
        Decoded<NameAddress> known = to;
        if (known == null) {
            known = read(HeaderNames.TO, "To", NameAddress::read);
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
            known = read(HeaderNames.CSEQ, "CSeq", CSeq::read);
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

    Decoded<ContentType> contentType() {
        return read(HeaderNames.CONTENT_TYPE, "Content-Type", ContentType::read);
    }

    Optional<Duration> expires() {
        int i = index.first(bytes, HeaderNames.EXPIRES, "Expires");
        return i < 0 ? Optional.empty() : DatagramReader.seconds(value(i));
    }

    Decoded<Integer> contentLength() {
        int i = index.first(bytes, HeaderNames.CONTENT_LENGTH, "Content-Length");
        return i < 0
                ? Decoded.refused("Content-Length", "the header is missing")
                : DatagramReader.contentLength(bytes, 0, index, i);
    }

    byte[] body() {
        return Arrays.copyOfRange(body, bodyAt, body.length);
    }

    /** The bytes of the start line, the headers and the empty line. */
    int headLength() {
        return headEnd;
    }

    int bodyLength() {
        return body.length - bodyAt;
    }

    byte[] encode() {
        byte[] all = Arrays.copyOf(bytes, headEnd + bodyLength());
        if (body != bytes) {
            System.arraycopy(body, bodyAt, all, headEnd, bodyLength());
        }
        return all;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content that
                && Arrays.equals(bytes, 0, headEnd, that.bytes, 0, that.headEnd)
                && Arrays.equals(body, bodyAt, body.length, that.body, that.bodyAt, that.body.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < headEnd; i++) {
            hash = 31 * hash + bytes[i];
        }
        for (int i = bodyAt; i < body.length; i++) {
            hash = 31 * hash + body[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return SipHeader.text(startLine()) + " (" + index.count() + " headers, " + bodyLength() + " bytes of body)";
    }

    /** A head as it will be written, and a body; both builders delegate to it. */
    static final class Draft {
        private final int startEnd;
        private HeaderIndex index;
        /** The start line and the headers, each with its line end. */
        private byte[] head;

        private int end;
        private byte[] body = {};
        private boolean lengthOwed = true;
        /** Whether a message has the index and the head, so that they are copied before they are changed. */
        private boolean shared;

        Draft(byte[] startLine) {
            startEnd = startLine.length;
            index = new HeaderIndex(20);
            head = Arrays.copyOf(startLine, startEnd + 1_400);
            end = lineEnd(head, startEnd);
        }

        /** All of a message, to be changed. */
        Draft(Content from) {
            startEnd = from.startEnd;
            index = from.index.copy(4);
            head = Arrays.copyOf(from.bytes, from.headEnd + 200);
            end = from.headEnd - 2;
            body = from.body();
            lengthOwed = false;
        }

        void add(SipHeader header) {
            insert(index.count(), Objects.requireNonNull(header, "header"));
        }

        void add(String name, String value) {
            int number = SipHeader.number(name);
            byte[] octets = SipHeader.octets(value, name);
            byte[] nameOctets = HeaderNames.octets(number, name);
            own();
            int line = end;
            int nameEnd = line + nameOctets.length;
            room(nameOctets.length + octets.length + 4);
            int to = SipHeader.join(nameOctets, octets, head, line);
            index.insert(index.count(), line, nameEnd, nameEnd + 1, to, number, false);
            end = lineEnd(head, to);
        }

        private void own() {
            if (shared) {
                head = head.clone();
                index = index.copy(4);
                shared = false;
            }
        }

        private void insert(int before, SipHeader header) {
            own();
            int at = before < index.count() ? index.line(before) : end;
            int length = header.length() + 2;
            room(length);
            System.arraycopy(head, at, head, at + length, end - at);
            header.write(head, at, index, before);
            lineEnd(head, at + length - 2);
            end += length;
        }

        private void room(int more) {
            if (head.length - end < more) {
                head = Arrays.copyOf(head, Math.max(2 * head.length, end + more));
            }
        }

        /** In the place of the first of that name, or at the end; the others of that name go. */
        void replace(String name, String value) {
            int first = index.first(head, SipHeader.number(name), name);
            if (first < 0) {
                add(name, value);
            } else {
                SipHeader next = SipHeader.of(name, value);
                remove(name);
                insert(first, next);
            }
        }

        void remove(String name) {
            int number = HeaderNames.of(Objects.requireNonNull(name, "name"));
            for (int i = index.first(head, number, name); i >= 0; i = index.first(head, number, name)) {
                own();
                int from = index.line(i);
                int to = index.end(i) + 2;
                System.arraycopy(head, to, head, from, end - to);
                end -= to - from;
                index.remove(i);
            }
        }

        void body(ContentType type, byte[] content) {
            replace("Content-Type", type.toString());
            body = content.clone();
            lengthOwed = true;
        }

        Content content() {
            if (lengthOwed) {
                remove("Content-Length");
                add("Content-Length", Integer.toString(body.length));
            }
            atMost("a message", SipMessage.MAX_HEADERS, "headers", index.count());
            atMost("a start line", SipMessage.MAX_START_LINE, "bytes", startEnd);
            atMost("a start line with its headers", SipMessage.MAX_HEAD, "bytes", end + 2);
            atMost("a body", SipMessage.MAX_BODY, "bytes", body.length);
            if (!shared) {
                room(2);
                lineEnd(head, end);
                shared = true;
            }
            int headEnd = end + 2;
            byte[] kept = head.length > 2 * headEnd ? Arrays.copyOf(head, headEnd) : head;
            return new Content(kept, startEnd, index, headEnd, body, 0);
        }

        private static int lineEnd(byte[] bytes, int at) {
            bytes[at] = '\r';
            bytes[at + 1] = '\n';
            return at + 2;
        }

        private static void atMost(String what, int most, String unit, int is) {
            if (is > most) {
                throw new IllegalArgumentException(
                        what + " must have at most " + most + " " + unit + ", but has " + is);
            }
        }
    }
}
