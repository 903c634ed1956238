package org.emcc.sip.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;

/**
 * Says what a server owes to a message before it looks at what is asked: to go on, an answer, or nothing.
 *
 * <p>A request with more than one fault gets the answer to the first of these: another version (505), headers that every request has
 * (400, see below), an unknown method (501) or one that is not served (405), a CSeq of another method (400), a Request-URI that is none
 * (400) or of another scheme (416), a REGISTER at a server whose {@code Contact: *} stands without {@code Expires: 0} (400),
 * Max-Forwards of 0 at a proxy (483), an extension that is required (420), a body of another type or coding (415), no answer that the
 * sender accepts (406). ACK is never answered, and a broken response is discarded, as is one that is for somebody else.
 *
 * <p>What is no fault here: a missing Max-Forwards, tag or branch (RFC 2543 had none), and a Date or Expires that is none. 482 needs to
 * know the other requests, and 401 the users: see {@link DigestCredentials}.
 *
 * <p>Source: RFC 3261 8.2, 10.3, 16.3 and 18.1.2, RFC 4475; sip 5.1, 5.3 and 5.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SipValidator {
    /** The methods of SIP and its extensions; others are unknown. */
    private static final Set<String> METHODS = Set.of(
            "ACK",
            "BYE",
            "CANCEL",
            "INFO",
            "INVITE",
            "MESSAGE",
            "NOTIFY",
            "OPTIONS",
            "PRACK",
            "PUBLISH",
            "REFER",
            "REGISTER",
            "SUBSCRIBE",
            "UPDATE");

    private static final Verdict GOOD = new Verdict.Good();

    private final boolean proxy;
    private final Set<String> methods;
    private final Set<String> schemes;
    private final Set<String> extensions;
    private final List<ContentType> bodies;
    private final List<ContentType> answers;

    private SipValidator(Builder builder) {
        this.proxy = builder.proxy;
        this.methods = Set.copyOf(builder.methods);
        this.schemes = Set.copyOf(builder.schemes);
        this.extensions = Set.copyOf(builder.extensions);
        this.bodies = List.copyOf(builder.bodies);
        this.answers = List.copyOf(builder.answers);
    }

    /** What a message is owed. */
    public sealed interface Verdict {
        /** Nothing is wrong: go on. */
        record Good() implements Verdict {}

        /**
         * An answer.
         *
         * @param status the status code
         * @param reason the text that RFC 3261 has for it
         * @param why one sentence that names what is wrong, for a Warning header or a log
         * @param headers what the answer has to say beside what all answers say: Unsupported, Accept, Accept-Encoding or Allow
         */
        record Answer(int status, String reason, String why, List<SipHeader> headers) implements Verdict {
            /**
             * Copies the list.
             *
             * @param status the status code
             * @param reason the text that RFC 3261 has for it
             * @param why one sentence that names what is wrong
             * @param headers what the answer has to say beside what all answers say
             */
            public Answer {
                Require.range(status, "status", 400, 699);
                Objects.requireNonNull(reason, "reason");
                Objects.requireNonNull(why, "why");
                headers = List.copyOf(headers);
            }
        }

        /**
         * Nothing: it is as if the message had not come.
         *
         * @param why one sentence that names what is wrong
         */
        record Discard(String why) implements Verdict {
            /**
             * Checks that the sentence is there.
             *
             * @param why one sentence that names what is wrong
             */
            public Discard {
                Objects.requireNonNull(why, "why");
            }
        }
    }

    /**
     * Begins the rules of a server that serves all methods of SIP for {@code sip} and {@code sips}, knows no extension, and takes any
     * body.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Judges what a reader made of a datagram or of a part of a stream.
     *
     * @param decoded what {@link SipMessage#decode(byte[])} or {@link StreamReader.Received} says
     * @return what it is owed
     */
    public Verdict check(Decoded<SipMessage> decoded) {
        return decoded instanceof Decoded.Ok<SipMessage> ok
                ? check(ok.result())
                : new Verdict.Discard(decoded.problems().get(0).toString());
    }

    /**
     * Judges a message.
     *
     * @param message the message
     * @return what it is owed
     */
    public Verdict check(SipMessage message) {
        return message instanceof SipRequest request ? check(request) : check((SipResponse) message);
    }

    private Verdict check(SipResponse response) {
        Decoded<List<Via>> vias = response.vias();
        Optional<String> fault = common(response);
        if (fault.isPresent()) {
            return new Verdict.Discard(fault.get());
        }
        if (!proxy && vias.value().orElseThrow().size() > 1) {
            return new Verdict.Discard("a response to oneself must have one hop in Via");
        }
        return GOOD;
    }

    private Verdict check(SipRequest request) {
        Verdict verdict = verdict(request);
        if (!(verdict instanceof Verdict.Answer answer)) {
            return verdict;
        }
        if (request.method().equals("ACK")) {
            return new Verdict.Discard("an ACK is never answered; " + answer.why());
        }
        return request.header("Via").isEmpty()
                ? new Verdict.Discard("no answer finds its way without Via; " + answer.why())
                : answer;
    }

    private Verdict verdict(SipRequest request) {
        String method = request.method();
        if (!request.version().equalsIgnoreCase("SIP/2.0")) {
            return answer(505, "Version Not Supported", "the version must be SIP/2.0");
        }
        Optional<String> fault = common(request).or(() -> ofRequest(request));
        if (fault.isPresent()) {
            return bad(fault.get());
        }
        if (!proxy && !methods.contains(method)) {
            return METHODS.contains(method)
                    ? answer(405, "Method Not Allowed", "the method is not served here", "Allow", listed(methods))
                    : answer(501, "Not Implemented", "the method is not known here");
        }
        if (!request.cseq().value().orElseThrow().method().equals(method)) {
            return bad("CSeq must have the method of the request");
        }
        Decoded<Uri> uri = request.uri();
        if (uri instanceof Decoded.Refused<Uri> refused) {
            return bad(refused.problems().get(0).toString());
        }
        Uri target = uri.value().orElseThrow();
        if (!schemes.contains(target.scheme())) {
            return answer(416, "Unsupported URI Scheme", "the Request-URI must be of a scheme that is served here");
        }
        if (target instanceof SipUri sip && sip.hasHeaders()) {
            return bad("the Request-URI must have no headers");
        }
        if (method.equals("REGISTER")) {
            Uri registered = request.to().value().orElseThrow().uri();
            if (!schemes.contains(registered.scheme())) {
                return bad("To must be of a scheme that is served here");
            }
            if (!proxy && isStar(request) && !request.expires().equals(Optional.of(Duration.ZERO))) {
                return bad("Contact: * must stand with Expires: 0");
            }
        }
        if (proxy && request.maxForwards().value().filter(hops -> hops == 0).isPresent()) {
            return answer(483, "Too Many Hops", "Max-Forwards is used up");
        }
        return extensions(request, proxy ? "Proxy-Require" : "Require");
    }

    /** How many unknown extensions an answer names: it must not be longer than its request. Our choice. */
    private static final int MOST_FOREIGN = 20;

    private Verdict extensions(SipRequest request, String header) {
        Decoded<List<String>> tags = request.tokens(header);
        if (tags instanceof Decoded.Refused<List<String>> refused) {
            return bad(first(refused));
        }
        Set<String> foreign = new LinkedHashSet<>();
        for (String tag : tags.value().orElseThrow()) {
            if (!extensions.contains(Grammar.lower(tag)) && foreign.size() < MOST_FOREIGN) {
                foreign.add(tag);
            }
        }
        boolean answerable = !request.method().equals("CANCEL");
        if (!foreign.isEmpty() && answerable) {
            return answer(
                    420, "Bad Extension", "an extension is not known here", "Unsupported", String.join(", ", foreign));
        }
        return proxy ? GOOD : bodies(request);
    }

    private Verdict bodies(SipRequest request) {
        Optional<SipHeader> coding = request.header("Content-Encoding");
        if (coding.isPresent() && !coding.get().value().equalsIgnoreCase("identity")) {
            return answer(415, "Unsupported Media Type", "the body must not be coded", "Accept-Encoding", "identity");
        }
        if (!bodies.isEmpty() && Content.of(request).bodyLength() > 0) {
            Optional<ContentType> type = request.contentType().value();
            if (type.isEmpty() || bodies.stream().noneMatch(known -> same(known, type.get()))) {
                return answer(
                        415,
                        "Unsupported Media Type",
                        "the body must be of a type known here",
                        "Accept",
                        listed(bodies));
            }
        }
        Decoded<List<String>> accepted = Content.of(request).list(HeaderNames.of("Accept"), "Accept", Grammar::split);
        if (!answers.isEmpty()
                && accepted.value().isPresent()
                && answers.stream().noneMatch(type -> accepts(accepted.value().get(), type))) {
            return answer(406, "Not Acceptable", "the sender accepts no answer that is made here");
        }
        return GOOD;
    }

    private static boolean same(ContentType one, ContentType other) {
        return one.is(other.type(), other.subtype());
    }

    /** Source: RFC 3261 20.1. */
    private static boolean accepts(List<String> ranges, ContentType type) {
        for (String range : ranges) {
            Optional<ContentType> read = ContentType.decode(range).value();
            if (read.isPresent()
                    && (read.get().type().equals("*") || read.get().type().equalsIgnoreCase(type.type()))
                    && (read.get().subtype().equals("*") || read.get().subtype().equalsIgnoreCase(type.subtype()))) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with the headers that every message has. */
    private static Optional<String> common(SipMessage message) {
        for (SipHeader header : message.headers()) {
            if (header.name().isEmpty()) {
                return Optional.of("a line among the headers is no header");
            }
        }
        List<Decoded<?>> needed =
                List.of(message.vias(), message.from(), message.to(), message.callId(), message.cseq());
        for (Decoded<?> one : needed) {
            if (one instanceof Decoded.Refused<?> refused) {
                return Optional.of(first(refused));
            }
        }
        boolean saysLength = message.header("Content-Length").isPresent();
        if (saysLength && message.contentLength() instanceof Decoded.Refused<Integer> refused) {
            return Optional.of(first(refused));
        }
        if (saysLength
                && message.contentLength().value().orElseThrow()
                        > Content.of(message).bodyLength()) {
            return Optional.of("the body is shorter than Content-Length says");
        }
        return Optional.empty();
    }

    private static Optional<String> ofRequest(SipRequest request) {
        if (!request.isExactly()) {
            return Optional.of("the parts of the start line must be one blank apart");
        }
        if (request.header("Max-Forwards").isPresent()
                && request.maxForwards() instanceof Decoded.Refused<Integer> refused) {
            return Optional.of(first(refused));
        }
        if (!isStar(request)
                && request.header("Contact").isPresent()
                && request.contacts() instanceof Decoded.Refused<List<NameAddress>> refused) {
            return Optional.of(first(refused));
        }
        String branch = request.vias().value().orElseThrow().get(0).branch().orElse("");
        if (branch.equalsIgnoreCase("z9hG4bK")) {
            return Optional.of("the branch of Via must have an id behind z9hG4bK");
        }
        if (request.headers("Content-Type").size() > 1) {
            return Optional.of("Content-Type: the header must occur once");
        }
        return Optional.empty();
    }

    /** Whether all registrations are to be removed. Source: RFC 3261 10.2.2 and 10.3. */
    private static boolean isStar(SipRequest request) {
        List<SipHeader> contacts = request.headers("Contact");
        return request.method().equals("REGISTER")
                && contacts.size() == 1
                && contacts.get(0).value().equals("*");
    }

    private static String first(Decoded.Refused<?> refused) {
        Problem problem = refused.problems().get(0);
        return problem.toString();
    }

    private static Verdict bad(String why) {
        return answer(400, "Bad Request", why);
    }

    private static Verdict answer(int status, String reason, String why) {
        return new Verdict.Answer(status, reason, why, List.of());
    }

    private static Verdict answer(int status, String reason, String why, String header, String value) {
        return new Verdict.Answer(status, reason, why, List.of(SipHeader.of(header, value)));
    }

    private static String listed(Set<String> values) {
        return String.join(", ", values.stream().sorted().toList());
    }

    private static String listed(List<ContentType> values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.toString()));
        return String.join(", ", texts);
    }

    /**
     * Puts the rules of a server together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private boolean proxy;
        private Set<String> methods = METHODS;
        private Set<String> schemes = Set.of("sip", "sips");
        private final Set<String> extensions = new LinkedHashSet<>();
        private final List<ContentType> bodies = new ArrayList<>();
        private final List<ContentType> answers = new ArrayList<>();

        private Builder() {}

        /**
         * The server passes messages on: it serves any method and body, looks at Proxy-Require instead of Require, and counts hops.
         *
         * @return this builder
         */
        public Builder proxy() {
            proxy = true;
            return this;
        }

        /**
         * Sets the methods that are served; all known ones by default.
         *
         * @param served the methods, case-sensitive
         * @return this builder
         */
        public Builder methods(String... served) {
            methods = new LinkedHashSet<>(Arrays.asList(served));
            return this;
        }

        /**
         * Sets the schemes of Request-URIs that are served; {@code sip} and {@code sips} by default.
         *
         * @param served the schemes, in lower case
         * @return this builder
         */
        public Builder schemes(String... served) {
            schemes = new LinkedHashSet<>(Arrays.asList(served));
            return this;
        }

        /**
         * Adds an extension that may be required.
         *
         * @param tag its option tag, in any case
         * @return this builder
         */
        public Builder extension(String tag) {
            extensions.add(Grammar.lower(tag));
            return this;
        }

        /**
         * Adds a type of body that is understood; any is, when none is named.
         *
         * @param type the type; its parameters count for nothing
         * @return this builder
         */
        public Builder body(ContentType type) {
            bodies.add(Objects.requireNonNull(type, "type"));
            return this;
        }

        /**
         * Adds a type of body that answers have; what the sender accepts counts for nothing, when none is named.
         *
         * @param type the type; its parameters count for nothing
         * @return this builder
         */
        public Builder answer(ContentType type) {
            answers.add(Objects.requireNonNull(type, "type"));
            return this;
        }

        /**
         * Makes the rules.
         *
         * @return the validator
         */
        public SipValidator build() {
            return new SipValidator(this);
        }
    }
}
