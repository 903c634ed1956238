package org.emcc.core.em.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.core.Decoded;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.em.ClusterMessage;
import org.emcc.core.em.ClusterMessageCodec;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.internal.Breakage;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the {@link EmServer} of other clusters, over HTTPS with certificates on both sides.
 *
 * <p>What counts as which {@link LinkAnswer}:
 *
 * <table>
 *   <caption>Failures</caption>
 *   <tr><th>What happened</th><th>Answer</th></tr>
 *   <tr><td>the host is unknown, or refuses, or has no TLS connection within the connect time</td><td>Unreachable</td></tr>
 *   <tr><td>either side does not trust the other: the handshake fails, or the status is 403</td><td>Unreachable</td></tr>
 *   <tr><td>the connection breaks during a question (user, live logins, update), which changes nothing</td><td>Unreachable</td></tr>
 *   <tr><td>the connection breaks during any other message, which may have arrived</td><td>Silent</td></tr>
 *   <tr><td>no answer by the deadline</td><td>Silent</td></tr>
 *   <tr><td>another status, a redirect, or an answer that cannot be read</td><td>Silent</td></tr>
 *   <tr><td>an answer over 256 KiB</td><td>as a connection that breaks</td></tr>
 * </table>
 *
 * <p>Nothing is sent twice and no redirect is followed. Each remote cluster record has connections of its own, so that none that
 * was made for one record serves another, and a changed record begins anew. The trust manager of the caller judges the chain (by
 * its method without a socket), the {@link PeerBinding} whose it is; the host of a record may thus be resolved to any address. A proxy
 * is never used. No name is indicated in the handshake, because the connection goes to an address.
 *
 * <p>The threads are daemons named {@code emcc-core-em-link-<n>}; the JDK's client adds one of its own per cluster, which ends
 * some time after {@link #close}.
 *
 * <p>Source: design 4.2 and 4.4; emcc-behaviour 2.5.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class EmClusterLink implements ClusterLink, AutoCloseable {
    private static final int THREADS = 8;

    private final HostResolver resolver;
    private final Duration queryDeadline;
    private final Duration loginDeadline;
    private final Questions questions = new Questions("emcc-core-em-link-", THREADS);
    private final PeerClients peers;

    private EmClusterLink(Builder builder) {
        this.resolver = builder.resolver;
        this.queryDeadline = builder.queryDeadline;
        this.loginDeadline = builder.loginDeadline;
        Duration connectTime = builder.connectTime;
        this.peers = new PeerClients(
                () -> questions.client().connectTimeout(connectTime),
                builder.keys,
                builder.trust,
                builder.binding,
                builder.directory);
    }

    /**
     * Starts one.
     *
     * @param keys the certificate of this cluster and its key
     * @param trust which chains of other clusters are trusted
     * @return a builder
     */
    public static Builder builder(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
        return new Builder(keys, trust);
    }

    @Override
    public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
        return exchange(
                peer,
                new ClusterMessage.FindUser(query),
                queryDeadline,
                reply -> reply instanceof ClusterMessage.UserAnswered answered
                        ? Optional.of(answered.answer())
                        : notUnderstood(reply).map(UserAnswer.Refused::new));
    }

    @Override
    public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
        return exchange(
                peer,
                new ClusterMessage.Login(request),
                loginDeadline,
                reply -> reply instanceof ClusterMessage.LoginAnswered answered
                        ? Optional.of(answered.reply())
                        : notUnderstood(reply).map(HomeReply.Refused::new));
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
        return ended(peer, new ClusterMessage.Logout(message));
    }

    @Override
    public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
        return ended(peer, new ClusterMessage.Notice(message));
    }

    private CompletableFuture<LinkAnswer<LogoutReply>> ended(RemoteCluster peer, ClusterMessage.Request message) {
        return exchange(
                peer,
                message,
                loginDeadline,
                reply -> reply instanceof ClusterMessage.LogoutAnswered answered
                        ? Optional.of(answered.reply())
                        : notUnderstood(reply).map(LogoutReply.Refused::new));
    }

    @Override
    public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
        return exchange(
                peer,
                new ClusterMessage.CheckLogins(query),
                queryDeadline,
                reply -> reply instanceof ClusterMessage.LoginsChecked checked
                        ? Optional.of(checked.answer())
                        : notUnderstood(reply).map(LoginsAnswer.Refused::new));
    }

    @Override
    public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
        return exchange(
                peer,
                new ClusterMessage.Update(query),
                queryDeadline,
                reply -> reply instanceof ClusterMessage.Updated updated
                        ? Optional.of(updated.answer())
                        : notUnderstood(reply).map(UpdateAnswer.Refused::new));
    }

    private static Optional<org.emcc.core.session.ErrorCode> notUnderstood(ClusterMessage reply) {
        return reply instanceof ClusterMessage.NotUnderstood refused ? Optional.of(refused.code()) : Optional.empty();
    }

    private <T> CompletableFuture<LinkAnswer<T>> exchange(
            RemoteCluster peer,
            ClusterMessage.Request message,
            Duration deadline,
            Function<ClusterMessage, Optional<T>> reply) {
        Objects.requireNonNull(peer, "peer");
        return questions.ask(
                deadline,
                new Questions.Otherwise<>(
                        () -> unreachable(peer, "was not asked, because the link is closed"),
                        () -> silent(peer, "gave no answer within " + deadline.toMillis() + " ms"),
                        () -> new LinkAnswer.Silent<>("The link was closed.")),
                question -> send(question, peer, message, reply));
    }

    private <T> void send(
            Questions.Question<LinkAnswer<T>> question,
            RemoteCluster peer,
            ClusterMessage.Request message,
            Function<ClusterMessage, Optional<T>> reply) {
        HttpRequest request;
        HttpClient client;
        try {
            InetSocketAddress at = resolver.resolve(peer.fullyQualifiedName());
            if (at.isUnresolved()) {
                question.answer(unreachable(peer, "has a host that cannot be resolved"));
                return;
            }
            request = request(at, message);
            client = peers.of(peer);
        } catch (RuntimeException e) {
            question.answer(unreachable(peer, "has no address that could be asked: " + Breakage.reason(e)));
            return;
        }
        question.send(
                client,
                request,
                Wire.BODY_LIMIT,
                response -> EmClusterLink.<T>understood(peer, response, reply),
                failure -> failed(peer, failure, changesNothing(message.kind())),
                question::answer);
    }

    private static boolean changesNothing(ClusterMessage.Kind kind) {
        return kind == ClusterMessage.Kind.FIND_USER
                || kind == ClusterMessage.Kind.CHECK_LOGINS
                || kind == ClusterMessage.Kind.UPDATE;
    }

    private static HttpRequest request(InetSocketAddress at, ClusterMessage message) {
        String host = at.getAddress().getHostAddress();
        String literal = host.indexOf(':') >= 0 ? "[" + host.replace("%", "%25") + "]" : host;
        String form = Wire.FIELD + "="
                + URLEncoder.encode(
                        new String(ClusterMessageCodec.encode(message), StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create("https://" + literal + ":" + at.getPort() + Wire.CLUSTERS))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII))
                .build();
    }

    private static <T> LinkAnswer<T> understood(
            RemoteCluster peer, HttpResponse<byte[]> response, Function<ClusterMessage, Optional<T>> reply) {
        if (response.statusCode() == 403) {
            return unreachable(peer, "does not accept the certificate of this cluster");
        }
        if (response.statusCode() != 200) {
            return silent(peer, "answered with HTTP status " + response.statusCode());
        }
        Decoded<ClusterMessage> decoded = ClusterMessageCodec.decode(response.body());
        Optional<ClusterMessage> message = decoded.value();
        if (message.isEmpty()) {
            return silent(
                    peer,
                    "gave an answer that cannot be read: " + decoded.problems().get(0));
        }
        Optional<T> answered = reply.apply(message.get());
        return answered.isPresent()
                ? new LinkAnswer.Answered<>(answered.get())
                : silent(peer, "answered something else than was asked");
    }

    private static <T> LinkAnswer<T> failed(RemoteCluster peer, Throwable failure, boolean changesNothing) {
        Breakage breakage = Breakage.of(failure);
        String reason = breakage.reason();
        return switch (breakage.kind()) {
            case UNREACHED -> unreachable(peer, "was not reached: " + reason);
            case UNTRUSTED -> unreachable(peer, "and this cluster do not trust each other: " + reason);
            case BROKEN ->
                changesNothing && breakage.cause() instanceof IOException
                        ? unreachable(peer, "broke the connection: " + reason)
                        : silent(peer, "broke the connection: " + reason);
        };
    }

    private static <T> LinkAnswer<T> unreachable(RemoteCluster peer, String what) {
        return new LinkAnswer.Unreachable<>(sentence(peer, what));
    }

    private static <T> LinkAnswer<T> silent(RemoteCluster peer, String what) {
        return new LinkAnswer.Silent<>(sentence(peer, what));
    }

    private static String sentence(RemoteCluster peer, String what) {
        return "Cluster " + peer.id() + " at " + peer.fullyQualifiedName() + " " + what + ".";
    }

    /** Answers what is under way with {@link LinkAnswer.Silent}, and ends the threads within four seconds. May be called often. */
    @Override
    public void close() {
        questions.close();
        peers.forget();
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final X509ExtendedKeyManager keys;
        private final X509ExtendedTrustManager trust;
        private HostResolver resolver = HostResolver.system();
        private PeerBinding binding = PeerBinding.byName();
        private @Nullable ClusterDirectory directory;
        private Duration queryDeadline = Duration.ofSeconds(5);
        private Duration loginDeadline = Duration.ofSeconds(10);
        private Duration connectTime = Duration.ofSeconds(3);

        private Builder(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
            this.keys = Objects.requireNonNull(keys, "keys");
            this.trust = Objects.requireNonNull(trust, "trust");
        }

        /**
         * Where hosts are found. The system's name service by default.
         *
         * @param resolver the value
         * @return this builder
         */
        public Builder resolver(HostResolver resolver) {
            this.resolver = Objects.requireNonNull(resolver, "resolver");
            return this;
        }

        /**
         * For which clusters the certificates of servers speak. {@link PeerBinding#byName} by default.
         *
         * @param rule the value
         * @return this builder
         */
        public Builder binding(PeerBinding rule) {
            this.binding = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Where the records of other clusters are, so that the connections to a cluster whose record is gone are let go at the next question
         * to any cluster. By default nothing is known of that, and they stay until the end.
         *
         * @param records the value; a directory that fails changes nothing
         * @return this builder
         */
        public Builder directory(ClusterDirectory records) {
            this.directory = Objects.requireNonNull(records, "records");
            return this;
        }

        /**
         * How long a question (user, live logins, update) waits for its answer, look-up and connection included. Five seconds by
         * default (inferred).
         *
         * @param deadline a millisecond to an hour
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder queryDeadline(Duration deadline) {
            this.queryDeadline = positive(deadline, "query deadline");
            return this;
        }

        /**
         * How long a login, a logout and a notice wait for their answers, look-up and connection included. Ten seconds by default
         * (inferred).
         *
         * @param deadline a millisecond to an hour
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder loginDeadline(Duration deadline) {
            this.loginDeadline = positive(deadline, "login deadline");
            return this;
        }

        /**
         * How long a new connection may take, its handshake included, before the cluster is unreachable. A deadline that is
         * shorter ends it first, and then the cluster is silent. Three seconds by default (inferred).
         *
         * @param time a millisecond to an hour
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder connectTime(Duration time) {
            this.connectTime = positive(time, "connect time");
            return this;
        }

        /**
         * The finished link.
         *
         * @return a link to be closed by the caller
         */
        public EmClusterLink build() {
            return new EmClusterLink(this);
        }

        static Duration positive(Duration value, String what) {
            if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(what + " must be from a millisecond to an hour, but is " + value);
            }
            return value;
        }
    }
}
