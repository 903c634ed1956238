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
import org.emcc.sip.transport.Flow;
import org.jspecify.annotations.Nullable;

/** What a registrar needs of a REGISTER. Source: sip 4.2. */
sealed interface RegisterRequest {
    /** It cannot be used. */
    record Unusable(Refusal refusal) implements RegisterRequest {}

    /**
     * It can.
     *
     * @param named the device that its contact names, or null, as third-party phones name none (sip 4.4)
     * @param line the user of To, the directory number
     * @param contact the URI of its contact
     * @param address the address of that contact
     * @param callId its Call-ID
     * @param cseq its sequence number
     * @param expires the lifetime it asks for
     * @param standby whether the contact says {@code cisco-keep-alive}
     */
    record Usable(
            @Nullable DeviceName named,
            String line,
            SipUri contact,
            InetSocketAddress address,
            String callId,
            long cseq,
            Duration expires,
            boolean standby)
            implements RegisterRequest {
        BindingEvent.Register event(DeviceAdmission.Verdict verdict, Flow flow, boolean allLines) {
            return new BindingEvent.Register(
                    allLines ? "" : line, contact, address, callId, cseq, expires, standby, verdict, flow);
        }
    }

    /** Sip 4.2: the second form is a variant that is seen. */
    List<String> NAMES = List.of("+u.sip!devicename.ccm.cisco.com", "+u.sip!devicename.ccm.features.cisco.com");

    /** RFC 3261 10.3: what counts when a phone names no lifetime. */
    Duration DEFAULT_EXPIRES = Duration.ofHours(1);

    /** What is held of a registration is bounded. Limits of this SDK. */
    int MOST_URI = 512;

    /** The most characters of a Call-ID. A limit of this SDK. */
    int MOST_CALL_ID = 256;

    /** The most characters of a directory number. A limit of this SDK. */
    int MOST_LINE = 128;

    /** What an octet that is no UTF-8 is read as. Written again, it is three octets, and others than came. */
    char NO_UTF_8 = '\uFFFD';

    /** Reads a request that has passed the registrar's validator. */
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
        if (contact.toString().chars().anyMatch(c -> Character.isISOControl(c) || c == NO_UTF_8)) {
            // It is given back in the answer.
            return new Unusable(new Refusal(400, "Bad Request", "a contact must be UTF-8 without control characters"));
        }
        if (!(contact.uri() instanceof SipUri uri)) {
            return new Unusable(new Refusal(400, "Bad Request", "a contact must be a sip URI"));
        }
        String callId = request.callId().value().orElseThrow();
        if (uri.text().length() > MOST_URI || callId.length() > MOST_CALL_ID) {
            return new Unusable(new Refusal(
                    400,
                    "Bad Request",
                    "a contact must have at most " + MOST_URI + " characters, and a Call-ID " + MOST_CALL_ID));
        }
        Optional<String> name = named(contact);
        Optional<DeviceName> device = name.flatMap(RegisterRequest::deviceName);
        if (name.isPresent() && device.isEmpty()) {
            return new Unusable(new Refusal(400, "Bad Request", "the contact's device name is none"));
        }
        String line = user(request.to()).orElse("");
        if (line.length() > MOST_LINE) {
            return new Unusable(new Refusal(
                    400, "Bad Request", "a directory number must have at most " + MOST_LINE + " characters"));
        }
        InetSocketAddress address = address(uri, source);
        if (!isOfOnePhone(address, source)) {
            return new Unusable(new Refusal(400, "Bad Request", "a contact must be the address of one phone"));
        }
        CSeq cseq = request.cseq().value().orElseThrow();
        Duration expires = contact.parameters()
                .value("expires")
                .flatMap(RegisterRequest::seconds)
                .or(request::expires)
                .orElse(DEFAULT_EXPIRES);
        return new Usable(
                device.orElse(null),
                line,
                uri,
                address,
                callId,
                cseq.number(),
                expires,
                contact.parameters().has("cisco-keep-alive"));
    }

    /** What is sent to a contact goes to one phone, and to this machine for phones of its own only. */
    private static boolean isOfOnePhone(InetSocketAddress contact, InetSocketAddress source) {
        InetAddress address = contact.getAddress();
        boolean own = address.isLoopbackAddress() && !source.getAddress().isLoopbackAddress();
        return !own
                && contact.getPort() > 0
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && !address.getHostAddress().equals("255.255.255.255");
    }

    /** Whether To and From have a directory number (sip 4.4). */
    static boolean isNumeric(SipRequest request) {
        return isNumeric(request.to()) && isNumeric(request.from());
    }

    private static boolean isNumeric(Decoded<NameAddress> address) {
        return user(address).filter(user -> user.matches("[0-9]{1,64}")).isPresent();
    }

    private static Optional<String> user(Decoded<NameAddress> address) {
        return address.value()
                .map(NameAddress::uri)
                .flatMap(uri -> uri instanceof SipUri sip ? sip.user() : Optional.empty());
    }

    /** The device that a contact names, in whatever form. */
    static Optional<String> named(NameAddress contact) {
        return NAMES.stream()
                .flatMap(parameter -> contact.parameters().value(parameter).stream())
                .findFirst();
    }

    static Optional<DeviceName> deviceName(String text) {
        try {
            return Optional.of(DeviceName.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
