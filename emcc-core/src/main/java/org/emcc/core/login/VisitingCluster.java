package org.emcc.core.login;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.Phone;
import org.emcc.core.device.Srst;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.Timers;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginIds;
import org.emcc.core.id.LoginType;
import org.emcc.core.internal.Require;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.EndUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The visiting side of EMCC: the thin shell that runs {@link VisitingRules} against the ports. It takes logins from the phones of
 * this cluster and carries them to their home clusters.
 *
 * <p>The way of a login: {@link #login} (checks of our own, search, request to home, record, redirect, reset). Source:
 * emcc-behaviour 2.5 and 2.8; design 4.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class VisitingCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VisitingCluster.class);

    private final Patience patience;
    private final Directories directories;
    private final ClusterLink link;
    private final VisitingLoginStore store;
    private final LocalLogins locals;
    private final Clock clock;
    private final Timers timers;
    private final boolean ownsTimers;
    private final LoginIds ids;
    private final Announcer announcer;
    private final Function<DeviceName, URI> logoutUris;
    private final Duration searchDeadline;
    private final Duration homeDeadline;
    private final Duration sweep;
    private final Rounds rounds;
    private final Running running = new Running();
    private final VisitingConductor conductor;
    private final Searches searches = new Searches();
    private final RemoteClusterUpdates updates;
    private final Rounds.Soon updateSoon;

    private VisitingCluster(Builder builder) {
        this.patience = new Patience(builder.portDeadline);
        VisitingPorts ports = builder.ports(patience);
        this.directories = ports.directories();
        this.link = builder.link;
        this.store = ports.store();
        this.locals = ports.locals();
        this.clock = builder.clock;
        this.ownsTimers = builder.timers == null;
        this.timers = builder.timers == null ? Timers.daemon(builder.clock) : builder.timers;
        this.ids = builder.ids == null ? LoginIds.of(builder.clock, new SecureRandom()) : builder.ids;
        this.announcer = new Announcer(builder.listener);
        this.logoutUris = builder.logoutUris;
        this.searchDeadline = builder.searchDeadline;
        this.homeDeadline = builder.homeDeadline;
        this.sweep = builder.lease;
        this.rounds = new Rounds(clock, timers);
        this.conductor = new VisitingConductor(builder, ports, timers, announcer, rounds);
        this.updates = new RemoteClusterUpdates(link, timers, clock, announcer);
        this.updateSoon = rounds.new Soon(builder.lease, "update the remote clusters", this::updateRound);
        store.handOver(builder.node); // what an earlier life of this node has left is nobody's work now
    }

    /**
     * Begins to describe a visiting cluster; {@link #start} follows after {@link Builder#build}.
     *
     * @param directories the phones, users and settings of this cluster
     * @param link the way to home clusters
     * @param files where its phones fetch their files
     * @param logoutUris the address at which a phone of this cluster asks for its logout while its user is away (emcc-behaviour
     *     2.6); usually that of the EM service of this cluster with {@code doLogout=true}
     * @return a builder with a memory store, the system clock, and nobody listening
     */
    public static Builder builder(
            Directories directories, ClusterLink link, PhoneFiles files, Function<DeviceName, URI> logoutUris) {
        return new Builder(directories, link, files, logoutUris);
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
     * What is configured in this cluster, for those who answer its phones and applications.
     *
     * @return the directories, each call held to the deadline of a port
     */
    public Directories directories() {
        return directories;
    }

    /**
     * The logins of this cluster's users at its own phones, for those who answer its phones and applications.
     *
     * @return the local logins, each answer held to the deadline of a port
     */
    public LocalLogins localLogins() {
        return locals;
    }

    /**
     * Logs a user of another cluster in at a phone of this one.
     *
     * @param request what was asked for at the phone
     * @return how it ended, at the latest when both deadlines are over and the phone has or has not confirmed its reset; never
     *     completed exceptionally
     */
    public CompletableFuture<LoginOutcome> login(LoginRequest request) {
        Objects.requireNonNull(request, "request");
        CompletableFuture<@Nullable Void> work = running.begin("the visiting cluster");
        try {
            CompletableFuture<LoginOutcome> outcome = loggingIn(request);
            Links.watch(outcome.whenComplete((done, never) -> work.complete(null)));
            Links.watch(work.exceptionally(closed -> {
                outcome.complete(new LoginOutcome.Refused(ErrorCode.of(6)));
                return null;
            }));
            return outcome;
        } catch (RuntimeException | Error e) {
            work.complete(null);
            throw e;
        }
    }

    private CompletableFuture<LoginOutcome> loggingIn(LoginRequest request) {
        LoginId id = ids.next();
        try {
            conductor.forgetOld();
            announcer.tell(listener -> listener.loginBegun(
                    new LoginStep.LoginBegun(new LoginStep.Subject(id, request.device()), request.identifier())));
            return begin(id, request);
        } catch (RuntimeException e) {
            return completed(failed(new LoginStep.Subject(id, request.device()), "begin the login", e));
        }
    }

    /** Nothing of the login may be left: it is ended as soon as the store lets it be done. */
    private LoginOutcome failed(LoginStep.Subject subject, String what, Throwable failure) {
        announcer.failed(subject, what, failure);
        conductor.undo(subject.login(), subject.device());
        conductor.leftOver(); // a call that timed out may still do what it was asked for
        return refused(subject.login(), subject.device(), PortFailure.codeOf(failure));
    }

    private CompletableFuture<LoginOutcome> begin(LoginId id, LoginRequest request) {
        ClusterSettings settings = settings();
        Optional<Phone> phone = directories.devices().phone(request.device());
        LoginType type = passedOn(request, settings).orElse(LoginType.UID);
        Optional<EndUser> local =
                PortFailure.ofUsers(() -> directories.users().find(type, request.identifier())).stream()
                        .filter(EndUser::homeCluster)
                        .findFirst();
        Optional<ErrorCode> deviceProblem =
                OwnChecks.device(phone, session(request.device()).isPresent());
        if (deviceProblem.isPresent()) {
            return completed(refused(id, request.device(), deviceProblem.get()));
        }
        return isTaken(request.device())
                .thenCompose(taken -> taken
                        ? completed(refused(id, request.device(), ErrorCode.of(18)))
                        : atFreePhone(id, request, phone.orElseThrow(), local, settings))
                .exceptionally(e -> failed(new LoginStep.Subject(id, request.device()), "carry out the login", e));
    }

    /** Whether a user of this cluster is logged in at the phone. */
    private CompletableFuture<Boolean> isTaken(DeviceName device) {
        return locals.at(device).thenApply(there -> there.user().isPresent());
    }

    private CompletableFuture<LoginOutcome> atFreePhone(
            LoginId id, LoginRequest request, Phone phone, Optional<EndUser> local, ClusterSettings settings) {
        if (local.isPresent()) {
            return completed(new LoginOutcome.LocalUser(local.get().id()));
        }
        Optional<ErrorCode> refusal = OwnChecks.crossCluster(phone, request, settings);
        if (refusal.isPresent()) {
            return completed(refused(id, request.device(), refusal.get()));
        }
        if (!searches.begin(request)) {
            return completed(refused(id, request.device(), ErrorCode.of(26)));
        }
        VisitingLogin login = new VisitingLogin(id, request.device(), request.identifier(), clock.instant());
        CompletableFuture<VisitingEvent> searched;
        try {
            searched = search(request, login, settings);
        } catch (RuntimeException | Error e) {
            searches.end(request);
            throw e;
        }
        return searched.whenComplete((event, never) -> searches.end(request))
                .thenCompose(event -> located(request, login, phone, settings, event));
    }

    /** The search is over. Nothing was stored so far: from here on the phone is taken. */
    private CompletableFuture<LoginOutcome> located(
            LoginRequest request, VisitingLogin login, Phone phone, ClusterSettings settings, VisitingEvent event) {
        VisitingSession locating =
                VisitingSession.builder(login, new VisitingState.Locating()).build();
        VisitingSession next = conductor
                .step(locating, event)
                .orElseThrow(() -> new IllegalStateException("the rules have no answer to " + event.kind()));
        if (next.state() instanceof VisitingState.Failed failed) {
            conductor.moved(locating, event, next, 0);
            return completed(ended(login, failed.ending(), next.state()));
        }
        return store.open(next, conductor.lease())
                .map(opened -> {
                    conductor.moved(locating, event, next, opened.version());
                    return askHomeUnlessTaken(request, opened, phone, settings)
                            .thenApply(settled -> outcome(settled.value(), next.state()));
                })
                .orElseGet(() -> completed(overtaken(locating)));
    }

    /** Another login was faster at the phone: this one was never stored, and what the search brought to it is lost. */
    private LoginOutcome overtaken(VisitingSession locating) {
        ErrorCode code = ErrorCode.of(18);
        VisitingEvent taken = new VisitingEvent.Broken(code);
        conductor.step(locating, taken).ifPresent(failed -> conductor.moved(locating, taken, failed, 0));
        return refused(locating.login().id(), locating.login().device(), code);
    }

    /** Once more: a local login may have come meanwhile, and would not have seen this one before it was stored. */
    private CompletableFuture<Versioned<VisitingSession>> askHomeUnlessTaken(
            LoginRequest request, Versioned<VisitingSession> opened, Phone phone, ClusterSettings settings) {
        return isTaken(request.device())
                .thenCompose(taken -> taken
                        ? conductor.advance(opened, new VisitingEvent.Broken(ErrorCode.of(18)))
                        : askHome(request, opened, phone, settings));
    }

    private static Optional<LoginType> passedOn(LoginRequest request, ClusterSettings settings) {
        return LoginTypeMatrix.passedOn(settings.release(), request.loginType());
    }

    private static CompletableFuture<LoginOutcome> completed(LoginOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }

    private LoginOutcome refused(LoginId id, DeviceName device, ErrorCode code) {
        announcer.tell(listener -> listener.loginRefused(
                new LoginStep.LoginRefused(new LoginStep.Subject(id, device), new Ending.Refused(code))));
        return new LoginOutcome.Refused(code);
    }

    private CompletableFuture<VisitingEvent> search(
            LoginRequest request, VisitingLogin login, ClusterSettings settings) {
        UserQuery.Builder asked = UserQuery.builder(settings.id(), request.identifier());
        passedOn(request, settings).ifPresent(asked::loginType);
        UserQuery query = asked.build();
        return UserSearch.begin(
                OwnChecks.partners(settings),
                peer -> updates.standsAgainst(peer).orElseGet(() -> link.findUser(peer, query)),
                timers,
                clock.instant().plus(searchDeadline),
                (peer, answer) -> announcer.tell(listener -> listener.userSought(
                        new LoginStep.UserSought(VisitingConductor.subject(login), peer.id(), inWords(answer)))));
    }

    private static String inWords(LinkAnswer<UserAnswer> answer) {
        if (answer instanceof LinkAnswer.Answered<UserAnswer> answered) {
            if (answered.reply() instanceof UserAnswer.Refused refused) {
                return "refused with " + refused.code();
            }
            return answered.reply() instanceof UserAnswer.Mine ? "mine" : "not mine";
        }
        if (answer instanceof LinkAnswer.Unreachable<UserAnswer> unreachable) {
            return "unreachable: " + unreachable.why();
        }
        return "silent: " + ((LinkAnswer.Silent<UserAnswer>) answer).why();
    }

    /** Sends the login request, which holds the PIN and so is in no store: once, from memory. */
    private CompletableFuture<Versioned<VisitingSession>> askHome(
            LoginRequest request, Versioned<VisitingSession> opened, Phone phone, ClusterSettings settings) {
        VisitingLogin login = opened.value().login();
        RemoteCluster home = opened.value()
                .state()
                .homeCluster()
                .flatMap(settings::remoteCluster)
                .orElseThrow(
                        () -> new IllegalStateException("the home cluster of login " + login.id() + " is unknown"));
        announcer.tell(
                listener -> listener.homeAsked(new LoginStep.HomeAsked(VisitingConductor.subject(login), home.id())));
        RemoteLogin message = message(request, login, phone, settings);
        return Links.ask(
                        () -> link.login(home, message), timers, clock.instant().plus(homeDeadline))
                .thenCompose(answer -> conductor.advance(opened, event(answer, home.id())));
    }

    private RemoteLogin message(LoginRequest request, VisitingLogin login, Phone phone, ClusterSettings settings) {
        PhoneFacts facts = PhoneFacts.builder(phone.name(), phone.model(), phone.protocol())
                .security(phone.security())
                .geolocation(
                        settings.geolocationOf(phone).map(Geolocation::address).orElse(CivicAddress.empty()))
                .srst(settings.devicePool(phone.devicePool())
                        .map(DevicePool::srst)
                        .orElse(Srst.disabled()))
                .logoutUri(logoutUris.apply(phone.name()))
                .build();
        RemoteLogin.Builder message = RemoteLogin.builder(
                        login.id(),
                        request.identifier(),
                        request.pin(),
                        new VisitingFacts(settings.id(), settings.release(), settings.securityMode()),
                        facts)
                .viaProxy(request.viaProxy());
        passedOn(request, settings).ifPresent(message::loginType);
        request.chosenProfile().ifPresent(message::chosenProfile);
        request.remoteAddress().ifPresent(message::remoteAddress);
        return message.build();
    }

    private static VisitingEvent event(LinkAnswer<HomeReply> answer, ClusterId home) {
        if (answer instanceof LinkAnswer.Answered<HomeReply> answered) {
            HomeReply reply = answered.reply();
            return switch (reply.kind()) {
                case ACCEPTED -> accepted((HomeReply.Accepted) reply, home);
                case CHOOSE_PROFILE ->
                    new VisitingEvent.HomeEnded(new Ending.ProfileAsked(((HomeReply.ChooseProfile) reply).profiles()));
                case CHANGE_PIN -> new VisitingEvent.HomeEnded(new Ending.PinChangeAsked());
                case REFUSED -> new VisitingEvent.HomeEnded(new Ending.Refused(((HomeReply.Refused) reply).code()));
            };
        }
        return new VisitingEvent.HomeLost(ErrorCode.of(answer instanceof LinkAnswer.Unreachable ? 208 : 40));
    }

    /** Whoever answers in the name of another cluster than the one asked is not believed (42). */
    private static VisitingEvent accepted(HomeReply.Accepted reply, ClusterId home) {
        return reply.home().equals(home)
                ? new VisitingEvent.HomeAccepted(reply)
                : new VisitingEvent.Broken(ErrorCode.of(42));
    }

    private LoginOutcome outcome(VisitingSession session, VisitingState before) {
        VisitingLogin login = session.login();
        return switch (session.state().kind()) {
            case FAILED -> ended(login, ((VisitingState.Failed) session.state()).ending(), before);
            case AWAY ->
                new LoginOutcome.LoggedIn(
                        login.id(),
                        ((VisitingState.Away) session.state()).accepted().home(),
                        true);
            case REDIRECTED ->
                new LoginOutcome.LoggedIn(
                        login.id(),
                        ((VisitingState.Redirected) session.state()).accepted().home(),
                        false);
            case LOCATING, AWAITING_HOME, RECORDED, RETURNING, RETURNED -> new LoginOutcome.Refused(ErrorCode.of(0));
        };
    }

    /** How a login has ended; a failed one no longer knows its home cluster, but the state in which home was asked does. */
    private LoginOutcome ended(VisitingLogin login, Ending ending, VisitingState before) {
        announcer.tell(listener ->
                listener.loginRefused(new LoginStep.LoginRefused(VisitingConductor.subject(login), ending)));
        if (ending instanceof Ending.ProfileAsked asked) {
            return new LoginOutcome.ChooseProfile(asked.profiles());
        }
        if (ending instanceof Ending.PinChangeAsked) {
            return before.homeCluster()
                    .<LoginOutcome>map(LoginOutcome.ChangePin::new)
                    .orElseGet(() -> new LoginOutcome.Refused(ErrorCode.of(41)));
        }
        return new LoginOutcome.Refused(((Ending.Refused) ending).code());
    }

    /**
     * Ends the login of a phone from this side.
     *
     * @param device the phone
     * @param cause {@link LogoutCause#PHONE}, or {@link LogoutCause#VISITING_ADMINISTRATOR}, which cleans up this side only
     *     (emcc-behaviour 3.2)
     * @return how it ended; 19 when nobody is logged in at the phone; never completed exceptionally
     */
    public CompletableFuture<LogoutOutcome> logout(DeviceName device, LogoutCause cause) {
        Objects.requireNonNull(device, "device");
        return logout(device.toString(), cause, end -> conductor.advance(device, end));
    }

    /**
     * Ends a login from this side, as {@link #logout(DeviceName, LogoutCause)} does that of a phone. Another login that the phone may
     * have by now goes on.
     *
     * @param login the login
     * @param cause as there
     * @return as there; 19 when the login is over, or not known
     */
    public CompletableFuture<LogoutOutcome> logout(LoginId login, LogoutCause cause) {
        Objects.requireNonNull(login, "login");
        return logout(
                login.toString(),
                cause,
                end -> store.find(login)
                        .filter(found -> found.value().live())
                        .map(found -> conductor.advance(found, end)));
    }

    private CompletableFuture<LogoutOutcome> logout(
            String what,
            LogoutCause cause,
            Function<VisitingEvent, Optional<CompletableFuture<Versioned<VisitingSession>>>> advance) {
        if (cause != LogoutCause.PHONE && cause != LogoutCause.VISITING_ADMINISTRATOR) {
            throw new IllegalArgumentException(
                    "cause of a logout by visiting must be PHONE or VISITING_ADMINISTRATOR, but is " + cause);
        }
        running.mustBeOpen("the visiting cluster");
        try {
            Optional<CompletableFuture<Versioned<VisitingSession>>> ended =
                    advance.apply(new VisitingEvent.EndAsked(cause));
            if (ended.isEmpty()) {
                return CompletableFuture.completedFuture(new LogoutOutcome.Refused(ErrorCode.of(19)));
            }
            return running.watch(ended.get())
                    .thenApply(settled -> loggedOut(settled.value()))
                    .exceptionally(e -> unfinished(what, e));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(unfinished(what, e));
        }
    }

    private static LogoutOutcome unfinished(String what, Throwable failure) {
        LOG.warn("The logout of {} failed", what, failure);
        return new LogoutOutcome.Refused(ErrorCode.of(6));
    }

    private static LogoutOutcome loggedOut(VisitingSession session) {
        LoginId id = session.login().id();
        return switch (session.state().kind()) {
            case RETURNED -> new LogoutOutcome.LoggedOut(id, ((VisitingState.Returned) session.state()).homeKnows());
            case RETURNING ->
                new LogoutOutcome.Refused(ErrorCode.of(6)); // the file could not be restored; it is tried again
            case LOCATING, AWAITING_HOME, RECORDED, REDIRECTED, AWAY, FAILED ->
                new LogoutOutcome.Refused(ErrorCode.of(19));
        };
    }

    /**
     * Home gives notice that it has ended a login.
     *
     * @param message the message; that it comes from the cluster it names is the transport's to prove
     * @return acknowledged when the phone's own file is served again, or the login is not known (any more); refused with 42 when
     *     it is another cluster's, and with 6 when the file could not be restored
     */
    public LogoutReply noticeReceived(LogoutMessage message) {
        Objects.requireNonNull(message, "message");
        running.mustBeOpen("the visiting cluster");
        Optional<Versioned<VisitingSession>> known = store.find(message.login());
        if (known.isEmpty()) {
            return new LogoutReply.Acknowledged();
        }
        VisitingSession session = known.get().value();
        Optional<ClusterId> home = session.state().homeCluster();
        if (home.isPresent() && !home.get().equals(message.from())) {
            return new LogoutReply.Refused(ErrorCode.of(42));
        }
        if (!session.login().device().equals(message.device())) {
            return new LogoutReply.Refused(ErrorCode.of(1));
        }
        CompletableFuture<?> told =
                running.watch(conductor.advance(known.get(), new VisitingEvent.HomeGaveNotice(message.cause())));
        Links.watch(told);
        return store.find(message.login())
                .filter(now -> now.value().live())
                .<LogoutReply>map(stuck -> new LogoutReply.Refused(ErrorCode.of(6)))
                .orElseGet(LogoutReply.Acknowledged::new);
    }

    /**
     * Home asks which of its users' logins are live here, to find expired devices.
     *
     * @param query the question; that it comes from the cluster it names is the transport's to prove
     * @return those of its logins that are live; those of other clusters count as not live
     */
    public LoginsAnswer loginsQueried(LoginsQuery query) {
        Objects.requireNonNull(query, "query");
        running.mustBeOpen("the visiting cluster");
        if (settings().remoteCluster(query.from()).isEmpty()) {
            return new LoginsAnswer.Refused(ErrorCode.of(35));
        }
        return new LoginsAnswer.Live(query.logins().stream()
                .filter(login -> store.find(login)
                        .filter(found -> isLiveOf(found.value(), query.from()))
                        .isPresent())
                .collect(Collectors.toSet()));
    }

    private static boolean isLiveOf(VisitingSession session, ClusterId home) {
        return session.live()
                && session.state().homeCluster().filter(home::equals).isPresent();
    }

    /**
     * Who is logged in at a phone of this cluster.
     *
     * @param device the phone
     * @return the live session, or empty when nobody is
     */
    public Optional<VisitingSession> session(DeviceName device) {
        return store.live(device).map(Versioned::value);
    }

    /**
     * Who is logged in at the phones of this cluster, page by page.
     *
     * @param after the last login id of the page before, or {@link LoginId#LEAST}
     * @param max how many at most, at least 1
     * @return live sessions with a greater id than that, in the order of their login ids; fewer than asked for only on the last page
     * @throws org.emcc.core.store.StoreException when the store fails
     */
    public List<VisitingSession> sessionsAfter(LoginId after, int max) {
        return store.liveAfter(Objects.requireNonNull(after, "after"), max).stream()
                .map(Versioned::value)
                .toList();
    }

    /**
     * Asks every remote cluster for its data: version, active services and their addresses. One that does not
     * answer is no longer <em>Remote Activated</em>: no user is sought there until it answers again (emcc-behaviour 3.6 and 5.4).
     * A cluster that was never asked counts as active.
     *
     * @return what is known of each remote cluster now
     */
    public CompletableFuture<Map<ClusterId, RemoteStatus>> updateRemoteClusters() {
        running.mustBeOpen("the visiting cluster");
        return running.watch(updates.update(settings()));
    }

    /**
     * What the last update brought.
     *
     * @param cluster a remote cluster
     * @return its status; {@link RemoteStatus.NotAsked} when no update has asked it
     */
    public RemoteStatus remoteStatus(ClusterId cluster) {
        return updates.status(cluster);
    }

    /**
     * Finishes what a crash or another node has left, and serves the redirects of all live logins again: every login that was on its
     * way in is ended, and home is told; every one that was on its way out is finished. Work under somebody else's lease is left to
     * him. Call it after every start of the process; {@link #start} does.
     *
     * @return how many logins were finished, and for how many the redirects are served again
     * @throws org.emcc.core.store.StoreException when the store fails; what was not finished is tried again later
     */
    public Recovery recover() {
        running.mustBeOpen("the visiting cluster");
        return conductor.recover();
    }

    /**
     * Recovers, and from then on finishes what nodes that died have left, once in the time of a lease, and updates the remote
     * clusters at the interval of the feature parameters as it is now, at once for the first time (emcc-behaviour 5.4). One that does not
     * answer is asked again after the time of a lease.
     *
     * @return what was recovered
     */
    public Recovery start() {
        running.mustBeOpen("the visiting cluster");
        rounds.begin("the visiting cluster");
        rounds.every(sweep, "finish what other nodes left", conductor::sweep);
        rounds.every(
                Duration.ofMinutes(settings()
                        .featureParameters()
                        .valueOrDefault(FeatureParameters.REMOTE_CLUSTER_UPDATE)
                        .orElseThrow()),
                "update the remote clusters",
                this::updateRound);
        Recovery recovery = recover();
        updateRound();
        return recovery;
    }

    /** A cluster that did not answer, perhaps because it has only just come up, is asked again after the time of a lease (inferred). */
    private void updateRound() {
        Links.watch(updateRemoteClusters().thenAccept(statuses -> {
            if (statuses.values().stream().anyMatch(status -> status instanceof RemoteStatus.NoAnswer)) {
                updateSoon.order();
            }
        }));
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
     * Builds a visiting cluster.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        final Directories directories;
        final ClusterLink link;
        final PhoneFiles files;
        final Function<DeviceName, URI> logoutUris;
        VisitingLoginStore store = VisitingLoginStore.inMemory();
        PhoneControl control = PhoneControl.none();
        LocalLogins locals = LocalLogins.reportsOnly();
        Clock clock = Clock.systemUTC();

        @Nullable
        Timers timers;

        @Nullable
        LoginIds ids;

        LoginListener listener = LoginListener.none();
        Duration memory = Duration.ofDays(1);
        Duration searchDeadline = Duration.ofSeconds(5);
        Duration homeDeadline = Duration.ofSeconds(10);
        Duration lease = Duration.ofMinutes(1);
        Duration repeatAfter = Duration.ofSeconds(1);
        Duration portDeadline = Duration.ofSeconds(5);
        String node = Rounds.newNode();
        BiFunction<VisitingState, VisitingEvent, Step<VisitingState, VisitingEffect>> rules = VisitingRules::step;

        private Builder(
                Directories directories, ClusterLink link, PhoneFiles files, Function<DeviceName, URI> logoutUris) {
            this.directories = Objects.requireNonNull(directories, "directories");
            this.link = Objects.requireNonNull(link, "link");
            this.files = Objects.requireNonNull(files, "files");
            this.logoutUris = Objects.requireNonNull(logoutUris, "logoutUris");
        }

        /**
         * Where logins are kept; in memory by default.
         *
         * @param where the store
         * @return this builder
         */
        public Builder store(VisitingLoginStore where) {
            this.store = Objects.requireNonNull(where, "store");
            return this;
        }

        /**
         * How phones that are registered here are reset; by default none is, and a phone moves when it next restarts.
         *
         * @param how the control
         * @return this builder
         */
        public Builder control(PhoneControl how) {
            this.control = Objects.requireNonNull(how, "control");
            return this;
        }

        /**
         * The logins of this cluster's users at its own phones: where somebody is logged in so, no login from another cluster begins
         * (18). There are none by default.
         *
         * @param logins the same that the home side of this cluster has
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
         * The timers, which the caller closes; by default one daemon thread that {@link VisitingCluster#close} ends.
         *
         * @param source timers over the same clock
         * @return this builder
         */
        public Builder timers(Timers source) {
            this.timers = Objects.requireNonNull(source, "timers");
            return this;
        }

        /**
         * Where login ids come from; by default the clock and a secure random generator.
         *
         * @param source the ids
         * @return this builder
         */
        public Builder ids(LoginIds source) {
            this.ids = Objects.requireNonNull(source, "ids");
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
         * How long ended logins are remembered, and home is told of an end that it has not confirmed; 24 hours by default.
         *
         * @param time at least one minute
         * @return this builder
         * @throws IllegalArgumentException when it is shorter
         */
        public Builder memory(Duration time) {
            this.memory = HomeCluster.Builder.atLeast(time, Duration.ofMinutes(1), "memory of ended logins");
            return this;
        }

        /**
         * How long the search for the home cluster may take; 5 seconds by default (inferred: no time is documented).
         *
         * @param time at least one millisecond
         * @return this builder
         * @throws IllegalArgumentException when it is shorter
         */
        public Builder searchDeadline(Duration time) {
            this.searchDeadline = HomeCluster.Builder.atLeast(time, Duration.ofMillis(1), "deadline of the search");
            return this;
        }

        /**
         * How long visiting waits for home's answer; 10 seconds by default (inferred: no time is documented).
         *
         * @param time at least one millisecond
         * @return this builder
         * @throws IllegalArgumentException when it is shorter
         */
        public Builder homeDeadline(Duration time) {
            this.homeDeadline = HomeCluster.Builder.atLeast(time, Duration.ofMillis(1), "deadline of home's answer");
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
            this.portDeadline = HomeCluster.Builder.atLeast(time, Duration.ZERO, "deadline of a port");
            return this;
        }

        /** The application's own parts, held to their deadline. */
        VisitingPorts ports(Patience patience) {
            return new VisitingPorts(
                    patience.with(directories),
                    patience.with(PhoneFiles.class, files),
                    patience.with(VisitingLoginStore.class, store),
                    patience.with(locals));
        }

        /**
         * How long a node may be silent before others take its work over; one minute by default. What failed is tried again after
         * the same time, and what home did not confirm {@linkplain #repeatAfter earlier}.
         *
         * @param time at least one second, and longer than the deadlines of home's answer and of a reset (40 seconds)
         * @return this builder
         * @throws IllegalArgumentException when it is shorter than a second
         */
        public Builder lease(Duration time) {
            this.lease = HomeCluster.Builder.atLeast(time, Duration.ofSeconds(1), "lease");
            return this;
        }

        /**
         * How long after a failure home is told again of an end that it did not confirm; one second by default (inferred: no time is
         * documented). The time doubles with each failure, up to that of a lease. At most 256 logins are told of at once, and the next no
         * earlier than this time later.
         *
         * @param time at least one millisecond; with the time of the lease or more, only what nobody works on is tried again
         * @return this builder
         * @throws IllegalArgumentException when it is shorter
         */
        public Builder repeatAfter(Duration time) {
            this.repeatAfter = HomeCluster.Builder.atLeast(time, Duration.ofMillis(1), "time of the first repetition");
            return this;
        }

        /**
         * The rules; {@link VisitingRules#step} by default. What is inferred in them can be replaced here.
         *
         * @param how a pure function with a verdict for every state and event
         * @return this builder
         */
        public Builder rules(BiFunction<VisitingState, VisitingEvent, Step<VisitingState, VisitingEffect>> how) {
            this.rules = Objects.requireNonNull(how, "rules");
            return this;
        }

        /**
         * The visiting cluster.
         *
         * @return a new cluster, to be closed by the caller
         * @throws IllegalArgumentException when the lease is not longer than the deadlines
         */
        public VisitingCluster build() {
            HomeCluster.Builder.atLeast(lease, homeDeadline.plusMillis(1), "lease");
            HomeCluster.Builder.atLeast(lease, VisitingConductor.RESET_DEADLINE.plusMillis(1), "lease");
            return new VisitingCluster(this);
        }
    }
}
