package org.emcc.core.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginMove;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Versioned;

/** The effects of home's logins, and what is done about those that nobody finished. */
final class HomeConductor extends Conductor<HomeSession, HomeEvent, HomeEffect> {
    private final Directories directories;
    private final PhoneFiles files;
    private final HomeLoginStore store;
    private final ClusterLink link;
    private final PhoneControl control;
    private final Clock clock;
    private final Timers timers;
    private final Announcer announcer;
    private final BiFunction<HomeState, HomeEvent, Step<HomeState, HomeEffect>> rules;
    private final Duration grace;
    private final Duration noticeDeadline;
    private final String node;
    private final Duration lease;
    private final Map<LoginId, Timers.Ordered> limits = new ConcurrentHashMap<>();

    HomeConductor(HomeCluster.Builder builder, HomePorts ports, Timers timers, Announcer announcer, Rounds rounds) {
        super(
                builder.clock,
                rounds,
                new Repeats.Pace(builder.repeatAfter, builder.lease, builder.noticeDeadline),
                builder.memory);
        this.directories = ports.directories();
        this.files = ports.files();
        this.store = ports.store();
        this.link = builder.link;
        this.control = builder.control;
        this.clock = builder.clock;
        this.timers = timers;
        this.announcer = announcer;
        this.rules = builder.rules;
        this.grace = builder.grace;
        this.noticeDeadline = builder.noticeDeadline;
        this.node = builder.node;
        this.lease = builder.lease;
    }

    /** This node works on what it saves now. */
    Lease lease() {
        return new Lease(node, clock.instant().plus(lease));
    }

    @Override
    LoginId id(HomeSession session) {
        return session.login().id();
    }

    @Override
    Optional<Versioned<HomeSession>> find(LoginId login) {
        return store.find(login);
    }

    @Override
    Optional<Versioned<HomeSession>> live(DeviceName device) {
        return store.live(device);
    }

    @Override
    Optional<Versioned<HomeSession>> lastSeen(DeviceName device) {
        return store.lastSeen(device);
    }

    @Override
    Optional<Versioned<HomeSession>> save(HomeSession next, long version) {
        return store.save(next, version, lease());
    }

    @Override
    Optional<HomeSession> step(HomeSession session, HomeEvent event) {
        if (!(rules.apply(session.state(), event) instanceof Step.Moved<HomeState, HomeEffect> moved)) {
            return Optional.empty();
        }
        HomeSession next = session.moved(moved.to(), moved.effects());
        if (event instanceof HomeEvent.DeviceMade made) {
            return Optional.of(next.toBuilder().device(made.device()).build());
        }
        return Optional.of(next.live() ? next : next.withoutDevice());
    }

    @Override
    List<HomeEffect> pending(HomeSession session) {
        return session.pending();
    }

    @Override
    HomeSession withPending(HomeSession session, List<HomeEffect> effects) {
        return session.pending().equals(effects) ? session : session.moved(session.state(), effects);
    }

    @Override
    CompletableFuture<Deed<HomeEvent>> perform(HomeSession session, HomeEffect effect) {
        return switch (effect.kind()) {
            case MAKE_DEVICE -> Deed.now(make(session));
            case PUBLISH_FILES -> Deed.now(publish(session));
            case START_LIMIT -> Deed.now(startLimit(session.login()));
            case TELL_VISITING -> tellVisiting(session.login(), ((HomeEffect.TellVisiting) effect).cause());
            case WITHDRAW_FILES -> Deed.now(withdraw(session.login()));
            case RESET_PHONE -> Deed.now(resetPhone(session.login()));
        };
    }

    private Deed<HomeEvent> make(HomeSession session) {
        DeviceProfile profile = directories
                .devices()
                .profile(session.login().profile())
                .orElseThrow(() -> new IllegalStateException(
                        "device profile " + session.login().profile() + " is gone"));
        TemporaryDevice device = DeviceMaking.make(session.login(), session.baseDevice(), settings(), profile);
        return Deed.done(new HomeEvent.DeviceMade(device));
    }

    private ClusterSettings settings() {
        return directories.cluster().settings();
    }

    private Deed<HomeEvent> publish(HomeSession session) {
        publishFiles(session);
        return Deed.done(new HomeEvent.FilesPublished());
    }

    private void publishFiles(HomeSession session) {
        TemporaryDevice device =
                session.device().orElseThrow(() -> new IllegalStateException("the temporary device is not made yet"));
        PublishedFile file = files.publish(device);
        announcer.tell(
                listener -> listener.filesPublished(new LoginStep.FilesPublished(subject(session.login()), file)));
    }

    /** The timer fires into a session that may be over by then; the rules ignore it. */
    private Deed<HomeEvent> startLimit(HomeLogin login) {
        login.end().ifPresent(end -> {
            Timers.Ordered older = limits.put(login.id(), timers.at(end, () -> limitReached(login)));
            if (older != null) {
                older.cancel();
            }
        });
        return Deed.done();
    }

    private void limitReached(HomeLogin login) {
        limits.remove(login.id());
        try {
            Links.watch(advance(login.id(), new HomeEvent.EndAsked(LogoutCause.MAXIMUM_LOGIN_TIME)));
        } catch (RuntimeException e) {
            announcer.failed(subject(login), "end the login at its maximum login time", e);
            leftOver();
        }
    }

    /** Visiting is told until it confirms, or until the login id has expired (design 4.4). */
    private CompletableFuture<Deed<HomeEvent>> tellVisiting(HomeLogin login, LogoutCause cause) {
        Optional<RemoteCluster> visiting =
                settings().remoteCluster(login.visiting().cluster());
        if (visiting.isEmpty()) {
            return Deed.now(Deed.done()); // its record was deleted: there is nobody to tell
        }
        LogoutMessage message = new LogoutMessage(settings().id(), login.id(), login.device(), cause);
        Instant now = clock.instant();
        return Links.ask(() -> link.notice(visiting.get(), message), timers, now.plus(noticeDeadline))
                .thenApply(answer -> visitingTold(login, answer));
    }

    private Deed<HomeEvent> visitingTold(HomeLogin login, LinkAnswer<LogoutReply> answer) {
        announcer.tell(listener -> listener.visitingTold(
                new LoginStep.VisitingTold(subject(login), login.visiting().cluster(), Links.acknowledged(answer))));
        boolean over = Links.acknowledged(answer) || Links.denied(answer) || expired(login.id());
        return over ? Deed.done() : Deed.again();
    }

    private Deed<HomeEvent> withdraw(HomeLogin login) {
        Timers.Ordered limit = limits.remove(login.id());
        if (limit != null) {
            limit.cancel();
        }
        files.withdraw(login.id(), login.device(), grace);
        return Deed.done(new HomeEvent.Cleaned());
    }

    /** Ordered, not waited for: the login is over whether or not the phone hears it. */
    private Deed<HomeEvent> resetPhone(HomeLogin login) {
        Links.watch(control.reset(login.device())
                .exceptionally(e -> ResetOutcome.NO_ANSWER)
                .thenAccept(outcome -> announcer.tell(
                        listener -> listener.phoneReset(new LoginStep.PhoneReset(subject(login), outcome)))));
        return Deed.done();
    }

    @Override
    void announce(HomeSession session, HomeEvent event) {
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

    @Override
    void moved(HomeSession before, HomeEvent event, HomeSession after, long version) {
        announcer.tell(listener -> listener.moved(new LoginMove.Home(
                subject(after.login()), version, before.state(), event, after.state(), after.pending())));
    }

    /** A login that fails on its way in is ended at once; everything else is tried again later. */
    @Override
    Optional<HomeEvent> failed(HomeSession session, HomeEffect effect, Throwable failure) {
        String what = effect.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        announcer.failed(subject(session.login()), what, failure);
        return onItsWayIn(session) ? Optional.of(new HomeEvent.EndAsked(LogoutCause.LOGIN_FAILED)) : Optional.empty();
    }

    /** Home says no, so nothing may be left: now, or when the store lets it be done. */
    void undo(HomeLogin login) {
        try {
            Links.watch(advance(login.id(), new HomeEvent.EndAsked(LogoutCause.LOGIN_FAILED)));
        } catch (RuntimeException e) {
            announcer.failed(subject(login), "undo the login", e);
            leftOver();
        }
    }

    private static boolean onItsWayIn(HomeSession session) {
        return session.state().kind() == HomeState.Kind.RESERVED
                || session.state().kind() == HomeState.Kind.DEVICE_BUILT;
    }

    @Override
    List<Versioned<HomeSession>> claim(Instant due, int most) {
        return store.claim(due, lease(), most);
    }

    /** In is ended, out is finished, and over its time is over. */
    @Override
    void settle(Versioned<HomeSession> claimed) {
        HomeSession session = claimed.value();
        try {
            if (onItsWayIn(session)) {
                Links.watch(advance(claimed, new HomeEvent.EndAsked(LogoutCause.LOGIN_FAILED)));
            } else if (session.settled() && session.live()) {
                Links.watch(advance(claimed, new HomeEvent.EndAsked(LogoutCause.MAXIMUM_LOGIN_TIME)));
            } else {
                Links.watch(run(claimed));
            }
        } catch (RuntimeException e) {
            announcer.failed(subject(session.login()), "settle the login", e);
            leftOver();
        }
    }

    @Override
    List<Versioned<HomeSession>> liveAfter(LoginId last, int most) {
        return store.liveAfter(last, most);
    }

    /** The files are served again, and the limit runs again. */
    @Override
    boolean republish(HomeSession session) {
        if (!session.settled()) {
            return false; // its pending effects do it
        }
        try {
            Deed<HomeEvent> limited = startLimit(session.login());
            publishFiles(session);
            return limited.isDone();
        } catch (RuntimeException e) {
            announcer.failed(subject(session.login()), "publish the files again", e);
            republishLater();
            return false;
        }
    }

    @Override
    void forget(Instant issuedBefore) {
        store.forget(issuedBefore);
    }

    /** Nothing is begun any more; what is not finished is for others. */
    void handOver() {
        limits.values().forEach(Timers.Ordered::cancel);
        limits.clear();
        store.handOver(node);
    }

    static LoginStep.Subject subject(HomeLogin login) {
        return new LoginStep.Subject(login.id(), login.device());
    }
}
