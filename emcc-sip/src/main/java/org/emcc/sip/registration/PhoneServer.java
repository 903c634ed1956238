package org.emcc.sip.registration;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.transport.Flow;

/**
 * What a phone answers: the service-control NOTIFY of the registrar that it is registered with, known by the Call-ID of the
 * registration. All else is refused. Source: sip 4.7.
 */
final class PhoneServer {
    private final Ids ids;
    private final Supplier<Optional<String>> registration;
    private final Consumer<ServiceControl> obey;

    /**
     * Begins to answer.
     *
     * @param registration the Call-ID of the phone's registration, if there is one
     * @param obey is told what to do after that was answered
     */
    PhoneServer(Ids ids, Supplier<Optional<String>> registration, Consumer<ServiceControl> obey) {
        this.ids = ids;
        this.registration = registration;
        this.obey = obey;
    }

    Endpoint.Answer handle(SipRequest request, Flow flow) {
        if (request.method().equals("ACK")) {
            return new Endpoint.Answer(null, () -> {});
        }
        Optional<Refusal> malformed = Refusal.of(request);
        if (malformed.isPresent()) {
            return refuse(request, flow, malformed.get());
        }
        if (!request.method().equals("NOTIFY")) {
            return refuse(request, flow, new Refusal(405, "Method Not Allowed", "this phone only registers"));
        }
        String event = request.header("Event").map(header -> header.value()).orElse("");
        if (!event.split(";", 2)[0].strip().equalsIgnoreCase("service-control")) {
            return refuse(request, flow, new Refusal(489, "Bad Event", "this phone knows service-control only"));
        }
        Optional<ServiceControl> control = ServiceControl.decode(request.body());
        if (control.isEmpty()) {
            return refuse(request, flow, new Refusal(400, "Bad Request", "no action, or no RegisterCallId"));
        }
        if (!registration.get().equals(Optional.of(control.get().registerCallId()))) {
            return refuse(request, flow, new Refusal(400, "Bad Request", "RegisterCallId is not of this registration"));
        }
        SipResponse response = SipResponse.answering(request, flow.peer(), 200, "OK", ids.tag())
                .build();
        return new Endpoint.Answer(response, () -> obey.accept(control.get()));
    }

    private Endpoint.Answer refuse(SipRequest request, Flow flow, Refusal refusal) {
        SipResponse.Builder response = Answers.refuse(request, flow, refusal, ids.tag());
        if (refusal.status() == 405) {
            response.header("Allow", "NOTIFY");
        }
        if (refusal.status() == 489) {
            response.header("Allow-Events", "service-control");
        }
        return Endpoint.Answer.of(response.build());
    }
}
