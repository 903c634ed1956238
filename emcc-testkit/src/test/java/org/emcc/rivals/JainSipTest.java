package org.emcc.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.emcc.rivals.Telling.Field;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.OpaqueUri;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipParameters;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.message.Uri;
import org.emcc.sip.message.Via;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/** What JAIN-SIP takes for well-formed, and ours too, must say the same, but for the differences that are listed here. */
class JainSipTest {
    private static final int CASES = 100_000;
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x20]");
    private static final Pattern ODD = Pattern.compile("=(?!\")[^;]*[^A-Za-z0-9.!%*_+`'~:\\[\\];-]");
    private static final StringMsgParser JAIN = new StringMsgParser();

    /** A field that both have read, each in its way. */
    private record Differing(SipMessage message, Field field, String ours, String theirs) {}

    /** Where they differ, and what decides. */
    private enum Known {
        /** RFC 3261 20: a comma ends a contact that has no brackets. JAIN-SIP takes what follows, up to the next '@', for a user. */
        BARE_CONTACTS(it -> it.field() == Field.CONTACT
                && it.theirs().contains(",")
                && it.theirs().split(", ").length < it.ours().split(", ").length),

        /**
         * RFC 3261 7.3.1: "any given parameter-name MUST NOT appear more than once". Of one that does, ours takes the first and JAIN-SIP the last; a
         * sender in between that only reads the first is not to be deceived.
         */
        DOUBLED_PARAMETER(it -> parameters(it.message()).anyMatch(JainSipTest::hasDoubled)),

        /** RFC 3261 25.1, generic-param: {@code tag} is a flag, {@code tag=""} an empty value. JAIN-SIP tells them the other way round. */
        FLAG_OR_EMPTY(it -> bare(it.ours()).equals(bare(it.theirs()))),

        /** RFC 3261 25.1, gen-value: a token, a host or in quotes. Of anything else ours has all and JAIN-SIP the beginning, and perhaps no more contacts. */
        VALUE_OF_OTHER_CHARACTERS(it -> it.theirs().length() < it.ours().length()
                && parameters(it.message())
                        .anyMatch(all -> ODD.matcher(all.toString()).find())),

        /** RFC 3261 25.1: white space is SP and HTAB, and what ends a Reason-Phrase with a blank has it. JAIN-SIP trims every control character. */
        CONTROL_CHARACTERS(it -> bare(CONTROL.matcher(it.ours()).replaceAll(""))
                .equals(bare(CONTROL.matcher(it.theirs()).replaceAll("")))),

        /** RFC 3261 25.1, quoted-pair: the backslash is no part of what it escapes. JAIN-SIP keeps it. */
        QUOTED_PAIR(it -> it.ours().equals(it.theirs().replaceAll("\\\\(.)", "$1"))),

        /** RFC 3261 18.3: without Content-Length the body goes to the end of the datagram. JAIN-SIP leaves it away, and makes up a length. */
        NO_CONTENT_LENGTH(it -> it.field() == Field.BODY
                && it.message().header("Content-Length").isEmpty()),

        /** RFC 3261 25.1, absoluteURI: what is not understood is kept. JAIN-SIP loses digits of escapes, and without brackets takes parameters for it. */
        UNKNOWN_SCHEME(it -> hasOpaque(it.message())
                && it.ours().replaceAll("[0-9;=|].*", "").equals(it.theirs().replaceAll("[0-9;=|].*", ""))),

        /** RFC 3261 25.1, user: ASCII, and '?' may stand in it. Where there are other octets too, JAIN-SIP takes what is before the '?' for the host. */
        USER_OF_OTHER_OCTETS(it -> it.ours().chars().anyMatch(c -> c > 126));

        @SuppressWarnings("ImmutableEnumChecker") // it captures nothing
        private final Predicate<Differing> explains;

        Known(Predicate<Differing> explains) {
            this.explains = explains;
        }

        private static String bare(String told) {
            return told.replace("null", "");
        }
    }

    private static Stream<NameAddress> addresses(SipMessage message) {
        return Stream.concat(
                Stream.of(message.from(), message.to()).flatMap(read -> read.value().stream()),
                message.contacts().value().stream().flatMap(List::stream));
    }

    private static boolean hasOpaque(SipMessage message) {
        return uris(message).anyMatch(OpaqueUri.class::isInstance);
    }

    private static Stream<Uri> uris(SipMessage message) {
        Stream<Uri> target = message instanceof SipRequest request ? request.uri().value().stream() : Stream.empty();
        return Stream.concat(target, addresses(message).map(NameAddress::uri));
    }

    private static Stream<SipParameters> parameters(SipMessage message) {
        return Stream.of(
                        addresses(message).map(NameAddress::parameters),
                        uris(message).filter(SipUri.class::isInstance).map(uri -> ((SipUri) uri).parameters()),
                        message.vias().value().stream().flatMap(List::stream).map(Via::parameters))
                .flatMap(all -> all);
    }

    private static boolean hasDoubled(SipParameters parameters) {
        Set<String> seen = new HashSet<>();
        return !parameters.names().stream().allMatch(name -> seen.add(name.toLowerCase(Locale.ROOT)));
    }

    /** The message, or nothing when JAIN-SIP minds anything about it. */
    private static Optional<SIPMessage> jain(byte[] message) {
        try {
            return Optional.ofNullable(JAIN.parseSIPMessage(message, true, false, (e, its, type, header, text) -> {
                throw e;
            }));
        } catch (ParseException | RuntimeException | NoClassDefFoundError e) { // the last when it would log by log4j
            return Optional.empty();
        }
    }

    /** Its headers on one line each, as RFC 3261 7.3.1 makes equal; JAIN-SIP takes a fold for nothing, and a value that begins on the second line for none. */
    private static byte[] unfolded(SipMessage message, byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n");
        out.write(bytes, 0, end);
        message.headers().forEach(header -> out.writeBytes(text("\r\n" + header.unfolded())));
        out.writeBytes(text("\r\n\r\n"));
        out.writeBytes(message.body());
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What the run has seen. */
    private static final class Tally {
        private final Map<Field, Integer> compared = new EnumMap<>(Field.class);
        private final Set<Known> known = EnumSet.noneOf(Known.class);
        private final List<String> unexplained = new ArrayList<>();
        private int jainAccepts = 0;

        void compare(SipMessage ours, SIPMessage theirs, byte[] bytes, int number) {
            jainAccepts++;
            Map<Field, String> mine = Telling.ours(ours);
            Map<Field, String> other = Telling.jain(theirs);
            for (Field field : Field.values()) {
                String one = mine.get(field);
                String two = other.get(field);
                if (one == null || two == null) {
                    continue;
                }
                compared.merge(field, 1, Integer::sum);
                if (!one.equals(two)) {
                    explain(new Differing(ours, field, one, two), bytes, number);
                }
            }
        }

        private void explain(Differing it, byte[] bytes, int number) {
            Optional<Known> first = Arrays.stream(Known.values())
                    .filter(one -> one.explains.test(it))
                    .findFirst();
            first.ifPresent(known::add);
            if (first.isEmpty() && unexplained.size() < 10) {
                unexplained.add(
                        "seed " + Seeds.seed() + ", case " + number + ", " + it.field() + ": ours tells " + it.ours()
                                + ", JAIN-SIP " + it.theirs() + " of\n" + new String(bytes, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void wellFormedMessagesSayTheSame() {
        Tally tally = new Tally();
        int cases = Seeds.cases(CASES);
        for (int i = 0; i < cases; i++) {
            byte[] bytes = new RandomMessages(Seeds.random(Seeds.seed(), i)).next();
            SipMessage ours = SipMessage.decodeOrThrow(bytes);
            Optional<SIPMessage> theirs = jain(unfolded(ours, bytes));
            if (theirs.isPresent()) {
                tally.compare(ours, theirs.get(), bytes, i);
            }
        }
        assertThat(tally.unexplained).isEmpty();
        assertThat(tally.jainAccepts).as("of " + cases + " JAIN-SIP accepts").isGreaterThan(cases * 9 / 10);
        assertThat(tally.compared.keySet()).containsExactlyInAnyOrder(Field.values());
        assertThat(tally.known).isSubsetOf(Known.BARE_CONTACTS);
    }

    @Test
    void brokenMessagesSayTheSameWhereBothTakeThem() {
        Tally tally = new Tally();
        int cases = Seeds.cases(CASES);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] bytes = broken(new RandomMessages(random).next(), random);
            Optional<SipMessage> ours = SipMessage.decode(bytes).value();
            Optional<SIPMessage> theirs = ours.flatMap(message -> jain(unfolded(message, bytes)));
            if (ours.isPresent() && theirs.isPresent()) {
                tally.compare(ours.get(), theirs.get(), bytes, i);
            }
        }
        assertThat(tally.unexplained).isEmpty();
        assertThat(tally.jainAccepts).as("of " + cases + " both accept").isGreaterThan(cases / 8);
        if (cases == CASES) {
            assertThat(tally.known).as("no difference is listed in vain").containsExactlyInAnyOrder(Known.values());
        }
    }

    /** The head of the message with wounds. */
    private static byte[] broken(byte[] message, RandomGenerator random) {
        int end = new String(message, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Mutator.mutate(Arrays.copyOf(message, end), random));
        out.write(message, end, message.length - end);
        return out.toByteArray();
    }
}
