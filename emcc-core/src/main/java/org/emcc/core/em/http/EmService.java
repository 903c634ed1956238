package org.emcc.core.em.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
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
import org.emcc.core.em.UdsDiscovery;
import org.emcc.core.gateway.AddressGuesses;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.GuessLimits;
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
 *   <tr><td>{@code /changecredential/ChangeCredentialServlet}</td><td>GET</td><td>phones, where a PIN is to be changed</td></tr>
 *   <tr><td>{@code /emservice/EMServiceServlet}</td><td>POST, form field {@code xml}</td><td>other clusters, and applications</td></tr>
 *   <tr><td>the same</td><td>GET, parameter {@code xml}</td><td>applications only; their passwords then stand in the logs of whatever
 *       is between</td></tr>
 *   <tr><td>{@code /cucm-uds/clusterUser}, {@code /cucm-uds/servers}, {@code /cucm-uds/version}, where there is a
 *       {@link UdsDiscovery}</td><td>GET</td><td>anybody</td></tr>
 * </table>
 *
 * <p>The root element tells clusters and applications apart: {@code emccRequest} is a cluster's, {@code request} and {@code query} are
 * {@link EmApi calls of the API}. Anything else is answered with 1, in the form of clusters to whoever has shown a certificate, else in
 * that of the API. An application proves itself by its password and needs no certificate; over plain HTTP, which a host may offer,
 * that password can be read by others.
 *
 * <p>To a cluster's message a certificate belongs (403), and it must be that of the cluster which the message claims to come
 * from: a cluster without a remote cluster record here is answered 35, and a certificate that does not speak for it (see
 * {@link PeerBinding}) 42, both before anything else is looked at. A logout or notice is answered 42 in both cases, for it knows no 35. What
 * an exception of a port or store ends is answered with HTTP status 500, which the other side takes as silence and repeats.
 *
 * <p>UDS is asked by exactly one of {@code username}, {@code email} and {@code useridentifier}, else it answers 400. One that asks
 * with the header {@link EmRequest#UDS_FORWARDED}, or with the certificate of a remote cluster, is answered for this cluster only.
 *
 * <p>Other statuses: 404 and 405 for other paths and methods, 413 for a body and 414 for a query over {@link #BODY_LIMIT}. Everything else is 200,
 * refusals included. Pages are never to be kept by the phone ({@code Expires} in the past), and one that gives way to another has the
 * header {@code Refresh}.
 *
 * <p>A phone can ask by plain HTTP, where a server hosts this so. The first such request with a PIN in it is logged as a warning, and
 * only the first. A user who must change a PIN is led to the page of the home cluster: at the address of its remote cluster record, by
 * HTTPS on port 8443 unless the record has another (inferred).
 *
 * <p>Source: em-api-and-axl 0, 1.1, 2.1, 2.3, 2.5, 2.7, 3.1 and 3.6; design 4.4; emcc-behaviour 8.3 (a PIN travels in the URL).
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
    private final CredentialApp credentials;
    private final @Nullable UdsPath uds;
    private final @Nullable ServiceAddress nodeName;
    /** That of the connection when it is 0. */
    private final int plainPort;

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
                .portDeadline(builder.portDeadline)
                .guessLimits(builder.guessLimits)
                .clock(builder.clock)
                .build();
        this.clusters = new ClusterPath(builder.home, builder.visiting, builder.directory, builder.binding);
        this.credentials = CredentialApp.of(builder.home, AddressGuesses.of(builder.guessLimits, builder.clock));
        this.uds = builder.uds == null ? null : new UdsPath(builder.uds, builder.directory, builder.binding);
        this.nodeName = builder.nodeName;
        this.plainPort = builder.plainPort;
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
     * Answers a request. A message of a cluster, a change of a PIN and the check of an application are done before this returns, and take as
     * long as directories, stores and hashes do: do not call it on a thread that must not block, such as an event loop. A phone is
     * answered when its login has come to an end, at the latest after the deadlines of {@link VisitingCluster}, on any thread of the
     * clusters or their ports: write the answer on another where that may take long.
     *
     * @param request the request
     * @return the answer; never completed exceptionally, for an {@link Error} is answered with 500 too, and logged
     */
    public CompletableFuture<EmResponse> answer(EmRequest request) {
        Objects.requireNonNull(request, "request");
        try {
            return answered(request).exceptionally(EmService::failed);
        } catch (Throwable e) { // an Error too: somebody waits for an answer
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
            case Wire.CLUSTERS -> service(request);
            case Wire.UDS_CLUSTER_USER, Wire.UDS_SERVERS, Wire.UDS_VERSION ->
                uds == null
                        ? done(nothing())
                        : takes(request, "GET").orElseGet(() -> uds.answer(request, at(request, Wire.UDS)));
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
        return takes(request, "GET")
                .orElseGet(() -> done(page(PhoneAnswer.of(credentials.page(asked(request, Wire.CREDENTIALS))))));
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
        int connected = request.node().getPort();
        int named = request.secure() ? nodeName.portOr(connected) : plainPort;
        int port = named == 0 ? connected : named;
        return URI.create(request.node().getScheme() + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]")
                + (port < 0 ? "" : ":" + port) + path);
    }

    private CompletableFuture<EmResponse> service(EmRequest request) {
        return switch (request.method()) {
            case "POST" -> posted(request);
            case "GET" -> got(request);
            default ->
                done(EmResponses.text(405, "This path takes POST and GET only.").withHeader("Allow", "POST, GET"));
        };
    }

    private CompletableFuture<EmResponse> posted(EmRequest request) {
        if (request.bytes().length > BODY_LIMIT) {
            return done(EmResponses.text(413, "A message has at most " + BODY_LIMIT + " bytes."));
        }
        byte[] document = field(request.bytes());
        return switch (Speaker.of(document, request.certificate().isPresent())) {
            case CLUSTER -> done(clusters.answer(request, document));
            case APPLICATION -> application(request, document);
        };
    }

    /** Some applications ask by GET (em-api-and-axl 1.1). No cluster does: a GET may be repeated by whatever is between, and logged. */
    private CompletableFuture<EmResponse> got(EmRequest request) {
        if (request.query().length() > BODY_LIMIT) {
            return done(EmResponses.text(414, "A message has at most " + BODY_LIMIT + " bytes."));
        }
        byte[] document = field(request.query().getBytes(StandardCharsets.ISO_8859_1));
        return switch (Speaker.of(document, false)) {
            case CLUSTER -> done(EmResponses.text(405, "A cluster uses POST.").withHeader("Allow", "POST"));
            case APPLICATION -> application(request, document);
        };
    }

    private CompletableFuture<EmResponse> application(EmRequest request, byte[] document) {
        ApiCaller connection = ApiCaller.unknown().withViaProxy(request.viaProxy());
        Optional<String> address = request.remoteAddress();
        return api.answer(document, address.map(connection::withRemoteAddress).orElse(connection))
                .thenApply(response -> EmResponses.xml(ApiCodec.encode(response)));
    }

    /** The message in a form, byte for byte: its own declaration says what they mean. Empty when there is none. */
    private static byte[] field(byte[] body) {
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            if (pair.startsWith(Wire.FIELD + "=")) {
                try {
                    return URLDecoder.decode(pair.substring(Wire.FIELD.length() + 1), StandardCharsets.ISO_8859_1)
                            .getBytes(StandardCharsets.ISO_8859_1);
                } catch (IllegalArgumentException e) {
                    return new byte[0];
                }
            }
        }
        return new byte[0];
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
        private int plainPort;
        private Applications applications = Applications.none();
        private Duration portDeadline = Duration.ofSeconds(5);
        private GuessLimits guessLimits = GuessLimits.builder().build();
        private @Nullable UdsDiscovery uds;
        private PeerBinding binding = PeerBinding.byName();

        private Builder(HomeCluster home, VisitingCluster visiting, ClusterDirectory directory) {
            this.home = Objects.requireNonNull(home, "home");
            this.visiting = Objects.requireNonNull(visiting, "visiting");
            this.directory = Objects.requireNonNull(directory, "directory");
        }

        /**
         * By what name phones reach this node, for the URLs of pages and in documents of UDS. By default it is the address to which a client
         * has connected; set the name where UDS is served, for certificates rarely bear addresses.
         *
         * @param name the host, and the port of HTTPS where it is another than that of the connection; over plain HTTP it is
         *     that of the connection, or {@link #plainPort}. A host of at most 100 characters
         * @return this builder
         * @throws IllegalArgumentException when the host is longer
         */
        public Builder nodeName(ServiceAddress name) {
            Require.text(name.host(), "node name", 100);
            this.nodeName = name;
            return this;
        }

        /**
         * At which port phones reach this node over plain HTTP, for the URLs of pages, where something before it forwards another port
         * to it; that of the connection by default. It goes with {@link #nodeName}, and has no effect without.
         *
         * @param port 1 to 65535
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder plainPort(int port) {
            this.plainPort = Require.range(port, "port of plain HTTP", 1, 65_535);
            return this;
        }

        /**
         * For which clusters the certificates of clients speak. {@link PeerBinding#byName} by default.
         *
         * @param rule the value
         * @return this builder
         */
        public Builder binding(PeerBinding rule) {
            this.binding = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Who may call the Extension Mobility API. Nobody by default, and every call is then answered with 3, or with 2 while no guess is
         * looked at.
         *
         * @param who the applications
         * @return this builder
         */
        public Builder applications(Applications who) {
            this.applications = Objects.requireNonNull(who, "applications");
            return this;
        }

        /**
         * How long {@link Applications} may take for one answer, as {@link EmApi.Builder#portDeadline} says. Five seconds by default;
         * unlike the clusters' own deadline of ports it is never absent.
         *
         * @param deadline a millisecond to an hour
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder portDeadline(Duration deadline) {
            this.portDeadline = EmClusterLink.Builder.positive(deadline, "deadline of a port");
            return this;
        }

        /**
         * How many wrong passwords of applications are borne from one address, and as many wrong PINs where PINs are changed; the two are
         * counted apart. The defaults of {@link GuessLimits} by default; <em>source</em> stands for an address, <em>user</em> for an application
         * too, and {@link GuessLimits#perUser} does not count.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder guessLimits(GuessLimits limits) {
            this.guessLimits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * What answers where users are at home. Without one, which is the default, there is nothing at those paths (404).
         *
         * @param discovery the value
         * @return this builder
         */
        public Builder uds(UdsDiscovery discovery) {
            this.uds = Objects.requireNonNull(discovery, "discovery");
            return this;
        }

        /**
         * The clock of {@link EmApp}, and by which delays of guesses end. The system's by default.
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
         * The timers at which {@link EmApp} forgets. By default the system's own, whatever the clock.
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
         * @throws IllegalArgumentException when the two sides are not of one cluster
         */
        public EmService build() {
            ClusterId asHome = home.settings().id();
            ClusterId asVisiting = visiting.settings().id();
            if (!asHome.equals(asVisiting)) {
                throw new IllegalArgumentException(
                        "home cluster and visiting cluster must be the two sides of one cluster, but are " + asHome
                                + " and " + asVisiting);
            }
            return new EmService(this);
        }
    }
}
