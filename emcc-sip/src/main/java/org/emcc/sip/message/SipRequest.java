package org.emcc.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;

/**
 * A request, such as REGISTER or NOTIFY. Two are equal when they are written with the same bytes.
 *
 * <p>Source: RFC 3261 7.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SipRequest implements SipMessage {
    private final Content content;
    private final int methodEnd;
    private final int uriAt;
    private final int uriEnd;
    private final int versionAt;
    private final int versionEnd;

    private SipRequest(Content content, int methodEnd, int uriAt, int uriEnd, int versionAt, int versionEnd) {
        this.content = content;
        this.methodEnd = methodEnd;
        this.uriAt = uriAt;
        this.uriEnd = uriEnd;
        this.versionAt = versionAt;
        this.versionEnd = versionEnd;
    }

    /** The method ends at the first blank, the version begins behind the last; what is between is the URI, good or not. */
    static SipRequest read(Content content, int position, List<Problem> problems) {
        byte[] in = content.bytes();
        int end = trimmed(in, 0, content.startEnd());
        int first = Octets.find(in, 0, end, ' ');
        int last = end - 1;
        while (last > first && in[last] != ' ') {
            last--;
        }
        if (last <= first || !Octets.isToken(in, 0, first) || !DatagramReader.isSip(in, last + 1, end)) {
            throw DatagramReader.refuse(
                    position,
                    "a start line must be a method, a URI and a version, but is \"" + Require.clip(content.startLine())
                            + "\"");
        }
        int uriAt = first + 1;
        while (uriAt < last && isBlank(in[uriAt])) {
            uriAt++;
        }
        SipRequest request = new SipRequest(content, first, uriAt, trimmed(in, uriAt, last), last + 1, end);
        if (!request.isExactly()) {
            problems.add(new Problem("byte " + position, "the parts of a start line must be one blank apart"));
        }
        return request;
    }

    private static int trimmed(byte[] in, int from, int to) {
        int end = to;
        while (end > from && isBlank(in[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(byte octet) {
        return octet >= 0 && octet <= ' ' && Character.isWhitespace(octet);
    }

    /**
     * Begins a request.
     *
     * @param method a token, such as {@code REGISTER}
     * @param uri whom it goes to
     * @return a builder
     * @throws IllegalArgumentException when the method is no token
     */
    public static Builder builder(String method, Uri uri) {
        return new Builder(method, uri);
    }

    @Override
    public Kind kind() {
        return Kind.REQUEST;
    }

    /**
     * The method, case-sensitive.
     *
     * @return a token
     */
    public String method() {
        return content.startLine(0, methodEnd);
    }

    /** The Request-URI as it is written, good or not. */
    String uriText() {
        return new String(content.bytes(), uriAt, uriEnd - uriAt, StandardCharsets.UTF_8);
    }

    /** Whether the three parts of the start line are one blank apart, and nothing is around them. */
    boolean isExactly() {
        return uriAt == methodEnd + 1 && versionAt == uriEnd + 1 && versionEnd == content.startEnd();
    }

    /**
     * Whom the request goes to.
     *
     * @return the Request-URI, or why it is none
     */
    public Decoded<Uri> uri() {
        Decoded<Uri> decoded = Uri.decode(uriText());
        return decoded instanceof Decoded.Refused<Uri> refused
                ? DatagramReader.within("Request-URI", refused)
                : decoded;
    }

    /**
     * The version as it is written.
     *
     * @return {@code SIP/2.0}, or what the sender thinks it is
     */
    public String version() {
        return content.startLine(versionAt, versionEnd);
    }

    Content content() {
        return content;
    }

    @Override
    public List<SipHeader> headers() {
        return content.headers();
    }

    @Override
    public byte[] body() {
        return content.body();
    }

    @Override
    public byte[] encode() {
        return content.encode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipRequest that && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    /** The start line, and how much follows it. */
    @Override
    public String toString() {
        return content.toString();
    }

    /**
     * A builder that begins with all of this request; what is not changed is written as it was read.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        return new Builder(content);
    }

    /**
     * Puts a request together. Content-Length is written by {@link #build()}.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final Content.Draft draft;

        private Builder(String method, Uri uri) {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(uri, "uri");
            if (!Grammar.isToken(method)) {
                throw new IllegalArgumentException("method must be a token, but is \"" + Require.clip(method) + "\"");
            }
            this.draft = new Content.Draft(SipHeader.octets(method + " " + uri.text() + " SIP/2.0"));
        }

        private Builder(Content content) {
            this.draft = new Content.Draft(content);
        }

        /**
         * Adds a header behind the others.
         *
         * @param name a token
         * @param value its value, without control characters
         * @return this builder
         * @throws IllegalArgumentException when name or value break their rule
         */
        public Builder header(String name, String value) {
            draft.add(name, value);
            return this;
        }

        /**
         * Adds a header behind the others.
         *
         * @param header the header
         * @return this builder
         */
        public Builder header(SipHeader header) {
            draft.add(header);
            return this;
        }

        /**
         * Puts a header in the place of all of its name, or behind the others when there is none.
         *
         * @param name a token
         * @param value its value, without control characters
         * @return this builder
         * @throws IllegalArgumentException when name or value break their rule
         */
        public Builder replace(String name, String value) {
            draft.replace(name, value);
            return this;
        }

        /**
         * Takes all headers of a name away.
         *
         * @param name the name
         * @return this builder
         */
        public Builder remove(String name) {
            draft.remove(name);
            return this;
        }

        /**
         * Sets the body and its Content-Type.
         *
         * @param type what it is
         * @param body its bytes
         * @return this builder
         */
        public Builder body(ContentType type, byte[] body) {
            draft.body(type, body);
            return this;
        }

        /**
         * Makes the request.
         *
         * @return the request
         * @throws IllegalArgumentException when it would break one of the limits of {@link SipMessage}
         */
        public SipRequest build() {
            return read(draft.content(), 0, new ArrayList<>(0));
        }
    }
}
