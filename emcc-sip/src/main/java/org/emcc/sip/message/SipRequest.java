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
    private final String method;
    private final String uri;
    private final String version;
    private final boolean exact;

    private SipRequest(Content content, String method, String uri, String version, boolean exact) {
        this.content = content;
        this.method = method;
        this.uri = uri;
        this.version = version;
        this.exact = exact;
    }

    /** The method ends at the first blank, the version begins behind the last; what is between is the URI, good or not. */
    static SipRequest read(Content content, int position, List<Problem> problems) {
        String line = content.startLine();
        String trimmed = line.stripTrailing();
        int first = trimmed.indexOf(' ');
        int last = trimmed.lastIndexOf(' ');
        String method = first < 0 ? "" : trimmed.substring(0, first);
        String version = trimmed.substring(last + 1);
        if (first == last || !Grammar.isToken(method) || !version.regionMatches(true, 0, "SIP/", 0, 4)) {
            throw DatagramReader.refuse(
                    position,
                    "a start line must be a method, a URI and a version, but is \"" + Require.clip(line) + "\"");
        }
        String uri = trimmed.substring(first + 1, last);
        String stripped = uri.strip();
        boolean exact = trimmed.length() == line.length() && stripped.length() == uri.length();
        if (!exact) {
            problems.add(new Problem("byte " + position, "the parts of a start line must be one blank apart"));
        }
        return new SipRequest(content, method, SipHeader.text(stripped), version, exact);
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
        return method;
    }

    /** The Request-URI as it is written, good or not. */
    String uriText() {
        return uri;
    }

    /** Whether the three parts of the start line are one blank apart, and nothing is around them. */
    boolean isExactly() {
        return exact;
    }

    /**
     * Whom the request goes to.
     *
     * @return the Request-URI, or why it is none
     */
    public Decoded<Uri> uri() {
        Decoded<Uri> decoded = Uri.decode(uri);
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
        return version;
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
        private final byte[] startLine;
        private final Content.Draft draft;

        private Builder(String method, Uri uri) {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(uri, "uri");
            if (!Grammar.isToken(method)) {
                throw new IllegalArgumentException("method must be a token, but is \"" + Require.clip(method) + "\"");
            }
            this.startLine = SipHeader.octets(method + " " + uri.text() + " SIP/2.0");
            this.draft = new Content.Draft();
        }

        private Builder(Content content) {
            this.startLine = content.startLine().getBytes(StandardCharsets.ISO_8859_1);
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
            draft.add(SipHeader.of(name, value));
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
            return read(draft.content(startLine), 0, new ArrayList<>(0));
        }
    }
}
