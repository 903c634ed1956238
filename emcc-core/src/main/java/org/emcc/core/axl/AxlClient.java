package org.emcc.core.axl;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.emcc.core.internal.Require;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration of a running cluster over AXL. It can send nothing but {@code get} and {@code list} operations: there is no way
 * to change a cluster by it.
 *
 * <p>It asks one question at a time, in the oldest version of the schema first and then in that of the release. Large lists are read page
 * by page; a cluster that is busy is asked again after a pause that doubles. A wrong password is tried once, because more attempts lock an
 * account. Redirects are not followed. A kind of object that cannot be read whole is unknown in the snapshot, and a problem says why.
 *
 * <p>What AXL does not offer is among the omissions: base devices, the template, certificates, and the feature parameters whose internal
 * names the caller does not give. Add it with {@link ClusterSnapshot#toBuilder()}.
 *
 * <p>Source: em-api-and-axl 4.1 to 4.8 and 4.10.
 *
 * @threadsafety thread-safe: readings wait for each other, and {@link #close} may be called at any time
 * @since 0.1.0
 */
public final class AxlClient implements AutoCloseable {
    private final AxlConnection connection;
    private final Builder settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock turn = new ReentrantLock();

    private AxlClient(Builder builder) {
        this.settings = builder;
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(builder.timeout);
        if (builder.trust != null) {
            http.sslContext(builder.trust);
        }
        AxlPauses pauses = Objects.requireNonNullElse(builder.pauses, this::untilClosed);
        this.connection = new AxlConnection(http.build(), builder.address, builder.account, builder, pauses);
    }

    /** Whether it was the time or the closing is seen by the connection, which is closed first. */
    private void untilClosed(Duration time) throws InterruptedException {
        closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * A client of a node.
     *
     * @param address such as {@code https://cucm1.example.com:8443/axl/}; plain {@code http} only for a loopback address
     * @param user the name of an application user, without a colon
     * @param password its password, 1 to 1,024 characters; copied
     * @return a builder
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static Builder builder(URI address, String user, char[] password) {
        return new Builder(checked(address), new AxlAccount(user, password));
    }

    private static URI checked(URI address) {
        Objects.requireNonNull(address, "address");
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "address must be a scheme, a host and a path and nothing else, such as https://cucm1.example.com:8443/axl/");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && isLoopback(host))) {
            throw new IllegalArgumentException(
                    "address must be https, for a password is sent (http only for a loopback address), but is " + scheme
                            + " for " + Require.clip(host));
        }
        return address.getRawPath().isEmpty() ? address.resolve("/axl/") : address;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /**
     * Reads the whole configuration. It waits for a reading that is under way.
     *
     * @param title how reports call the cluster until its cluster ID is known; 1 to 255 characters
     * @return what was read, or why nothing was
     * @throws InterruptedException when the thread is interrupted
     */
    public AxlOutcome read(String title) throws InterruptedException {
        Require.text(title, "title of a snapshot", 255);
        turn.lockInterruptibly();
        try {
            return connection.isClosed()
                    ? new AxlOutcome.Failed(AxlOutcome.Reason.CLOSED, "The client was closed")
                    : new AxlReading(connection, settings).run(title);
        } finally {
            turn.unlock();
        }
    }

    /** Ends a reading that is under way; it then says that the client was closed. */
    @Override
    public void close() {
        connection.close();
        closing.countDown();
    }

    @Override
    public String toString() {
        return "AxlClient[" + settings.address + ", " + settings.account.user() + "]";
    }

    /**
     * Settings of a client.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private static final Duration LONGEST = Duration.ofHours(1);

        final URI address;
        final AxlAccount account;

        @Nullable
        SSLContext trust;

        @Nullable
        AxlSchema schema;

        @Nullable
        AxlPauses pauses;

        Duration timeout = Duration.ofMinutes(1);
        Duration backOff = Duration.ofSeconds(2);
        Duration betweenDetails = Duration.ofMillis(200);
        int attempts = 5;
        int pageSize = 1_000;
        int most = 1_000_000;
        Set<ObjectKind> details = Set.of();
        Map<String, String> parameterNames = Map.of();
        AxlProgress progress = (kind, objects, pages) -> {};

        private Builder(URI address, AxlAccount account) {
            this.address = address;
            this.account = account;
        }

        private Builder(Builder from) {
            this(from.address, from.account);
            trust = from.trust;
            schema = from.schema;
            pauses = from.pauses;
            timeout = from.timeout;
            backOff = from.backOff;
            betweenDetails = from.betweenDetails;
            attempts = from.attempts;
            pageSize = from.pageSize;
            most = from.most;
            details = from.details;
            parameterNames = from.parameterNames;
            progress = from.progress;
        }

        /**
         * Whom to trust; the JDK's own without this. A cluster usually has a certificate that only its own store knows.
         *
         * @param context for TLS
         * @return this
         */
        public Builder trust(SSLContext context) {
            trust = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * The version of the schema; it is found out without this.
         *
         * @param version one of 10.5, 11.5, 12.0, 12.5, 14.0, 15.0
         * @return this
         * @throws IllegalArgumentException for another
         */
        public Builder schema(String version) {
            schema = AxlSchema.of(Objects.requireNonNull(version, "version"));
            return this;
        }

        /**
         * How long one answer may take; a minute by default.
         *
         * @param longest 1 ms to 1 h
         * @return this
         */
        public Builder timeout(Duration longest) {
            timeout = time(longest, "timeout");
            return this;
        }

        /**
         * How often a busy cluster is asked, and how long after the first time; 5 times and 2 s by default. The pause doubles, up to a
         * minute.
         *
         * @param all how often, 1 to 20
         * @param pause 1 ms to 1 h
         * @return this
         */
        public Builder attempts(int all, Duration pause) {
            attempts = Require.range(all, "attempts", 1, 20);
            backOff = time(pause, "pause");
            return this;
        }

        /**
         * How many objects to ask for at a time; 1,000 by default. When a cluster says that it is too much, fewer are asked for.
         *
         * @param objects 1 to 10,000
         * @return this
         */
        public Builder pageSize(int objects) {
            pageSize = Require.range(objects, "page size", 1, 10_000);
            return this;
        }

        /**
         * How many objects of one kind a cluster may have; a million by default. A kind with more is not read.
         *
         * @param objects 1 to 10,000,000
         * @return this
         */
        public Builder most(int objects) {
            most = Require.range(objects, "most objects", 1, 10_000_000);
            return this;
        }

        /**
         * Kinds whose objects are each asked for by themselves, to read what lists do not have, such as a phone's lines and services.
         *
         * @param pause how long to wait before each, 1 ms to 1 h
         * @param kinds which
         * @return this
         */
        public Builder details(Duration pause, ObjectKind... kinds) {
            betweenDetails = time(pause, "pause");
            Set<ObjectKind> copy = EnumSet.noneOf(ObjectKind.class);
            copy.addAll(List.of(kinds));
            details = copy;
            return this;
        }

        /**
         * The internal names of parameters, which are not public: of feature parameters, and of service and enterprise parameters that
         * AXL does not name as the page does.
         *
         * @param internalNames the internal name of each, by its name on the page
         * @return this
         */
        public Builder parameterNames(Map<String, String> internalNames) {
            Map<String, String> copy = new LinkedHashMap<>(Objects.requireNonNull(internalNames, "internalNames"));
            copy.forEach((page, internal) -> {
                Require.text(page, "name of a parameter", 255);
                Require.text(internal, "internal name of a parameter", 50);
            });
            parameterNames = copy;
            return this;
        }

        /**
         * Who is told how far a reading has come.
         *
         * @param listener called on the thread that reads
         * @return this
         */
        public Builder progress(AxlProgress listener) {
            progress = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * How to wait; on the machine's clock without this, and not longer than until the client is closed.
         *
         * @param way called on the thread that reads
         * @return this
         */
        public Builder pauses(AxlPauses way) {
            pauses = Objects.requireNonNull(way, "way");
            return this;
        }

        /**
         * A client; nothing is sent yet.
         *
         * @return a client, to be closed
         */
        public AxlClient build() {
            return new AxlClient(new Builder(this));
        }

        @Override
        public String toString() {
            return "AxlClient.Builder[" + address + ", " + account.user() + "]";
        }

        private static Duration time(Duration value, String what) {
            Objects.requireNonNull(value, what);
            if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(what + " must be 1 ms to 1 h, but is " + value);
            }
            return value;
        }
    }
}
