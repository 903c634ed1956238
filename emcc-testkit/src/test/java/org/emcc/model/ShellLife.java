package org.emcc.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.user.Pin;
import org.jspecify.annotations.Nullable;

/** Both real shells, over ports that end with their life. */
final class ShellLife extends Life {
    private static final URI LOGOUT = URI.create("https://cucm.example.com:8443/emapp/EMAppServlet?doLogout=true");

    private final ShellSite place;
    private final HomeCluster home;
    private final VisitingCluster visiting;
    private @Nullable Call lastCall;
    private boolean starting;

    ShellLife(ShellSite site) {
        super(site);
        this.place = site;
        Scenario scenario = world().scenario;
        LoginListener listener = world().listener(site);
        Timers timers = new LifeTimers();
        ClusterLink link = new Link();
        this.home = HomeCluster.builder(site.directories, new Pins(), new FilesPort(), link)
                .store(new HomeStorePort(this, place))
                .control(device -> reset(device, Call.Kind.RESET_BY_HOME))
                .clock(world().clock)
                .timers(timers)
                .listener(listener)
                .grace(scenario.grace ? Duration.ofMillis(Alarm.Label.GRACE.millis) : Duration.ZERO)
                .noticeDeadline(Duration.ofMillis(Alarm.Label.NOTICE.millis))
                .lease(Duration.ofMillis(Alarm.Label.HOME_SWEEP.millis - 1))
                .repeatAfter(
                        Duration.ofMillis(Alarm.Label.HOME_SWEEP.millis)) // the sweep alone: its alarm is in the model
                .portDeadline(Duration.ZERO)
                .node("node")
                .rules(scenario.doubles.home())
                .build();
        this.visiting = VisitingCluster.builder(site.directories, link, new FilesPort(), device -> LOGOUT)
                .store(new VisitingStorePort(this, place))
                .control(device -> reset(device, Call.Kind.RESET_BY_VISITING))
                .clock(world().clock)
                .timers(timers)
                .ids(this::nextId)
                .listener(listener)
                .searchDeadline(Duration.ofMillis(Alarm.Label.SEARCH.millis))
                .homeDeadline(Duration.ofMillis(Alarm.Label.ANSWER.millis))
                .lease(Duration.ofMillis(Alarm.Label.VISITING_SWEEP.millis - 1))
                .repeatAfter(Duration.ofMillis(
                        Alarm.Label.VISITING_SWEEP.millis)) // the sweep alone: its alarm is in the model
                .portDeadline(Duration.ZERO)
                .node("node")
                .rules(scenario.doubles.visiting())
                .build();
    }

    // What the cluster is asked to do.

    @Override
    void recover() {
        starting = true;
        home.recover();
        visiting.recover();
        starting = false;
    }

    @Override
    void logIn(Login login) {
        subject = login;
        LoginRequest request = LoginRequest.builder(
                        login.phone().device,
                        Configurations.user(login.home()).value(),
                        login.goodPin() ? Configurations.PIN : Configurations.WRONG_PIN)
                .build();
        mustNotFail(visiting.login(request));
    }

    @Override
    void logOutByVisiting(Handset phone, LogoutCause cause) {
        mustNotFail(visiting.logout(phone.device, cause));
    }

    @Override
    void logOutByHome(Handset phone) {
        mustNotFail(home.logout(phone.device, LogoutCause.HOME_ADMINISTRATOR));
    }

    @Override
    void maintain() {
        mustNotFail(home.maintain());
    }

    /** The shells promise that their futures never fail; those of a life that has ended are nobody's. */
    private void mustNotFail(CompletableFuture<?> promised) {
        CompletableFuture<?> unused = promised.whenComplete((outcome, failure) -> {
            world().hold(failure == null || dead, 0, () -> "a future of " + site.name() + " failed: " + failure);
            if (outcome != null) {
                world().sees(outcome);
            }
        });
    }

    @Override
    void registered(Handset phone) {
        home.registered(phone.device);
    }

    @Override
    void unregistered(Handset phone) {
        home.unregistered(phone.device);
    }

    @Override
    Object answer(Call call) {
        if (!call.isOnlyRead()) {
            subject = call.login;
        }
        return switch (call.kind) {
            case FIND_USER -> home.findUser((UserQuery) call.payload);
            case LOG_IN -> home.admit((RemoteLogin) call.payload);
            case LOG_OUT -> home.logoutReceived((LogoutMessage) call.payload);
            case NOTICE -> visiting.noticeReceived((LogoutMessage) call.payload);
            case LIVE_LOGINS -> visiting.loginsQueried((LoginsQuery) call.payload);
            case RESET_BY_HOME, RESET_BY_VISITING -> throw new IllegalStateException("a phone answers that");
        };
    }

    @Override
    @SuppressWarnings("unchecked")
    void complete(Call call, Object answer) {
        ((CompletableFuture<Object>) Objects.requireNonNull(call.then)).complete(answer);
    }

    @Override
    void ring(Alarm alarm) {
        subject = alarm.login;
        if (alarm.task == null) {
            graceIsOver(alarm);
        } else {
            alarm.task.run();
        }
    }

    @Override
    boolean hasTemporaryDevice(Handset phone) {
        return home.temporaryDevice(phone.device).isPresent();
    }

    // The ports.

    private Login loginOf(LoginId id) {
        return world().login(id);
    }

    /** Every call of a port begins here. */
    void enter() {
        if (dead) {
            throw new Crash();
        }
    }

    private LoginId nextId() {
        enter();
        return Objects.requireNonNull(subject, "a login is being begun").id();
    }

    /** Counts the good PINs of the login that is being decided on. Nobody changes one here. */
    private final class Pins implements Credentials {
        @Override
        public PinCheck check(UserId user, Pin pin, ClusterId source) {
            enter();
            boolean good =
                    pin.equals(Configurations.PIN) || world().scenario.doubles.gullible();
            if (good && subject != null) {
                world().checks[subject.index()]++;
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
        Handset phone = world().phone(device);
        if (!world().scenario.slowResets || !world().isAt(phone, site.index)) {
            boolean there = restart(phone);
            return CompletableFuture.completedFuture(there ? ResetOutcome.ACCEPTED : ResetOutcome.NOT_REGISTERED);
        }
        CompletableFuture<ResetOutcome> answer = new CompletableFuture<>();
        Login login = kind == Call.Kind.RESET_BY_VISITING ? site.visitor(phone) : null;
        ask(new Call(kind, site.index, device, answer, login, phone));
        return answer;
    }

    private void ask(Call call) {
        lastCall = call;
        send(call);
    }

    /** The live login that ends then and has no alarm yet: the one that is spoken of, else the first. */
    private @Nullable Login limited(Instant end) {
        return starting || subject == null || !isLimited(subject, end)
                ? world().logins.stream()
                        .filter(login -> isLimited(login, end))
                        .findFirst()
                        .orElse(null)
                : subject;
    }

    private boolean isLimited(Login login, Instant end) {
        HomeSession session = login.home() == site.index ? world().home(login) : null;
        return session != null
                && session.live()
                && session.login().end().filter(end::equals).isPresent()
                && alarms.stream().noneMatch(alarm -> alarm.label == Alarm.Label.LIMIT && alarm.login == login);
    }

    /** The timers of both shells. Which login a task is about is known from what was asked of a port just before. */
    private final class LifeTimers implements Timers {
        @Override
        public Ordered at(Instant when, Runnable task) {
            enter();
            Alarm.Label label = Alarm.Label.of(
                    Duration.between(world().clock.instant(), when).toMillis());
            Call call = switch (label) {
                case SEARCH, ANSWER, NOTICE, MAINTENANCE, RESET -> lastCall;
                case HOME_SWEEP, VISITING_SWEEP, GRACE, LIMIT -> null;
            };
            Login login = switch (label) {
                case LIMIT -> limited(when);
                case SEARCH, ANSWER, NOTICE, RESET -> call == null ? null : call.login;
                case MAINTENANCE, HOME_SWEEP, VISITING_SWEEP, GRACE -> null;
            };
            Alarm alarm = new Alarm(world().nextSerial(), label, when, task, login, call);
            alarms.add(alarm);
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
            ask(new Call(Call.Kind.FIND_USER, site.index, query, answer, subject, null));
            return answer;
        }

        @Override
        public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
            enter();
            CompletableFuture<LinkAnswer<HomeReply>> answer = new CompletableFuture<>();
            ask(new Call(Call.Kind.LOG_IN, site.index, request, answer, loginOf(request.login()), null));
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
            ask(new Call(kind, site.index, message, answer, loginOf(message.login()), null));
            return answer;
        }

        @Override
        public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
            enter();
            CompletableFuture<LinkAnswer<LoginsAnswer>> answer = new CompletableFuture<>();
            ask(new Call(Call.Kind.LIVE_LOGINS, site.index, query, answer, null, null));
            return answer;
        }

        @Override
        public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
            throw new UnsupportedOperationException("no cluster of this world asks for updates");
        }
    }

    /** The files, closed when the life ends. */
    private final class FilesPort implements PhoneFiles {
        @Override
        public PublishedFile publish(TemporaryDevice device) {
            enter();
            Login login = loginOf(device.login());
            subject = login;
            files.publish(login);
            return new PublishedFile(device.name() + ".cnf.xml", 1);
        }

        @Override
        public void withdraw(LoginId login, DeviceName device, Duration grace) {
            enter();
            files.withdraw(loginOf(login), grace);
        }

        @Override
        public PublishedFile redirect(LoginId login, Redirect redirect) {
            enter();
            files.redirect(loginOf(login));
            return new PublishedFile(redirect.device() + ".cnf.xml", 1);
        }

        @Override
        public void restore(LoginId login, DeviceName device) {
            enter();
            files.restore(loginOf(login));
        }
    }
}
