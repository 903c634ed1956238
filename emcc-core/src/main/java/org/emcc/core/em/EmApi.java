package org.emcc.core.em;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.Decoded;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.gateway.AddressGuesses;
import org.emcc.core.gateway.ApplicationCheck;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.GuessLimits;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Extension Mobility API of a cluster: what applications are answered. It knows no HTTP.
 *
 * <table>
 *   <caption>What is checked, in this order</caption>
 *   <tr><th>Check</th><th>Code</th></tr>
 *   <tr><td>the document cannot be read</td><td>1</td></tr>
 *   <tr><td>it is a query of a kind that is not known</td><td>8</td></tr>
 *   <tr><td><em>Validate IP Address</em> is on, and neither the address of the connection nor {@code remoteIPAddr} is on the
 *     <em>Trusted List of IPs</em></td><td>28</td></tr>
 *   <tr><td>too many checks of passwords are under way: four times <em>Maximum Concurrent Requests</em>, and at least 16 (inferred)</td>
 *     <td>26</td></tr>
 *   <tr><td>the password is wrong, or so many passwords were, or names, that no guess is looked at now; or
 *     {@code appEncryptedCertificate} is used, whose algorithm is not public</td><td>2</td></tr>
 *   <tr><td>the application is not known</td><td>3</td></tr>
 *   <tr><td>the application has no proxy right</td><td>10</td></tr>
 *   <tr><td><em>Validate IP Address</em> is on, and the source of the call is not on the list</td><td>28</td></tr>
 *   <tr><td>the same is on, the call came through a proxy, and <em>Allow Proxy</em> is off</td><td>30</td></tr>
 *   <tr><td>more calls are under way than <em>Maximum Concurrent Requests</em> allows</td><td>26</td></tr>
 *   <tr><td>an end user acts for somebody else, or asks about somebody else</td><td>10</td></tr>
 *   <tr><td>logout by an end user: of a phone where it is not logged in itself, whatever is to be said of that</td><td>10</td></tr>
 *   <tr><td>login and logout: the phone is not known</td><td>11</td></tr>
 *   <tr><td>Extension Mobility is off on the phone: at a login, at a logout</td><td>22, 5</td></tr>
 *   <tr><td>login: the user is not of this cluster</td><td>23</td></tr>
 *   <tr><td>login: somebody else is logged in at the phone</td><td>18</td></tr>
 *   <tr><td>login: no device profile, not the user's own, or one that does not exist</td><td>12</td></tr>
 *   <tr><td>login: longer than the user may</td><td>4</td></tr>
 *   <tr><td>login: the user is logged in in another cluster, and may not twice (from 12.5 on)</td><td>25</td></tr>
 *   <tr><td>logout: nobody is logged in at the phone</td><td>19</td></tr>
 * </table>
 *
 * <p>What has passed is for {@link LocalLogins} to do. An application never begins a login across clusters (em-api-and-axl 1.1). It
 * can end one, though that is not public (inferred): a logout at a phone of this cluster is as if the visitor had asked for it
 * there; at a phone that another cluster has lent to a user of this one, it is the administrator of the home cluster who ends it. A
 * login that lives is ended whatever the phone's record says by then; and where logins give way to newer ones (<em>Auto
 * Logout</em>), a login by an application ends the user's logins in other clusters. {@code logoutAll} ends all logins at phones of
 * this cluster, visitors' and local ones, and needs the proxy right.
 *
 * <p>The source of a call is the {@code remoteIPAddr} of an application with the proxy right, which vouches for it; else, and always
 * where an end user calls, it is the address of the connection (inferred). Either one's word that there was a proxy counts. Names in
 * the list are not looked up, and addresses of registered phones are not known here, so they have to be in the list. All calls are
 * checked, queries too (inferred). What can be said of a source whoever it is that calls is said before any password is looked at: none
 * is where neither the connection nor {@code remoteIPAddr} is on the list. The latter is only a claim until the password is known to be
 * right, so that this keeps out who knows no trusted address; what bounds the others is that guesses are counted.
 *
 * <p>Wrong passwords and names that nobody has are counted by application and address of the connection, and by that address alone, as
 * {@link AddressGuesses} says; three are looked at without delay unless {@link Builder#guessLimits} says otherwise. While none is looked
 * at, a right password is answered with 2 from this address too, and with its answer from any other.
 *
 * <p><em>Maximum Concurrent Requests</em> counts calls of the API only, not phones, and only those of applications whose password and
 * source are right: whoever only guesses takes no place from them (inferred). A check of a password is under way until it is answered,
 * or its deadline is over.
 *
 * <p>A query about a phone is answered in three slots: who is there, who was last (<em>Remember the Last User Logged In</em>, and
 * local users only), and whether this cluster has the phone of another one on loan. A user ID is given whatever login type is asked
 * for (inferred). An end user is told only of phones where it is logged in itself.
 *
 * <p>A store or directory that fails gives 6, the directory of users and the check of applications 9, a bug of the SDK 0.
 *
 * <p>Source: em-api-and-axl 1.1 to 1.9; emcc-behaviour 2.4 and 5.2. Where no section says in which order two checks come, it is
 * inferred.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class EmApi {
    /** How many checks of passwords may be under way, whatever the parameter says. */
    static final int FEWEST_CHECKS = 16;

    /** How many of them there may be for each call that may be under way. */
    private static final int CHECKS_FOR_A_CALL = 4;

    private static final Logger LOG = LoggerFactory.getLogger(EmApi.class);

    private final ApiPorts ports;
    private final ApiActions actions;
    private final ApiQueries queries;
    private final AddressGuesses guesses;
    private final ApiPlaces checks = new ApiPlaces();
    private final ApiPlaces calls = new ApiPlaces();

    private EmApi(Builder builder) {
        this.ports = new ApiPorts(builder.home, builder.visiting, builder.applications, builder.portDeadline);
        this.actions = new ApiActions(ports);
        this.queries = new ApiQueries(ports);
        this.guesses = AddressGuesses.of(builder.guessLimits, builder.clock);
    }

    /**
     * Starts one.
     *
     * @param home this cluster as a home cluster
     * @param visiting this cluster as a visiting cluster; its directories are asked
     * @return a builder
     */
    public static Builder builder(HomeCluster home, VisitingCluster visiting) {
        return new Builder(home, visiting);
    }

    /**
     * Answers a document.
     *
     * @param document what was sent
     * @param connection from where, as far as it is known: not what the document says of it
     * @return the answer; never completed exceptionally
     */
    public CompletableFuture<ApiResponse> answer(byte[] document, ApiCaller connection) {
        Objects.requireNonNull(connection, "connection");
        Decoded<ApiRequest> read = ApiCodec.decodeRequest(document);
        if (read.value().isPresent()) {
            return answer(read.value().get(), connection);
        }
        LOG.debug("A call of the API could not be read: {}", read.problems().get(0));
        return refused(ApiCodec.asksUnknown(document) ? 8 : 1);
    }

    /**
     * Answers a call. It is answered before this returns as far as no port and no logout takes longer; the check of a password, the
     * directories and the stores may block for as long as their deadlines allow. Else it is completed on a thread of theirs: what takes
     * long and follows from it belongs on another.
     *
     * <p>Logins at one phone are done one after the other, so that one may take as long as those before it; of several equal ones that wait
     * one is done, and answers all. A {@code logoutAll} that comes while another is at work is answered with that.
     *
     * @param request what is asked for
     * @param connection from where, as far as it is known: not what the request says of it
     * @return the answer; never completed exceptionally. A logout is answered when it has come to its end, at the latest after the
     *     deadlines of {@link VisitingCluster} and {@link HomeCluster}; with {@code logoutAll} a hundred at a time are
     */
    public CompletableFuture<ApiResponse> answer(ApiRequest request, ApiCaller connection) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(connection, "connection");
        CompletableFuture<ApiResponse> answer;
        try {
            answer = checked(request, connection);
        } catch (Throwable e) { // an Error too: somebody waits
            answer = CompletableFuture.failedFuture(e);
        }
        // The caller has a copy: whoever completes that himself, such as with a timeout, does not touch what is under
        // way.
        return answer.exceptionally(EmApi::failed).copy();
    }

    private CompletableFuture<ApiResponse> checked(ApiRequest request, ApiCaller connection) {
        ClusterSettings settings = ports.settings();
        ServiceParameters parameters = settings.serviceParameters();
        if (parameters.validateIpAddress() && !mayBeTrusted(request.caller(), connection, parameters)) {
            return refused(28);
        }
        int most = Math.max(FEWEST_CHECKS, CHECKS_FOR_A_CALL * parameters.maximumConcurrentRequests());
        return checks.within(most, () -> caller(request.application(), connection))
                .map(check -> check.thenCompose(caller -> answer(request, connection, caller, settings)))
                .orElseGet(() -> refused(26));
    }

    private CompletableFuture<ApiResponse> answer(
            ApiRequest request, ApiCaller connection, ApplicationCheck caller, ClusterSettings settings) {
        return switch (caller.kind()) {
            case WRONG_PASSWORD -> refused(2);
            case UNKNOWN -> refused(3);
            case NO_RIGHT -> refused(10);
            case ACTS_FOR_ALL -> admitted(request, connection, ApiRight.all(), settings);
            case ACTS_FOR_ITSELF -> {
                ApiRight own = ApiRight.only(((ApplicationCheck.ActsForItself) caller).user());
                yield admitted(request, connection, own, settings);
            }
        };
    }

    /** A proxy is believed what it says of the address, and an end user is where its connection comes from. */
    private static boolean mayBeTrusted(ApiCaller said, ApiCaller connection, ServiceParameters parameters) {
        return connection.remoteAddress().filter(parameters::trusts).isPresent()
                || said.remoteAddress().filter(parameters::trusts).isPresent();
    }

    private CompletableFuture<ApplicationCheck> caller(ApiApplication application, ApiCaller connection) {
        if (application.form() == ApiApplication.Form.ENCRYPTED) {
            return done(new ApplicationCheck.WrongPassword());
        }
        // Not what the call says of its address: that could be another one for each guess.
        String address = connection.remoteAddress().orElse("");
        return guesses.lookedAt(
                application.appId(),
                address,
                new ApplicationCheck.WrongPassword(),
                EmApi::verdict,
                () -> ports.check(application));
    }

    private static AddressGuesses.Verdict verdict(ApplicationCheck check) {
        return switch (check.kind()) {
            case WRONG_PASSWORD, UNKNOWN -> AddressGuesses.Verdict.WRONG;
            case ACTS_FOR_ALL, ACTS_FOR_ITSELF, NO_RIGHT -> AddressGuesses.Verdict.RIGHT;
        };
    }

    private CompletableFuture<ApiResponse> admitted(
            ApiRequest request, ApiCaller connection, ApiRight right, ClusterSettings settings) {
        ServiceParameters parameters = settings.serviceParameters();
        Optional<ErrorCode> problem = source(request.caller(), connection, right, parameters);
        if (problem.isPresent()) {
            return done(failure(problem.get()));
        }
        return calls.within(parameters.maximumConcurrentRequests(), () -> carriedOut(request, right, settings))
                .orElseGet(() -> refused(26));
    }

    private CompletableFuture<ApiResponse> carriedOut(ApiRequest request, ApiRight right, ClusterSettings settings) {
        return switch (request.kind()) {
            case LOGIN -> actions.login((ApiRequest.Login) request, right, settings);
            case LOGOUT -> actions.logout((ApiRequest.Logout) request, right);
            case LOGOUT_ALL -> actions.logoutAll(right);
            case DEVICE_USER_QUERY ->
                queries.deviceUsers(
                        (ApiRequest.DeviceUserQuery) request,
                        right,
                        settings.serviceParameters().rememberLastUser());
            case USER_DEVICES_QUERY -> queries.userDevices((ApiRequest.UserDevicesQuery) request, right);
            case CHECK_USER -> queries.checkUsers((ApiRequest.CheckUser) request, right);
            case DEVICE_PROFILE_QUERY -> queries.profiles((ApiRequest.DeviceProfileQuery) request, right);
        };
    }

    /** An end user must not name an address that is not its own, or the list would keep nobody out. */
    private static Optional<ErrorCode> source(
            ApiCaller said, ApiCaller connection, ApiRight right, ServiceParameters parameters) {
        if (!parameters.validateIpAddress()) {
            return Optional.empty();
        }
        Optional<String> vouched = right.coversAll() ? said.remoteAddress() : Optional.empty();
        if (vouched.or(connection::remoteAddress).filter(parameters::trusts).isEmpty()) {
            return Optional.of(ErrorCode.of(28));
        }
        boolean proxy = said.viaProxy().orElse(false) || connection.viaProxy().orElse(false);
        return proxy && !parameters.allowProxy() ? Optional.of(ErrorCode.of(30)) : Optional.empty();
    }

    private static ApiResponse failed(Throwable thrown) {
        Throwable cause = ApiPorts.own(thrown);
        if (cause instanceof ApiPorts.Failed port) {
            LOG.warn("A port failed while an application was answered", port.getCause());
            return ApiResponse.Failure.of(port.code());
        }
        if (cause instanceof StoreException) {
            LOG.warn("The store failed while an application was answered", cause);
            return ApiResponse.Failure.of(6);
        }
        LOG.error("An application could not be answered; this is a bug of the SDK", cause);
        return ApiResponse.Failure.of(0);
    }

    // ---- what the parts share

    static ApiResponse failure(ErrorCode code) {
        return new ApiResponse.Failure(code, code.title());
    }

    static CompletableFuture<ApiResponse> refused(int number) {
        return done(ApiResponse.Failure.of(number));
    }

    static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    /** What all of them come to, in their order. */
    static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
                .thenApply(nothing -> {
                    List<T> all = new ArrayList<>();
                    futures.forEach(each -> all.add(each.join()));
                    return all;
                });
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final HomeCluster home;
        private final VisitingCluster visiting;
        private Applications applications = Applications.none();
        private Duration portDeadline = Duration.ofSeconds(5);
        private GuessLimits guessLimits = GuessLimits.builder().build();
        private Clock clock = Clock.systemUTC();

        private Builder(HomeCluster home, VisitingCluster visiting) {
            this.home = Objects.requireNonNull(home, "home");
            this.visiting = Objects.requireNonNull(visiting, "visiting");
        }

        /**
         * Who may call. Nobody by default, and every call is then answered with 3, or with 2 while no guess is looked at.
         *
         * @param who the applications
         * @return this builder
         */
        public Builder applications(Applications who) {
            this.applications = Objects.requireNonNull(who, "applications");
            return this;
        }

        /**
         * How long {@link Applications} may take for one answer. Five seconds by default; one that takes longer has failed. Directories,
         * stores and {@link LocalLogins} have the deadline of their cluster.
         *
         * @param deadline a millisecond to an hour
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder portDeadline(Duration deadline) {
            if (deadline.compareTo(Duration.ofMillis(1)) < 0 || deadline.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(
                        "deadline of a port must be from a millisecond to an hour, but is " + deadline);
            }
            this.portDeadline = deadline;
            return this;
        }

        /**
         * How many wrong passwords are borne, as {@link AddressGuesses} counts them. The defaults of {@link GuessLimits} by default.
         *
         * @param limits the limits; <em>user</em> stands for an application, and <em>source</em> for an address
         * @return this builder
         */
        public Builder guessLimits(GuessLimits limits) {
            this.guessLimits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * The clock by which delays of guesses end. The system's by default.
         *
         * @param clock the value
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The finished service.
         *
         * @return a new service
         */
        public EmApi build() {
            return new EmApi(this);
        }
    }
}
