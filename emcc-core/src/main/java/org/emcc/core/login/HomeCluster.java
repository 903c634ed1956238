package org.emcc.core.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.gateway.Timers;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.ServiceAddress;
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
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.Versioned;
import org.emcc.core.user.EndUser;
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

    private static final Duration RETRY = Duration.ofSeconds(30);
    /** How far the clocks of two clusters may differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Directories directories;
    private final Credentials credentials;
    private final PhoneFiles files;
    private final HomeLoginStore store;
    private final ClusterLink link;
    private final PhoneControl control;
    private final Clock clock;
    private final Timers timers;
    private final boolean ownsTimers;
    private final Announcer announcer;
    private final Duration grace;
    private final Duration memory;
    private final Duration noticeDeadline;
    private final Map<LoginId, Timers.Ordered> limits = new ConcurrentHashMap<>();

    private HomeCluster(Builder builder) {
        this.directories = builder.directories;
        this.credentials = builder.credentials;
        this.files = builder.files;
        this.link = builder.link;
        this.store = builder.store;
        this.control = builder.control;
        this.clock = builder.clock;
        this.ownsTimers = builder.timers == null;
        this.timers = builder.timers == null ? Timers.daemon(builder.clock) : builder.timers;
        this.announcer = new Announcer(builder.listener);
        this.grace = builder.grace;
        this.memory = builder.memory;
        this.noticeDeadline = builder.noticeDeadline;
        store.provision(directories.devices().baseDevices());
    }

    /**
     * Starts a home cluster.
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
     * @return mine, not mine, or a refusal (1, 35, 47)
     */
    public UserAnswer findUser(UserQuery query) {
        Objects.requireNonNull(query, "query");
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
            long ours = directories.users().find(Admission.searchedBy(query.loginType()), query.identifier()).stream()
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
     * Decides on a login request, and carries it out: when it answers {@link HomeReply.Accepted}, the phone's files are ready to be
     * fetched. A repeat of a request is answered as the first was; its PIN is checked again first.
     *
     * @param request the request; that it comes from the cluster it names is the transport's to prove
     * @return what becomes of it; nothing is left behind unless it is accepted
     */
    public HomeReply admit(RemoteLogin request) {
        Objects.requireNonNull(request, "request");
        HomeReply reply;
        try {
            reply = decide(request);
        } catch (RuntimeException e) {
            announcer.failed(
                    new LoginStep.Subject(request.login(), request.phone().device()), "decide on the login", e);
            reply = new HomeReply.Refused(ErrorCode.of(6));
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
        store.forget(now.minus(memory));
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

    /** Asks the pure function until it needs nothing more. */
    private Admission admission(RemoteLogin request, ClusterSettings settings) {
        Admission.Facts facts = Admission.Facts.NONE;
        Admission admission = Admission.decide(request, settings, facts);
        while (admission instanceof Admission.Needs needs) {
            facts = fetch(needs.what(), request, facts);
            admission = Admission.decide(request, settings, facts);
        }
        return admission;
    }

    private Admission.Facts fetch(Admission.Need need, RemoteLogin request, Admission.Facts known) {
        return switch (need) {
            case USERS ->
                new Admission.Facts(
                        directories.users().find(Admission.searchedBy(request.loginType()), request.identifier()),
                        known.pin(),
                        known.profileExists(),
                        known.deviceIsOurs());
            case PIN ->
                new Admission.Facts(
                        known.users(),
                        credentials.check(
                                theUser(known).id(),
                                request.pin(),
                                request.visiting().cluster()),
                        known.profileExists(),
                        known.deviceIsOurs());
            case PROFILE ->
                new Admission.Facts(
                        known.users(),
                        known.pin(),
                        directories.devices().profile(profile(request, known)).isPresent(),
                        known.deviceIsOurs());
            case OWN_DEVICE ->
                new Admission.Facts(
                        known.users(),
                        known.pin(),
                        known.profileExists(),
                        directories.devices().phone(request.phone().device()).isPresent());
        };
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

    /** H13 to H17: reserve, build, publish, answer. */
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
                plan.maximumDuration());
        LoginStep.Subject subject = subject(login);
        Reservation reservation = store.reserve(login, plan.policy(), HomeCluster::superseded);
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
            reserved.superseded().forEach(older -> Links.watch(perform(older)));
            Links.watch(perform(reserved.session()));
            return store.find(login.id())
                    .map(session -> reply(session.value()))
                    .orElseGet(() -> new HomeReply.Refused(ErrorCode.of(6)));
        } catch (RuntimeException e) {
            announcer.failed(subject, "carry out the login", e);
            timers.at(clock.instant(), () -> undo(login));
            return new HomeReply.Refused(ErrorCode.of(6));
        }
    }

    /** Home has said no, so nothing may be left: tried until the store lets it be done. */
    private void undo(HomeLogin login) {
        try {
            Links.watch(end(login.id(), LogoutCause.LOGIN_FAILED));
        } catch (RuntimeException e) {
            announcer.failed(subject(login), "undo the login", e);
            timers.at(clock.instant().plus(RETRY), () -> undo(login));
        }
    }

    /** Auto Logout: the older login gives way in the same step (emcc-behaviour 3.4). */
    private static HomeSession superseded(HomeSession older) {
        return HomeRules.step(older.state(), new HomeEvent.EndAsked(LogoutCause.SECOND_LOGIN))
                        instanceof Step.Moved<HomeState, HomeEffect> moved
                ? older.moved(moved.to(), moved.effects())
                : older;
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
                        session.login().maximumDuration());
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
        Instant now = clock.instant();
        if (message.login().issuedAt().isAfter(now.plus(SKEW))) {
            return new LogoutReply.Refused(ErrorCode.of(1));
        }
        Optional<Versioned<HomeSession>> known = store.find(message.login());
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
            Links.watch(end(message.login(), fromVisiting(message.cause())));
        }
        return new LogoutReply.Acknowledged();
    }

    /** Whatever visiting says, the end came from there: home owes it no notice. */
    private static LogoutCause fromVisiting(LogoutCause cause) {
        return cause == LogoutCause.LOGIN_FAILED ? cause : LogoutCause.PHONE;
    }

    /**
     * Ends the login of a phone from this side, as home's administrator or maintenance does.
     *
     * @param device the phone
     * @param cause why
     * @return 19 when nobody is logged in there; completed when visiting has been told, or was not reached, and the base device
     *     is free
     */
    public CompletableFuture<LogoutOutcome> logout(DeviceName device, LogoutCause cause) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(cause, "cause");
        Optional<Versioned<HomeSession>> live = store.live(device);
        if (live.isEmpty()) {
            return CompletableFuture.completedFuture(new LogoutOutcome.Refused(ErrorCode.of(19)));
        }
        LoginId login = live.get().value().login().id();
        return end(login, cause).thenApply(done -> new LogoutOutcome.LoggedOut(login, true));
    }

    private CompletableFuture<@Nullable Void> end(LoginId login, LogoutCause cause) {
        return advance(login, new HomeEvent.EndAsked(cause));
    }

    /**
     * A phone has registered with a call manager of this cluster. A phone without a login is none of our business.
     *
     * @param device the phone
     */
    public void registered(DeviceName device) {
        store.live(device)
                .ifPresent(
                        session -> Links.watch(advance(session.value().login().id(), new HomeEvent.PhoneRegistered())));
    }

    /**
     * A phone is no longer registered with a call manager of this cluster.
     *
     * @param device the phone
     */
    public void unregistered(DeviceName device) {
        store.live(device)
                .ifPresent(session ->
                        Links.watch(advance(session.value().login().id(), new HomeEvent.PhoneUnregistered())));
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
     * How many more logins can begin now.
     *
     * @return the number of free nonsecure base devices
     */
    public int freeBaseDevices() {
        return store.freeBaseDevices();
    }

    /** Moves a login by the rules: the next state is saved with its effects before the first of them runs. */
    private CompletableFuture<@Nullable Void> advance(LoginId login, HomeEvent event) {
        while (true) {
            Optional<Versioned<HomeSession>> now = store.find(login);
            if (now.isEmpty()) {
                return done();
            }
            HomeSession session = now.get().value();
            if (!(HomeRules.step(session.state(), event) instanceof Step.Moved<HomeState, HomeEffect> moved)) {
                return done();
            }
            HomeSession next = session.moved(moved.to(), moved.effects());
            if (event instanceof HomeEvent.DeviceMade made) {
                next = next.toBuilder().device(made.device()).build();
            }
            Optional<Versioned<HomeSession>> saved = store.save(next, now.get().version());
            if (saved.isPresent()) {
                announce(saved.get().value(), event);
                return perform(saved.get());
            }
        }
    }

    private void announce(HomeSession session, HomeEvent event) {
        LoginStep.Subject subject = subject(session.login());
        switch (event.kind()) {
            case DEVICE_MADE ->
                announcer.tell(listener -> listener.deviceBuilt(
                        new LoginStep.DeviceBuilt(subject, ((HomeEvent.DeviceMade) event).device())));
            case PHONE_REGISTERED ->
                announcer.tell(listener -> listener.phoneRegistered(new LoginStep.PhoneRegistered(subject)));
            case PHONE_UNREGISTERED ->
                announcer.tell(listener -> listener.phoneUnregistered(new LoginStep.PhoneUnregistered(subject)));
            case END_ASKED ->
                announcer.tell(listener -> listener.releaseBegun(
                        new LoginStep.ReleaseBegun(subject, ((HomeEvent.EndAsked) event).cause())));
            case CLEANED ->
                announcer.tell(listener -> listener.released(new LoginStep.Released(
                        subject, session.baseDevice(), ((HomeState.Released) session.state()).cause())));
            case FILES_PUBLISHED -> {
                // Told with its size where it is published.
            }
        }
    }

    /** Runs the pending effects of a session, one after the other. */
    private CompletableFuture<@Nullable Void> perform(Versioned<HomeSession> stored) {
        CompletableFuture<@Nullable Void> all = done();
        for (HomeEffect effect : stored.value().pending()) {
            all = all.thenCompose(before -> perform(stored.value(), effect));
        }
        return all;
    }

    private CompletableFuture<@Nullable Void> perform(HomeSession session, HomeEffect effect) {
        LoginId login = session.login().id();
        try {
            return switch (effect.kind()) {
                case MAKE_DEVICE -> advance(login, new HomeEvent.DeviceMade(make(session)));
                case PUBLISH_FILES -> publish(session);
                case START_LIMIT -> startLimit(session.login());
                case TELL_VISITING -> tellVisiting(session.login(), ((HomeEffect.TellVisiting) effect).cause());
                case WITHDRAW_FILES -> {
                    cancelLimit(login);
                    files.withdraw(login, session.login().device(), grace);
                    yield advance(login, new HomeEvent.Cleaned());
                }
                case RESET_PHONE -> resetPhone(session.login());
            };
        } catch (RuntimeException e) {
            announcer.failed(subject(session.login()), inWords(effect.kind()), e);
            return broken(session.login());
        }
    }

    private static String inWords(Enum<?> effect) {
        return effect.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A login that fails on its way in is ended; whatever cannot be done now is tried again until the login is out. */
    private CompletableFuture<@Nullable Void> broken(HomeLogin login) {
        timers.at(clock.instant().plus(RETRY), () -> settle(login));
        return store.find(login.id())
                .filter(now -> onItsWayIn(now.value()))
                .map(now -> end(login.id(), LogoutCause.LOGIN_FAILED))
                .orElseGet(HomeCluster::done);
    }

    private static boolean onItsWayIn(HomeSession session) {
        return session.state().kind() == HomeState.Kind.RESERVED
                || session.state().kind() == HomeState.Kind.DEVICE_BUILT;
    }

    /** What a failure has left: in is ended, out is finished. A failure here is tried again like the first. */
    private void settle(HomeLogin login) {
        try {
            Optional<Versioned<HomeSession>> now = store.find(login.id());
            if (now.isPresent() && onItsWayIn(now.get().value())) {
                Links.watch(end(login.id(), LogoutCause.LOGIN_FAILED));
            } else if (now.isPresent() && now.get().value().state().kind() == HomeState.Kind.RELEASING) {
                Links.watch(perform(now.get()));
            }
        } catch (RuntimeException e) {
            announcer.failed(subject(login), "settle the login", e);
            timers.at(clock.instant().plus(RETRY), () -> settle(login));
        }
    }

    private TemporaryDevice make(HomeSession session) {
        DeviceProfile profile = directories
                .devices()
                .profile(session.login().profile())
                .orElseThrow(() -> new IllegalStateException(
                        "device profile " + session.login().profile() + " is gone"));
        return DeviceMaking.make(session.login(), session.baseDevice(), settings(), profile);
    }

    private CompletableFuture<@Nullable Void> publish(HomeSession session) {
        TemporaryDevice device =
                session.device().orElseThrow(() -> new IllegalStateException("the temporary device is not made yet"));
        PublishedFile file = files.publish(device);
        announcer.tell(
                listener -> listener.filesPublished(new LoginStep.FilesPublished(subject(session.login()), file)));
        return advance(session.login().id(), new HomeEvent.FilesPublished());
    }

    /** The timer fires into a session that may be over by then; the rules ignore it. */
    private CompletableFuture<@Nullable Void> startLimit(HomeLogin login) {
        Timers.Ordered older = limits.put(
                login.id(),
                timers.at(login.limit(), () -> Links.watch(end(login.id(), LogoutCause.MAXIMUM_LOGIN_TIME))));
        if (older != null) {
            older.cancel();
        }
        return done();
    }

    private void cancelLimit(LoginId login) {
        Timers.Ordered limit = limits.remove(login);
        if (limit != null) {
            limit.cancel();
        }
    }

    private CompletableFuture<@Nullable Void> tellVisiting(HomeLogin login, LogoutCause cause) {
        Optional<RemoteCluster> visiting =
                settings().remoteCluster(login.visiting().cluster());
        if (visiting.isEmpty()) {
            return done(); // its record was deleted: there is nobody to tell
        }
        LogoutMessage message = new LogoutMessage(settings().id(), login.id(), login.device(), cause);
        return Links.ask(
                        () -> link.notice(visiting.get(), message),
                        timers,
                        clock.instant().plus(noticeDeadline))
                .thenAccept(answer -> announcer.tell(listener -> listener.visitingTold(new LoginStep.VisitingTold(
                        subject(login), login.visiting().cluster(), acknowledged(answer)))));
    }

    static boolean acknowledged(LinkAnswer<LogoutReply> answer) {
        return answer instanceof LinkAnswer.Answered<LogoutReply> answered
                && answered.reply() instanceof LogoutReply.Acknowledged;
    }

    /** Ordered, not waited for: the login is over whether or not the phone hears it. */
    private CompletableFuture<@Nullable Void> resetPhone(HomeLogin login) {
        Links.watch(control.reset(login.device())
                .exceptionally(e -> ResetOutcome.NO_ANSWER)
                .thenAccept(outcome -> announcer.tell(
                        listener -> listener.phoneReset(new LoginStep.PhoneReset(subject(login), outcome)))));
        return done();
    }

    private static LoginStep.Subject subject(HomeLogin login) {
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
     * Builds a home cluster.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final Directories directories;
        private final Credentials credentials;
        private final PhoneFiles files;
        private final ClusterLink link;
        private HomeLoginStore store = HomeLoginStore.inMemory();
        private PhoneControl control = PhoneControl.none();
        private Clock clock = Clock.systemUTC();
        private @Nullable Timers timers;
        private LoginListener listener = LoginListener.none();
        private Duration grace = Duration.ofMinutes(1);
        private Duration memory = Duration.ofDays(1);
        private Duration noticeDeadline = Duration.ofSeconds(5);

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
         */
        public HomeCluster build() {
            return new HomeCluster(this);
        }
    }
}
