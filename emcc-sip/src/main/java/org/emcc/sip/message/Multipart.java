package org.emcc.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;

/**
 * A body of several parts. What was read is written as it came, with its preamble, its epilogue and the bytes of each part.
 *
 * <pre>{@code
 * Multipart body = Multipart.builder("mixed", "uniqueBoundary")
 *         .part(Multipart.Part.of(ContentType.of("application", "sdp"), sdp))
 *         .part(Multipart.Part.of(ContentType.of("application", "pidf+xml"), location)
 *                 .withHeader("Content-ID", "<1001@192.0.2.137>"))
 *         .build();
 * request.header("MIME-Version", "1.0").body(body.type(), body.encode());
 * }</pre>
 *
 * <p>A boundary is a whole line: two hyphens, the boundary, two hyphens more behind the last part, and at most blanks. RFC 2046
 * lets a reader stop at a line that only begins so; this one does not, because then one boundary could end the parts of another.
 * Lines end with CR and LF, and those before a boundary belong to the boundary. Content-Length of a part counts for nothing, and
 * Content-Transfer-Encoding is not undone: SIP carries bytes.
 *
 * <p>Source: RFC 2046 5.1, RFC 3261 7.4; sip 3.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Multipart {
    /** The most parts of one body. A limit of this SDK. */
    public static final int MAX_PARTS = 100;

    /** The most headers of one part. A limit of this SDK. */
    public static final int MAX_PART_HEADERS = 50;

    /** The most bodies of several parts that stand in one another, the outermost counted (sip 3.6). */
    public static final int MAX_DEPTH = 5;

    private static final int MAX_BOUNDARY = 70;
    private static final ContentType TEXT = ContentType.of("text", "plain");

    private final ContentType type;
    private final byte[] bytes;
    private final int from;
    private final int preambleEnd;
    private final int epilogueFrom;
    private final int to;
    private final List<Part> parts;

    private Multipart(
            ContentType type, byte[] bytes, int from, int preambleEnd, int epilogueFrom, int to, List<Part> parts) {
        this.type = type;
        this.bytes = bytes;
        this.from = from;
        this.preambleEnd = preambleEnd;
        this.epilogueFrom = epilogueFrom;
        this.to = to;
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a body of several parts. A body without its last boundary and a line among the headers of a part that is no header are
     * tolerated as problems.
     *
     * <p>Refused are another type than {@code multipart}, a boundary that is missing or not 1 to 70 printable characters, a body
     * without any boundary, a CR or LF among the headers of a part that is no line end, and more bytes than
     * {@link SipMessage#MAX_BODY} or more parts or headers than the limits of this class. The work is linear in the number of bytes.
     *
     * @param type the Content-Type of the body
     * @param body its bytes
     * @return the parts, or why there are none
     */
    public static Decoded<Multipart> decode(ContentType type, byte[] body) {
        Objects.requireNonNull(type, "type");
        return read(type, body.clone(), 0, body.length, 1);
    }

    /**
     * Reads a body of several parts, as {@link #decode(ContentType, byte[])} does.
     *
     * @param type the Content-Type of the body
     * @param body its bytes
     * @return the parts
     * @throws SipFormatException when there are none
     */
    public static Multipart decodeOrThrow(ContentType type, byte[] body) {
        Decoded<Multipart> decoded = decode(type, body);
        return decoded.value()
                .orElseThrow(() -> new SipFormatException(decoded.problems().get(0)));
    }

    private static Decoded<Multipart> read(ContentType type, byte[] bytes, int from, int to, int depth) {
        try {
            if (depth > MAX_DEPTH) {
                return Decoded.refused("byte 0", "bodies of several parts must nest at most " + MAX_DEPTH + " deep");
            }
            Reader reader = new Reader(bytes, from, to, boundary(type), depth);
            Multipart read = reader.body(type);
            return new Decoded.Ok<>(read, reader.problems);
        } catch (SipFormatException e) {
            return new Decoded.Refused<>(List.of(e.problem()));
        }
    }

    private static boolean isMultipart(ContentType type) {
        return type.type().equalsIgnoreCase("multipart");
    }

    private static String boundary(ContentType type) {
        if (!isMultipart(type)) {
            throw SipFormatException.at(0, "a body of several parts must be multipart", type.type());
        }
        String boundary = type.parameters().value("boundary").orElse("");
        boolean legal = !boundary.isEmpty()
                && boundary.length() <= MAX_BOUNDARY
                && boundary.charAt(boundary.length() - 1) != ' '
                && boundary.chars().allMatch(c -> c >= ' ' && c < 127);
        if (!legal) {
            throw SipFormatException.at(
                    0, "a boundary must be 1 to 70 printable characters, the last no blank", boundary);
        }
        return boundary;
    }

    /**
     * Begins a body of several parts.
     *
     * @param subtype such as {@code mixed}, a token
     * @param boundary 1 to 70 letters, digits, blanks and {@code '()+_,-./:=?}, the last no blank; it may not begin a line of any
     *     part
     * @return a builder
     * @throws IllegalArgumentException when one of them breaks its rule
     */
    public static Builder builder(String subtype, String boundary) {
        return new Builder(subtype, boundary);
    }

    /**
     * The media type with its boundary, as the Content-Type has to say it.
     *
     * @return the type
     */
    public ContentType type() {
        return type;
    }

    /**
     * The parts in their order.
     *
     * @return at least one part
     */
    public List<Part> parts() {
        return parts;
    }

    /**
     * The parts in their order, and in the place of one that has parts itself and can be read, its parts.
     *
     * @return all parts, depth first
     */
    public List<Part> leaves() {
        List<Part> found = new ArrayList<>();
        collect(found);
        return List.copyOf(found);
    }

    private void collect(List<Part> found) {
        for (Part part : parts) {
            Optional<Multipart> inner = part.multipart().value();
            if (inner.isPresent()) {
                inner.get().collect(found);
            } else {
                found.add(part);
            }
        }
    }

    /**
     * The part that a {@code cid:} URI names by its Content-ID, in the order of {@link #leaves()}. Percent escapes of the URI are
     * undone, and letters compare with their case.
     *
     * <p>Source: RFC 2392 2; sip 3.6.
     *
     * @param uri the URI
     * @return the first such part, or empty when there is none or the URI is no {@code cid:}
     */
    public Optional<Part> named(Uri uri) {
        if (!uri.scheme().equals("cid")) {
            return Optional.empty();
        }
        String id = SipUri.unescape(uri.text().substring("cid:".length()));
        for (Part part : leaves()) {
            if (part.contentId().filter(id::equals).isPresent()) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /**
     * What stands before the first boundary; it means nothing.
     *
     * @return a copy of its bytes, without the line end that belongs to the boundary
     */
    public byte[] preamble() {
        return Arrays.copyOfRange(bytes, from, preambleEnd);
    }

    /**
     * What stands behind the line of the last boundary; it means nothing.
     *
     * @return a copy of its bytes
     */
    public byte[] epilogue() {
        return Arrays.copyOfRange(bytes, epilogueFrom, to);
    }

    /**
     * The body as bytes.
     *
     * @return the bytes; for one that was read, the same that it was read from
     */
    public byte[] encode() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Two are equal when type and bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Multipart that
                && type.equals(that.type)
                && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    /** The type, and how much there is. */
    @Override
    public String toString() {
        return type + " (" + parts.size() + " parts, " + (to - from) + " bytes)";
    }

    /**
     * One part of a body: its headers and its bytes.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    public static final class Part {
        private final List<SipHeader> headers;
        private final byte[] bytes;
        private final int from;
        private final int to;
        private final int depth;

        private Part(List<SipHeader> headers, byte[] bytes, int from, int to, int depth) {
            this.headers = List.copyOf(headers);
            this.bytes = bytes;
            this.from = from;
            this.to = to;
            this.depth = depth;
        }

        /**
         * A part with a Content-Type and no other header.
         *
         * @param type what it is
         * @param body its bytes; for parts in a part, {@link Multipart#type()} and {@link Multipart#encode()}
         * @return the part
         */
        public static Part of(ContentType type, byte[] body) {
            SipHeader header = SipHeader.of("Content-Type", type.toString());
            return new Part(List.of(header), body.clone(), 0, body.length, 1);
        }

        /**
         * This part with one more header behind the others.
         *
         * @param name a token, such as {@code Content-ID}
         * @param value its value, without control characters
         * @return the part
         * @throws IllegalArgumentException when name or value break their rule
         */
        public Part withHeader(String name, String value) {
            List<SipHeader> next = new ArrayList<>(headers);
            next.add(SipHeader.of(name, value));
            return new Part(next, bytes, from, to, depth);
        }

        /**
         * All headers in their order.
         *
         * @return the headers
         */
        public List<SipHeader> headers() {
            return headers;
        }

        /**
         * The first header of a name.
         *
         * @param name the name
         * @return the header, or empty when there is none
         */
        public Optional<SipHeader> header(String name) {
            return headers.stream().filter(header -> header.is(name)).findFirst();
        }

        /**
         * What the part is. A part that does not say is {@code text/plain}.
         *
         * @return the type, or why its header names none
         */
        public Decoded<ContentType> contentType() {
            Optional<SipHeader> header = header("Content-Type");
            return header.isEmpty()
                    ? Decoded.ok(TEXT)
                    : ContentType.decode(header.get().value());
        }

        /**
         * The name by which a {@code cid:} URI means this part; with angle brackets or, as the product writes it, without.
         *
         * @return the id without brackets, or empty when the part has none
         */
        public Optional<String> contentId() {
            return header("Content-ID").map(SipHeader::value).map(value -> {
                boolean brackets = value.startsWith("<") && value.endsWith(">");
                return brackets ? value.substring(1, value.length() - 1) : value;
            });
        }

        /**
         * The bytes of the part.
         *
         * @return a copy; empty when there are none
         */
        public byte[] body() {
            return Arrays.copyOfRange(bytes, from, to);
        }

        /**
         * The parts of this part.
         *
         * @return the parts; a refusal when it has none, or stands {@value Multipart#MAX_DEPTH} deep
         */
        public Decoded<Multipart> multipart() {
            Decoded<ContentType> decoded = contentType();
            return decoded instanceof Decoded.Ok<ContentType> type && isMultipart(type.result())
                    ? read(type.result(), bytes, from, to, depth + 1)
                    : Decoded.refused("Content-Type", "the part must be a body of several parts");
        }

        /** The headers, and how many bytes follow them. */
        @Override
        public String toString() {
            return headers + " (" + (to - from) + " bytes)";
        }
    }

    /**
     * Puts a body of several parts together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final ContentType type;
        private final byte[] dashBoundary;
        private final List<Part> parts = new ArrayList<>();
        private byte[] preamble = {};
        private byte[] epilogue = {};

        private Builder(String subtype, String boundary) {
            Objects.requireNonNull(boundary, "boundary");
            boolean legal = !boundary.isEmpty()
                    && boundary.length() <= MAX_BOUNDARY
                    && boundary.charAt(boundary.length() - 1) != ' '
                    && boundary.chars().allMatch(c -> Grammar.isAlphanumeric(c) || " '()+_,-./:=?".indexOf(c) >= 0);
            if (!legal) {
                throw new IllegalArgumentException(
                        "boundary must be 1 to 70 letters, digits, blanks and '()+_,-./:=?, the last no blank, but is \""
                                + Require.clip(boundary) + "\"");
            }
            this.type = new ContentType("multipart", subtype, SipParameters.NONE.with("boundary", boundary));
            this.dashBoundary = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        }

        /**
         * Adds a part behind the others.
         *
         * @param part the part
         * @return this builder
         */
        public Builder part(Part part) {
            parts.add(Objects.requireNonNull(part, "part"));
            return this;
        }

        /**
         * Sets what stands before the first boundary; nothing by default.
         *
         * @param text its bytes
         * @return this builder
         */
        public Builder preamble(byte[] text) {
            preamble = text.clone();
            return this;
        }

        /**
         * Sets what stands behind the last boundary; nothing by default.
         *
         * @param text its bytes
         * @return this builder
         */
        public Builder epilogue(byte[] text) {
            epilogue = text.clone();
            return this;
        }

        /**
         * Makes the body. Its last boundary ends with CR and LF, as the product's does.
         *
         * @return the body
         * @throws IllegalArgumentException when it has no part, a line of a part begins with the boundary, or it would break one of
         *     the limits of {@link Multipart}
         */
        public Multipart build() {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("a body of several parts must have a part");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (preamble.length > 0) {
                mayNotHoldBoundary(preamble, 0, preamble.length, "the preamble");
                out.writeBytes(preamble);
                line(out, "");
            }
            for (Part part : parts) {
                mayNotHoldBoundary(part.bytes, part.from, part.to, "a part");
                out.writeBytes(dashBoundary);
                line(out, "");
                for (SipHeader header : part.headers) {
                    header.writeTo(out);
                    line(out, "");
                }
                line(out, "");
                out.write(part.bytes, part.from, part.to - part.from);
                line(out, "");
            }
            out.writeBytes(dashBoundary);
            line(out, "--");
            out.writeBytes(epilogue);
            byte[] bytes = out.toByteArray();
            try {
                return new Reader(bytes, 0, bytes.length, boundary(type), 1).body(type);
            } catch (SipFormatException e) {
                throw new IllegalArgumentException(e.problem().message(), e);
            }
        }

        private static void line(ByteArrayOutputStream out, String text) {
            out.writeBytes((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Readers that go by the beginning of a line are to find the same parts. */
        private void mayNotHoldBoundary(byte[] in, int from, int to, String what) {
            boolean lineStart = true;
            for (int i = from; i + dashBoundary.length <= to; i++) {
                if (lineStart && Arrays.equals(in, i, i + dashBoundary.length, dashBoundary, 0, dashBoundary.length)) {
                    throw new IllegalArgumentException(what
                            + " must have no line that begins with the boundary, but has one at byte " + (i - from));
                }
                lineStart = in[i] == '\n' || in[i] == '\r';
            }
        }
    }

    /** One pass over a body, forward. */
    static final class Reader {
        private final byte[] in;
        private final int from;
        private final int to;
        private final byte[] dashBoundary;
        private final int depth;
        private final List<Problem> problems = new ArrayList<>();
        /** Of the boundary that was found last: whether it is the last one, and where the line behind it begins. */
        private boolean closing;

        private int behind;
        /** How many bytes were looked at, for tests: bytes that are looked at twice count twice. */
        private long work;

        Reader(byte[] in, int from, int to, String boundary, int depth) {
            this.in = in;
            this.from = from;
            this.to = to;
            this.dashBoundary = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
            this.depth = depth;
        }

        long work() {
            return work;
        }

        Multipart body(ContentType type) {
            if (to - from > SipMessage.MAX_BODY) {
                throw refuse(from + SipMessage.MAX_BODY, "a body must have at most " + SipMessage.MAX_BODY + " bytes");
            }
            int boundary = boundary(from);
            if (boundary < 0) {
                throw refuse(from, "a body of several parts must have a line with its boundary");
            }
            int preambleEnd = Math.max(from, boundary - 2);
            List<Part> parts = new ArrayList<>();
            while (!closing) {
                if (parts.size() == MAX_PARTS) {
                    throw refuse(behind, "a body must have at most " + MAX_PARTS + " parts");
                }
                int start = behind;
                int next = boundary(start);
                int end = next < 0 ? to : Math.max(start, next - 2);
                parts.add(part(start, end));
                if (next < 0) {
                    note(to, "the last part must be followed by the boundary and two hyphens");
                    behind = to;
                    break;
                }
            }
            if (parts.isEmpty()) {
                throw refuse(boundary, "a body of several parts must have a part before its last boundary");
            }
            return new Multipart(type, in, from, preambleEnd, behind, to, parts);
        }

        /** The start of the next line that is a boundary, from the start of a line on; or -1. */
        private int boundary(int start) {
            int line = start;
            while (line < to) {
                int i = line;
                int matched = 0;
                while (matched < dashBoundary.length && i < to && in[i] == dashBoundary[matched]) {
                    i++;
                    matched++;
                }
                if (matched == dashBoundary.length) {
                    boolean hyphens = i + 1 < to && in[i] == '-' && in[i + 1] == '-';
                    i += hyphens ? 2 : 0;
                    while (i < to && Grammar.isSpace((char) in[i])) {
                        i++;
                    }
                    if (i == to || isLineEnd(i, to)) {
                        closing = hyphens;
                        behind = Math.min(to, i + 2);
                        work += behind - start;
                        return line;
                    }
                }
                while (i < to && !isLineEnd(i, to)) {
                    i++;
                }
                line = i + 2;
            }
            work += to - start;
            return -1;
        }

        private boolean isLineEnd(int at, int end) {
            return in[at] == '\r' && at + 1 < end && in[at + 1] == '\n';
        }

        private Part part(int start, int end) {
            List<SipHeader> headers = new ArrayList<>();
            int at = start;
            while (at < end) {
                int lineEnd = headerEnd(at, end);
                if (lineEnd == at) {
                    at += 2;
                    break;
                }
                if (headers.size() == MAX_PART_HEADERS) {
                    throw refuse(at, "a part must have at most " + MAX_PART_HEADERS + " headers");
                }
                SipHeader header = SipHeader.read(in, at, lineEnd);
                if (header.name().isEmpty()) {
                    note(
                            at,
                            "a header of a part must be a token, a colon and a value, but is \""
                                    + Require.clip(header.value()) + "\"");
                }
                headers.add(header);
                at = Math.min(end, lineEnd + 2);
            }
            work += at - start;
            return new Part(headers, in, at, end, depth);
        }

        /** The end of a header with the lines that continue it. */
        private int headerEnd(int start, int end) {
            int at = start;
            while (at < end) {
                if (isLineEnd(at, end)) {
                    boolean continues = at > start && at + 2 < end && Grammar.isSpace((char) in[at + 2]);
                    if (!continues) {
                        return at;
                    }
                    at++;
                } else if (in[at] == '\r' || in[at] == '\n') {
                    throw refuse(at, "only CR and LF together may end a header of a part");
                }
                at++;
            }
            return end;
        }

        private void note(int position, String message) {
            problems.add(new Problem("byte " + (position - from), message));
        }

        private SipFormatException refuse(int position, String message) {
            return DatagramReader.refuse(position - from, message);
        }
    }
}
