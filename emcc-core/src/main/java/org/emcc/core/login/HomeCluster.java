package org.emcc.core.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.configuration.ClusterNode;
import org.emcc.core.configuration.ClusterService;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.LocalOutcome;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.Timers;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.RegionParameters;
import org.emcc.core.session.RemoteClusterFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.Versioned;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.Pin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The home side of EMCC: the thin shell that runs {@link HomeRules} against the ports. It answers the messages of visiting clusters
 * and is told where its phones are.
 *
 * <p>The way of a login: {@link #findUser}, {@link #admit} (admission, reservation, temporary device, configuration file),
 * {@link #registered}. Source: emcc-behaviour 2.7; design 4.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class HomeCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HomeCluster.class);

    /** How far the clocks of two clusters may differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Patience patience;
    private final Directories directories;
    private final Credentials credentials;
    private final HomeLoginStore store;
    private final ClusterLink link;
    private final PhoneControl control;
    private final LocalLogins locals;
    private final Clock clock;
    private final Timers timers;
    private final boolean ownsTimers;
    private final Announcer announcer;
    private final Duration memory;
    private final BiFunction<HomeState, HomeEvent, Step<HomeState, HomeEffect>> rules;
    private final Rounds rounds;
    private final Running running = new Running();
    private final HomeConductor conductor;
    private final Duration sweep;

    private HomeCluster(Builder builder) {
        this.patience = new Patience(builder.portDeadline);
        HomePorts ports = builder.ports(patience);
        this.directories = ports.directories();
        this.credentials = ports.credentials();
        this.link = builder.link;
        this.control = builder.control;
        this.store = ports.store();
        this.locals = ports.locals();
        this.clock = builder.clock;
        this.ownsTimers = builder.timers == null;
        this.timers = builder.timers == null ? Timers.daemon(builder.clock) : builder.timers;
        this.announcer = new Announcer(builder.listener);
        this.memory = builder.memory;
        this.rules = builder.rules;
        this.sweep = builder.lease;
        this.rounds = new Rounds(clock, timers);
        this.conductor = new HomeConductor(builder, ports, timers, announcer, rounds);
        store.handOver(builder.node); // what an earlier life of this node has left is nobody's work now
        store.provision(directories.devices().baseDevices());
    }

    /**
     * Begins to describe a home cluster; {@link #start} follows after {@link Builder#build}.
     *
     * @param directories the users, devices and settings of this cluster
     * @param credentials the PINs of its users
     * @param files where its phones fetch their files
     * @param link the way to visiting clusters, for notices
     * @return a builder with a memory store, the system clock, and nobody listening
     */
    public static Builder builder(
            Directories directories, Credentials credentials, PhoneFiles files, ClusterLink link) {
        return new Builder(directories, credentials, files, link);
    }

    /**
     * What is set for this cluster now.
     *
     * @return the settings
     */
    public ClusterSettings settings() {
        return directories.cluster().settings();
    }

    /**
     * Answers the question of a visiting cluster whether a user is ours.
     *
     * @param query the question; that it comes from the cluster it names is the transport's to prove
     * @return mine, not mine, or a refusal (1, 9, 35, 47)
     * @throws IllegalStateException when this cluster is closed
     */
    public UserAnswer findUser(UserQuery query) {
        Objects.requireNonNull(query, "query");
        running.mustBeOpen("the home cluster");
        ClusterSettings settings = settings();
        UserAnswer answer = answer(query, settings);
        announcer.tell(listener -> listener.userQueried(
                new LoginStep.UserQueried(query.from(), query.identifier(), answer instanceof UserAnswer.Mine)));
        return answer;
    }

    private UserAnswer answer(UserQuery query, ClusterSettings settings) {
        if (settings.remoteCluster(query.from()).isEmpty()) {
            return new UserAnswer.Refused(ErrorCode.of(35));
        }
        if (query.loginType().isPresent() && !settings.release().isAtLeast(12, 0)) {
            return new UserAnswer.Refused(ErrorCode.of(1));
        }
        try {
            long ours = directories.users().find(query.loginType().orElse(LoginType.UID), query.identifier()).stream()
                    .filter(EndUser::homeCluster)
                    .count();
            return switch ((int) Math.min(ours, 2)) {
                case 0 -> new UserAnswer.NotMine();
                case 1 -> new UserAnswer.Mine();
                default -> new UserAnswer.Refused(ErrorCode.of(47));
            };
        } catch (RuntimeException e) {
            LOG.warn("The user directory failed", e);
            return new UserAnswer.Refused(ErrorCode.of(9));
        }
    }

    /**
     * Answers the update query of another cluster with what this one says of itself.
     *
     * @param query the question; that it comes from the cluster it names is the transport's to prove
     * @return the data; 42 when we have another cluster ID than we were asked under, 35 when we do not know who asks
     */
    public UpdateAnswer updateQueried(UpdateQuery query) {
        Objects.requireNonNull(query, "query");
        running.mustBeOpen("the home cluster");
        ClusterSettings settings = settings();
        if (!query.asked().equals(settings.id())) {
            return new UpdateAnswer.Refused(ErrorCode.of(42));
        }
        if (settings.remoteCluster(query.from()).isEmpty()) {
            return new UpdateAnswer.Refused(ErrorCode.of(35));
        }
        return new UpdateAnswer.Current(new RemoteClusterFacts(
                settings.id(),
                settings.release(),
                settings.serviceProfile().activeServices().stream()
                        .collect(Collectors.toMap(service -> service, service -> addresses(service, settings))),
                RegionParameters.of(settings.featureParameters())));
    }

    /** Up to three nodes that run Extension Mobility serve EMCC; which nodes serve calls is the trunk's business. */
    private static List<ServiceAddress> addresses(InterclusterService service, ClusterSettings settings) {
        return service == InterclusterService.EMCC
                ? settings.nodes().stream()
                        .filter(node -> node.services().contains(ClusterService.EXTENSION_MOBILITY))
                        .map(ClusterNode::name)
                        .limit(3)
                        .toList()
                : List.of();
    }

    /**
     * Decides on a login request, and carries it out: when it answers {@link HomeReply.Accepted}, the phone's files are ready to be
     * fetched. A repeat of a request is answered as the first was; its PIN is checked again first.
     *
     * @param request the request; that it comes from the cluster it names is the transport's to prove
     * @return what becomes of it; nothing is left behind unless it is accepted
     */
    public HomeReply admit(RemoteLogin request) {
        Objects.requireNonNull(request, "request");
        CompletableFuture<@Nullable Void> work = running.begin("the home cluster");
        try {
            return decided(request);
        } finally {
            work.complete(null);
        }
    }

    private HomeReply decided(RemoteLogin request) {
        HomeReply reply;
        try {
            reply = decide(request);
        } catch (RuntimeException e) {
            announcer.failed(
                    new LoginStep.Subject(request.login(), request.phone().device()), "decide on the login", e);
            conductor.leftOver(); // a call that timed out may still do what it was asked for
            reply = new HomeReply.Refused(PortFailure.codeOf(e));
        }
        announceRefusal(request, reply);
        return reply;
    }

    private void announceRefusal(RemoteLogin request, HomeReply reply) {
        Ending ending = switch (reply.kind()) {
            case ACCEPTED -> null;
            case CHOOSE_PROFILE -> new Ending.ProfileAsked(((HomeReply.ChooseProfile) reply).profiles());
            case CHANGE_PIN -> new Ending.PinChangeAsked();
            case REFUSED -> new Ending.Refused(((HomeReply.Refused) reply).code());
        };
        if (ending != null) {
            announcer.tell(listener -> listener.admissionRefused(new LoginStep.AdmissionRefused(
                    new LoginStep.Subject(request.login(), request.phone().device()),
                    request.visiting().cluster(),
                    ending)));
        }
    }

    private HomeReply decide(RemoteLogin request) {
        Instant now = clock.instant();
        conductor.forgetOld();
        Instant issued = request.login().issuedAt();
        if (issued.isBefore(now.minus(memory)) || issued.isAfter(now.plus(SKEW))) {
            return new HomeReply.Refused(ErrorCode.of(1)); // ended ids this old are not remembered, so none is believed
        }
        ClusterSettings settings = settings();
        Admission admission = admission(request, settings);
        return switch (admission.kind()) {
            case NEEDS -> throw new IllegalStateException("admission needs what it has: " + admission);
            case REFUSED -> new HomeReply.Refused(((Admission.Refused) admission).code());
            case ASKS_PROFILE -> new HomeReply.ChooseProfile(((Admission.AsksProfile) admission).profiles());
            case ASKS_PIN_CHANGE -> new HomeReply.ChangePin();
            case PLANNED -> carryOut(request, (Admission.Planned) admission, now);
        };
    }

    /**
     * Asks the pure function until it needs nothing more. The store is asked about other logins only when something else refuses, so that
     * the first refusal in the order of the rules is the one that is given: a plan asks about them when it reserves, in the same step.
     */
    private Admission admission(RemoteLogin request, ClusterSettings settings) {
        Admission.Facts facts = Admission.Facts.PRESUMED_ALONE;
        boolean presumed = true;
        while (true) {
            Admission admission = Admission.decide(request, settings, facts);
            if (admission instanceof Admission.Needs needs) {
                facts = fetch(needs.what(), request, facts);
            } else if (presumed && admission.kind() == Admission.Kind.REFUSED) {
                presumed = false;
                facts = facts.presumingNothing();
            } else {
                return admission;
            }
        }
    }

    private Admission.Facts fetch(Admission.Need need, RemoteLogin request, Admission.Facts known) {
        return switch (need) {
            case USERS ->
                known.users(
                        PortFailure.ofUsers(() -> directories.users().find(soughtBy(request), request.identifier())));
            case PIN ->
                known.pin(PortFailure.ofUsers(() -> credentials.check(
                        theUser(known).id(), request.pin(), request.visiting().cluster())));
            case PROFILE ->
                known.profileExists(
                        directories.devices().profile(profile(request, known)).isPresent());
            case OTHER_LOGIN ->
                known.otherLogin(store.live(theUser(known).id()).stream().anyMatch(other -> isOther(other, request))
                        || isHere(theUser(known).id()));
            case DEVICE_NAME ->
                known.configured(
                        directories.devices().phone(request.phone().device()).isPresent());
            case LIVE_DEVICE ->
                known.liveDevice(store.live(request.phone().device())
                        .filter(other -> isOther(other, request))
                        .isPresent());
        };
    }

    /** Whether the user is logged in at a phone of this cluster. */
    private boolean isHere(UserId user) {
        return !locals.devicesOf(user).join().isEmpty();
    }

    private LoginType soughtBy(RemoteLogin request) {
        return LoginTypeMatrix.soughtBy(request.visiting().release(), settings().release(), request.loginType());
    }

    private static boolean isOther(Versioned<HomeSession> session, RemoteLogin request) {
        return !session.value().login().id().equals(request.login());
    }

    private static EndUser theUser(Admission.Facts known) {
        return Objects.requireNonNull(known.users(), "users are known").stream()
                .filter(EndUser::homeCluster)
                .findFirst()
                .orElseThrow();
    }

    private static DeviceProfileName profile(RemoteLogin request, Admission.Facts known) {
        return request.chosenProfile()
                .orElseGet(() -> theUser(known).controlledProfiles().get(0));
    }

    /** H13 to H17: reserve, build, publish, answer. With the reservation H8 and H10 are asked about other logins. */
    private HomeReply carryOut(RemoteLogin request, Admission.Planned plan, Instant now) {
        HomeLogin login = new HomeLogin(
                request.login(),
                plan.user().id(),
                plan.profile(),
                request.visiting(),
                request.phone(),
                plan.pool(),
                plan.match() instanceof GeolocationMatch.Matched,
                now.truncatedTo(ChronoUnit.MILLIS),
                plan.limit());
        if (mayNotBeHere(plan) && store.find(request.login()).isEmpty()) { // H8; a repeat is answered as the first was
            return new HomeReply.Refused(ErrorCode.of(25));
        }
        LoginStep.Subject subject = HomeConductor.subject(login);
        Map<LoginId, HomeSession> ended = new ConcurrentHashMap<>();
        Reservation reservation =
                store.reserve(login, plan.policy(), older -> superseded(older, ended), conductor.lease());
        if (reservation instanceof Reservation.Refused refused) {
            return new HomeReply.Refused(refused.code());
        }
        if (reservation instanceof Reservation.Known known) {
            return repeated(login, known.session().value());
        }
        Reservation.Reserved reserved = (Reservation.Reserved) reservation;
        announcer.tell(listener -> listener.poolChosen(new LoginStep.PoolChosen(subject, plan.pool(), plan.match())));
        announcer.tell(listener -> listener.baseDeviceReserved(new LoginStep.BaseDeviceReserved(
                subject, reserved.session().value().baseDevice())));
        try {
            // Once more: a local login may have come meanwhile, and would not have seen this one before it was
            // reserved.
            if (mayNotBeHere(plan)) {
                conductor.undo(login);
                return new HomeReply.Refused(ErrorCode.of(25));
            }
            reserved.superseded().forEach(older -> runEnd(older, ended));
            HomeReply reply = reply(conductor.run(reserved.session()).join().value());
            if (plan.policy() == MultipleLoginBehavior.AUTO_LOGOUT && reply.kind() == HomeReply.Kind.ACCEPTED) {
                Links.watch(running.watch(endHere(plan.user().id())));
            }
            return reply;
        } catch (RuntimeException e) {
            announcer.failed(subject, "carry out the login", e);
            conductor.undo(login);
            return new HomeReply.Refused(ErrorCode.of(6));
        }
    }

    /**
     * The store has put an older login to its end together with the newer one; here that is carried out, and told unless it was ending
     * already.
     */
    private void runEnd(Versioned<HomeSession> older, Map<LoginId, HomeSession> ended) {
        HomeLogin login = older.value().login();
        HomeSession before = ended.get(login.id());
        if (before != null) {
            conductor.moved(before, new HomeEvent.EndAsked(LogoutCause.SECOND_LOGIN), older.value(), older.version());
            announcer.tell(listener -> listener.releaseBegun(
                    new LoginStep.ReleaseBegun(HomeConductor.subject(login), LogoutCause.SECOND_LOGIN)));
        }
        Links.watch(running.watch(conductor.run(older)));
    }

    private boolean mayNotBeHere(Admission.Planned plan) {
        return plan.policy() == MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED
                && isHere(plan.user().id());
    }

    /**
     * Auto Logout: logins of the user at phones of this cluster give way (emcc-behaviour 3.4), once the newer one stands. One that fails
     * is not repeated: who runs the local logins has the last word on them.
     */
    private CompletableFuture<?> endHere(UserId user) {
        return locals.devicesOf(user)
                .thenCompose(devices -> CompletableFuture.allOf(devices.stream()
                        .map(device -> locals.logout(device, user).thenAccept(outcome -> {
                            if (outcome instanceof LocalOutcome.Refused refused) {
                                LOG.warn("{} was not logged out at {}: {}", user, device, refused.code());
                            }
                        }))
                        .toArray(CompletableFuture<?>[]::new)));
    }

    /**
     * Auto Logout: the older login gives way in the same step (emcc-behaviour 3.4).
     *
     * @param ended which of them end by that, as they were; a store may ask more than once, and the last time counts
     */
    private HomeSession superseded(HomeSession older, Map<LoginId, HomeSession> ended) {
        if (rules.apply(older.state(), new HomeEvent.EndAsked(LogoutCause.SECOND_LOGIN))
                instanceof Step.Moved<HomeState, HomeEffect> moved) {
            ended.put(older.login().id(), older);
            return older.moved(moved.to(), moved.effects());
        }
        ended.remove(older.login().id());
        return older;
    }

    /** The same id with the same content is the same login; with other content it is refused and changes nothing (design 4.4). */
    private HomeReply repeated(HomeLogin asked, HomeSession known) {
        HomeLogin first = known.login();
        boolean same = first.user().equals(asked.user())
                && first.device().equals(asked.device())
                && first.visiting().cluster().equals(asked.visiting().cluster())
                && first.profile().equals(asked.profile());
        return same ? reply(known) : new HomeReply.Refused(ErrorCode.of(1));
    }

    private HomeReply reply(HomeSession session) {
        return switch (session.state().kind()) {
            case FILES_READY, REGISTERED, UNREGISTERED ->
                new HomeReply.Accepted(
                        settings().id(),
                        session.login().user(),
                        tftpServers(),
                        session.login().loginTime(),
                        session.login().limit());
            case RESERVED, DEVICE_BUILT -> new HomeReply.Refused(ErrorCode.of(26)); // the first is still at work
            case RELEASING, RELEASED -> new HomeReply.Refused(ErrorCode.of(6));
        };
    }

    private List<ServiceAddress> tftpServers() {
        var parameters = settings().featureParameters();
        return Stream.of(parameters.defaultTftpServer(), parameters.backupTftpServer())
                .flatMap(server -> server.value().stream())
                .toList();
    }

    /**
     * Visiting says that a login has ended.
     *
     * @param message the message; that it comes from the cluster it names is the transport's to prove
     * @return acknowledged, also when the login is not known (any more); refused with 42 when it is another cluster's
     */
    public LogoutReply logoutReceived(LogoutMessage message) {
        Objects.requireNonNull(message, "message");
        running.mustBeOpen("the home cluster");
        Instant now = clock.instant();
        if (message.login().issuedAt().isAfter(now.plus(SKEW))) {
            return new LogoutReply.Refused(ErrorCode.of(1));
        }
        Optional<Versioned<HomeSession>> known = known(message);
        if (known.isEmpty() && !message.login().issuedAt().isBefore(now.minus(memory))) {
            store.bury(message.login()); // the request may still be under way
            known = store.find(message.login());
        }
        if (known.isPresent()) {
            HomeLogin login = known.get().value().login();
            if (!login.visiting().cluster().equals(message.from())) {
                return new LogoutReply.Refused(ErrorCode.of(42));
            }
            if (!login.device().equals(message.device())) {
                return new LogoutReply.Refused(ErrorCode.of(1));
            }
            Links.watch(end(known.get(), fromVisiting(message.cause())));
        }
        return new LogoutReply.Acknowledged();
    }

    /**
     * What is out of date will do here: the facts of a login never change, and the save of its end finds out if its state did. By the
     * rules, a state to which an end is nothing is one that ends already.
     */
    private Optional<Versioned<HomeSession>> known(LogoutMessage message) {
        Optional<Versioned<HomeSession>> seen = Optional.empty();
        try {
            seen = store.lastSeen(message.device())
                    .filter(login -> login.value().login().id().equals(message.login()));
        } catch (StoreException e) {
            LOG.debug("The phone's login cannot be read; it may be another than the one that ends", e);
        }
        return seen.isPresent() ? seen : store.find(message.login());
    }

    /** Whatever visiting says, the end came from there: home owes it no notice. */
    private static LogoutCause fromVisiting(LogoutCause cause) {
        return cause == LogoutCause.LOGIN_FAILED ? cause : LogoutCause.PHONE;
    }

    /**
     * Ends the login of a phone from this side.
     *
     * @param device the phone
     * @param cause a cause that begins at home: {@link LogoutCause#HOME_ADMINISTRATOR}, or one of time, maintenance or a second login
     * @return 19 when nobody is logged in there; logged out when the base device is free, and visiting has been told or is told again
     *     until it confirms; 6 when something failed or another end is under way, and the end is finished later
     * @throws IllegalArgumentException when the cause is one that begins at visiting
     * @throws IllegalStateException when this cluster is closed
     * @throws org.emcc.core.store.StoreException when the store fails
     */
    public CompletableFuture<LogoutOutcome> logout(DeviceName device, LogoutCause cause) {
        Objects.requireNonNull(device, "device");
        return logout(cause, end -> conductor.advance(device, end));
    }

    /**
     * Ends a login from this side, as {@link #logout(DeviceName, LogoutCause)} does that of a phone. Another login that the phone may
     * have by now goes on.
     *
     * @param login the login
     * @param cause as there
     * @return as there; 19 when the login is over, or not known
     * @throws IllegalArgumentException as there
     * @throws IllegalStateException as there
     * @throws org.emcc.core.store.StoreException as there
     */
    public CompletableFuture<LogoutOutcome> logout(LoginId login, LogoutCause cause) {
        Objects.requireNonNull(login, "login");
        return logout(
                cause,
                end -> store.find(login)
                        .filter(found -> found.value().live())
                        .map(found -> conductor.advance(found, end)));
    }

    private CompletableFuture<LogoutOutcome> logout(
            LogoutCause cause, Function<HomeEvent, Optional<CompletableFuture<Versioned<HomeSession>>>> advance) {
        if (!HomeRules.beganAtHome(cause)) {
            throw new IllegalArgumentException(
                    "cause of a logout by home must be one that begins at home, but is " + cause);
        }
        running.mustBeOpen("the home cluster");
        return advance.apply(new HomeEvent.EndAsked(cause))
                .map(ended -> running.watch(ended).thenApply(HomeCluster::loggedOut))
                .orElseGet(() -> CompletableFuture.completedFuture(new LogoutOutcome.Refused(ErrorCode.of(19))));
    }

    private static LogoutOutcome loggedOut(Versioned<HomeSession> ended) {
        return ended.value().live()
                ? new LogoutOutcome.Refused(ErrorCode.of(6))
                : new LogoutOutcome.LoggedOut(ended.value().login().id(), true);
    }

    private CompletableFuture<Versioned<HomeSession>> end(Versioned<HomeSession> session, LogoutCause cause) {
        return running.watch(conductor.advance(session, new HomeEvent.EndAsked(cause)));
    }

    /**
     * Changes the PIN of a user of this cluster, as one must whom a login answered with 41; then follows a new login. Messages
     * between clusters carry no change of a PIN.
     *
     * @param user the user
     * @param old the PIN so far
     * @param next the new PIN
     * @param source the cluster at which the user is
     * @return what became of it
     * @throws IllegalStateException when this cluster is closed
     */
    public PinChange changePin(UserId user, Pin old, Pin next, ClusterId source) {
        running.mustBeOpen("the home cluster");
        return credentials.change(user, old, next, source);
    }

    /**
     * Takes the base devices of the directory over into the store again, after some were inserted or deleted. A new cluster does it by
     * itself.
     *
     * @throws IllegalStateException when this cluster is closed
     * @throws org.emcc.core.store.StoreException when the store fails
     */
    public void provision() {
        running.mustBeOpen("the home cluster");
        store.provision(directories.devices().baseDevices());
    }

    /**
     * A phone has registered with a call manager of this cluster. One that came for a login which is over is sent away.
     *
     * @param device the phone
     */
    public void registered(DeviceName device) {
        Objects.requireNonNull(device, "device");
        running.mustBeOpen("the home cluster");
        Optional<CompletableFuture<Versioned<HomeSession>>> here =
                conductor.advance(device, new HomeEvent.PhoneRegistered());
        if (here.isPresent()) {
            Links.watch(here.get());
        } else if (directories.devices().phone(device).isEmpty()) {
            Links.watch(control.reset(device));
        }
    }

    /**
     * A phone is no longer registered with a call manager of this cluster.
     *
     * @param device the phone
     */
    public void unregistered(DeviceName device) {
        Objects.requireNonNull(device, "device");
        running.mustBeOpen("the home cluster");
        conductor.advance(device, new HomeEvent.PhoneUnregistered()).ifPresent(Links::watch);
    }

    /**
     * The temporary device of a phone: while there is one, the phone may register here.
     *
     * @param device the phone
     * @return the device, or empty when no login of that phone has come so far, or it is being ended
     */
    public Optional<TemporaryDevice> temporaryDevice(DeviceName device) {
        return store.live(device)
                .map(Versioned::value)
                .filter(session -> session.state().kind() != HomeState.Kind.RELEASING)
                .flatMap(HomeSession::device);
    }

    /**
     * The login of a phone.
     *
     * @param device the phone
     * @return the live session, or empty when there is none
     */
    public Optional<HomeSession> session(DeviceName device) {
        return store.live(device).map(Versioned::value);
    }

    /**
     * Where a user of this cluster is logged in, in other clusters.
     *
     * @param user the user
     * @return the live sessions in the order of their login ids
     * @throws org.emcc.core.store.StoreException when the store fails
     */
    public List<HomeSession> sessions(UserId user) {
        return store.live(Objects.requireNonNull(user, "user")).stream()
                .map(Versioned::value)
                .toList();
    }

    /**
     * How many more logins can begin now.
     *
     * @return the number of free nonsecure base devices
     */
    public int freeBaseDevices() {
        return store.freeBaseDevices();
    }

    /**
     * Finishes what a crash or another node has left, and serves the files of all live logins again: every login that was on its
     * way in is ended, every one that was on its way out is finished, and one whose maximum login time is over ends. Work under
     * somebody else's lease is left to him. Call it after every start of the process; {@link #start} does.
     *
     * @return how many logins were finished, and for how many the files are served again
     * @throws org.emcc.core.store.StoreException when the store fails; what was not finished is tried again later
     */
    public Recovery recover() {
        running.mustBeOpen("the home cluster");
        return conductor.recover();
    }

    /**
     * Recovers, and from then on finishes what nodes that died have left, once in the time of a lease, and runs the maintenance of
     * expired devices at the interval of the feature parameters, as it is now (emcc-behaviour 3.5).
     *
     * @return what was recovered
     * @throws IllegalStateException when it was started before, or is closed
     * @throws org.emcc.core.store.StoreException when the store fails; the rounds go on all the same
     */
    public Recovery start() {
        running.mustBeOpen("the home cluster");
        rounds.begin("the home cluster");
        rounds.every(sweep, "finish what other nodes left", conductor::sweep);
        rounds.every(
                Duration.ofMinutes(settings()
                        .featureParameters()
                        .valueOrDefault(FeatureParameters.EXPIRED_DEVICE_MAINTENANCE)
                        .orElseThrow()),
                "maintain expired devices",
                () -> Links.watch(maintain()));
        return recover();
    }

    /**
     * Maintenance of expired devices: asks every visiting cluster which of our users' logins it still has, and ends those that it
     * has not. A cluster that does not answer keeps its logins (emcc-behaviour 3.5; that home asks is inferred).
     *
     * @return how many logins were ended; completed when they are
     */
    public CompletableFuture<Integer> maintain() {
        running.mustBeOpen("the home cluster");
        return running.watch(new Maintenance(store, link, timers, clock, settings()).run(this::endExpired));
    }

    /** One login that cannot be ended now keeps no other from it; the next round tries again. */
    private CompletableFuture<Versioned<HomeSession>> endExpired(Versioned<HomeSession> expired) {
        try {
            return end(expired, LogoutCause.MAINTENANCE).exceptionally(e -> notEnded(expired, e));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(notEnded(expired, e));
        }
    }

    private Versioned<HomeSession> notEnded(Versioned<HomeSession> expired, Throwable failure) {
        announcer.failed(HomeConductor.subject(expired.value().login()), "end the expired login", failure);
        return expired;
    }

    /** Closes without waiting: what has not been finished is handed over. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /**
     * Lets no login begin any more, waits for the work that has begun, and hands over to other nodes what is not finished then.
     * Ends the thread of the timers, unless they were given. Logins stay as they are stored. What somebody still waits for then is
     * completed: with code 6 where an operation never fails, else with an {@link IllegalStateException}.
     *
     * @param deadline how long to wait at most
     */
    public void close(Duration deadline) {
        rounds.stop();
        running.close(deadline);
        try {
            conductor.handOver();
        } finally {
            patience.close();
            if (ownsTimers) {
                timers.close();
            }
            running.abandon();
        }
    }

    /**
     * Builds a home cluster.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        final Directories directories;
        final Credentials credentials;
        final PhoneFiles files;
        final ClusterLink link;
        HomeLoginStore store = HomeLoginStore.inMemory();
        PhoneControl control = PhoneControl.none();
        LocalLogins locals = LocalLogins.reportsOnly();
        Clock clock = Clock.systemUTC();

        @Nullable
        Timers timers;

        LoginListener listener = LoginListener.none();
        Duration grace = Duration.ofMinutes(1);
        Duration memory = Duration.ofDays(1);
        Duration noticeDeadline = Duration.ofSeconds(5);
        Duration lease = Duration.ofMinutes(1);
        Duration repeatAfter = Duration.ofSeconds(1);
        Duration portDeadline = Duration.ofSeconds(5);
        String node = Rounds.newNode();
        BiFunction<HomeState, HomeEvent, Step<HomeState, HomeEffect>> rules = HomeRules::step;

        private Builder(Directories directories, Credentials credentials, PhoneFiles files, ClusterLink link) {
            this.directories = Objects.requireNonNull(directories, "directories");
            this.credentials = Objects.requireNonNull(credentials, "credentials");
            this.files = Objects.requireNonNull(files, "files");
            this.link = Objects.requireNonNull(link, "link");
        }

        /**
         * Where logins are kept; in memory by default.
         *
         * @param where the store
         * @return this builder
         */
        public Builder store(HomeLoginStore where) {
            this.store = Objects.requireNonNull(where, "store");
            return this;
        }

        /**
         * How phones that are registered here are reset; by default none is.
         *
         * @param how the control
         * @return this builder
         */
        public Builder control(PhoneControl how) {
            this.control = Objects.requireNonNull(how, "control");
            return this;
        }

        /**
         * The logins of this cluster's users at its own phones, which count where a user may not be logged in twice (25), and give way
         * where older logins do (emcc-behaviour 3.4, from 12.5 on). There are none by default.
         *
         * @param logins the same that the visiting side of this cluster has
         * @return this builder
         */
        public Builder localLogins(LocalLogins logins) {
            this.locals = Objects.requireNonNull(logins, "localLogins");
            return this;
        }

        /**
         * The clock; the system's by default.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(Clock source) {
            this.clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /**
         * The timers, which the caller closes; by default one daemon thread that {@link HomeCluster#close} ends.
         *
         * @param source timers over the same clock
         * @return this builder
         */
        public Builder timers(Timers source) {
            this.timers = Objects.requireNonNull(source, "timers");
            return this;
        }

        /**
         * Who is told of every step; nobody by default.
         *
         * @param who the listener
         * @return this builder
         */
        public Builder listener(LoginListener who) {
            this.listener = Objects.requireNonNull(who, "listener");
            return this;
        }

        /**
         * How long a phone's home file is served after its logout; 60 seconds by default (inferred).
         *
         * @param time not negative
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder grace(Duration time) {
            this.grace = atLeast(time, Duration.ZERO, "grace time");
            return this;
        }

        /**
         * How long ended login ids are remembered; older ones are refused unseen. 24 hours by default.
         *
         * @param time at least one minute
         * @return this builder
         * @throws IllegalArgumentException when it is shorter
         */
        public Builder memory(Duration time) {
            this.memory = atLeast(time, Duration.ofMinutes(1), "memory of ended logins");
            return this;
        }

        /**
         * How long home waits for visiting to confirm a notice before it goes on; 5 seconds by default.
         *
         * @param time at least one millisecond
         * @return this builder
         * @throws IllegalArgumentException when it is shorter
         */
        public Builder noticeDeadline(Duration time) {
            this.noticeDeadline = atLeast(time, Duration.ofMillis(1), "deadline of a notice");
            return this;
        }

        /**
         * The name of this node among those that share the store. A node that keeps its name takes its own work up again at once
         * after a restart; by default it has a new name each time, and others wait until its leases have ended.
         *
         * @param name 1 to 64 characters, no other node has it
         * @return this builder
         */
        public Builder node(String name) {
            this.node = Require.text(name, "name of a node", 64);
            return this;
        }

        /**
         * How long one call of a directory, a store, the credentials, the phone files or the local logins may last; five seconds by
         * default. A call that lasts longer has failed. To hold them to it, such calls run on threads of this cluster, except those of the SDK's own
         * implementations in memory; zero runs them on the caller's thread without a deadline.
         *
         * @param time not negative
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder portDeadline(Duration time) {
            this.portDeadline = atLeast(time, Duration.ZERO, "deadline of a port");
            return this;
        }

        /** The application's own parts, held to their deadline. */
        HomePorts ports(Patience patience) {
            return new HomePorts(
                    patience.with(directories),
                    patience.with(Credentials.class, credentials),
                    patience.with(PhoneFiles.class, files),
                    patience.with(HomeLoginStore.class, store),
                    patience.with(locals));
        }

        /**
         * How long a node may be silent before others take its work over; one minute by default. What failed is tried again after
         * the same time, and what visiting did not confirm {@linkplain #repeatAfter earlier}.
         *
         * @param time at least one second, and longer than the deadline of a notice
         * @return this builder
         * @throws IllegalArgumentException when it is shorter than a second
         */
        public Builder lease(Duration time) {
            this.lease = atLeast(time, Duration.ofSeconds(1), "lease");
            return this;
        }

        /**
         * How long after a failure visiting is told again of an end that it did not confirm; one second by default (inferred: no time is
         * documented). The time doubles with each failure, up to that of a lease. At most 256 logins are told of at once, and the next no
         * earlier than this time later.
         *
         * @param time at least one millisecond; with the time of the lease or more, only what nobody works on is tried again
         * @return this builder
         * @throws IllegalArgumentException when it is shorter
         */
        public Builder repeatAfter(Duration time) {
            this.repeatAfter = atLeast(time, Duration.ofMillis(1), "time of the first repetition");
            return this;
        }

        /**
         * The rules; {@link HomeRules#step} by default. What is inferred in them can be replaced here.
         *
         * @param how a pure function with a verdict for every state and event
         * @return this builder
         */
        public Builder rules(BiFunction<HomeState, HomeEvent, Step<HomeState, HomeEffect>> how) {
            this.rules = Objects.requireNonNull(how, "rules");
            return this;
        }

        static Duration atLeast(Duration time, Duration least, String what) {
            if (time.compareTo(least) < 0) {
                throw new IllegalArgumentException(what + " must be at least " + least + ", but is " + time);
            }
            return time;
        }

        /**
         * The home cluster, with the base devices of its directory provisioned in its store.
         *
         * @return a new cluster, to be closed by the caller
         * @throws IllegalArgumentException when the lease is not longer than the deadline of a notice
         */
        public HomeCluster build() {
            atLeast(lease, noticeDeadline.plusMillis(1), "lease");
            return new HomeCluster(this);
        }
    }
}
