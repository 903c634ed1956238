package org.emcc.core.login;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
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
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;

/** The effects of visiting's logins, and what is done about those that nobody finished. */
final class VisitingConductor extends Conductor<VisitingSession, VisitingEvent, VisitingEffect> {
    /** Longer than a SIP request is repeated (32 s), so that the control's own answer comes first. */
    static final Duration RESET_DEADLINE = Duration.ofSeconds(40);

    private final Directories directories;
    private final ClusterLink link;
    private final PhoneFiles files;
    private final VisitingLoginStore store;
    private final PhoneControl control;
    private final Clock clock;
    private final Timers timers;
    private final Announcer announcer;
    private final BiFunction<VisitingState, VisitingEvent, Step<VisitingState, VisitingEffect>> rules;
    private final Function<DeviceName, URI> logoutUris;
    private final Duration homeDeadline;
    private final String node;
    private final Duration lease;

    VisitingConductor(
            VisitingCluster.Builder builder, VisitingPorts ports, Timers timers, Announcer announcer, Rounds rounds) {
        super(
                builder.clock,
                rounds,
                new Repeats.Pace(builder.repeatAfter, builder.lease, builder.homeDeadline),
                builder.memory);
        this.directories = ports.directories();
        this.link = builder.link;
        this.files = ports.files();
        this.store = ports.store();
        this.control = builder.control;
        this.clock = builder.clock;
        this.timers = timers;
        this.announcer = announcer;
        this.rules = builder.rules;
        this.logoutUris = builder.logoutUris;
        this.homeDeadline = builder.homeDeadline;
        this.node = builder.node;
        this.lease = builder.lease;
    }

    /** This node works on what it saves now. */
    Lease lease() {
        return new Lease(node, clock.instant().plus(lease));
    }

    @Override
    LoginId id(VisitingSession session) {
        return session.login().id();
    }

    @Override
    Optional<Versioned<VisitingSession>> find(LoginId login) {
        return store.find(login);
    }

    @Override
    Optional<Versioned<VisitingSession>> live(DeviceName device) {
        return store.live(device);
    }

    @Override
    Optional<Versioned<VisitingSession>> lastSeen(DeviceName device) {
        return store.lastSeen(device);
    }

    @Override
    Optional<Versioned<VisitingSession>> save(VisitingSession next, long version) {
        return store.save(next, version, lease());
    }

    @Override
    Optional<VisitingSession> step(VisitingSession session, VisitingEvent event) {
        return rules.apply(session.state(), event) instanceof Step.Moved<VisitingState, VisitingEffect> moved
                ? Optional.of(session.moved(moved.to(), moved.effects()))
                : Optional.empty();
    }

    @Override
    List<VisitingEffect> pending(VisitingSession session) {
        return session.pending();
    }

    @Override
    VisitingSession withPending(VisitingSession session, List<VisitingEffect> effects) {
        return session.pending().equals(effects) ? session : session.moved(session.state(), effects);
    }

    @Override
    CompletableFuture<Deed<VisitingEvent>> perform(VisitingSession session, VisitingEffect effect) {
        return switch (effect.kind()) {
            case PUBLISH_REDIRECT -> {
                publishRedirect(session.login(), ((VisitingState.Recorded) session.state()).accepted());
                yield Deed.now(Deed.done(new VisitingEvent.RedirectPublished()));
            }
            case RESET_PHONE -> resetPhone(session.login());
            case RESTORE_OWN_FILE -> {
                files.restore(session.login().id(), session.login().device());
                yield Deed.now(Deed.done(new VisitingEvent.OwnFileRestored()));
            }
            case TELL_HOME -> tellHome(session.login(), (VisitingEffect.TellHome) effect);
        };
    }

    private void publishRedirect(VisitingLogin login, HomeReply.Accepted accepted) {
        DeviceName device = login.device();
        PublishedFile file =
                files.redirect(login.id(), new Redirect(device, accepted.tftpServers(), logoutUris.apply(device)));
        announcer.tell(listener -> listener.redirectPublished(new LoginStep.RedirectPublished(subject(login), file)));
    }

    /** Without a confirmation the phone stays where it is until it next restarts; the login stands (emcc-behaviour 2.13). */
    private CompletableFuture<Deed<VisitingEvent>> resetPhone(VisitingLogin login) {
        return outcome(control.reset(login.device())).thenApply(outcome -> {
            announcer.tell(listener -> listener.phoneReset(new LoginStep.PhoneReset(subject(login), outcome)));
            return outcome == ResetOutcome.ACCEPTED ? Deed.done(new VisitingEvent.ResetAccepted()) : Deed.done();
        });
    }

    private CompletableFuture<ResetOutcome> outcome(CompletableFuture<ResetOutcome> reset) {
        CompletableFuture<ResetOutcome> answer = reset.exceptionally(e -> ResetOutcome.NO_ANSWER);
        if (answer.isDone()) {
            return answer;
        }
        CompletableFuture<ResetOutcome> bounded = answer.copy();
        Timers.Ordered end =
                timers.at(clock.instant().plus(RESET_DEADLINE), () -> bounded.complete(ResetOutcome.NO_ANSWER));
        return bounded.whenComplete((outcome, never) -> end.cancel());
    }

    private ClusterSettings settings() {
        return directories.cluster().settings();
    }

    /** Home is told until it confirms, or until the login id has expired (design 4). */
    private CompletableFuture<Deed<VisitingEvent>> tellHome(VisitingLogin login, VisitingEffect.TellHome effect) {
        Optional<RemoteCluster> home = settings().remoteCluster(effect.home());
        if (home.isEmpty()) {
            return Deed.now(
                    Deed.done(new VisitingEvent.HomeGivenUp())); // its record was deleted: nobody is there to tell
        }
        LogoutMessage message = new LogoutMessage(settings().id(), login.id(), login.device(), effect.cause());
        return Links.ask(
                        () -> link.logout(home.get(), message),
                        timers,
                        clock.instant().plus(homeDeadline))
                .thenApply(answer -> homeTold(login, effect, answer));
    }

    private Deed<VisitingEvent> homeTold(
            VisitingLogin login, VisitingEffect.TellHome effect, LinkAnswer<LogoutReply> answer) {
        boolean acknowledged = Links.acknowledged(answer);
        announcer.tell(
                listener -> listener.homeTold(new LoginStep.HomeTold(subject(login), effect.home(), acknowledged)));
        if (acknowledged) {
            return Deed.done(new VisitingEvent.HomeAcknowledged());
        }
        return Links.denied(answer) || expired(login.id()) ? Deed.done(new VisitingEvent.HomeGivenUp()) : Deed.again();
    }

    @Override
    void announce(VisitingSession session, VisitingEvent event) {
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

    @Override
    void moved(VisitingSession before, VisitingEvent event, VisitingSession after, long version) {
        announcer.tell(listener -> listener.moved(new LoginMove.Visiting(
                subject(after.login()), version, before.state(), event, after.state(), after.pending())));
    }

    /** A login that fails on its way in is ended at once; everything else is tried again later. */
    @Override
    Optional<VisitingEvent> failed(VisitingSession session, VisitingEffect effect, Throwable failure) {
        String what = effect.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        announcer.failed(subject(session.login()), what, failure);
        return onItsWayIn(session) ? Optional.of(new VisitingEvent.Broken(ErrorCode.of(6))) : Optional.empty();
    }

    /** The phone has been told that it failed, so nothing may be left: now, or when the store lets it be done. */
    void undo(LoginId login, DeviceName device) {
        try {
            Links.watch(advance(login, new VisitingEvent.Broken(ErrorCode.of(6))));
        } catch (RuntimeException e) {
            announcer.failed(new LoginStep.Subject(login, device), "undo the login", e);
            leftOver();
        }
    }

    private static boolean onItsWayIn(VisitingSession session) {
        return switch (session.state().kind()) {
            case LOCATING, AWAITING_HOME, RECORDED -> true;
            case REDIRECTED, AWAY, RETURNING, RETURNED, FAILED -> false;
        };
    }

    @Override
    List<Versioned<VisitingSession>> claim(Instant due, int most) {
        return store.claim(due, lease(), most);
    }

    /** The request to home held the PIN and cannot be repeated: in is ended, and home is told; out is finished. */
    @Override
    void settle(Versioned<VisitingSession> claimed) {
        VisitingSession session = claimed.value();
        try {
            Links.watch(
                    onItsWayIn(session) ? advance(claimed, new VisitingEvent.Broken(ErrorCode.of(6))) : run(claimed));
        } catch (RuntimeException e) {
            announcer.failed(subject(session.login()), "settle the login", e);
            leftOver();
        }
    }

    @Override
    List<Versioned<VisitingSession>> liveAfter(LoginId last, int most) {
        return store.liveAfter(last, most);
    }

    /** The redirect is served again. */
    @Override
    boolean republish(VisitingSession session) {
        Optional<HomeReply.Accepted> accepted = session.state().loggedIn();
        if (accepted.isEmpty() || onItsWayIn(session)) {
            return false; // there is no redirect, or its pending effects see to it
        }
        try {
            publishRedirect(session.login(), accepted.get());
            return true;
        } catch (RuntimeException e) {
            announcer.failed(subject(session.login()), "publish the redirect again", e);
            republishLater();
            return false;
        }
    }

    @Override
    void forget(Instant issuedBefore) {
        store.forget(issuedBefore);
    }

    /** What is not finished is for others. */
    void handOver() {
        store.handOver(node);
    }

    static LoginStep.Subject subject(VisitingLogin login) {
        return new LoginStep.Subject(login.id(), login.device());
    }
}
