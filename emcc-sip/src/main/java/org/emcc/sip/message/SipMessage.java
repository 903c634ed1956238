package org.emcc.sip.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.emcc.core.Decoded;

/**
 * A request or a response. It keeps every header in its order and with its text, known or not, and its body as bytes; an unchanged
 * message is written as it was read.
 *
 * <p>The methods that read a header as a type answer a refusal when the header is missing, doubled where only one is allowed, or
 * broken; the message itself is there all the same, so that it can be answered. Source: RFC 3261 7; sip 5.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface SipMessage permits SipRequest, SipResponse {
    /** The most bytes of a datagram. A message which has more goes over a stream, and is read by a {@link StreamReader}. */
    int MAX_BYTES = 65_536;

    /** The most bytes of a start line and all headers with their line ends (sip 5.5). */
    int MAX_HEAD = 65_536;

    /** The most bytes of a body, which only a stream can carry (sip 5.5). */
    int MAX_BODY = 1_048_576;

    /** The most bytes of a start line (sip 5.5). */
    int MAX_START_LINE = 8_192;

    /** The most headers (sip 5.5). */
    int MAX_HEADERS = 200;

    /** Which of the two a message is. */
    enum Kind {
        /** A {@link SipRequest}. */
        REQUEST,
        /** A {@link SipResponse}. */
        RESPONSE
    }

    /**
     * Which of the two this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * All headers in their order.
     *
     * @return the headers
     */
    List<SipHeader> headers();

    /**
     * The body.
     *
     * @return a copy of its bytes; empty when there is none
     */
    byte[] body();

    /**
     * The message as bytes.
     *
     * @return the bytes: for a message that was read, the same that it was read from, without the line ends before it and the
     *     surplus behind it
     */
    byte[] encode();

    /**
     * Reads a message from a datagram. Line ends before the start line are skipped, and what follows the body that Content-Length
     * announces is ignored. A message which can be read but breaks a rule is returned with the problem.
     *
     * <p>Refused is what cannot even be answered: more than {@value #MAX_BYTES} bytes, a start line of more than
     * {@value #MAX_START_LINE} bytes or of another form, more than {@value #MAX_HEADERS} headers, a CR or LF which is no line end,
     * headers without their end. The work is linear in the number of bytes. Source: sip 5.1, 5.5.
     *
     * @param datagram the bytes
     * @return the message, or why there is none
     */
    static Decoded<SipMessage> decode(byte[] datagram) {
        return DatagramReader.decode(Objects.requireNonNull(datagram, "datagram"));
    }

    /**
     * Reads a message from a datagram, as {@link #decode(byte[])} does.
     *
     * @param datagram the bytes
     * @return the message
     * @throws SipFormatException when there is none
     */
    static SipMessage decodeOrThrow(byte[] datagram) {
        Decoded<SipMessage> decoded = decode(datagram);
        return decoded.value()
                .orElseThrow(() -> new SipFormatException(decoded.problems().get(0)));
    }

    /**
     * The headers of a name, long, compact, in any case.
     *
     * @param name the name
     * @return the headers in their order
     */
    default List<SipHeader> headers(String name) {
        return Content.of(this).all(name);
    }

    /**
     * The first header of a name.
     *
     * @param name the name
     * @return the header, or empty when there is none
     */
    default Optional<SipHeader> header(String name) {
        return Content.of(this).first(name);
    }

    /**
     * Reads a header that may occur once only.
     *
     * @param <T> what it is read as
     * @param name the name
     * @param reader reads its value, such as {@code CSeq::decode}
     * @return what the header says, or why it says nothing
     */
    default <T> Decoded<T> single(String name, Function<String, Decoded<T>> reader) {
        return Content.of(this).single(HeaderNames.of(name), name, reader);
    }

    /**
     * All hops, from all Via headers.
     *
     * @return at least one hop, the last sender first
     */
    default Decoded<List<Via>> vias() {
        return Content.of(this).vias();
    }

    /**
     * Who sends.
     *
     * @return the address of From
     */
    default Decoded<NameAddress> from() {
        return Content.of(this).from();
    }

    /**
     * Whom it is meant for.
     *
     * @return the address of To
     */
    default Decoded<NameAddress> to() {
        return Content.of(this).to();
    }

    /**
     * Where the sender is reached, from all Contact headers. {@code Contact: *} is refused, as it names no address.
     *
     * @return at least one address
     */
    default Decoded<List<NameAddress>> contacts() {
        return Content.of(this).contacts();
    }

    /**
     * The id of the call or registration, case-sensitive.
     *
     * @return the id
     */
    default Decoded<String> callId() {
        return Content.of(this).callId();
    }

    /**
     * The sequence number and its method.
     *
     * @return both
     */
    default Decoded<CSeq> cseq() {
        return Content.of(this).cseq();
    }

    /**
     * How often the request may be passed on.
     *
     * @return 0 to 255
     */
    default Decoded<Integer> maxForwards() {
        return single("Max-Forwards", value -> Grammar.decode(value, text -> (int) Grammar.number(text, "hops", 255)));
    }

    /**
     * The addresses of all headers of a name that holds addresses: Route, Record-Route, P-Asserted-Identity, Remote-Party-ID, Refer-To,
     * Call-Info, Geolocation and the like.
     *
     * @param name the name
     * @return at least one address
     */
    default Decoded<List<NameAddress>> addresses(String name) {
        return Content.of(this).list(HeaderNames.of(name), name, NameAddress::list);
    }

    /**
     * The words of all headers of a name that holds words between commas: Supported, Require, Proxy-Require, Unsupported, Allow.
     *
     * @param name the name
     * @return the words in their order; empty when no header has any
     */
    default Decoded<List<String>> tokens(String name) {
        return Content.of(this).tokens(name);
    }

    /**
     * When the message was sent.
     *
     * @return the instant of Date, which has to be GMT
     */
    default Decoded<Instant> date() {
        return single("Date", DatagramReader::date);
    }

    /**
     * Why the request was sent.
     *
     * @return at least one reason
     */
    default Decoded<List<Reason>> reasons() {
        return Content.of(this).list(HeaderNames.of("Reason"), "Reason", Reason::list);
    }

    /**
     * What an answer adds to its status.
     *
     * @return at least one warning
     */
    default Decoded<List<Warning>> warnings() {
        return Content.of(this).list(HeaderNames.of("Warning"), "Warning", Warning::list);
    }

    /**
     * The lifetime in the Expires header. A value that is no number below 2^32 counts as missing (sip 5.2).
     *
     * @return the lifetime in whole seconds, or empty
     */
    default Optional<Duration> expires() {
        return Content.of(this).expires();
    }

    /**
     * The type of the body.
     *
     * @return the type
     */
    default Decoded<ContentType> contentType() {
        return Content.of(this).contentType();
    }

    /**
     * The parts of the body.
     *
     * @return the parts; a refusal when Content-Type names no {@code multipart}, or they cannot be read
     */
    default Decoded<Multipart> multipart() {
        Decoded<ContentType> type = contentType();
        return type instanceof Decoded.Ok<ContentType> ok
                ? Multipart.decode(ok.result(), body())
                : new Decoded.Refused<>(type.problems());
    }

    /**
     * The number of bytes that the body is said to have. Headers that repeat the same number are tolerated (sip 5.5).
     *
     * @return the number
     */
    default Decoded<Integer> contentLength() {
        return Content.of(this).contentLength();
    }
}
