package org.emcc.sip.registration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.emcc.sip.internal.Daemons;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the names of nodes, each on a thread of its own that ends with it: a name service that does not answer holds nothing else up.
 * A name that is not found has the address that it had last. Confined to the loop of its endpoint.
 */
final class HostLookups {
    private static final Logger LOG = LoggerFactory.getLogger(HostLookups.class);

    private final Endpoint endpoint;
    private final Function<String, Optional<InetAddress>> service;
    private final Map<String, InetAddress> last = new HashMap<>();
    /** Who waits for each name that is being looked up. */
    private final Map<String, List<Consumer<Optional<InetAddress>>>> waiting = new HashMap<>();
    /** How many names are being looked up; anybody may ask. */
    private final AtomicInteger open = new AtomicInteger();

    HostLookups(Endpoint endpoint, Function<String, Optional<InetAddress>> service) {
        this.endpoint = endpoint;
        this.service = service;
    }

    /** The system's name service. */
    static Optional<InetAddress> bySystem(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean idle() {
        return open.get() == 0;
    }

    /** Finds an address: at once where the text is one, else later. */
    void find(String host, Consumer<Optional<InetAddress>> then) {
        if (host.indexOf(':') >= 0 || RegisterRequest.IPV4.matcher(host).matches()) {
            then.accept(bySystem(host));
            return;
        }
        List<Consumer<Optional<InetAddress>>> others = waiting.get(host);
        if (others != null) {
            others.add(then);
            return;
        }
        waiting.put(host, new ArrayList<>(List.of(then)));
        open.incrementAndGet();
        Daemons.named("lookup", () -> lookUp(host)).start();
    }

    private void lookUp(String host) {
        Optional<InetAddress> found = Optional.empty();
        try {
            found = service.apply(host);
        } catch (RuntimeException e) {
            LOG.debug("{} cannot be looked up", host, e);
        }
        InetAddress address = found.orElse(null);
        endpoint.execute(() -> done(host, address));
    }

    private void done(String host, @Nullable InetAddress address) {
        open.decrementAndGet();
        if (address != null) {
            last.put(host, address);
        }
        Optional<InetAddress> known = Optional.ofNullable(last.get(host));
        List<Consumer<Optional<InetAddress>>> all = waiting.remove(host);
        if (all != null) {
            all.forEach(each -> each.accept(known));
        }
    }
}
