package org.emcc.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.LoginId;
import org.emcc.core.login.Step;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Versioned;
import org.jspecify.annotations.Nullable;

/** The rules of both sides, and around them what the shells do with their effects, in the same order. */
final class RuleLife extends Life {
    private static final LinkAnswer<Object> SILENCE = new LinkAnswer.Silent<>("no answer by the deadline");

    private final RuleSite place;
    private final Home home = new Home();
    private final Visiting visiting = new Visiting();

    /** A page of a maintenance round is gone through now. */
    private boolean turning;

    RuleLife(RuleSite site) {
        super(site);
        this.place = site;
    }

    RuleLife(RuleSite site, RuleLife from, World.Calls calls) {
        super(site, from, calls);
        this.place = site;
    }

    private RuleStage.Specimen specimen(Login login) {
        return place.stage.specimen(login);
    }

    private Alarm order(Alarm.Label label, @Nullable Login login, @Nullable Call call) {
        return order(label, Duration.ofMillis(label.millis), login, call);
    }

    /** A next sweep, and one after it for what was left over while that waits. */
    private void orderSweep(Alarm.Label label) {
        List<Alarm> sweeps =
                alarms.stream().filter(alarm -> alarm.label == label).toList();
        Instant when = world().clock.instant().plusMillis(label.millis);
        if (sweeps.isEmpty() || when.isAfter(sweeps.get(0).when)) {
            alarms.removeAll(sweeps.subList(Math.min(1, sweeps.size()), sweeps.size()));
            order(label, null, null);
        }
    }

    /** Work that is saved now is under a lease until the next sweep. */
    private long lease(Alarm.Label sweep) {
        return world().clock.millis() + sweep.millis - 1;
    }

    // What the cluster is asked to do.

    @Override
    void recover() {
        home.sweep();
        for (Login login : place.liveAtHomeAfter(-1)) {
            home.republish(login);
        }
        visiting.sweep();
        for (Login login : world().logins) {
            VisitingSession session = login.phone().site == site.index ? world().visiting(login) : null;
            if (session != null && session.live()) {
                visiting.republish(login, session);
            }
        }
    }

    @Override
    void logIn(Login login) {
        if (site.visitor(login.phone()) != null) {
            return;
        }
        Call call = new Call(Call.Kind.FIND_USER, site.index, login, null, login, null);
        send(call);
        order(Alarm.Label.SEARCH, login, call);
    }

    @Override
    void logOutByVisiting(Handset phone, LogoutCause cause) {
        Login live = site.visitor(phone);
        if (live != null) {
            visiting.advance(live, new VisitingEvent.EndAsked(cause));
        }
    }

    @Override
    void logOutByHome(Handset phone) {
        at(phone, new HomeEvent.EndAsked(LogoutCause.HOME_ADMINISTRATOR));
    }

    private boolean at(Handset phone, HomeEvent event) {
        Login live = place.liveAtHome(phone);
        if (live != null) {
            home.advance(live, event);
        }
        return live != null;
    }

    @Override
    void maintain() {
        home.maintain(-1);
    }

    @Override
    void registered(Handset phone) {
        if (!at(phone, new HomeEvent.PhoneRegistered())) {
            reset(phone, Call.Kind.RESET_BY_HOME);
        }
    }

    @Override
    void unregistered(Handset phone) {
        boolean unused = at(phone, new HomeEvent.PhoneUnregistered());
    }

    @Override
    boolean hasTemporaryDevice(Handset phone) {
        Login live = place.liveAtHome(phone);
        HomeSession session = live == null ? null : world().home(live);
        return session != null
                && session.state().kind() != HomeState.Kind.RELEASING
                && session.device().isPresent();
    }

    @Override
    Object answer(Call call) {
        return switch (call.kind) {
            case FIND_USER -> new UserAnswer.Mine();
            case LOG_IN -> home.admit(of(call));
            case LOG_OUT -> home.logoutReceived(of(call), ((LogoutMessage) call.payload).cause());
            case NOTICE -> visiting.noticeReceived(of(call), ((LogoutMessage) call.payload).cause());
            case LIVE_LOGINS -> visiting.loginsQueried((Course.Round) call.payload);
            case RESET_BY_HOME, RESET_BY_VISITING -> throw new IllegalStateException("a phone answers that");
        };
    }

    private static Login of(Call call) {
        return Objects.requireNonNull(call.login, "the question is about a login");
    }

    @Override
    void complete(Call call, Object answer) {
        alarms.removeIf(alarm -> alarm.call == call);
        goOn(call, answer);
    }

    @Override
    void ring(Alarm alarm) {
        switch (alarm.label) {
            case SEARCH, NOTICE, ANSWER, MAINTENANCE, RESET -> {
                Call call = Objects.requireNonNull(alarm.call, "a deadline is a question's");
                goOn(call, call.isReset() ? ResetOutcome.NO_ANSWER : SILENCE);
            }
            case HOME_SWEEP -> home.sweep();
            case VISITING_SWEEP -> visiting.sweep();
            case GRACE -> graceIsOver(alarm);
            case LIMIT ->
                home.advance(
                        Objects.requireNonNull(alarm.login, "a limit is a login's"),
                        new HomeEvent.EndAsked(LogoutCause.MAXIMUM_LOGIN_TIME));
        }
    }

    @SuppressWarnings("unchecked") // What a question leaves to its answer goes by its kind.
    private void goOn(Call call, Object answer) {
        switch (call.kind) {
            case FIND_USER -> visiting.located(of(call), answer);
            case LOG_IN -> visiting.answered(of(call), (Versioned<VisitingSession>) then(call), answer);
            case LOG_OUT ->
                visiting.resume(
                        (Course.Waiting<VisitingSession, VisitingEvent, VisitingEffect>) then(call),
                        visiting.homeTold(of(call), answer));
            case NOTICE ->
                home.resume(
                        (Course.Waiting<HomeSession, HomeEvent, HomeEffect>) then(call),
                        new Course.Did<>(isDone(of(call), answer), null));
            case LIVE_LOGINS -> home.endMissing((Course.Round) then(call), answer);
            case RESET_BY_VISITING ->
                visiting.resume(
                        (Course.Waiting<VisitingSession, VisitingEvent, VisitingEffect>) then(call),
                        Visiting.wasReset(answer == ResetOutcome.ACCEPTED));
            case RESET_BY_HOME -> {
                // Ordered, not waited for.
            }
        }
    }

    private static Object then(Call call) {
        return Objects.requireNonNull(call.then, "something hangs on the answer");
    }

    private static boolean isAcknowledged(Object answer) {
        return answer instanceof LinkAnswer.Answered<?> answered
                && answered.reply() instanceof LogoutReply.Acknowledged;
    }

    /** Whether the other side need not be told again. */
    private boolean isDone(Login login, Object answer) {
        boolean denied = answer instanceof LinkAnswer.Answered<?> answered
                && answered.reply() instanceof LogoutReply.Refused refused
                && (refused.code().number() == 1 || refused.code().number() == 42);
        return isAcknowledged(answer) || denied || world().isExpired(login);
    }

    /** The question whether a phone has heard it, or null when that is known or nobody's business. */
    private @Nullable Call resetSlowly(Handset phone, Call.Kind kind) {
        if (!world().scenario.slowResets || !world().isAt(phone, site.index)) {
            return null;
        }
        Login login = kind == Call.Kind.RESET_BY_VISITING ? site.visitor(phone) : null;
        Call call = new Call(kind, site.index, phone, null, login, phone);
        send(call);
        return call;
    }

    private boolean reset(Handset phone, Call.Kind kind) {
        return resetSlowly(phone, kind) == null && restart(phone);
    }

    private Call tell(Call.Kind kind, Login login, LogoutCause cause) {
        LogoutMessage message =
                new LogoutMessage(Configurations.cluster(site.index), login.id(), login.phone().device, cause);
        Call call = new Call(kind, site.index, message, null, login, null);
        send(call);
        return call;
    }

    /** Home, as {@code HomeCluster} and {@code HomeConductor} do it. */
    private final class Home extends Course<HomeSession, HomeEvent, HomeEffect> {
        @Override
        @Nullable
        Versioned<HomeSession> find(Login login) {
            return place.home(login);
        }

        @Override
        @Nullable
        Versioned<HomeSession> save(Login login, HomeSession next, long version) {
            Versioned<HomeSession> saved = place.saveAtHome(login, next, version, lease(Alarm.Label.HOME_SWEEP));
            if (saved != null) {
                survives();
            }
            return saved;
        }

        @Override
        @Nullable
        HomeSession step(HomeSession session, HomeEvent event) {
            if (!(world().scenario.doubles.home().apply(session.state(), event)
                    instanceof Step.Moved<HomeState, HomeEffect> moved)) {
                return null;
            }
            HomeSession next = session.moved(moved.to(), moved.effects());
            if (event instanceof HomeEvent.DeviceMade made) {
                return next.toBuilder().device(made.device()).build();
            }
            return next.live() ? next : next.withoutDevice();
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
        @Nullable
        Did<HomeEvent> perform(Login login, HomeSession session, HomeEffect effect) {
            return switch (effect.kind()) {
                case MAKE_DEVICE ->
                    new Did<>(true, new HomeEvent.DeviceMade(specimen(login).device()));
                case PUBLISH_FILES -> {
                    files.publish(login);
                    yield new Did<>(true, new HomeEvent.FilesPublished());
                }
                case START_LIMIT -> {
                    startLimit(login, session.login());
                    yield new Did<>(true, null);
                }
                case TELL_VISITING -> {
                    asked = tell(Call.Kind.NOTICE, login, ((HomeEffect.TellVisiting) effect).cause());
                    order(Alarm.Label.NOTICE, login, asked);
                    yield null;
                }
                case WITHDRAW_FILES -> {
                    alarms.removeIf(alarm -> alarm.label == Alarm.Label.LIMIT && alarm.login == login);
                    Duration grace = Duration.ofMillis(world().scenario.grace ? Alarm.Label.GRACE.millis : 0);
                    files.withdraw(login, grace);
                    yield new Did<>(true, new HomeEvent.Cleaned());
                }
                case RESET_PHONE -> {
                    reset(login.phone(), Call.Kind.RESET_BY_HOME);
                    yield new Did<>(true, null);
                }
            };
        }

        private void startLimit(Login login, HomeLogin content) {
            Instant end = content.end().orElseThrow();
            alarms.removeIf(alarm -> alarm.label == Alarm.Label.LIMIT && alarm.login == login);
            order(Alarm.Label.LIMIT, Duration.between(world().clock.instant(), end), login, null);
        }

        @Override
        void leftOver() {
            orderSweep(Alarm.Label.HOME_SWEEP);
        }

        void sweep() {
            for (Login login : place.claimAtHome(lease(Alarm.Label.HOME_SWEEP))) {
                Versioned<HomeSession> claimed = Objects.requireNonNull(find(login), "what is claimed is stored");
                HomeSession session = claimed.value();
                if (session.state().kind() == HomeState.Kind.RESERVED
                        || session.state().kind() == HomeState.Kind.DEVICE_BUILT) {
                    advance(login, claimed, new HomeEvent.EndAsked(LogoutCause.LOGIN_FAILED), null);
                } else if (session.settled() && session.live()) {
                    advance(login, claimed, new HomeEvent.EndAsked(LogoutCause.MAXIMUM_LOGIN_TIME), null);
                } else {
                    run(login, claimed, null);
                }
            }
        }

        void republish(Login login) {
            HomeSession session =
                    Objects.requireNonNull(find(login), "it is live").value();
            if (session.settled()) {
                startLimit(login, session.login());
                files.publish(login);
            }
        }

        HomeReply admit(Login login) {
            if (world().isExpired(login)) {
                return refused(1);
            }
            if (!login.goodPin() && !world().scenario.doubles.gullible()) {
                return refused(2);
            }
            world().checks[login.index()]++;
            Versioned<HomeSession> known = find(login);
            return known == null ? reserve(login) : reply(login, known.value());
        }

        private HomeReply reserve(Login login) {
            ErrorCode broken = place.brokenRule(login);
            if (broken != null) {
                return new HomeReply.Refused(broken);
            }
            long lease = lease(Alarm.Label.HOME_SWEEP);
            List<Login> superseded = world().scenario.policy == MultipleLoginBehavior.AUTO_LOGOUT
                    ? place.liveAtHomeAfter(-1)
                    : List.of();
            for (Login older : superseded) {
                Versioned<HomeSession> stored = Objects.requireNonNull(find(older), "it is live");
                HomeSession next = step(stored.value(), new HomeEvent.EndAsked(LogoutCause.SECOND_LOGIN));
                place.saveAtHome(older, next == null ? stored.value() : next, stored.version(), lease);
            }
            Versioned<HomeSession> reserved = place.reserve(login, content(login), lease);
            survives();
            for (Login older : superseded) {
                run(older, Objects.requireNonNull(find(older), "it is stored"), null);
            }
            run(login, reserved, null);
            return reply(
                    login, Objects.requireNonNull(find(login), "it is stored").value());
        }

        private HomeLogin content(Login login) {
            HomeLogin like = specimen(login).login();
            return new HomeLogin(
                    login.id(),
                    like.user(),
                    like.profile(),
                    like.visiting(),
                    like.phone(),
                    like.devicePool(),
                    like.poolMatched(),
                    world().clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    like.limit());
        }

        private HomeReply reply(Login login, HomeSession session) {
            return switch (session.state().kind()) {
                case FILES_READY, REGISTERED, UNREGISTERED -> specimen(login).accepted();
                case RESERVED, DEVICE_BUILT -> refused(26);
                case RELEASING, RELEASED -> refused(6);
            };
        }

        private static HomeReply refused(int code) {
            return new HomeReply.Refused(ErrorCode.of(code));
        }

        LogoutReply logoutReceived(Login login, LogoutCause cause) {
            if (find(login) == null) {
                if (!world().isExpired(login) && (site.buried & login.bit()) == 0) {
                    site.buried |= login.bit();
                    survives();
                }
            } else {
                advance(login, new HomeEvent.EndAsked(cause == LogoutCause.LOGIN_FAILED ? cause : LogoutCause.PHONE));
            }
            return new LogoutReply.Acknowledged();
        }

        void maintain(int last) {
            List<Login> page = place.liveAtHomeAfter(last);
            if (page.isEmpty()) {
                return;
            }
            List<Login> standing = new ArrayList<>();
            List<Versioned<HomeSession>> sessions = new ArrayList<>();
            for (Login login : page) {
                Versioned<HomeSession> session = Objects.requireNonNull(find(login), "it is live");
                if (session.value().settled()) {
                    standing.add(login);
                    sessions.add(session);
                }
            }
            Round round = new Round(page.get(page.size() - 1).index(), standing, sessions);
            if (standing.isEmpty()) {
                maintain(round.last);
                return;
            }
            Call call = new Call(Call.Kind.LIVE_LOGINS, site.index, round, round, null, null);
            send(call);
            order(Alarm.Label.MAINTENANCE, null, call);
        }

        void endMissing(Round round, Object answer) {
            if (answer instanceof LinkAnswer.Answered<?> answered
                    && answered.reply() instanceof LoginsAnswer.Live live) {
                turning = true;
                for (int i = 0; i < round.asked.size(); i++) {
                    Login login = round.asked.get(i);
                    if (!live.logins().contains(login.id())) {
                        advance(login, round.sessions.get(i), new HomeEvent.EndAsked(LogoutCause.MAINTENANCE), round);
                    }
                }
                turning = false;
            }
            finished(round);
        }

        /** The next page is asked about when all logins of this one have come as far as they do. */
        @Override
        void finished(Round round) {
            if (!turning && alarms.stream().noneMatch(alarm -> isOf(round, alarm))) {
                maintain(round.last);
            }
        }

        private static boolean isOf(Round round, Alarm alarm) {
            return alarm.call != null
                    && alarm.call.then instanceof Waiting<?, ?, ?> waiting
                    && waiting.round() == round;
        }
    }

    /** Visiting, as {@code VisitingCluster} and {@code VisitingConductor} do it. */
    private final class Visiting extends Course<VisitingSession, VisitingEvent, VisitingEffect> {
        @Override
        @Nullable
        Versioned<VisitingSession> find(Login login) {
            return place.visiting(login);
        }

        @Override
        @Nullable
        Versioned<VisitingSession> save(Login login, VisitingSession next, long version) {
            Versioned<VisitingSession> saved =
                    place.saveAtVisiting(login, next, version, lease(Alarm.Label.VISITING_SWEEP));
            if (saved != null) {
                survives();
            }
            return saved;
        }

        @Override
        @Nullable
        VisitingSession step(VisitingSession session, VisitingEvent event) {
            return world().scenario.doubles.visiting().apply(session.state(), event)
                            instanceof Step.Moved<VisitingState, VisitingEffect> moved
                    ? session.moved(moved.to(), moved.effects())
                    : null;
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
        @Nullable
        Did<VisitingEvent> perform(Login login, VisitingSession session, VisitingEffect effect) {
            return switch (effect.kind()) {
                case PUBLISH_REDIRECT -> {
                    files.redirect(login);
                    yield new Did<>(true, new VisitingEvent.RedirectPublished());
                }
                case RESET_PHONE -> resetPhone(login);
                case RESTORE_OWN_FILE -> {
                    files.restore(login);
                    yield new Did<>(true, new VisitingEvent.OwnFileRestored());
                }
                case TELL_HOME -> {
                    asked = tell(Call.Kind.LOG_OUT, login, ((VisitingEffect.TellHome) effect).cause());
                    order(Alarm.Label.ANSWER, login, asked);
                    yield null;
                }
            };
        }

        private @Nullable Did<VisitingEvent> resetPhone(Login login) {
            asked = resetSlowly(login.phone(), Call.Kind.RESET_BY_VISITING);
            if (asked == null) {
                return wasReset(restart(login.phone()));
            }
            order(Alarm.Label.RESET, asked.login, asked);
            return null;
        }

        static Did<VisitingEvent> wasReset(boolean accepted) {
            return new Did<>(true, accepted ? new VisitingEvent.ResetAccepted() : null);
        }

        Did<VisitingEvent> homeTold(Login login, Object answer) {
            if (isAcknowledged(answer)) {
                return new Did<>(true, new VisitingEvent.HomeAcknowledged());
            }
            boolean done = isDone(login, answer);
            return new Did<>(done, done ? new VisitingEvent.HomeGivenUp() : null);
        }

        @Override
        void leftOver() {
            orderSweep(Alarm.Label.VISITING_SWEEP);
        }

        @Override
        void finished(Round round) {
            throw new IllegalStateException("visiting maintains nothing");
        }

        void sweep() {
            for (Login login : place.claimAtVisiting(lease(Alarm.Label.VISITING_SWEEP))) {
                Versioned<VisitingSession> claimed = Objects.requireNonNull(find(login), "what is claimed is stored");
                switch (claimed.value().state().kind()) {
                    case LOCATING, AWAITING_HOME, RECORDED ->
                        advance(login, claimed, new VisitingEvent.Broken(ErrorCode.of(6)), null);
                    case REDIRECTED, AWAY, RETURNING, RETURNED, FAILED -> run(login, claimed, null);
                }
            }
        }

        void republish(Login login, VisitingSession session) {
            switch (session.state().kind()) {
                case REDIRECTED, AWAY -> files.redirect(login);
                case LOCATING, AWAITING_HOME, RECORDED, RETURNING, RETURNED, FAILED -> {
                    // There is no redirect, or pending effects see to it.
                }
            }
        }

        /** The search is over. */
        void located(Login login, Object answer) {
            VisitingLogin content = new VisitingLogin(
                    login.id(),
                    login.phone().device,
                    Configurations.user(login.home()).value(),
                    login.id().issuedAt());
            VisitingSession next = Objects.requireNonNull(
                    step(
                            VisitingSession.builder(content, new VisitingState.Locating())
                                    .build(),
                            found(login, answer)),
                    "the rules have an answer");
            if (next.state() instanceof VisitingState.Failed || site.visitor(login.phone()) != null) {
                return;
            }
            Versioned<VisitingSession> opened = place.open(login, next, lease(Alarm.Label.VISITING_SWEEP));
            survives();
            Call call = new Call(Call.Kind.LOG_IN, site.index, login, opened, login, null);
            send(call);
            order(Alarm.Label.ANSWER, login, call);
        }

        private static VisitingEvent found(Login login, Object answer) {
            if (answer instanceof LinkAnswer.Answered) {
                return new VisitingEvent.HomeFound(Configurations.cluster(login.home()));
            }
            return new VisitingEvent.NobodyFound(ErrorCode.of(answer instanceof LinkAnswer.Unreachable ? 208 : 40));
        }

        void answered(Login login, Versioned<VisitingSession> opened, Object answer) {
            advance(login, opened, event(answer), null);
        }

        private static VisitingEvent event(Object answer) {
            if (answer instanceof LinkAnswer.Answered<?> answered) {
                return answered.reply() instanceof HomeReply.Accepted accepted
                        ? new VisitingEvent.HomeAccepted(accepted)
                        : new VisitingEvent.HomeEnded(
                                new Ending.Refused(((HomeReply.Refused) answered.reply()).code()));
            }
            return new VisitingEvent.HomeLost(ErrorCode.of(answer instanceof LinkAnswer.Unreachable ? 208 : 40));
        }

        LogoutReply noticeReceived(Login login, LogoutCause cause) {
            advance(login, new VisitingEvent.HomeGaveNotice(cause));
            return world().liveAtVisiting(login)
                    ? new LogoutReply.Refused(ErrorCode.of(6))
                    : new LogoutReply.Acknowledged();
        }

        LoginsAnswer loginsQueried(Course.Round query) {
            Set<LoginId> live = new HashSet<>();
            for (Login login : query.asked) {
                VisitingSession session = world().visiting(login);
                if (session != null
                        && session.live()
                        && session.state().homeCluster().isPresent()) {
                    live.add(login.id());
                }
            }
            return new LoginsAnswer.Live(live);
        }
    }
}
