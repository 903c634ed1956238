package org.emcc.sip.registration;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a phone. */
sealed interface PhoneEvent {
    /**
     * It is ordered to register, and forgets what was before.
     *
     * @param order with which nodes
     * @param alarm why it unregistered last, or null for what it knows itself
     */
    record Start(PhoneState.Order order, @Nullable CiscoAlarm alarm) implements PhoneEvent {}

    /** It is ordered to leave. */
    record Leave(CiscoAlarm alarm) implements PhoneEvent {}

    /** A request got its final answer; a challenge that can be answered is none. */
    record Answered(long request, Reply reply) implements PhoneEvent {}

    /**
     * A request got none: silence, no way to the node, a stream that closed.
     *
     * @param cause one sentence
     */
    record Unanswered(long request, String cause) implements PhoneEvent {}

    /**
     * The stream to a node is no more, or did not come to be; nothing under way on it is answered.
     *
     * @param alarm how the phone calls that
     * @param why one sentence
     */
    record StreamClosed(int node, CiscoAlarm alarm, String why) implements PhoneEvent {}

    /** A timer fired. */
    record TimerFired(long timer) implements PhoneEvent {}

    /**
     * What a phone reads of an answer.
     *
     * @param status 200 to 699
     * @param reason the text behind it
     * @param granted for how long the own contact is registered; what was asked for when the answer does not say
     * @param newRegistration whether the own contact is marked as new
     * @param options what the registrar will use of what the phone can do
     * @param date when the registrar says it is, or null
     * @param retryAfter when the phone may come again; zero when the answer does not say
     */
    record Reply(
            int status,
            String reason,
            Duration granted,
            boolean newRegistration,
            PhoneOptions options,
            @Nullable Instant date,
            Duration retryAfter) {
        boolean isGood() {
            return status < 300;
        }
    }
}
