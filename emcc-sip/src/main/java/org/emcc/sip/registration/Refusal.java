package org.emcc.sip.registration;

import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.SipRequest;

/** A final answer that says no: its status, its reason phrase, and a sentence for whoever looks into it. */
record Refusal(int status, String reason, String warning) {
    static Refusal malformed(Problem problem) {
        return new Refusal(400, "Bad Request", Require.clip(problem.toString()));
    }

    /** What every request must have, whatever it is. Source: RFC 3261 8.1.1 and 8.2; sip 5.1, 5.5. */
    static Optional<Refusal> of(SipRequest request) {
        if (!request.version().equalsIgnoreCase("SIP/2.0")) {
            return Optional.of(new Refusal(505, "Version Not Supported", "only SIP/2.0 is spoken here"));
        }
        if (request.headers().stream().anyMatch(header -> header.name().isEmpty())) {
            return Optional.of(new Refusal(400, "Bad Request", "a line is no header"));
        }
        for (Decoded<?> part :
                java.util.List.of(request.uri(), request.from(), request.to(), request.callId(), request.cseq())) {
            if (part instanceof Decoded.Refused<?> refused) {
                return Optional.of(malformed(refused.problems().get(0)));
            }
        }
        if (request.cseq().value().stream().noneMatch(cseq -> cseq.method().equals(request.method()))) {
            return Optional.of(new Refusal(400, "Bad Request", "CSeq names another method"));
        }
        if (request.header("Content-Length").isPresent()
                && request.contentLength().value().stream().noneMatch(length -> length == request.body().length)) {
            return Optional.of(new Refusal(400, "Bad Request", "Content-Length does not fit the body"));
        }
        return Optional.empty();
    }
}
