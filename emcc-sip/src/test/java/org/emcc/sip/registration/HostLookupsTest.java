package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.emcc.sip.testing.ManualTime;
import org.junit.jupiter.api.Test;

class HostLookupsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Queue<Optional<InetAddress>> answers = new ArrayDeque<>();
    private final Endpoint endpoint = new Endpoint("test", List.of(), new Endpoint.Options(), (request, flow) -> null);
    private final HostLookups lookups = lookups(host -> answers.remove());

    private HostLookups lookups(Function<String, Optional<InetAddress>> service) {
        return new HostLookups(endpoint, service, Duration.ofMinutes(10));
    }

    private Optional<InetAddress> find(String host) throws Exception {
        return find(lookups, host);
    }

    private Optional<InetAddress> find(HostLookups by, String host) throws Exception {
        return begin(by, host).get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<Optional<InetAddress>> begin(HostLookups by, String host) {
        CompletableFuture<Optional<InetAddress>> found = new CompletableFuture<>();
        endpoint.execute(() -> by.find(host, found::complete));
        return found;
    }

    @Test
    void aNameThatIsFoundNoMoreKeepsItsAddress() throws Exception {
        try (endpoint) {
            answers.addAll(List.of(Optional.empty(), Optional.of(HERE), Optional.empty(), Optional.empty()));
            assertThat(find("node.example")).isEmpty();
            assertThat(find("node.example")).contains(HERE);
            assertThat(find("node.example")).contains(HERE);
            assertThat(find("other.example")).isEmpty();
            assertThat(find("broken.example")).as("the service fails").isEmpty();
            assertThat(lookups.idle()).isTrue();
        }
    }

    @Test
    void anAddressIsAskedOfNobody() throws Exception {
        try (endpoint) {
            assertThat(find("192.0.2.1")).contains(InetAddress.getByName("192.0.2.1"));
            assertThat(find("2001:db8::1")).contains(InetAddress.getByName("2001:db8::1"));
            answers.add(Optional.of(HERE));
            assertThat(find("192.0.2.256")).as("a name").contains(HERE);
        }
    }

    /** Twice, as what ended badly must not be in the way of the next. */
    @Test
    @SuppressWarnings("NullAway") // what a port answers against its rules
    void aLookupThatEndsBadlyIsOver() throws Exception {
        try (endpoint) {
            Executor none = task -> {
                throw new OutOfMemoryError("no thread, as a test has it");
            };
            for (HostLookups bad : List.of(
                    lookups(host -> null),
                    lookups(host -> {
                        throw new AssertionError("as a test has it");
                    }),
                    new HostLookups(endpoint, host -> Optional.of(HERE), Duration.ofMinutes(10), none))) {
                assertThat(find(bad, "node.example")).isEmpty();
                assertThat(find(bad, "node.example")).isEmpty();
                assertThat(bad.idle()).isTrue();
            }
        }
    }

    @Test
    void aLookupThatDoesNotEndIsAnsweredInTime() throws Exception {
        ManualTime time = new ManualTime();
        Endpoint.Options options = new Endpoint.Options();
        options.clock = time.clock();
        options.timers = time;
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<Optional<InetAddress>> service = new CompletableFuture<>();
        try (Endpoint timed = new Endpoint("test", List.of(), options, (request, flow) -> null)) {
            HostLookups slow = new HostLookups(
                    timed,
                    host -> {
                        asked.incrementAndGet();
                        return service.join();
                    },
                    Duration.ofSeconds(32));
            List<Optional<InetAddress>> found = new CopyOnWriteArrayList<>();
            CompletableFuture<Void> late = new CompletableFuture<>();
            timed.execute(() -> slow.find("node.example", found::add));
            time.advance(Duration.ofSeconds(31));
            timed.execute(() -> slow.find("node.example", found::add));
            time.advance(Duration.ofMillis(999));
            assertThat(found).isEmpty();
            assertThat(slow.idle()).isFalse();
            time.advance(Duration.ofMillis(1));
            assertThat(found).containsExactly(Optional.empty(), Optional.empty());
            assertThat(slow.idle()).isTrue();
            timed.execute(() -> slow.find("node.example", address -> {
                found.add(address);
                late.complete(null);
            }));
            time.advance(Duration.ofSeconds(31));
            assertThat(found).hasSize(2);
            service.complete(Optional.of(HERE));
            late.get(20, TimeUnit.SECONDS);
            assertThat(found.get(2)).as("the first lookup still tells").contains(HERE);
            assertThat(asked).hasValue(1);
        }
    }
}
