package org.emcc.sip.transport;

import java.time.Clock;
import java.time.Duration;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.StreamReader;

/**
 * What a {@link Carrier} is given when it is opened: whom it tells what comes, and the time. The registrar and the phone implement it;
 * a transport of one's own calls it.
 *
 * <ul>
 *   <li>Concurrency: {@link #received} and {@link #closed} are called by one thread at a time, never from within a method of
 *       {@link Carrier} or {@link Flow}, and for one flow in the order of events. {@link #received} may wait, when more comes than is
 *       handled, which holds further reading up; over UDP it drops the message instead.
 *   <li>Failure: nothing is thrown.
 *   <li>Nullness: neither argument nor answer is null.
 *   <li>Contract suite: that of the transports, {@code org.emcc.testkit.contract.SipTransportContract}, is the other side of it.
 * </ul>
 *
 * @threadsafety confined
 * @since 0.1.0
 */
public interface CarrierEvents {
    /**
     * A message came, and could be read. What could not is the carrier's to drop, or to close the flow for.
     *
     * <p>A datagram is read by {@link SipMessage#decode}, which takes no more than a datagram has. Where messages come whole over
     * something reliable, a body may be longer, at least 65,536 bytes: a transport reads each such message by a
     * {@link StreamReader} of its own, which takes all of its bytes at once and answers with the one event.
     *
     * @param flow the way it came
     * @param message the message
     */
    void received(Flow flow, SipMessage message);

    /**
     * A stream is closed, whoever closed it: called once for each, after all that came on it. Its answer is {@link Flow#close}, upon
     * which the connection is let go: until then, answers to what came last still go out where the other side reads.
     *
     * @param flow the stream
     * @param why one sentence
     */
    void closed(Flow flow, String why);

    /**
     * The time.
     *
     * @return the clock that {@link #after} goes by
     */
    Clock clock();

    /**
     * Runs a task later, on a thread of the timers. Thread-safe.
     *
     * @param delay when
     * @param task what; it must not wait
     * @return takes it back; does nothing when it has run
     */
    Runnable after(Duration delay, Runnable task);
}
