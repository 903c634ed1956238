package org.emcc.sip.registration;

import java.util.List;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.Multipart;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.Uri;
import org.jspecify.annotations.Nullable;

/** What a phone asks a registrar by REFER. Source: sip 4.5 and 4.8. */
sealed interface ReferRequest {
    /** It cannot be used. */
    record Unusable(Refusal refusal) implements ReferRequest {}

    /**
     * It may come back to this node.
     *
     * @param device its name, or null when the request does not say
     */
    record Token(@Nullable DeviceName device) implements ReferRequest {}

    /** It tells something. */
    record Alarm(PhoneAlarm alarm) implements ReferRequest {}

    /** Compared without regard to case (sip 4.5). */
    String TOKEN = "urn:X-cisco-remotecc:token-registration";

    /** Reads a request that has passed the registrar's validator. */
    static ReferRequest read(SipRequest request) {
        Decoded<NameAddress> target = request.single("Refer-To", NameAddress::decode);
        if (target instanceof Decoded.Refused<NameAddress> refused) {
            return new Unusable(Refusal.malformed(refused.problems().get(0)));
        }
        Uri uri = target.value().orElseThrow().uri();
        if (uri.text().equalsIgnoreCase(TOKEN)) {
            Optional<DeviceName> device = request.contacts().value().stream()
                    .flatMap(List::stream)
                    .flatMap(contact -> RegisterRequest.named(contact).stream())
                    .findFirst()
                    .flatMap(RegisterRequest::deviceName);
            return new Token(device.orElse(null));
        }
        Optional<byte[]> body = uri.scheme().equals("cid") ? alarm(request, uri) : Optional.empty();
        if (body.isEmpty()) {
            return new Unusable(new Refusal(
                    415,
                    "Unsupported Media Type",
                    "a REFER must ask for a token or carry an alarm",
                    List.of(SipHeader.of("Accept", PhoneAlarm.TYPE.toString()))));
        }
        Decoded<PhoneAlarm> alarm = PhoneAlarm.decode(body.get());
        return alarm instanceof Decoded.Refused<PhoneAlarm> refused
                ? new Unusable(Refusal.malformed(refused.problems().get(0)))
                : new Alarm(alarm.value().orElseThrow());
    }

    /** The body that Refer-To names. Where there is only one, its Content-Id is not compared: phones differ in how they write it. */
    private static Optional<byte[]> alarm(SipRequest request, Uri uri) {
        if (isAlarm(request.contentType())) {
            return Optional.of(request.body());
        }
        return request.multipart()
                .value()
                .flatMap(all -> all.named(uri))
                .filter(part -> isAlarm(part.contentType()))
                .map(Multipart.Part::body);
    }

    private static boolean isAlarm(Decoded<ContentType> type) {
        return type.value()
                .filter(said -> said.is(PhoneAlarm.TYPE.type(), PhoneAlarm.TYPE.subtype()))
                .isPresent();
    }
}
