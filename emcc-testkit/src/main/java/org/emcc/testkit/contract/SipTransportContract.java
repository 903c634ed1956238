package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.transport.Carrier;
import org.emcc.sip.transport.CarrierEvents;
import org.emcc.sip.transport.Flow;
import org.emcc.sip.transport.SipTransport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SipTransport} keeps to, with its {@link Carrier} and {@link Flow}. Uses nothing but JUnit, so that it can be extended
 * wherever a transport is written: one method says how to make one. Both sides are opened at the loopback address, and time stands still.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class SipTransportContract {
    private static final int SENDERS = 4;

    /** With it a message is longer than a datagram. */
    private static final int LARGE = 65_536;

    private final Owner here = new Owner();
    private final Owner there = new Owner();
    private @Nullable Carrier listening;
    private @Nullable Carrier calling;

    /** For subclasses. */
    protected SipTransportContract() {}

    /**
     * The transport under test; asked for several times in a test. Carriers of all that are given in one test reach each other.
     *
     * @return a transport
     */
    protected abstract SipTransport newTransport();

    /** Whoever opens a carrier: keeps what came, and closes what is closed, as it must. */
    private static final class Owner implements CarrierEvents {
        private final BlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
        private final Set<Object> ordered = ConcurrentHashMap.newKeySet();
        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean overlapped;

        private void add(Arrival arrival) {
            overlapped |= inside.incrementAndGet() != 1;
            queue.add(arrival);
            inside.decrementAndGet();
        }

        @Override
        public void received(Flow flow, SipMessage message) {
            add(new Arrival(flow, message, ""));
        }

        @Override
        public void closed(Flow flow, String why) {
            add(new Arrival(flow, null, why));
            flow.close(why);
        }

        @Override
        public Clock clock() {
            return Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
        }

        @Override
        public Runnable after(Duration delay, Runnable task) {
            Object order = new Object();
            ordered.add(order);
            return () -> ordered.remove(order);
        }

        Arrival next() throws InterruptedException {
            Arrival next = queue.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came in 20 seconds");
            }
            return next;
        }

        boolean isEmpty() {
            return queue.isEmpty();
        }
    }

    /** What came: a message, or the end of a flow. */
    private record Arrival(Flow flow, @Nullable SipMessage message, String why) {
        boolean isClosing() {
            return message == null;
        }

        SipMessage some() {
            if (message == null) {
                throw new AssertionError("a message should have come, but the flow was closed: " + why);
            }
            return message;
        }

        long number() {
            return some().cseq().value().orElseThrow().number();
        }
    }

    private static InetSocketAddress any() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @BeforeEach
    void open() throws Exception {
        SipTransport transport = newTransport();
        listening = transport.open(any(), true, here);
        calling = transport.open(any(), false, there);
    }

    @AfterEach
    void close() {
        calling().close();
        listening().close();
        assertFalse(here.overlapped || there.overlapped, "one thread at a time tells what comes");
    }

    private Carrier listening() {
        return opened(listening);
    }

    private Carrier calling() {
        return opened(calling);
    }

    private static Carrier opened(@Nullable Carrier carrier) {
        if (carrier == null) {
            throw new AssertionError("the transport could not be opened");
        }
        return carrier;
    }

    private static byte[] request(int cseq, int body) {
        String text = "OPTIONS sip:h SIP/2.0\r\nVia: SIP/2.0/X 127.0.0.1:9;branch=z9hG4bK" + cseq
                + "\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: c\r\nCSeq: " + cseq
                + " OPTIONS\r\nContent-Length: " + body + "\r\n\r\n" + "x".repeat(body);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] response(SipRequest request) {
        return SipResponse.answering(request, any(), 200, "OK", "t").build().encode();
    }

    @Test
    void carriesARequestAndItsAnswer() throws Exception {
        Flow way = calling().connect(listening().address());
        assertEquals(listening().address(), way.peer());
        assertEquals(InetAddress.getLoopbackAddress(), way.local().getAddress());
        assertNotEquals(0, way.local().getPort(), "the port is known at once");
        assertEquals(newTransport().protocol(), way.protocol());
        assertEquals(Optional.empty(), way.whyClosed());
        way.send(request(1, 0));
        Arrival arrived = here.next();
        SipRequest request = (SipRequest) arrived.some();
        assertEquals("OPTIONS", request.method());
        assertEquals(way.local(), arrived.flow().peer());
        assertEquals(listening().address(), arrived.flow().local());
        assertEquals(way.protocol(), arrived.flow().protocol());
        assertEquals(way.isReliable(), arrived.flow().isReliable());
        arrived.flow().send(response(request));
        Arrival answer = there.next();
        assertEquals(200, ((SipResponse) answer.some()).status());
        assertEquals(way, answer.flow(), "what comes back comes on the same flow");
        way.send(request(2, 0));
        assertEquals(arrived.flow(), here.next().flow());
    }

    @Test
    void tellsTwoPeersApart() throws Exception {
        Owner third = new Owner();
        try (Carrier other = newTransport().open(any(), false, third)) {
            Flow one = calling().connect(listening().address());
            Flow two = other.connect(listening().address());
            one.send(request(1, 0));
            Flow first = here.next().flow();
            two.send(request(2, 0));
            Arrival second = here.next();
            assertNotEquals(first, second.flow());
            assertEquals(two.local(), second.flow().peer());
            second.flow().send(response((SipRequest) second.some()));
            assertEquals(two, third.next().flow());
            assertTrue(there.isEmpty(), "an answer goes to the one who asked");
        }
    }

    @Test
    void opensAFlowOfItsOwnForEachStream() throws Exception {
        Flow one = calling().connect(listening().address());
        Flow two = calling().connect(listening().address());
        one.send(request(1, 0));
        Flow first = here.next().flow();
        two.send(request(2, 0));
        assertEquals(!one.isReliable(), one.equals(two));
        assertEquals(!one.isReliable(), first.equals(here.next().flow()));
    }

    @Test
    void keepsLargeMessagesWholeAndInOrder() throws Exception {
        Flow way = calling().connect(listening().address());
        if (!way.isReliable()) {
            way.send(request(1, 40_000));
            assertEquals(40_000, here.next().some().body().length);
            return;
        }
        way.send(request(0, LARGE));
        assertEquals(LARGE, here.next().some().body().length);
        for (int i = 1; i <= 200; i++) {
            way.send(request(i, 100));
        }
        for (int i = 1; i <= 200; i++) {
            assertEquals(i, here.next().number());
        }
        assertTrue(here.isEmpty(), "nothing comes twice");
    }

    @Test
    void takesFromSeveralThreadsAtOnce() throws Exception {
        Flow way = calling().connect(listening().address());
        AtomicInteger sender = new AtomicInteger();
        int each = way.isReliable() ? 50 : 5;
        AtOnce.run(SENDERS, () -> {
            int first = sender.getAndIncrement() * each;
            for (int i = 0; i < each; i++) {
                way.send(request(first + i, 10));
            }
            return List.of();
        });
        int[] next = new int[SENDERS];
        for (int i = 0; i < SENDERS * each; i++) {
            int number = (int) here.next().number();
            if (way.isReliable()) {
                assertEquals(next[number / each], number % each, "each sender's in order");
                next[number / each]++;
            }
        }
    }

    @Test
    void closesAStreamOnceOnBothSides() throws Exception {
        Flow way = calling().connect(listening().address());
        way.send(request(1, 0));
        Flow met = here.next().flow();
        if (!way.isReliable()) {
            way.close("Enough.");
            assertEquals(Optional.empty(), way.whyClosed());
            return;
        }
        way.send(request(2, 0));
        way.close("Enough.");
        way.close("Enough again.");
        assertEquals(Optional.of("Enough."), way.whyClosed());
        way.send(request(3, 0));
        assertEquals("Enough.", there.next().why());
        assertEquals(2, here.next().number(), "what was sent before went out");
        Arrival closed = here.next();
        assertTrue(closed.isClosing(), "what was sent after that is lost");
        assertEquals(met, closed.flow());
        assertEquals(Optional.of(closed.why()), met.whyClosed());
        met.send(request(4, 0));
        listening().close();
        calling().close();
        assertTrue(here.isEmpty() && there.isEmpty(), "told once");
        assertTrue(here.ordered.isEmpty() && there.ordered.isEmpty(), "no timer is left");
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        InetSocketAddress nobody = listening().address();
        listening().close();
        Flow way = calling().connect(nobody);
        way.send(request(1, 0));
        if (way.isReliable()) {
            Arrival closed = there.next();
            assertEquals(way, closed.flow());
            assertTrue(closed.isClosing() && !closed.why().isBlank());
            assertEquals(Optional.of(closed.why()), way.whyClosed());
        }
    }

    @Test
    void closesItsStreamsWithItselfAndTellsThePeer() throws Exception {
        Flow way = calling().connect(listening().address());
        way.send(request(1, 0));
        Flow met = here.next().flow();
        listening().close();
        listening().close();
        assertTrue(here.isEmpty(), "the one who closes is told nothing");
        if (way.isReliable()) {
            assertTrue(met.whyClosed().isPresent());
            assertTrue(there.next().isClosing());
        }
    }

    @Test
    void aConnectionAfterTheEndIsNone() throws Exception {
        InetSocketAddress at = listening().address();
        calling().close();
        Flow way = calling().connect(at);
        way.send(request(1, 0));
        assertEquals(way.isReliable(), way.whyClosed().isPresent());
        assertTrue(there.isEmpty(), "nothing is told after the end");
    }

    @Test
    void givesItsAddressBack() throws Exception {
        InetSocketAddress at = listening().address();
        assertNotEquals(0, at.getPort());
        SipTransport again = newTransport();
        assertThrows(IOException.class, () -> again.open(at, true, new Owner()).close(), "the address is taken");
        Flow way = calling().connect(at);
        way.send(request(1, 0));
        here.next();
        calling().close();
        listening().close();
        again.open(at, true, new Owner()).close();
    }
}
