package org.emcc.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.testing.ManualTime;
import org.emcc.sip.transport.Arrivals.Arrival;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every transport keeps to. It takes a transport, and JUnit's own assertions only, so that one of somebody else can be shown. */
abstract class SipTransportContract {
    private final ManualTime time = new ManualTime();
    private final Arrivals here = new Arrivals(time);
    private final Arrivals there = new Arrivals(time);
    private Carrier listening;
    private Carrier calling;

    /** A new one, with which both sides are opened. */
    abstract SipTransport newTransport() throws Exception;

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
        calling.close();
        listening.close();
        assertFalse(here.overlapped() || there.overlapped(), "one thread at a time tells what comes");
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
        Flow way = calling.connect(listening.address());
        assertEquals(listening.address(), way.peer());
        assertEquals(InetAddress.getLoopbackAddress(), way.local().getAddress());
        assertNotEquals(0, way.local().getPort(), "the port is known at once");
        assertEquals(newTransport().protocol(), way.protocol());
        assertEquals(Optional.empty(), way.whyClosed());
        way.send(request(1, 0));
        Arrival arrived = here.next();
        SipRequest request = (SipRequest) arrived.message();
        assertEquals("OPTIONS", request.method());
        assertEquals(way.local(), arrived.flow().peer());
        assertEquals(listening.address(), arrived.flow().local());
        assertEquals(way.isReliable(), arrived.flow().isReliable());
        arrived.flow().send(response(request));
        Arrival answer = there.next();
        assertEquals(200, ((SipResponse) answer.message()).status());
        assertEquals(way, answer.flow(), "what comes back comes on the same flow");
        way.send(request(2, 0));
        assertEquals(arrived.flow(), here.next().flow());
    }

    @Test
    void tellsTwoPeersApart() throws Exception {
        try (Carrier other = newTransport().open(any(), false, there)) {
            Flow one = calling.connect(listening.address());
            Flow two = other.connect(listening.address());
            one.send(request(1, 0));
            Flow first = here.next().flow();
            two.send(request(2, 0));
            Flow second = here.next().flow();
            assertNotEquals(first, second);
            assertEquals(two.local(), second.peer());
        }
    }

    @Test
    void keepsLargeMessagesWholeAndInOrder() throws Exception {
        Flow way = calling.connect(listening.address());
        if (!way.isReliable()) {
            way.send(request(1, 40_000));
            assertEquals(40_000, here.next().message().body().length);
            return;
        }
        way.send(request(0, 1_000_000));
        assertEquals(1_000_000, here.next().message().body().length);
        for (int i = 1; i <= 200; i++) {
            way.send(request(i, 100));
        }
        for (int i = 1; i <= 200; i++) {
            assertEquals(i, here.next().message().cseq().value().orElseThrow().number());
        }
        assertTrue(here.isEmpty());
    }

    @Test
    void closesAStreamOnceOnBothSides() throws Exception {
        Flow way = calling.connect(listening.address());
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
        assertEquals(2, here.next().message().cseq().value().orElseThrow().number(), "what was sent before went out");
        Arrival closed = here.next();
        assertTrue(closed.isClosing());
        assertEquals(met, closed.flow());
        assertEquals(Optional.of(closed.why()), met.whyClosed());
        met.send(request(4, 0));
        listening.close();
        calling.close();
        assertTrue(here.isEmpty() && there.isEmpty(), "told once");
        assertEquals(0, time.waiting(), "no timer is left");
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        InetSocketAddress nobody = listening.address();
        listening.close();
        Flow way = calling.connect(nobody);
        way.send(request(1, 0));
        if (way.isReliable()) {
            Arrival closed = there.next();
            assertEquals(way, closed.flow());
            assertTrue(closed.isClosing() && !closed.why().isBlank());
        }
    }

    @Test
    void closesItsStreamsWithItselfAndTellsThePeer() throws Exception {
        Flow way = calling.connect(listening.address());
        way.send(request(1, 0));
        Flow met = here.next().flow();
        listening.close();
        listening.close();
        assertTrue(here.isEmpty(), "the one who closes is told nothing");
        if (way.isReliable()) {
            assertTrue(met.whyClosed().isPresent());
            assertTrue(there.next().isClosing());
        }
    }

    @Test
    void aConnectionAfterTheEndIsNone() throws Exception {
        InetSocketAddress at = listening.address();
        calling.close();
        Flow way = calling.connect(at);
        way.send(request(1, 0));
        assertEquals(way.isReliable(), way.whyClosed().isPresent());
    }

    @Test
    void givesItsAddressAndItsThreadsBack() throws Exception {
        InetSocketAddress at = listening.address();
        assertThrows(
                IOException.class, () -> newTransport().open(at, true, here).close());
        Flow way = calling.connect(at);
        way.send(request(1, 0));
        here.next();
        Set<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName()
                        .startsWith("emcc-sip-" + way.protocol().toLowerCase(java.util.Locale.ROOT) + "-"))
                .collect(Collectors.toSet());
        assertTrue(threads.stream().allMatch(Thread::isDaemon));
        calling.close();
        listening.close();
        newTransport().open(at, true, here).close();
        assertTrue(threads.stream().noneMatch(Thread::isAlive));
    }
}
