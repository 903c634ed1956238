package org.emcc.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.user.Pin;
import org.jspecify.annotations.Nullable;

/** A cluster from one start to its next crash: both real shells, over ports that end with it. */
final class Life {
    private static final URI LOGOUT = URI.create("https://cucm.example.com:8443/emapp/EMAppServlet?doLogout=true");

    final Site site;
    final Files files = new Files(this);
    final List<Alarm> alarms = new ArrayList<>();
    final HomeCluster home;
    final VisitingCluster visiting;
    boolean dead;

    /** Effects that outlive a crash, since the action began. */
    int effects;

    /** After how many of them this life ends; never, when negative. */
    int endsAfter = -1;

    /** The login that the code of the shells is about, as far as the ports were told. */
    @Nullable
    Login subject;

    private @Nullable Call lastCall;
    private @Nullable Alarm lastSearch;

    Life(Site site) {
        this.site = site;
        Scenario scenario = site.world.scenario;
        LoginListener listener = site.world.listener(site);
        Timers timers = new LifeTimers();
        ClusterLink link = new Link();
        this.home = HomeCluster.builder(site.directories, new Pins(), files, link)
                .store(new HomeStorePort(this))
                .control(device -> reset(device, Call.Kind.RESET_BY_HOME))
                .clock(site.world.clock)
                .timers(timers)
                .listener(listener)
                .grace(scenario.grace ? Duration.ofMillis(Alarm.Label.GRACE.millis) : Duration.ZERO)
                .noticeDeadline(Duration.ofMillis(Alarm.Label.NOTICE.millis))
                .lease(Duration.ofMillis(Alarm.Label.HOME_SWEEP.millis - 1))
                .portDeadline(Duration.ZERO)
                .node("node")
                .rules(scenario.doubles.home())
                .build();
        this.visiting = VisitingCluster.builder(site.directories, link, files, device -> LOGOUT)
                .store(new VisitingStorePort(this))
                .control(device -> reset(device, Call.Kind.RESET_BY_VISITING))
                .clock(site.world.clock)
                .timers(timers)
                .ids(this::nextId)
                .listener(listener)
                .searchDeadline(Duration.ofMillis(Alarm.Label.SEARCH.millis))
                .homeDeadline(Duration.ofMillis(Alarm.Label.ANSWER.millis))
                .lease(Duration.ofMillis(Alarm.Label.VISITING_SWEEP.millis - 1))
                .portDeadline(Duration.ZERO)
                .node("node")
                .rules(scenario.doubles.visiting())
                .build();
    }

    World world() {
        return site.world;
    }

    Doubles doubles() {
        return site.world.scenario.doubles;
    }

    void say(Supplier<String> what) {
        site.world.say(site.name(), site.name(), what);
    }

    /** Every call of a port begins here. */
    void enter() {
        if (dead) {
            throw new Crash();
        }
    }

    /** An effect that outlives a crash was done; the crash may come now. */
    void survives() {
        if (++effects == endsAfter) {
            dead = true;
            throw new Crash();
        }
    }

    private LoginId nextId() {
        enter();
        Login login = Objects.requireNonNull(subject, "a login is being begun");
        LoginId id = site.world.newId();
        login.id = id;
        site.world.byId.put(id, login);
        return id;
    }

    /** Counts the good PINs of the login that is being decided on. Nobody changes one here. */
    private final class Pins implements Credentials {
        @Override
        public PinCheck check(UserId user, Pin pin, ClusterId source) {
            enter();
            boolean good = pin.equals(Configurations.PIN) || doubles().gullible();
            if (good && subject != null) {
                subject.positiveChecks++;
            }
            return good ? PinCheck.GOOD : PinCheck.WRONG;
        }

        @Override
        public PinChange change(UserId user, Pin old, Pin next, ClusterId source) {
            throw new UnsupportedOperationException("no login of this world changes a PIN");
        }
    }

    private CompletableFuture<ResetOutcome> reset(DeviceName device, Call.Kind kind) {
        enter();
        Handset phone = site.world.phone(device);
        if (!phone.isAt(site)) {
            return CompletableFuture.completedFuture(ResetOutcome.NOT_REGISTERED);
        }
        if (!site.world.scenario.slowResets) {
            say(() -> "resets " + phone);
            phone.place = Handset.Place.RESTARTING;
            survives();
            return CompletableFuture.completedFuture(ResetOutcome.ACCEPTED);
        }
        CompletableFuture<ResetOutcome> answer = new CompletableFuture<>();
        Login login = kind == Call.Kind.RESET_BY_VISITING ? site.world.visitor(phone) : null;
        send(new Call(kind, this, device, answer, login, phone));
        return answer;
    }

    private void send(Call call) {
        lastCall = call;
        site.world.send(call);
        survives();
    }

    Alarm order(Alarm.Label label, Duration wait, @Nullable Login login, Runnable task) {
        Alarm alarm = new Alarm(
                site.world.nextSerial(), label, site.world.clock.instant().plus(wait), task, login, null);
        alarms.add(alarm);
        return alarm;
    }

    /** The timers of both shells. Which login a task is about is known from what was asked of a port just before. */
    private final class LifeTimers implements Timers {
        @Override
        public Ordered at(Instant when, Runnable task) {
            enter();
            Alarm.Label label = Alarm.Label.of(
                    Duration.between(site.world.clock.instant(), when).toMillis());
            Call call = switch (label) {
                case ANSWER, NOTICE, MAINTENANCE, RESET -> lastCall;
                case SEARCH, HOME_SWEEP, VISITING_SWEEP, GRACE, LIMIT -> null;
            };
            Login login = switch (label) {
                case SEARCH, LIMIT -> subject;
                case ANSWER, NOTICE, RESET -> call == null ? null : call.login;
                case MAINTENANCE, HOME_SWEEP, VISITING_SWEEP, GRACE -> null;
            };
            Alarm alarm = new Alarm(site.world.nextSerial(), label, when, task, login, call);
            alarms.add(alarm);
            if (label == Alarm.Label.SEARCH) {
                lastSearch = alarm;
            }
            return () -> alarms.remove(alarm);
        }

        @Override
        public void close() {
            alarms.clear();
        }
    }

    /** Puts every question in flight, and the answers likewise. */
    private final class Link implements ClusterLink {
        @Override
        public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
            enter();
            CompletableFuture<LinkAnswer<UserAnswer>> answer = new CompletableFuture<>();
            Call call = new Call(Call.Kind.FIND_USER, Life.this, query, answer, subject, null);
            if (lastSearch != null) {
                lastSearch.call = call;
            }
            send(call);
            return answer;
        }

        @Override
        public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
            enter();
            CompletableFuture<LinkAnswer<HomeReply>> answer = new CompletableFuture<>();
            send(new Call(Call.Kind.LOG_IN, Life.this, request, answer, site.world.login(request.login()), null));
            return answer;
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
            return told(Call.Kind.LOG_OUT, message);
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
            return told(Call.Kind.NOTICE, message);
        }

        private CompletableFuture<LinkAnswer<LogoutReply>> told(Call.Kind kind, LogoutMessage message) {
            enter();
            CompletableFuture<LinkAnswer<LogoutReply>> answer = new CompletableFuture<>();
            send(new Call(kind, Life.this, message, answer, site.world.login(message.login()), null));
            return answer;
        }

        @Override
        public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
            enter();
            CompletableFuture<LinkAnswer<LoginsAnswer>> answer = new CompletableFuture<>();
            send(new Call(Call.Kind.LIVE_LOGINS, Life.this, query, answer, null, null));
            return answer;
        }

        @Override
        public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
            throw new UnsupportedOperationException("no cluster of this world asks for updates");
        }
    }
}
