package org.emcc.sip.registration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.emcc.sip.internal.Daemons;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the names of nodes, each on a thread of its own that ends with it: a name service that does not answer holds nothing else up.
 * A name that is not found has the address that it had last, and so has one whose lookup fails, or does not end in time. Who asks is
 * always answered. A lookup that does not end is not repeated: it may still tell an address for later. Confined to the loop of its
 * endpoint.
 */
final class HostLookups {
    private static final Logger LOG = LoggerFactory.getLogger(HostLookups.class);

    private final Endpoint endpoint;
    private final Function<String, Optional<InetAddress>> service;
    private final Duration patience;
    /** A thread for each lookup. */
    private final Executor threads;

    private final Map<String, InetAddress> last = new HashMap<>();
    /** The names that are being looked up. */
    private final Map<String, Lookup> underWay = new HashMap<>();
    /** For how many names somebody waits; anybody may ask. */
    private final AtomicInteger open = new AtomicInteger();

    /** One name. */
    private static final class Lookup {
        private List<Consumer<Optional<InetAddress>>> waiting = new ArrayList<>();
        private Endpoint.@Nullable Timer timer;
    }

    /**
     * Asks nobody yet.
     *
     * @param patience how long the first of those who wait for a name does
     */
    HostLookups(Endpoint endpoint, Function<String, Optional<InetAddress>> service, Duration patience) {
        this(endpoint, service, patience, task -> Daemons.named("lookup", task).start());
    }

    HostLookups(
            Endpoint endpoint, Function<String, Optional<InetAddress>> service, Duration patience, Executor threads) {
        this.endpoint = endpoint;
        this.service = service;
        this.patience = patience;
        this.threads = threads;
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
        Lookup known = underWay.get(host);
        Lookup lookup = known == null ? new Lookup() : known;
        lookup.waiting.add(then);
        if (lookup.timer == null) {
            open.incrementAndGet();
            lookup.timer = endpoint.schedule(patience, () -> {
                LOG.debug("{} is not looked up within {}", host, patience);
                answer(host, lookup);
            });
        }
        if (known == null) {
            underWay.put(host, lookup);
            start(host);
        }
    }

    private void start(String host) {
        try {
            threads.execute(() -> lookUp(host));
        } catch (RuntimeException | Error e) {
            LOG.warn("There is no thread to look up {} with", host, e);
            endpoint.execute(() -> done(host, null));
        }
    }

    private void lookUp(String host) {
        InetAddress address = null;
        try {
            address = Objects.requireNonNull(service.apply(host), "address").orElse(null);
        } catch (RuntimeException | Error e) {
            LOG.debug("{} cannot be looked up", host, e);
        } finally {
            InetAddress found = address;
            endpoint.execute(() -> done(host, found));
        }
    }

    private void done(String host, @Nullable InetAddress address) {
        if (address != null) {
            last.put(host, address);
        }
        Lookup lookup = underWay.remove(host);
        if (lookup != null) {
            answer(host, lookup);
        }
    }

    private void answer(String host, Lookup lookup) {
        if (lookup.timer == null) {
            return;
        }
        lookup.timer.cancel();
        lookup.timer = null;
        open.decrementAndGet();
        List<Consumer<Optional<InetAddress>>> all = lookup.waiting;
        lookup.waiting = new ArrayList<>();
        Optional<InetAddress> known = Optional.ofNullable(last.get(host));
        all.forEach(each -> each.accept(known));
    }
}
