package org.emcc.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;

/**
 * A response. Two are equal when they are written with the same bytes.
 *
 * <p>Source: RFC 3261 7.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SipResponse implements SipMessage {
    private final Content content;
    private final int status;
    private final String reason;

    private SipResponse(Content content, int status, String reason) {
        this.content = content;
        this.status = status;
        this.reason = reason;
    }

    /** The version, three digits, a blank, and any text; the blank is missing in the wild. */
    static SipResponse read(Content content, int position, List<Problem> problems) {
        String line = content.startLine();
        int blank = line.indexOf(' ');
        boolean legal = blank > 0
                && line.length() >= blank + 4
                && Grammar.isDigit(line.charAt(blank + 1))
                && Grammar.isDigit(line.charAt(blank + 2))
                && Grammar.isDigit(line.charAt(blank + 3))
                && (line.length() == blank + 4 || line.charAt(blank + 4) == ' ');
        int status = legal ? Integer.parseInt(line, blank + 1, blank + 4, 10) : 0;
        if (!line.regionMatches(true, 0, "SIP/2.0 ", 0, 8) || status < 100 || status > 699) {
            throw DatagramReader.refuse(
                    position,
                    "a status line must be SIP/2.0, a number from 100 to 699 and a text, but is \"" + Require.clip(line)
                            + "\"");
        }
        if (line.length() == blank + 4) {
            problems.add(new Problem("byte " + position, "the number of a status line must be followed by a blank"));
            return new SipResponse(content, status, "");
        }
        return new SipResponse(content, status, SipHeader.text(line.substring(blank + 5)));
    }

    /**
     * Begins a response.
     *
     * @param status 100 to 699
     * @param reason the text behind it, without control characters; it may be empty
     * @return a builder
     * @throws IllegalArgumentException when one of them breaks its rule
     */
    public static Builder builder(int status, String reason) {
        return new Builder(status, reason);
    }

    @Override
    public Kind kind() {
        return Kind.RESPONSE;
    }

    /**
     * The status code.
     *
     * @return 100 to 699
     */
    public int status() {
        return status;
    }

    /**
     * The text behind the status code.
     *
     * @return the reason phrase; it may be empty
     */
    public String reason() {
        return reason;
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
        return other instanceof SipResponse that && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    /** The status line, and how much follows it. */
    @Override
    public String toString() {
        return content.toString();
    }

    /**
     * A builder that begins with all of this response; what is not changed is written as it was read.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        return new Builder(content);
    }

    /**
     * Puts a response together. Content-Length is written by {@link #build()}.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final Content.Draft draft;

        private Builder(int status, String reason) {
            Require.range(status, "status", 100, 699);
            Grammar.clean(Objects.requireNonNull(reason, "reason"), "reason");
            this.draft = new Content.Draft(SipHeader.octets("SIP/2.0 " + status + " " + reason));
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
         * Makes the response.
         *
         * @return the response
         * @throws IllegalArgumentException when it would break one of the limits of {@link SipMessage}
         */
        public SipResponse build() {
            return read(draft.content(), 0, new ArrayList<>(0));
        }
    }
}
