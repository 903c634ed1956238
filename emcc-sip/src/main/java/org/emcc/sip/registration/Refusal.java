package org.emcc.sip.registration;

import java.util.List;
import java.util.Optional;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipValidator;

/**
 * A final answer that says no: its status, its reason phrase, a sentence for whoever looks into it, and what it has to say besides.
 */
record Refusal(int status, String reason, String warning, List<SipHeader> headers) {
    private static final SipValidator ANY = SipValidator.builder().build();

    Refusal {
        warning = Require.clip(warning, 200);
        headers = List.copyOf(headers);
    }

    Refusal(int status, String reason, String warning) {
        this(status, reason, warning, List.of());
    }

    static Refusal malformed(Problem problem) {
        return new Refusal(400, "Bad Request", problem.toString());
    }

    /** What every request must have, whatever it is; empty also for one that is not to be answered at all. */
    static Optional<Refusal> of(SipRequest request) {
        return ANY.check(request) instanceof SipValidator.Verdict.Answer answer
                ? Optional.of(of(answer))
                : Optional.empty();
    }

    static Refusal of(SipValidator.Verdict.Answer answer) {
        return new Refusal(answer.status(), answer.reason(), answer.why(), answer.headers());
    }
}
