package org.emcc.sip.registration;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.sip.internal.Addresses;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.Via;
import org.emcc.sip.message.Warning;
import org.emcc.sip.transport.Flow;

/** What the answers of a registrar and of a phone have in common. */
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

    /** Where an answer over UDP goes: to the sender's address, and to the port it names, unless it asked for its own. RFC 3581 4. */
    static InetSocketAddress target(Via via, InetSocketAddress source) {
        return via.parameters().has("rport")
                ? source
                : new InetSocketAddress(source.getAddress(), via.port().orElse(5060));
    }

    static SipResponse.Builder refuse(SipRequest request, Flow flow, Refusal refusal, String tag) {
        SipResponse.Builder response = SipResponse.answering(
                        request, flow.peer(), refusal.status(), refusal.reason(), tag)
                .header(
                        "Warning",
                        new Warning(399, Addresses.bracketed(flow.local().getAddress()), refusal.warning()).toString());
        refusal.headers().forEach(response::header);
        return response;
    }

    /** Says that the request came; without a tag (RFC 3261 8.2.6.1). Sip 4.3 has it for REGISTER too. */
    static SipResponse trying(SipRequest request, InetSocketAddress source) {
        return SipResponse.answering(request, source, 100, "Trying", "").build();
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
