package org.emcc.sip.registration;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.core.Decoded;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.CSeq;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipUri;

/** What a registrar needs of a REGISTER. Source: sip 4.2. */
sealed interface RegisterRequest {
    /** It cannot be used. */
    record Unusable(Refusal refusal) implements RegisterRequest {}

    /** It can. */
    record Usable(
            DeviceName device,
            SipUri contact,
            InetSocketAddress address,
            String callId,
            long cseq,
            Duration expires,
            boolean standby)
            implements RegisterRequest {
        BindingEvent.Register event(DeviceAdmission.Verdict verdict) {
            return new BindingEvent.Register(contact, address, callId, cseq, expires, standby, verdict);
        }
    }

    /** Sip 4.2: the second form is a variant that is seen. */
    List<String> NAMES = List.of("+u.sip!devicename.ccm.cisco.com", "+u.sip!devicename.ccm.features.cisco.com");

    /** RFC 3261 10.3: what counts when a phone names no lifetime. */
    Duration DEFAULT_EXPIRES = Duration.ofHours(1);

    /** Reads a request that has passed {@link Refusal#of}. */
    static RegisterRequest read(SipRequest request, InetSocketAddress source) {
        Decoded<List<NameAddress>> contacts = request.contacts();
        if (contacts instanceof Decoded.Refused<List<NameAddress>> refused) {
            return new Unusable(Refusal.malformed(refused.problems().get(0)));
        }
        List<NameAddress> all = contacts.value().orElseThrow();
        if (all.size() != 1) {
            return new Unusable(new Refusal(400, "Bad Request", "a phone must register one contact at a time"));
        }
        NameAddress contact = all.get(0);
        if (!(contact.uri() instanceof SipUri uri)) {
            return new Unusable(new Refusal(400, "Bad Request", "a contact must be a sip URI"));
        }
        Optional<String> name = NAMES.stream()
                .flatMap(parameter -> contact.parameters().value(parameter).stream())
                .findFirst();
        if (name.isEmpty()) {
            return new Unusable(new Refusal(404, "Not Found", "the contact does not name its device"));
        }
        DeviceName device;
        try {
            device = DeviceName.of(name.get());
        } catch (IllegalArgumentException e) {
            return new Unusable(new Refusal(400, "Bad Request", "the contact's device name is none"));
        }
        CSeq cseq = request.cseq().value().orElseThrow();
        Duration expires = contact.parameters()
                .value("expires")
                .flatMap(RegisterRequest::seconds)
                .or(request::expires)
                .orElse(DEFAULT_EXPIRES);
        return new Usable(
                device,
                uri,
                address(uri, source),
                request.callId().value().orElseThrow(),
                cseq.number(),
                expires,
                contact.parameters().has("cisco-keep-alive"));
    }

    /** Sip 5.2: at most 2^32-1, and anything else counts as not given. */
    static Optional<Duration> seconds(String digits) {
        if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > 0xFFFF_FFFFL) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(digits)));
    }

    /** With octets of at most 255: the JDK takes anything above for a name, and looks it up. */
    static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");

    /** The address in a contact; where it has a host name instead, the one it came from. Names are never looked up here. */
    private static InetSocketAddress address(SipUri uri, InetSocketAddress source) {
        int port = uri.port().orElse(5060);
        String host = uri.host();
        if (host.indexOf(':') >= 0 || IPV4.matcher(host).matches()) {
            try {
                return new InetSocketAddress(InetAddress.getByName(host), port);
            } catch (UnknownHostException e) {
                return new InetSocketAddress(source.getAddress(), port);
            }
        }
        return new InetSocketAddress(source.getAddress(), port);
    }
}
