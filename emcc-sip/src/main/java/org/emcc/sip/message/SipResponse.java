package org.emcc.sip.message;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** An answer repeats the way back and more of a request, adds to it, and has the same limits; so there has to be room. Our choice. */
    private static final int MOST_HEAD = MAX_HEAD - 4_096;

    /** The most headers of what is answered. Our choice, for the same reason. */
    private static final int MOST_HEADERS = MAX_HEADERS - 20;

    /**
     * Whether a message can be answered: its Via headers can be read, have no control characters, and have room for two parameters more in
     * the first of them; and an answer that repeats what it
     * must keeps the limits of {@link SipMessage} with room for 4,096 bytes and 20 headers more. What cannot be answered is dropped.
     *
     * @param message the message
     * @return true when {@link #answering} makes an answer that can be built
     */
    public static boolean canAnswer(SipMessage message) {
        Optional<List<Via>> hops = message.vias().value();
        if (hops.isEmpty()
                || hops.get().stream().anyMatch(hop -> hop.toString().chars().anyMatch(Character::isISOControl))) {
            return false;
        }
        // An octet that is no UTF-8 becomes three when it is written again, so that what counts is what would be
        // written.
        long more = 0;
        for (Via hop : hops.get()) {
            more += SipHeader.octets(hop.toString()).length + "Via: \r\n".length();
        }
        for (SipHeader written : message.headers("Via")) {
            more -= written.length();
        }
        if (hops.get().get(0).parameters().names().size() > SipParameters.MAX - 2) {
            return false; // received and rport may have to be added
        }
        int head = Content.of(message).headLength();
        return hops.get().size() + message.headers().size() <= MOST_HEADERS && head + Math.max(0, more) <= MOST_HEAD;
    }

    /**
     * Begins the answer to a request, with all that it repeats: Via with where the request came from, From, To with the tag, Call-ID and
     * CSeq. RFC 3261 8.2.6, 18.2.1.
     *
     * @param request what is answered; {@link #canAnswer} must be true for it, else the answer may be one that cannot be built
     * @param source where it came from
     * @param status 100 to 699
     * @param reason the text behind it, without control characters; it may be empty
     * @param tag what a To without a tag gets; empty for none, as in a 100
     * @return a builder
     * @throws IllegalArgumentException when status, reason or tag break their rule, or a Via has control characters
     */
    public static Builder answering(
            SipRequest request, InetSocketAddress source, int status, String reason, String tag) {
        Builder response = builder(status, reason);
        List<Via> hops = request.vias().value().orElse(List.of());
        for (int i = 0; i < hops.size(); i++) {
            Via hop = i == 0 ? hops.get(0).receivedFrom(source) : hops.get(i);
            response.header("Via", hop.toString());
        }
        request.headers("From").forEach(header -> response.header(header.unfolded()));
        boolean lacksTag = !tag.isEmpty()
                && request.to().value().filter(to -> to.tag().isEmpty()).isPresent();
        for (SipHeader to : request.headers("To")) {
            response.header(lacksTag ? to.withParameter("tag", tag) : to.unfolded());
        }
        request.headers("Call-ID").forEach(header -> response.header(header.unfolded()));
        request.headers("CSeq").forEach(header -> response.header(header.unfolded()));
        return response;
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
