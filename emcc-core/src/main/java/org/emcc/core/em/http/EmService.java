package org.emcc.core.em.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.em.ApiCaller;
import org.emcc.core.em.ApiCodec;
import org.emcc.core.em.CredentialApp;
import org.emcc.core.em.EmApi;
import org.emcc.core.em.EmApp;
import org.emcc.core.em.PhoneAnswer;
import org.emcc.core.em.PhonePageCodec;
import org.emcc.core.em.PhoneRequest;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The EM service of one cluster as a function from request to response. {@link EmServer} hosts it on the JDK's own HTTP server; a
 * servlet container or any other server can host it as well.
 *
 * <table>
 *   <caption>What it answers</caption>
 *   <tr><th>Path</th><th>Method</th><th>Who</th></tr>
 *   <tr><td>{@code /emapp/EMAppServlet}</td><td>GET</td><td>phones, without a certificate</td></tr>
 *   <tr><td>{@code /changecredential/ChangeCredentialServlet}</td><td>GET</td><td>phones, where a PIN is to be changed; only with
 *       {@link Builder#credentials}</td></tr>
 *   <tr><td>{@code /emservice/EMServiceServlet}</td><td>POST, form field {@code xml}</td><td>other clusters, and applications</td></tr>
 * </table>
 *
 * <p>The root element tells clusters and applications apart: {@code emccRequest} is a cluster's, {@code request} and {@code query} are
 * {@link EmApi calls of the API}. Anything else is answered with 1, in the form of clusters to whoever has shown a certificate, else in
 * that of the API. An application proves itself by its password and needs no certificate; over plain HTTP, which a host may offer,
 * that password can be read by others.
 *
 * <p>To a cluster's message a certificate belongs (403), and it must be that of the cluster which the message claims to come
 * from: a cluster without a remote cluster record here is answered 35, and a certificate that does not name the host or a node of
 * the record 42, both before anything else is looked at. A logout or notice is answered 42 in both cases, for it knows no 35. What
 * an exception of a port or store ends is answered with HTTP status 500, which the other side takes as silence and repeats.
 *
 * <p>Other statuses: 404 and 405 for other paths and methods, 413 for a body over {@link #BODY_LIMIT}. Everything else is 200,
 * refusals included. Pages are never to be kept by the phone ({@code Expires} in the past), and one that gives way to another has the
 * header {@code Refresh}.
 *
 * <p>A phone can ask by plain HTTP, where a server hosts this so. The first such request with a PIN in it is logged as a warning, and
 * only the first. A user who must change a PIN is led to the page of the home cluster: at the address of its remote cluster record, by
 * HTTPS on port 8443 unless the record has another (inferred).
 *
 * <p>Source: em-api-and-axl 0, 1.1, 2.1, 2.3, 2.5, 2.7 and 3.1; design 4.4; emcc-behaviour 8.3 (a PIN travels in the URL).
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class EmService {
    /** The largest body that is read, in bytes. */
    public static final int BODY_LIMIT = Wire.BODY_LIMIT;

    private static final Logger LOG = LoggerFactory.getLogger(EmService.class);

    private final EmApp app;
    private final EmApi api;
    private final ClusterPath clusters;
    private final @Nullable CredentialApp credentials;
    private final @Nullable ServiceAddress nodeName;
    private final AtomicBoolean saidThatPinsAreInClear = new AtomicBoolean();

    private EmService(Builder builder) {
        EmApp.Builder pages = EmApp.builder(builder.visiting)
                .clock(builder.clock)
                .random(builder.random)
                .credentialPages(home -> credentialPage(builder.directory.settings(), home));
        if (builder.timers != null) {
            pages.timers(builder.timers);
        }
        this.app = pages.build();
        this.api = EmApi.builder(builder.home, builder.visiting)
                .applications(builder.applications)
                .localLogins(builder.localLogins)
                .build();
        this.clusters = new ClusterPath(builder.home, builder.visiting, builder.directory);
        this.credentials = builder.credentials == null
                ? null
                : CredentialApp.of(
                        builder.credentials, builder.directory.settings().id());
        this.nodeName = builder.nodeName;
    }

    /** The page of a home cluster: beside this service when it is our own, else on the node that its record names. */
    private static Optional<URI> credentialPage(ClusterSettings settings, ClusterId home) {
        if (settings.id().equals(home)) {
            return Optional.of(URI.create(Wire.CREDENTIALS));
        }
        return settings.remoteCluster(home)
                .map(RemoteCluster::fullyQualifiedName)
                .map(node -> ServiceAddress.of(node.host(), node.portOr(HostResolver.DEFAULT_PORT)))
                .map(node -> URI.create("https://" + node + Wire.CREDENTIALS));
    }

    /**
     * Starts one.
     *
     * @param home this cluster as a home cluster
     * @param visiting this cluster as a visiting cluster
     * @param directory the settings of this cluster, among them the remote cluster records
     * @return a builder
     */
    public static Builder builder(HomeCluster home, VisitingCluster visiting, ClusterDirectory directory) {
        return new Builder(home, visiting, directory);
    }

    /**
     * Answers a request. A message of a cluster is answered before this returns, which takes as long as stores and a PIN check do; a
     * phone is answered when its login has come to an end, at the latest after the deadlines of {@link VisitingCluster}.
     *
     * @param request the request
     * @return the answer; never completed exceptionally
     */
    public CompletableFuture<EmResponse> answer(EmRequest request) {
        Objects.requireNonNull(request, "request");
        try {
            return answered(request).exceptionally(EmService::failed);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(e));
        }
    }

    private static EmResponse failed(Throwable failure) {
        LOG.error("A request could not be answered; this is a bug of the SDK or of a port", failure);
        return EmResponses.text(500, "The request could not be answered.");
    }

    private CompletableFuture<EmResponse> answered(EmRequest request) {
        return switch (request.path()) {
            case Wire.PHONES -> takes(request, "GET").orElseGet(() -> phone(request));
            case Wire.CREDENTIALS -> credential(request);
            case Wire.CLUSTERS -> takes(request, "POST").orElseGet(() -> service(request));
            default -> done(nothing());
        };
    }

    private static EmResponse nothing() {
        return EmResponses.text(404, "There is nothing at this path.");
    }

    private static CompletableFuture<EmResponse> done(EmResponse response) {
        return CompletableFuture.completedFuture(response);
    }

    /** What is answered when the path does not take the method. */
    private static Optional<CompletableFuture<EmResponse>> takes(EmRequest request, String method) {
        return request.method().equals(method)
                ? Optional.empty()
                : Optional.of(done(EmResponses.text(405, "This path takes " + method + " only.")
                        .withHeader("Allow", method)));
    }

    private CompletableFuture<EmResponse> phone(EmRequest request) {
        return app.answer(asked(request, Wire.PHONES)).thenApply(EmService::page);
    }

    private CompletableFuture<EmResponse> credential(EmRequest request) {
        CredentialApp pages = credentials;
        return pages == null
                ? done(nothing())
                : takes(request, "GET")
                        .orElseGet(() -> done(page(PhoneAnswer.of(pages.page(asked(request, Wire.CREDENTIALS))))));
    }

    private PhoneRequest asked(EmRequest request, String path) {
        PhoneRequest.Builder asked =
                PhoneRequest.builder(at(request, path)).query(request.query()).viaProxy(request.viaProxy());
        request.remoteAddress().ifPresent(asked::remoteAddress);
        PhoneRequest made = asked.build();
        if (!request.secure() && made.carriesPin() && saidThatPinsAreInClear.compareAndSet(false, true)) {
            LOG.warn(
                    "PINs travel in clear: a phone has sent one by plain HTTP. Give the phone services their secure URL. Said once");
        }
        return made;
    }

    private static EmResponse page(PhoneAnswer answer) {
        EmResponse page = EmResponses.xml(PhonePageCodec.encode(answer.page()))
                .withHeader("Expires", "Thu, 01 Jan 1970 00:00:00 GMT");
        return answer.next()
                .map(next -> page.withHeader("Refresh", next.after().toSeconds() + "; url=" + next.url()))
                .orElse(page);
    }

    /** A path as the client reaches it: by the name of the node, or by the address to which it has connected. */
    private URI at(EmRequest request, String path) {
        if (nodeName == null) {
            return URI.create(request.node() + path);
        }
        String host = nodeName.host();
        int port = nodeName.portOr(request.node().getPort());
        return URI.create(request.node().getScheme() + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]")
                + (port < 0 ? "" : ":" + port) + path);
    }

    private CompletableFuture<EmResponse> service(EmRequest request) {
        if (request.bytes().length > BODY_LIMIT) {
            return done(EmResponses.text(413, "A message has at most " + BODY_LIMIT + " bytes."));
        }
        byte[] document = field(request.bytes()).orElse(new byte[0]);
        return switch (Speaker.of(document, request.certificate().isPresent())) {
            case CLUSTER -> done(clusters.answer(request, document));
            case APPLICATION -> application(request, document);
        };
    }

    private CompletableFuture<EmResponse> application(EmRequest request, byte[] document) {
        ApiCaller connection = ApiCaller.unknown().withViaProxy(request.viaProxy());
        Optional<String> address = request.remoteAddress();
        return api.answer(document, address.map(connection::withRemoteAddress).orElse(connection))
                .thenApply(response -> EmResponses.xml(ApiCodec.encode(response)));
    }

    /** The message in a form, byte for byte: its own declaration says what they mean. */
    private static Optional<byte[]> field(byte[] body) {
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            if (pair.startsWith(Wire.FIELD + "=")) {
                try {
                    return Optional.of(
                            URLDecoder.decode(pair.substring(Wire.FIELD.length() + 1), StandardCharsets.ISO_8859_1)
                                    .getBytes(StandardCharsets.ISO_8859_1));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final HomeCluster home;
        private final VisitingCluster visiting;
        private final ClusterDirectory directory;
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private @Nullable Timers timers;
        private @Nullable ServiceAddress nodeName;
        private @Nullable Credentials credentials;
        private Applications applications = Applications.none();
        private LocalLogins localLogins = LocalLogins.reportsOnly();

        private Builder(HomeCluster home, VisitingCluster visiting, ClusterDirectory directory) {
            this.home = Objects.requireNonNull(home, "home");
            this.visiting = Objects.requireNonNull(visiting, "visiting");
            this.directory = Objects.requireNonNull(directory, "directory");
        }

        /**
         * By what name phones reach this node, for the URLs of pages. By default it is the address to which a phone has connected.
         *
         * @param name the host, and the port where it is another than that of the connection; a host of at most 100 characters
         * @return this builder
         * @throws IllegalArgumentException when the host is longer
         */
        public Builder nodeName(ServiceAddress name) {
            Require.text(name.host(), "node name", 100);
            this.nodeName = name;
            return this;
        }

        /**
         * The PINs of this cluster's users, for the page at which they change them. Without, there is no such page (404).
         *
         * @param pins the value, the same that the home cluster asks
         * @return this builder
         */
        public Builder credentials(Credentials pins) {
            this.credentials = Objects.requireNonNull(pins, "credentials");
            return this;
        }

        /**
         * Who may call the Extension Mobility API. Nobody by default, and every call is then answered with 3.
         *
         * @param who the applications
         * @return this builder
         */
        public Builder applications(Applications who) {
            this.applications = Objects.requireNonNull(who, "applications");
            return this;
        }

        /**
         * The logins within this cluster, for the Extension Mobility API. By default there are none, and none can be begun.
         *
         * @param logins the logins
         * @return this builder
         */
        public Builder localLogins(LocalLogins logins) {
            this.localLogins = Objects.requireNonNull(logins, "localLogins");
            return this;
        }

        /**
         * The clock of {@link EmApp}. The system's by default.
         *
         * @param clock the value
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The tokens of {@link EmApp}. A {@link SecureRandom} by default.
         *
         * @param random safe for use by several threads, and unpredictable outside tests
         * @return this builder
         */
        public Builder random(RandomGenerator random) {
            this.random = Objects.requireNonNull(random, "random");
            return this;
        }

        /**
         * The timers of {@link EmApp}. None by default.
         *
         * @param timers the value; not closed here
         * @return this builder
         */
        public Builder timers(Timers timers) {
            this.timers = Objects.requireNonNull(timers, "timers");
            return this;
        }

        /**
         * The finished service.
         *
         * @return a new service
         */
        public EmService build() {
            return new EmService(this);
        }
    }
}
