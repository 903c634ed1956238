package org.emcc.core.login;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginMove;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.NeverBlocks;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.VisitingLoginStore;

/**
 * The two clusters of {@link LoginFixture}, with stores and files that outlive them: each side is a process that can die at any
 * call of a port and start again, and the wire between them can lose what it carries. No port has a deadline here, so that all
 * happens on the caller's thread.
 */
final class Duo {
    final LoginFixture.ManualTime time = new LoginFixture.ManualTime();
    final Wire wire = new Wire();
    final List<LoginStep> steps = new CopyOnWriteArrayList<>();
    final List<LoginMove> moves = new CopyOnWriteArrayList<>();
    final LoginListener listener = new LoginListener() {
        @Override
        public void step(LoginStep step) {
            steps.add(step);
        }

        @Override
        public void moved(LoginMove move) {
            moves.add(move);
        }
    };

    final LoginFixture.FakeFiles homeFiles = new LoginFixture.FakeFiles();
    final LoginFixture.FakeFiles visitingFiles = new LoginFixture.FakeFiles();
    final List<DeviceName> homeResets = new CopyOnWriteArrayList<>();
    final List<DeviceName> visitingResets = new CopyOnWriteArrayList<>();

    /** What goes wrong in a call of a port, by {@code Port.method}. A port with a fault is held to its deadline, the others answer at once. */
    final Map<String, Fault> homeFaults = new ConcurrentHashMap<>();

    final Map<String, Fault> visitingFaults = new ConcurrentHashMap<>();
    Life homeLife = new Life(time, homeFaults);
    Life visitingLife = new Life(time, visitingFaults);
    HomeLoginStore homeStore = HomeLoginStore.inMemory();
    VisitingLoginStore visitingStore = VisitingLoginStore.inMemory();
    Directories nyc = LoginFixture.directories(LoginFixture.nyc());
    Directories lon = LoginFixture.directories(LoginFixture.lon());
    Credentials credentials = LoginFixture.credentials(time.clock);
    PhoneControl visitingControl = LoginFixture.resets(visitingResets);
    UnaryOperator<HomeCluster.Builder> homeSetup = builder -> builder;
    UnaryOperator<VisitingCluster.Builder> visitingSetup = builder -> builder;
    HomeCluster home;
    VisitingCluster visiting;

    Duo nyc(ClusterConfiguration.Builder configuration) {
        nyc = LoginFixture.directories(configuration);
        return this;
    }

    Duo lon(ClusterConfiguration.Builder configuration) {
        lon = LoginFixture.directories(configuration);
        return this;
    }

    /** Starts both sides. */
    Duo begin() {
        startHome();
        startVisiting();
        return this;
    }

    /** A new process of the home side, as the same node over the same store. */
    HomeCluster startHome() {
        homeLife = new Life(time, homeFaults);
        home = home(homeLife, "home-1");
        wire.inner.join(home);
        return home;
    }

    HomeCluster home(Life process, String node) {
        return homeSetup
                .apply(HomeCluster.builder(
                                process.wrap(nyc),
                                process.port(Credentials.class, credentials),
                                process.port(PhoneFiles.class, homeFiles),
                                process.port(ClusterLink.class, wire))
                        .store(process.port(HomeLoginStore.class, homeStore))
                        .control(process.port(PhoneControl.class, LoginFixture.resets(homeResets)))
                        .clock(time.clock)
                        .timers(process)
                        .listener(listener)
                        .node(node))
                .build();
    }

    /** A new process of the visiting side, as the same node over the same store. */
    VisitingCluster startVisiting() {
        visitingLife = new Life(time, visitingFaults);
        visiting = visiting(visitingLife, "visiting-1");
        wire.inner.join(visiting);
        return visiting;
    }

    VisitingCluster visiting(Life process, String node) {
        return visitingSetup
                .apply(VisitingCluster.builder(
                                process.wrap(lon),
                                process.port(ClusterLink.class, wire),
                                process.port(PhoneFiles.class, visitingFiles),
                                LoginFixture::logoutUri)
                        .store(process.port(VisitingLoginStore.class, visitingStore))
                        .control(process.port(PhoneControl.class, visitingControl))
                        .clock(time.clock)
                        .timers(process)
                        .listener(listener)
                        .node(node))
                .build();
    }

    CompletableFuture<LoginOutcome> beginLogin() {
        return visiting.login(LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                .build());
    }

    LoginOutcome login() {
        return beginLogin().join();
    }

    static int code(LoginOutcome outcome) {
        return ((LoginOutcome.Refused) outcome).code().number();
    }

    boolean homeLives() {
        return homeStore.live(LoginFixture.PHONE).isPresent();
    }

    boolean visitingLives() {
        return visitingStore.live(LoginFixture.PHONE).isPresent();
    }

    HomeState.Kind homeState(LoginId login) {
        return homeStore.find(login).orElseThrow().value().state().kind();
    }

    VisitingState.Kind visitingState(LoginId login) {
        return visitingStore.find(login).orElseThrow().value().state().kind();
    }

    <T extends LoginStep> List<T> steps(Class<T> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    LoginId id(long random) {
        return LoginId.of(time.clock.instant(), random);
    }

    /** Alice at the phone in London since now, for ten hours. */
    HomeLogin homeLogin(LoginId id) {
        return homeLogin(id, LoginFixture.PHONE);
    }

    HomeLogin homeLogin(LoginId id, DeviceName device) {
        return new HomeLogin(
                id,
                LoginFixture.ALICE,
                LoginFixture.DESK,
                new VisitingFacts(LoginFixture.LON, Release.parse("12.5"), ClusterSecurityMode.NONSECURE),
                PhoneFacts.builder(device, LoginFixture.MODEL, DeviceProtocol.SIP)
                        .build(),
                LoginFixture.ROAMING,
                true,
                time.clock.instant(),
                LoginLimit.after(Duration.ofHours(10)));
    }

    /** Puts a login into the home store as a node has left it whose leases are over. */
    HomeLogin storeAtHome(HomeLogin login, HomeState state, HomeEffect... pending) {
        Lease over = new Lease("lost", time.clock.instant());
        Reservation reservation =
                homeStore.reserve(login, MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED, older -> older, over);
        var reserved = ((Reservation.Reserved) reservation).session();
        HomeSession.Builder next =
                HomeSession.builder(login, reserved.value().baseDevice(), state).pending(List.of(pending));
        if (state.kind() != HomeState.Kind.RESERVED) {
            next.device(DeviceMaking.make(
                    login,
                    reserved.value().baseDevice(),
                    LoginFixture.nycSettings().build(),
                    LoginFixture.profile(LoginFixture.DESK)));
        }
        if (homeStore.save(next.build(), reserved.version(), over).isEmpty()) {
            throw new IllegalStateException("the store did not take " + state);
        }
        return login;
    }

    LoginId storeAtVisiting(LoginId id, VisitingState state, VisitingEffect... pending) {
        VisitingLogin login = new VisitingLogin(id, LoginFixture.PHONE, "alice", time.clock.instant());
        var opened = visitingStore
                .open(
                        VisitingSession.builder(login, new VisitingState.AwaitingHome(LoginFixture.NYC))
                                .build(),
                        new Lease("lost", time.clock.instant()))
                .orElseThrow();
        VisitingSession next =
                VisitingSession.builder(login, state).pending(List.of(pending)).build();
        if (visitingStore
                .save(next, opened.version(), new Lease("lost", time.clock.instant()))
                .isEmpty()) {
            throw new IllegalStateException("the store did not take " + state);
        }
        return id;
    }

    HomeReply.Accepted accepted() {
        return new HomeReply.Accepted(
                LoginFixture.NYC,
                LoginFixture.ALICE,
                List.of(ServiceAddress.of("10.1.0.10")),
                time.clock.instant(),
                LoginLimit.after(Duration.ofHours(10)));
    }

    /** What a port does instead of what it should. */
    @FunctionalInterface
    interface Fault {
        Object call(Callable<Object> real) throws Exception;
    }

    /** The process died. No port may throw this, and nobody catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the process is dead");
        }
    }

    /** What a process calls, until it dies: from then on it can do nothing any more. Its timers die with it. */
    static final class Life implements Timers {
        private final Timers time;
        private final Map<String, Fault> faults;
        final List<String> calls = new ArrayList<>();
        int dieAt = Integer.MAX_VALUE;
        boolean afterTheCall;
        boolean dead;

        Life(Timers time, Map<String, Fault> faults) {
            this.time = time;
            this.faults = faults;
        }

        <P> P port(Class<P> type, P implementation) {
            boolean faulty = faults.keySet().stream().anyMatch(name -> name.startsWith(type.getSimpleName() + "."));
            Class<?>[] faces = faulty ? new Class<?>[] {type} : new Class<?>[] {type, NeverBlocks.class};
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), faces, (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                    return method.invoke(implementation, arguments);
                }
                String name = type.getSimpleName() + "." + method.getName();
                before(name);
                Fault fault = faults.get(name);
                Object result = fault == null
                        ? call(implementation, method, arguments)
                        : fault.call(() -> call(implementation, method, arguments));
                after();
                return result;
            }));
        }

        private static Object call(Object implementation, Method method, Object[] arguments) throws Exception {
            try {
                return method.invoke(implementation, arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw (Exception) e.getCause();
            }
        }

        Directories wrap(Directories directories) {
            return new Directories(
                    port(org.emcc.core.directory.ClusterDirectory.class, directories.cluster()),
                    port(org.emcc.core.directory.UserDirectory.class, directories.users()),
                    port(org.emcc.core.directory.DeviceDirectory.class, directories.devices()));
        }

        private void before(String call) {
            if (!dead) {
                calls.add(call);
                dead = calls.size() == dieAt && !afterTheCall;
            }
            dieIfDead();
        }

        private void after() {
            dead = dead || calls.size() == dieAt;
            dieIfDead();
        }

        private void dieIfDead() {
            if (dead) {
                throw new Crash();
            }
        }

        @Override
        public Ordered at(Instant when, Runnable task) {
            return time.at(when, () -> {
                if (!dead) {
                    task.run();
                }
            });
        }

        @Override
        public void close() {
            dead = true;
        }
    }

    /** Carries messages between the two, unless something else is to come of one; and keeps what it has seen. */
    static final class Wire implements ClusterLink {
        final InProcessLink inner = InProcessLink.create();
        final Map<String, Supplier<CompletableFuture<?>>> instead = new HashMap<>();
        final List<RemoteLogin> logins = new CopyOnWriteArrayList<>();
        final List<LogoutMessage> logouts = new CopyOnWriteArrayList<>();
        final List<LogoutMessage> notices = new CopyOnWriteArrayList<>();
        final List<LoginsQuery> questions = new CopyOnWriteArrayList<>();
        final List<UpdateQuery> updates = new CopyOnWriteArrayList<>();
        int userQueries;

        void answer(String message, Object reply) {
            instead.put(message, () -> CompletableFuture.completedFuture(new LinkAnswer.Answered<>(reply)));
        }

        void lose(String message) {
            instead.put(message, () -> CompletableFuture.completedFuture(new LinkAnswer.Silent<>("lost")));
        }

        void cut(String message) {
            instead.put(message, () -> CompletableFuture.completedFuture(new LinkAnswer.Unreachable<>("cut")));
        }

        void hang(String message) {
            instead.put(message, CompletableFuture::new);
        }

        void mend(String message) {
            instead.remove(message);
        }

        @SuppressWarnings("unchecked")
        private <T> CompletableFuture<LinkAnswer<T>> carry(
                String message, Supplier<CompletableFuture<LinkAnswer<T>>> call) {
            if (instead.containsKey(message)) {
                return (CompletableFuture<LinkAnswer<T>>) instead.get(message).get();
            }
            try {
                return call.get();
            } catch (Crash e) {
                return CompletableFuture.completedFuture(new LinkAnswer.Silent<>("the other side died"));
            }
        }

        @Override
        public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
            userQueries++;
            return carry("findUser", () -> inner.findUser(peer, query));
        }

        @Override
        public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
            logins.add(request);
            return carry("login", () -> inner.login(peer, request));
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
            logouts.add(message);
            return carry("logout", () -> inner.logout(peer, message));
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
            notices.add(message);
            return carry("notice", () -> inner.notice(peer, message));
        }

        @Override
        public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
            questions.add(query);
            return carry("liveLogins", () -> inner.liveLogins(peer, query));
        }

        @Override
        public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
            updates.add(query);
            return carry("update", () -> inner.update(peer, query));
        }
    }

    /** Counts what is written to a store. */
    static <P> P counting(Class<P> type, P store, List<String> writes) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (List.of("reserve", "open", "save").contains(method.getName())) {
                        writes.add(method.getName());
                    }
                    return method.invoke(store, arguments);
                }));
    }
}
