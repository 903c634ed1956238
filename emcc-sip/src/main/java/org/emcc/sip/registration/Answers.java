package org.emcc.sip.registration;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.Via;

/** What every response copies from its request. Source: RFC 3261 8.2.6. */
final class Answers {
    /** RFC 1123 with two digits for the day, GMT only (sip 5.2). */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

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
            boolean lacksTag = request.to().value().flatMap(NameAddress::tag).isEmpty()
                    && request.to().value().isPresent();
            response.header(lacksTag ? to.withParameter("tag", tag) : to.unfolded());
        }
        request.headers("Call-ID").forEach(header -> response.header(header.unfolded()));
        request.headers("CSeq").forEach(header -> response.header(header.unfolded()));
        return response;
    }

    static SipResponse.Builder refuse(
            SipRequest request, InetSocketAddress source, Refusal refusal, String agent, String tag) {
        String text = refusal.warning().replace("\\", "\\\\").replace("\"", "\\\"");
        return begin(request, source, refusal.status(), refusal.reason(), tag)
                .header("Warning", "399 " + agent + " \"" + text + "\"");
    }
}
