package org.emcc.sip.registration;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.Via;
import org.emcc.sip.message.Warning;

/** What every response copies from its request. Source: RFC 3261 8.2.6. */
final class Answers {
    /** RFC 1123 with two digits for the day, GMT only (sip 5.2). */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final Pattern EXPIRES =
            Pattern.compile("expires *= *(\"[^\"\\\\]*\"|[^\"; ]*)(?=[; ]|$)", Pattern.CASE_INSENSITIVE);

    private Answers() {}

    static String date(Instant now) {
        return DATE.format(now.atOffset(ZoneOffset.UTC));
    }

    /** Who says something, as Warning names him. */
    static String agent(InetSocketAddress here) {
        String host = host(here);
        return here.getAddress() instanceof Inet6Address ? "[" + host + "]" : host;
    }

    /** The text of an address, without the zone that means something on its own machine only. */
    static String host(InetSocketAddress here) {
        String text = here.getAddress().getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** Where an answer over UDP goes: to the sender's address, and to the port it names, unless it asked for its own. RFC 3581 4. */
    static InetSocketAddress target(Via via, InetSocketAddress source) {
        return via.parameters().has("rport")
                ? source
                : new InetSocketAddress(source.getAddress(), via.port().orElse(5060));
    }

    /** An answer repeats the way back and more of a request, adds to it, and has the same limits; so there has to be room. Our choice. */
    static final int MOST_HEAD = SipMessage.MAX_HEAD - 4_096;

    /** The most headers of what is answered. Our choice, for the same reason. */
    static final int MOST_HEADERS = SipMessage.MAX_HEADERS - 20;

    /** Whether the way back of a request can be read and written, and an answer has room for all that it repeats. */
    static boolean canBeAnswered(SipMessage message) {
        Optional<List<Via>> hops = message.vias().value();
        return hops.isPresent()
                && hops.get().stream().allMatch(hop -> hop.toString().chars().noneMatch(Character::isISOControl))
                && hops.get().size() + message.headers().size() <= MOST_HEADERS
                && message.encode().length - message.body().length <= MOST_HEAD;
    }

    static SipResponse.Builder begin(
            SipRequest request, InetSocketAddress source, int status, String reason, String tag) {
        SipResponse.Builder response = SipResponse.builder(status, reason);
        List<Via> hops = request.vias().value().orElse(List.of());
        for (int i = 0; i < hops.size(); i++) {
            Via hop = i == 0 ? hops.get(0).receivedFrom(source) : hops.get(i);
            response.header("Via", hop.toString());
        }
        request.headers("From").forEach(header -> response.header(header.unfolded()));
        for (SipHeader to : request.headers("To")) {
            boolean lacksTag = !tag.isEmpty()
                    && request.to().value().flatMap(NameAddress::tag).isEmpty()
                    && request.to().value().isPresent();
            response.header(lacksTag ? to.withParameter("tag", tag) : to.unfolded());
        }
        request.headers("Call-ID").forEach(header -> response.header(header.unfolded()));
        request.headers("CSeq").forEach(header -> response.header(header.unfolded()));
        return response;
    }

    static SipResponse.Builder refuse(
            SipRequest request, InetSocketAddress source, Refusal refusal, String agent, String tag) {
        SipResponse.Builder response = begin(request, source, refusal.status(), refusal.reason(), tag)
                .header("Warning", new Warning(399, agent, refusal.warning()).toString());
        refusal.headers().forEach(response::header);
        return response;
    }

    /** Says that the request came; without a tag (RFC 3261 8.2.6.1). Sip 4.3 has it for REGISTER too. */
    static SipResponse trying(SipRequest request, InetSocketAddress source) {
        return begin(request, source, 100, "Trying", "").build();
    }

    /** A contact that says how long it is registered, where it says how long it wanted to be. */
    static SipHeader granted(SipHeader contact, Duration expires) {
        String value = contact.value();
        Matcher wanted = EXPIRES.matcher(value);
        if (!find(wanted, value) || value.chars().anyMatch(Character::isISOControl)) {
            return contact.unfolded();
        }
        return SipHeader.of(
                contact.name(),
                value.substring(0, wanted.start()) + "expires=" + expires.toSeconds() + value.substring(wanted.end()));
    }

    /** Finds the parameter {@code expires} of a header outside of its URI and its quoted texts. */
    private static boolean find(Matcher wanted, String value) {
        boolean quoted = false;
        boolean bracketed = false;
        boolean behind = false; // the URI, where a bracket means nothing
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                quoted = c != '"';
                i += c == '\\' ? 1 : 0;
            } else if (c == '"' && !bracketed) {
                quoted = true;
            } else if ((c == '<' && !behind) || (c == '>' && bracketed)) {
                bracketed = c == '<';
                behind = !bracketed;
            } else if (c == ';' && !bracketed) {
                behind = true;
                int from = i + 1;
                while (from < value.length() && value.charAt(from) == ' ') {
                    from++;
                }
                if (wanted.region(from, value.length()).lookingAt()) {
                    return true;
                }
            }
        }
        return false;
    }
}
