package org.emcc.core.login;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.Phone;
import org.emcc.core.device.Srst;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.gateway.Timers;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginIds;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.RemoteLogin;
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
    private static final Duration RETRY = Duration.ofSeconds(30);
    /** Longer than a SIP request is repeated (32 s), so that the control's own answer comes first. */
    private static final Duration RESET_DEADLINE = Duration.ofSeconds(40);

    private final Directories directories;
    private final ClusterLink link;
    private final PhoneFiles files;
    private final VisitingLoginStore store;
    private final PhoneControl control;
    private final Clock clock;
    private final Timers timers;
    private final boolean ownsTimers;
    private final LoginIds ids;
    private final Announcer announcer;
    private final Function<DeviceName, URI> logoutUris;
    private final Duration memory;
    private final Duration searchDeadline;
    private final Duration homeDeadline;
    /** Since when home is being told of ends that it has not confirmed. */
    private final Map<LoginId, Instant> firstTold = new ConcurrentHashMap<>();

    private VisitingCluster(Builder builder) {
        this.directories = builder.directories;
        this.link = builder.link;
        this.files = builder.files;
        this.store = builder.store;
        this.control = builder.control;
        this.clock = builder.clock;
        this.ownsTimers = builder.timers == null;
        this.timers = builder.timers == null ? Timers.daemon(builder.clock) : builder.timers;
        this.ids = builder.ids == null ? LoginIds.of(builder.clock, new SecureRandom()) : builder.ids;
        this.announcer = new Announcer(builder.listener);
        this.logoutUris = builder.logoutUris;
        this.memory = builder.memory;
        this.searchDeadline = builder.searchDeadline;
        this.homeDeadline = builder.homeDeadline;
    }

    /**
     * Starts a visiting cluster.
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
     * Logs a user of another cluster in at a phone of this one.
     *
     * @param request what was asked for at the phone
     * @return how it ended, at the latest when both deadlines are over and the phone has or has not confirmed its reset; never
     *     completed exceptionally
     */
    public CompletableFuture<LoginOutcome> login(LoginRequest request) {
        Objects.requireNonNull(request, "request");
        LoginId id = ids.next();
        try {
            store.forget(clock.instant().minus(memory));
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
        settle(subject);
        return refused(subject.login(), subject.device(), ErrorCode.of(6));
    }

    private CompletableFuture<LoginOutcome> begin(LoginId id, LoginRequest request) {
        ClusterSettings settings = settings();
        Optional<Phone> phone = directories.devices().phone(request.device());
        Optional<EndUser> local =
                directories.users().find(Admission.searchedBy(request.loginType()), request.identifier()).stream()
                        .filter(EndUser::homeCluster)
                        .findFirst();
        Optional<ErrorCode> deviceProblem =
                OwnChecks.device(phone, session(request.device()).isPresent());
        if (deviceProblem.isPresent()) {
            return completed(refused(id, request.device(), deviceProblem.get()));
        }
        if (local.isPresent()) {
            return completed(new LoginOutcome.LocalUser(local.get().id()));
        }
        Optional<ErrorCode> refusal = OwnChecks.crossCluster(phone.orElseThrow(), request.emccCapable(), settings);
        if (refusal.isPresent()) {
            return completed(refused(id, request.device(), refusal.get()));
        }
        VisitingLogin login = new VisitingLogin(id, request.device(), request.identifier(), clock.instant());
        if (store.open(VisitingSession.builder(login, new VisitingState.Locating())
                        .build())
                .isEmpty()) {
            return completed(refused(id, request.device(), ErrorCode.of(18)));
        }
        return search(request, login, settings)
                .thenCompose(event -> advance(id, event))
                .thenCompose(found -> askHome(request, login, phone.orElseThrow(), settings))
                .thenApply(settled -> outcome(login))
                .exceptionally(e -> failed(subject(login), "carry out the login", e));
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
        UserQuery.Builder query = UserQuery.builder(settings.id(), request.identifier());
        request.loginType().ifPresent(query::loginType);
        return UserSearch.begin(
                link,
                OwnChecks.partners(settings),
                query.build(),
                timers,
                clock.instant().plus(searchDeadline),
                (peer, answer) -> announcer.tell(listener ->
                        listener.userSought(new LoginStep.UserSought(subject(login), peer.id(), inWords(answer)))));
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
    private CompletableFuture<@Nullable Void> askHome(
            LoginRequest request, VisitingLogin login, Phone phone, ClusterSettings settings) {
        Optional<RemoteCluster> home = store.find(login.id())
                .map(stored -> stored.value().state())
                .filter(state -> state.kind() == VisitingState.Kind.AWAITING_HOME)
                .flatMap(state -> settings.remoteCluster(((VisitingState.AwaitingHome) state).home()));
        if (home.isEmpty()) {
            return done(); // the search found nobody, and the login has failed already
        }
        announcer.tell(listener -> listener.homeAsked(
                new LoginStep.HomeAsked(subject(login), home.get().id())));
        RemoteLogin message = message(request, login, phone, settings);
        return Links.ask(
                        () -> link.login(home.get(), message),
                        timers,
                        clock.instant().plus(homeDeadline))
                .thenCompose(
                        answer -> advance(login.id(), event(answer, home.get().id())));
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
        request.loginType().ifPresent(message::loginType);
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

    private LoginOutcome outcome(VisitingLogin login) {
        VisitingState state = store.find(login.id())
                .map(stored -> stored.value().state())
                .orElseThrow(() -> new IllegalStateException("login " + login.id() + " is gone from the store"));
        return switch (state.kind()) {
            case FAILED -> ended(login, ((VisitingState.Failed) state).ending());
            case AWAY ->
                new LoginOutcome.LoggedIn(
                        login.id(), ((VisitingState.Away) state).accepted().home(), true);
            case REDIRECTED ->
                new LoginOutcome.LoggedIn(
                        login.id(),
                        ((VisitingState.Redirected) state).accepted().home(),
                        false);
            case LOCATING, AWAITING_HOME, RECORDED, RETURNING, RETURNED -> new LoginOutcome.Refused(ErrorCode.of(0));
        };
    }

    private LoginOutcome ended(VisitingLogin login, Ending ending) {
        announcer.tell(listener -> listener.loginRefused(new LoginStep.LoginRefused(subject(login), ending)));
        if (ending instanceof Ending.ProfileAsked asked) {
            return new LoginOutcome.ChooseProfile(asked.profiles());
        }
        if (ending instanceof Ending.PinChangeAsked) {
            return new LoginOutcome.ChangePin();
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
        Objects.requireNonNull(cause, "cause");
        try {
            Optional<Versioned<VisitingSession>> live = store.live(device);
            if (live.isEmpty()) {
                return CompletableFuture.completedFuture(new LogoutOutcome.Refused(ErrorCode.of(19)));
            }
            LoginId id = live.get().value().login().id();
            return advance(id, new VisitingEvent.EndAsked(cause))
                    .thenApply(settled -> loggedOut(id))
                    .exceptionally(e -> unfinished(id, e));
        } catch (RuntimeException e) {
            LOG.warn("The logout of {} failed", device, e);
            return CompletableFuture.completedFuture(new LogoutOutcome.Refused(ErrorCode.of(6)));
        }
    }

    private static LogoutOutcome unfinished(LoginId id, Throwable failure) {
        LOG.warn("The logout of login {} failed", id, failure);
        return new LogoutOutcome.Refused(ErrorCode.of(6));
    }

    private LogoutOutcome loggedOut(LoginId id) {
        Optional<VisitingState> found =
                store.find(id).map(stored -> stored.value().state());
        if (found.isEmpty()) {
            return new LogoutOutcome.LoggedOut(id, true); // only what is settled is forgotten
        }
        VisitingState state = found.get();
        return switch (state.kind()) {
            case RETURNED -> new LogoutOutcome.LoggedOut(id, ((VisitingState.Returned) state).homeKnows());
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
        Optional<VisitingSession> known = store.find(message.login()).map(Versioned::value);
        if (known.isEmpty()) {
            return new LogoutReply.Acknowledged();
        }
        Optional<ClusterId> home = homeOf(known.get().state());
        if (home.isPresent() && !home.get().equals(message.from())) {
            return new LogoutReply.Refused(ErrorCode.of(42));
        }
        if (!known.get().login().device().equals(message.device())) {
            return new LogoutReply.Refused(ErrorCode.of(1));
        }
        Links.watch(advance(message.login(), new VisitingEvent.HomeGaveNotice(message.cause())));
        return store.find(message.login())
                .filter(now -> now.value().live())
                .<LogoutReply>map(stuck -> new LogoutReply.Refused(ErrorCode.of(6)))
                .orElseGet(LogoutReply.Acknowledged::new);
    }

    private static Optional<ClusterId> homeOf(VisitingState state) {
        return switch (state.kind()) {
            case LOCATING, FAILED -> Optional.empty();
            case AWAITING_HOME -> Optional.of(((VisitingState.AwaitingHome) state).home());
            case RECORDED ->
                Optional.of(((VisitingState.Recorded) state).accepted().home());
            case REDIRECTED ->
                Optional.of(((VisitingState.Redirected) state).accepted().home());
            case AWAY -> Optional.of(((VisitingState.Away) state).accepted().home());
            case RETURNING -> Optional.of(((VisitingState.Returning) state).home());
            case RETURNED -> Optional.of(((VisitingState.Returned) state).home());
        };
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

    /** Moves a login by the rules: the next state is saved with its effects before the first of them runs. */
    private CompletableFuture<@Nullable Void> advance(LoginId login, VisitingEvent event) {
        while (true) {
            Optional<Versioned<VisitingSession>> now = store.find(login);
            if (now.isEmpty()) {
                return done();
            }
            VisitingSession session = now.get().value();
            if (!(VisitingRules.step(session.state(), event)
                    instanceof Step.Moved<VisitingState, VisitingEffect> moved)) {
                return done();
            }
            Optional<Versioned<VisitingSession>> saved = store.save(
                    session.moved(moved.to(), moved.effects()), now.get().version());
            if (saved.isPresent()) {
                announce(saved.get().value(), event);
                return perform(saved.get());
            }
        }
    }

    private void announce(VisitingSession session, VisitingEvent event) {
        LoginStep.Subject subject = subject(session.login());
        if (event instanceof VisitingEvent.HomeAccepted home) {
            announcer.tell(listener -> listener.loginRecorded(new LoginStep.LoginRecorded(
                    subject, home.accepted().home(), home.accepted().tftpServers())));
        } else if (event instanceof VisitingEvent.EndAsked end) {
            announcer.tell(listener -> listener.logoutBegun(new LoginStep.LogoutBegun(subject, end.cause())));
        } else if (event instanceof VisitingEvent.HomeGaveNotice notice) {
            announcer.tell(listener -> listener.logoutBegun(new LoginStep.LogoutBegun(subject, notice.cause())));
        } else if (event instanceof VisitingEvent.OwnFileRestored) {
            announcer.tell(listener -> listener.ownFileRestored(new LoginStep.OwnFileRestored(subject)));
        }
    }

    /** Runs the pending effects of a session, one after the other. */
    private CompletableFuture<@Nullable Void> perform(Versioned<VisitingSession> stored) {
        CompletableFuture<@Nullable Void> all = done();
        for (VisitingEffect effect : stored.value().pending()) {
            all = all.thenCompose(before -> perform(stored.value(), effect));
        }
        return all;
    }

    private CompletableFuture<@Nullable Void> perform(VisitingSession session, VisitingEffect effect) {
        try {
            return switch (effect.kind()) {
                case PUBLISH_REDIRECT -> publishRedirect(session);
                case RESET_PHONE -> resetPhone(session.login());
                case RESTORE_OWN_FILE -> {
                    files.restore(session.login().id(), session.login().device());
                    yield advance(session.login().id(), new VisitingEvent.OwnFileRestored());
                }
                case TELL_HOME -> tellHome(session.login(), (VisitingEffect.TellHome) effect);
            };
        } catch (RuntimeException e) {
            announcer.failed(
                    subject(session.login()),
                    effect.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    e);
            settle(subject(session.login()));
            return done();
        }
    }

    /** What a failure has left: a login on its way in is ended, one on its way out finished; tried until it is done. */
    private void settle(LoginStep.Subject subject) {
        try {
            Optional<Versioned<VisitingSession>> now = store.find(subject.login());
            if (now.isEmpty()) {
                return;
            }
            switch (now.get().value().state().kind()) {
                case LOCATING, AWAITING_HOME, RECORDED ->
                    Links.watch(advance(subject.login(), new VisitingEvent.Broken(ErrorCode.of(6))));
                case RETURNING, RETURNED, FAILED -> again(subject);
                case REDIRECTED, AWAY -> {
                    // The login stands; the phone moves when it next restarts.
                }
            }
        } catch (RuntimeException e) {
            announcer.failed(subject, "settle the login", e);
            timers.at(clock.instant().plus(RETRY), () -> settle(subject));
        }
    }

    /** Runs what is pending once more, a little later. */
    private void again(LoginStep.Subject subject) {
        timers.at(clock.instant().plus(RETRY), () -> {
            try {
                store.find(subject.login())
                        .filter(now -> !now.value().pending().isEmpty())
                        .ifPresent(now -> Links.watch(perform(now)));
            } catch (RuntimeException e) {
                announcer.failed(subject, "try again", e);
                again(subject);
            }
        });
    }

    private CompletableFuture<@Nullable Void> publishRedirect(VisitingSession session) {
        HomeReply.Accepted accepted = ((VisitingState.Recorded) session.state()).accepted();
        DeviceName device = session.login().device();
        PublishedFile file = files.redirect(
                session.login().id(), new Redirect(device, accepted.tftpServers(), logoutUris.apply(device)));
        announcer.tell(listener ->
                listener.redirectPublished(new LoginStep.RedirectPublished(subject(session.login()), file)));
        return advance(session.login().id(), new VisitingEvent.RedirectPublished());
    }

    /** Without a confirmation the phone stays where it is until it next restarts; the login stands (emcc-behaviour 2.13). */
    private CompletableFuture<@Nullable Void> resetPhone(VisitingLogin login) {
        CompletableFuture<ResetOutcome> reset = control.reset(login.device())
                .exceptionally(e -> ResetOutcome.NO_ANSWER)
                .copy();
        Timers.Ordered end =
                timers.at(clock.instant().plus(RESET_DEADLINE), () -> reset.complete(ResetOutcome.NO_ANSWER));
        return reset.whenComplete((outcome, never) -> end.cancel()).thenCompose(outcome -> {
            announcer.tell(listener -> listener.phoneReset(new LoginStep.PhoneReset(subject(login), outcome)));
            return outcome == ResetOutcome.ACCEPTED ? advance(login.id(), new VisitingEvent.ResetAccepted()) : done();
        });
    }

    /** Home is told until it confirms, or until it would not remember the login any more (design 4). */
    private CompletableFuture<@Nullable Void> tellHome(VisitingLogin login, VisitingEffect.TellHome effect) {
        Optional<RemoteCluster> home = settings().remoteCluster(effect.home());
        if (home.isEmpty()) {
            return advance(
                    login.id(), new VisitingEvent.HomeGivenUp()); // its record was deleted: nobody is there to tell
        }
        LogoutMessage message = new LogoutMessage(settings().id(), login.id(), login.device(), effect.cause());
        return Links.ask(
                        () -> link.logout(home.get(), message),
                        timers,
                        clock.instant().plus(homeDeadline))
                .thenCompose(answer -> homeTold(login, effect, HomeCluster.acknowledged(answer)));
    }

    private CompletableFuture<@Nullable Void> homeTold(
            VisitingLogin login, VisitingEffect.TellHome effect, boolean acknowledged) {
        announcer.tell(
                listener -> listener.homeTold(new LoginStep.HomeTold(subject(login), effect.home(), acknowledged)));
        if (acknowledged) {
            firstTold.remove(login.id());
            return advance(login.id(), new VisitingEvent.HomeAcknowledged());
        }
        Instant now = clock.instant();
        Instant first = firstTold.computeIfAbsent(login.id(), id -> now);
        if (first.isBefore(now.minus(memory))) {
            firstTold.remove(login.id());
            return advance(login.id(), new VisitingEvent.HomeGivenUp());
        }
        again(subject(login));
        return done();
    }

    private static LoginStep.Subject subject(VisitingLogin login) {
        return new LoginStep.Subject(login.id(), login.device());
    }

    private static CompletableFuture<@Nullable Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /** Ends the thread of the timers, unless they were given. Logins stay as they are stored. */
    @Override
    public void close() {
        if (ownsTimers) {
            timers.close();
        }
    }

    /**
     * Builds a visiting cluster.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final Directories directories;
        private final ClusterLink link;
        private final PhoneFiles files;
        private final Function<DeviceName, URI> logoutUris;
        private VisitingLoginStore store = VisitingLoginStore.inMemory();
        private PhoneControl control = PhoneControl.none();
        private Clock clock = Clock.systemUTC();
        private @Nullable Timers timers;
        private @Nullable LoginIds ids;
        private LoginListener listener = LoginListener.none();
        private Duration memory = Duration.ofDays(1);
        private Duration searchDeadline = Duration.ofSeconds(5);
        private Duration homeDeadline = Duration.ofSeconds(10);

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
         * The visiting cluster.
         *
         * @return a new cluster, to be closed by the caller
         */
        public VisitingCluster build() {
            return new VisitingCluster(this);
        }
    }
}
