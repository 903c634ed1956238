package org.emcc.sip.sccp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.emcc.sip.registration.CiscoAlarm;

/** What a phone holds, what happens to it, and what it does: the parts of {@link StationRules}. */
final class PhoneSide {
    private PhoneSide() {}

    /** Where a registration stands. */
    sealed interface State {
        Idle IDLE = new Idle();

        /** When something has to have happened, or is to be done; {@link Instant#MAX} when nothing is. */
        Instant deadline();
    }

    /** Nothing is registered. */
    record Idle() implements State {
        @Override
        public Instant deadline() {
            return Instant.MAX;
        }
    }

    /** There is no connection yet. */
    record Connecting(CiscoAlarm alarm, Instant deadline) implements State {}

    /** Register was sent; nothing was answered yet. */
    record Registering(Instant deadline) implements State {}

    /**
     * The call manager has accepted, and is asked for one thing after the other.
     *
     * @param terms what was agreed
     * @param awaited the question that is open
     * @param buttons the line buttons that are known
     * @param lines the lines that are known, of the first buttons
     * @param deadline when all has to be answered
     */
    record Asking(Terms terms, Question awaited, List<Integer> buttons, List<StationLine> lines, Instant deadline)
            implements State {
        Asking {
            buttons = List.copyOf(buttons);
            lines = List.copyOf(lines);
        }
    }

    /**
     * The phone is registered.
     *
     * @param terms what was agreed
     * @param unanswered how many signs of life in a row were not answered
     * @param deadline when the next one is due
     */
    record Registered(Terms terms, int unanswered, Instant deadline) implements State {}

    /** Unregister was sent. */
    record Leaving(Instant deadline) implements State {}

    /** What RegisterAck said. */
    record Terms(Duration keepAlive, int protocol) {}

    /** What a phone asks for after RegisterAck, in this order (sip 4.10). */
    enum Question {
        BUTTONS,
        SOFT_KEYS,
        SOFT_KEY_SETS,
        LINE,
        TIME
    }

    /** What happens to a phone. */
    sealed interface Event {}

    /** It is to register; the connection was begun. */
    record Begin(CiscoAlarm alarm) implements Event {}

    /** The connection is there. */
    record Connected() implements Event {}

    /** The call manager has said something. */
    record Heard(SccpMessage message) implements Event {}

    /** It is to leave. */
    record Leave() implements Event {}

    /** The connection has ended. */
    record Lost(String why) implements Event {}

    /** Time has passed; perhaps nothing is due. */
    record TimePassed() implements Event {}

    /** What a phone does. */
    sealed interface Effect {}

    /** Sends a message. */
    record Send(StationMessage message, int headerVersion) implements Effect {}

    /** What was asked for is done. */
    record Done(SccpOutcome outcome) implements Effect {}

    /** Tells the listener to start anew. */
    record TellReset(CallManagerMessage.Reset reset) implements Effect {}

    /** Tells the listener that the registration is lost. */
    record TellLost(SccpOutcome outcome) implements Effect {}

    /** Ends the connection. */
    record Close() implements Effect {}
}
