package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.transport.Carrier;
import org.emcc.sip.transport.CarrierEvents;
import org.emcc.sip.transport.Flow;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    /** A transport whose messages are handed in by the test. */
    private static final class ByHand implements SipTransport, Carrier {
        private final boolean streams;
        private CarrierEvents events;

        ByHand(boolean streams) {
            this.streams = streams;
        }

        Endpoint.Access access() {
            return new Endpoint.Access(this, LOCAL, true);
        }

        void receive() {
            events.received(new Silent(streams), MESSAGE);
        }

        @Override
        public String protocol() {
            return streams ? "TCP" : "UDP";
        }

        @Override
        public Carrier open(InetSocketAddress local, boolean listens, CarrierEvents to) {
            events = to;
            return this;
        }

        @Override
        public InetSocketAddress address() {
            return LOCAL;
        }

        @Override
        public Flow connect(InetSocketAddress peer) {
            return new Silent(streams);
        }

        @Override
        public void close() {}
    }

    private record Silent(boolean isReliable) implements Flow {
        @Override
        public String protocol() {
            return isReliable ? "TCP" : "UDP";
        }

        @Override
        public InetSocketAddress local() {
            return LOCAL;
        }

        @Override
        public InetSocketAddress peer() {
            return LOCAL;
        }

        @Override
        public Optional<String> whyClosed() {
            return Optional.empty();
        }

        @Override
        public void send(byte[] message) {}

        @Override
        public void close(String why) {}
    }

    private static final SipMessage MESSAGE = SipMessage.decodeOrThrow("""
            OPTIONS sip:h SIP/2.0\r
            Via: SIP/2.0/UDP h;branch=z9hG4bK1\r
            Content-Length: 0\r
            \r
            """.getBytes(StandardCharsets.UTF_8));

    private static final Endpoint.Answer NONE = new Endpoint.Answer(null, () -> {});

    /** More datagrams than may wait leave room for what comes over a stream. */
    @Test
    void eachCarrierHasARoomOfItsOwn() throws Exception {
        ByHand udp = new ByHand(false);
        ByHand tcp = new ByHand(true);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger datagrams = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        Endpoint.Handler handler = (request, flow) -> {
            begun.countDown();
            awaitUnchecked(goOn);
            (flow.isReliable() ? others : datagrams).incrementAndGet();
            return NONE;
        };
        try (Endpoint endpoint =
                new Endpoint("test", List.of(udp.access(), tcp.access()), new Endpoint.Options(), handler)) {
            endpoint.begin();
            CompletableFuture<Void> first = CompletableFuture.runAsync(udp::receive, EndpointTest::onAThreadOfItsOwn);
            awaitUnchecked(begun);
            for (int i = 0; i < 2 * Endpoint.MAX_WAITING; i++) {
                udp.receive();
            }
            CompletableFuture.runAsync(tcp::receive, EndpointTest::onAThreadOfItsOwn)
                    .get(20, TimeUnit.SECONDS);
            CompletableFuture<Void> all = new CompletableFuture<>();
            endpoint.execute(() -> all.complete(null));
            goOn.countDown();
            first.get(20, TimeUnit.SECONDS);
            all.get(20, TimeUnit.SECONDS);
            assertThat(datagrams).hasValue(1 + Endpoint.MAX_WAITING);
            assertThat(others).hasValue(1);
        }
    }

    /** The thread of the timers handles messages too, but not for as long as they come. */
    @Test
    void timersFireWhileMessagesCome() throws Exception {
        ByHand udp = new ByHand(false);
        CompletableFuture<Integer> fired = new CompletableFuture<>();
        AtomicInteger handled = new AtomicInteger();
        Endpoint.Handler handler = (request, flow) -> {
            if (handled.incrementAndGet() < 20_000) {
                udp.receive();
            } else {
                fired.complete(-1);
            }
            return NONE;
        };
        try (Endpoint endpoint = new Endpoint("test", List.of(udp.access()), new Endpoint.Options(), handler)) {
            endpoint.begin();
            endpoint.execute(() -> {
                endpoint.schedule(Duration.ZERO, () -> fired.complete(handled.get()));
                udp.receive();
            });
            assertThat(fired.get(20, TimeUnit.SECONDS)).isBetween(0, 2 * Serial.TURN);
        }
    }

    /** The common pool of a small machine has one thread, and this may wait. */
    private static void onAThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
