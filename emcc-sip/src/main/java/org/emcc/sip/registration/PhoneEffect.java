package org.emcc.sip.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a phone does. What its state no longer waits for is taken back besides. */
sealed interface PhoneEffect {
    /** What a REGISTER is for. */
    enum Purpose {
        /** It begins a session: all lines, with what the phone can do. */
        FIRST,
        /** It continues a session. */
        REFRESH,
        /** It only looks whether a node lives. */
        LOOK,
        /** It ends a session. */
        LEAVE
    }

    /**
     * Send a REGISTER with the next number of its session.
     *
     * @param alarm why the phone unregistered last; there in a first one only
     */
    record Register(
            long request,
            int node,
            long session,
            Purpose purpose,
            @Nullable CiscoAlarm alarm) implements PhoneEffect {}

    /** Send the alarms about trust lists; nobody waits for their answers. */
    record SendAlarms(int node, long session) implements PhoneEffect {}

    /** Ask a node whether the phone may come. */
    record AskForToken(long request, int node, long session) implements PhoneEffect {}

    /** Set a timer. */
    record SetTimer(long timer, Instant at) implements PhoneEffect {}

    /** Complete what the order waits for, if it still does. */
    record Done(RegistrationOutcome outcome) implements PhoneEffect {}

    /** Tell that the phone is registered, anew or at another node. */
    record TellRegistered(int node, RegistrationOutcome.Registered outcome) implements PhoneEffect {}

    /** Tell that the phone is registered no longer. */
    record TellLost(int node, RegistrationOutcome outcome) implements PhoneEffect {}

    /** Tell the time that the active node gives. */
    record TellTime(Instant time) implements PhoneEffect {}
}
