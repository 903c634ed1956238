package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostLookupsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Queue<Optional<InetAddress>> answers = new ArrayDeque<>();
    private final Endpoint endpoint = new Endpoint("test", List.of(), new Endpoint.Options(), (request, flow) -> null);
    private final HostLookups lookups = new HostLookups(endpoint, host -> answers.remove());

    private Optional<InetAddress> find(String host) throws Exception {
        CompletableFuture<Optional<InetAddress>> found = new CompletableFuture<>();
        endpoint.execute(() -> lookups.find(host, found::complete));
        return found.get(20, TimeUnit.SECONDS);
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
}
