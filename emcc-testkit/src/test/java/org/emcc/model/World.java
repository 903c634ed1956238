package org.emcc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Versioned;
import org.emcc.testkit.trace.LoginTrace;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.Nullable;

/** Two clusters, their phones, and what is in flight between them. A list of choices leads to one state, always the same. */
@SuppressWarnings("EnumOrdinal") // The kinds are declared in the order in which a login moves.
final class World {
    final Scenario scenario;
    final Moment clock = new Moment();
    final Site[] sites;
    final List<Handset> phones = new ArrayList<>();
    final List<Login> logins = new ArrayList<>();
    final Map<LoginId, Login> byId = new HashMap<>();
    final List<Message> flight = new ArrayList<>();
    int faultsLeft;
    int crashesLeft;

    /** Effects of the last action that outlive a crash, and who acted. */
    int lastEffects;

    @Nullable
    Site lastActing;

    /** Whether it was a question of another cluster that it acted on. */
    boolean lastWasQuestion;

    private final Map<DeviceName, Handset> byDevice = new HashMap<>();
    private final @Nullable Trace trace;
    private int serial;
    private int ids;
    private boolean watched;
    private @Nullable Violation violation;

    /**
     * A rule that did not hold.
     *
     * @param invariant its number in the design, 4.5; 0 for a shell that threw
     * @param what what is wrong
     */
    record Violation(int invariant, String what) {}

    World(Scenario scenario, Directories newYork, Directories london, @Nullable Trace trace) {
        this.scenario = scenario;
        this.trace = trace;
        this.faultsLeft = scenario.faults;
        this.crashesLeft = scenario.crashes;
        this.sites = new Site[2];
        sites[0] = new Site(this, 0, newYork);
        sites[1] = new Site(this, 1, london);
        addPhones(sites[0], scenario.phonesAtNewYork);
        addPhones(sites[1], scenario.phonesAtLondon);
        sites[0].start(-1);
        sites[1].start(-1);
    }

    private void addPhones(Site site, int count) {
        for (int i = 0; i < count; i++) {
            Handset phone = new Handset(site, i);
            phones.add(phone);
            byDevice.put(phone.device, phone);
        }
    }

    /** From now on what happens is held against the invariants. */
    World watch() {
        watched = true;
        return this;
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    /** Notes that an invariant does not hold; the first counts. */
    void hold(boolean holds, int invariant, Supplier<String> otherwise) {
        if (!holds && watched && violation == null) {
            violation = new Violation(invariant, otherwise.get());
        }
    }

    /** Nothing that is stored, sent or announced may show a PIN. */
    void sees(Object something) {
        if (watched) {
            hold(
                    !something.toString().contains(Configurations.CANARY),
                    10,
                    () -> "a PIN is in a " + something.getClass());
        }
    }

    void say(String from, String to, Supplier<String> what) {
        if (trace != null) {
            trace.record(from, to, what.get());
        }
    }

    LoginListener listener(Site site) {
        if (trace != null) {
            return new LoginTrace(Configurations.cluster(site.index), trace);
        }
        return new LoginListener() {
            @Override
            public void step(LoginStep step) {
                sees(step);
            }
        };
    }

    int nextSerial() {
        return serial++;
    }

    LoginId newId() {
        return LoginId.of(clock.instant(), ids++);
    }

    Login login(LoginId id) {
        return Objects.requireNonNull(byId.get(id), "a login of this world");
    }

    Handset phone(DeviceName device) {
        return Objects.requireNonNull(byDevice.get(device), "a phone of this world");
    }

    /** Whose login holds a phone at visiting. */
    @Nullable
    Login visitor(Handset phone) {
        return phone.site
                .visitingStore
                .live(phone.device)
                .map(live -> login(live.value().login().id()))
                .orElse(null);
    }

    Optional<HomeSession> home(Login login) {
        return login.id == null
                ? Optional.empty()
                : login.home().homeStore.find(login.id).map(Versioned::value);
    }

    Optional<VisitingSession> visiting(Login login) {
        return login.id == null
                ? Optional.empty()
                : login.phone.site.visitingStore.find(login.id).map(Versioned::value);
    }

    /**
     * Puts a question in flight. What is answered without changing anything is answered at once, and the answer is in flight: that
     * the question takes its time as well would show nothing more.
     */
    void send(Call call) {
        sees(call.payload);
        say(call.from.site.name(), receiver(call), () -> "sends " + call);
        Site peer = call.from.site.peer();
        if (!call.isOnlyRead()) {
            flight.add(new Message(serial++, call, null));
        } else if (peer.isUp()) {
            answer(call, new LinkAnswer.Answered<>(answer(peer.life(), call)));
        } else {
            answer(call, new LinkAnswer.Unreachable<>("nobody is there"));
        }
    }

    private static String receiver(Call call) {
        return call.phone == null ? call.from.site.peer().name() : call.phone.toString();
    }

    // What is stored moves forward only.

    void moved(HomeSession from, HomeSession to) {
        hold(
                rank(from.state().kind()) <= rank(to.state().kind()),
                8,
                () -> "home moved " + login(to.login().id()) + " from " + from.state() + " to " + to.state());
    }

    void moved(VisitingSession from, VisitingSession to) {
        boolean forward = from.live()
                ? from.state().kind().ordinal() <= to.state().kind().ordinal()
                : from.state().kind() == to.state().kind();
        hold(
                forward,
                8,
                () -> "visiting moved " + login(to.login().id()) + " from " + from.state() + " to " + to.state());
    }

    private static int rank(HomeState.Kind kind) {
        return (kind == HomeState.Kind.UNREGISTERED ? HomeState.Kind.REGISTERED : kind).ordinal();
    }

    void stored(Object session) {
        sees(session);
        if (watched) {
            if (session instanceof HomeSession home) {
                sees(home.login());
                sees(home.state());
                home.device().ifPresent(this::sees);
            } else if (session instanceof VisitingSession visiting) {
                sees(visiting.login());
                sees(visiting.state());
            }
        }
    }

    // What may happen.

    void take(int choice) {
        if (trace != null) {
            trace.record("world", "world", describe(choice));
        }
        lastEffects = 0;
        lastActing = null;
        lastWasQuestion = false;
        int crash = Choice.crash(choice);
        int argument = Choice.argument(choice);
        switch (Choice.kind(choice)) {
            case LOGIN -> begin(phones.get(argument), true, crash);
            case LOGIN_WITH_WRONG_PIN -> begin(phones.get(argument), false, crash);
            case DELIVER -> deliver(take(flight, argument), crash);
            case DROP -> {
                take(flight, argument);
                fault();
            }
            case DOUBLE -> {
                Message message = find(argument);
                flight.add(new Message(serial++, message.call(), null));
                fault();
            }
            case FIRE -> fire(argument, crash);
            case READ_FILE_AT_VISITING -> read(phones.get(argument));
            case COME_TO_HOME -> come(phones.get(argument), crash);
            case LOSE_REGISTRATION -> lose(phones.get(argument), crash);
            case REGISTER_AGAIN -> register(phones.get(argument), crash);
            case LOG_OUT_AT_PHONE -> logout(phones.get(argument), LogoutCause.PHONE, crash);
            case LOG_OUT_BY_VISITING -> logout(phones.get(argument), LogoutCause.VISITING_ADMINISTRATOR, crash);
            case LOG_OUT_BY_HOME -> {
                Login login = logins.get(argument);
                act(
                        login.home(),
                        crash,
                        life -> mustNotFail(
                                life, life.home.logout(login.phone.device, LogoutCause.HOME_ADMINISTRATOR)));
            }
            case MAINTAIN -> act(sites[argument], crash, life -> mustNotFail(life, life.home.maintain()));
            case CRASH -> fall(sites[argument]);
            case RESTART -> {
                Site site = sites[argument];
                lastActing = site;
                site.start(crash);
                lastEffects = site.life().effects;
                if (site.life().dead) {
                    fall(site);
                }
            }
        }
        tidy();
    }

    private static Message take(List<Message> from, int serial) {
        for (int i = 0; i < from.size(); i++) {
            if (from.get(i).serial() == serial) {
                return from.remove(i);
            }
        }
        throw new IllegalStateException("no message has the number " + serial);
    }

    private Message find(int number) {
        return flight.stream()
                .filter(message -> message.serial() == number)
                .findFirst()
                .orElseThrow();
    }

    private Optional<Alarm> alarm(Site site, int number) {
        return site.isUp()
                ? site.life().alarms.stream()
                        .filter(alarm -> alarm.serial == number)
                        .findFirst()
                : Optional.empty();
    }

    private void fault() {
        faultsLeft--;
        if (scenario.faultOrCrash) {
            crashesLeft = 0;
        }
    }

    /** Something that the code of one cluster does, as far as a crash lets it come. */
    private interface Action {
        void run(Life life);
    }

    private void act(Site site, int crash, Action action) {
        Life life = site.life();
        life.effects = 0;
        life.endsAfter = crash;
        life.dead = crash == 0;
        try {
            if (!life.dead) {
                action.run(life);
            }
        } catch (Crash e) {
            life.dead = true;
        } catch (RuntimeException e) {
            hold(life.dead, 0, () -> "a shell of " + site.name() + " threw " + e);
        }
        life.endsAfter = -1;
        lastActing = site;
        lastEffects = life.effects;
        if (life.dead) {
            fall(site);
        }
    }

    /** A crash: what was in memory is gone, phones that were registered here lose their registration. */
    private void fall(Site site) {
        site.fall();
        crashesLeft--;
        if (scenario.faultOrCrash) {
            faultsLeft = 0;
        }
        for (Handset phone : phones) {
            if (phone.site != site && phone.place == Handset.Place.AT_HOME) {
                phone.place = Handset.Place.LOST;
            }
        }
    }

    /** Answers that nobody waits for any more are nothing; what is on its way now waits for its answer. */
    private void tidy() {
        flight.removeIf(message -> message.isAnswer() && !message.call().open());
        for (Message message : flight) {
            Call call = message.call();
            if (call.held < 0 && call.login != null) {
                call.held = version(call);
            }
        }
    }

    private static long version(Call call) {
        Login login = Objects.requireNonNull(call.login, "the call is about a login");
        LoginId id = Objects.requireNonNull(login.id, "a login with a call has an id");
        Site site = call.from.site;
        return switch (call.kind) {
            case LOG_OUT, RESET_BY_VISITING ->
                site.visitingStore.find(id).map(Versioned::version).orElse(0L);
            case NOTICE -> site.homeStore.find(id).map(Versioned::version).orElse(0L);
            case FIND_USER, LOG_IN, LIVE_LOGINS, RESET_BY_HOME -> 0;
        };
    }

    /** Whether what comes back will find the session as it was left. */
    static boolean inTime(Call call) {
        return call.held < 0 || call.login == null || call.held == version(call);
    }

    private void begin(Handset phone, boolean goodPin, int crash) {
        Login login = new Login(phone, phone.logins.size(), goodPin);
        phone.logins.add(login);
        logins.add(login);
        act(phone.site, crash, life -> {
            life.subject = login;
            LoginRequest request = LoginRequest.builder(
                            phone.device,
                            Configurations.user(phone.site.peer().index).value(),
                            goodPin ? Configurations.PIN : Configurations.WRONG_PIN)
                    .build();
            mustNotFail(life, life.visiting.login(request));
        });
    }

    /** The shells promise that their futures never fail; those of a life that has ended are nobody's. */
    private void mustNotFail(Life life, CompletableFuture<?> promised) {
        CompletableFuture<?> unused = promised.whenComplete((outcome, failure) -> {
            hold(failure == null || life.dead, 0, () -> "a future of " + life.site.name() + " failed: " + failure);
            if (outcome != null) {
                sees(outcome);
            }
        });
    }

    private void deliver(Message message, int crash) {
        Call call = message.call();
        if (message.isAnswer()) {
            act(call.from.site, crash, life -> complete(call, message.answer()));
        } else if (call.isReset()) {
            reset(call, crash);
        } else if (!call.from.site.peer().isUp()) {
            answer(call, new LinkAnswer.Unreachable<>("nobody is there"));
        } else {
            lastWasQuestion = true;
            act(call.from.site.peer(), crash, life -> answer(call, new LinkAnswer.Answered<>(answer(life, call))));
        }
    }

    private void answer(Call call, Object answer) {
        flight.add(new Message(serial++, call, answer));
        sees(answer);
    }

    @SuppressWarnings("unchecked")
    private static void complete(Call call, Object answer) {
        ((CompletableFuture<Object>) call.future).complete(answer);
    }

    private Object answer(Life life, Call call) {
        if (!call.isOnlyRead()) {
            life.subject = call.login;
        }
        return switch (call.kind) {
            case FIND_USER -> life.home.findUser((UserQuery) call.payload);
            case LOG_IN -> admit(life, call);
            case LOG_OUT -> life.home.logoutReceived((LogoutMessage) call.payload);
            case NOTICE -> life.visiting.noticeReceived((LogoutMessage) call.payload);
            case LIVE_LOGINS -> life.visiting.loginsQueried((LoginsQuery) call.payload);
            case RESET_BY_HOME, RESET_BY_VISITING -> throw new IllegalStateException("a phone answers that");
        };
    }

    private HomeReply admit(Life life, Call call) {
        Login login = Objects.requireNonNull(call.login, "the request is about a login");
        int before = login.positiveChecks;
        HomeReply reply = life.home.admit((RemoteLogin) call.payload);
        hold(
                reply.kind() != HomeReply.Kind.ACCEPTED || login.positiveChecks > before,
                4,
                () -> login + " was accepted without a check of its PIN");
        return reply;
    }

    /** A phone that restarts tells its registrar good-bye. */
    private void reset(Call call, int crash) {
        Handset phone = Objects.requireNonNull(call.phone, "a reset is about a phone");
        boolean there = phone.isAt(call.from.site);
        boolean fromHome = phone.place == Handset.Place.AT_HOME;
        if (there) {
            phone.place = Handset.Place.RESTARTING;
        }
        if (call.from.dead) {
            if (there && fromHome && call.from.site.isUp()) {
                act(call.from.site, crash, life -> life.home.unregistered(phone.device));
            }
            return;
        }
        act(call.from.site, crash, life -> {
            if (there && fromHome) {
                life.home.unregistered(phone.device);
            }
            complete(call, there ? ResetOutcome.ACCEPTED : ResetOutcome.NOT_REGISTERED);
        });
    }

    private void fire(int number, int crash) {
        Site site = alarm(sites[0], number).isPresent() ? sites[0] : sites[1];
        Alarm alarm = alarm(site, number).orElseThrow();
        site.life().alarms.remove(alarm);
        clock.reach(alarm.when);
        if (alarm.call != null) {
            if (underWay(alarm.call)) {
                fault();
            }
            alarm.call.expired = true;
        }
        act(site, crash, life -> {
            life.subject = alarm.login;
            alarm.task.run();
        });
    }

    private void read(Handset phone) {
        phone.place = phone.site.life().files.redirects.containsKey(phone.device)
                ? Handset.Place.ON_ITS_WAY
                : Handset.Place.AT_OWN;
    }

    private void come(Handset phone, int crash) {
        Site home = phone.site.peer();
        if (home.life().files.home.containsKey(phone.device)) {
            register(phone, crash);
        } else {
            phone.place = Handset.Place.RESTARTING;
        }
    }

    private void register(Handset phone, int crash) {
        phone.place = Handset.Place.AT_HOME;
        act(phone.site.peer(), crash, life -> life.home.registered(phone.device));
    }

    private void lose(Handset phone, int crash) {
        phone.place = Handset.Place.LOST;
        act(phone.site.peer(), crash, life -> life.home.unregistered(phone.device));
    }

    private void logout(Handset phone, LogoutCause cause, int crash) {
        act(phone.site, crash, life -> mustNotFail(life, life.visiting.logout(phone.device, cause)));
    }

    // What may happen next.

    /** All choices but those that crash a cluster in the middle of one. */
    List<Integer> choices() {
        List<Integer> all = new ArrayList<>();
        for (Site site : sites) {
            if (!site.isUp()) {
                whileDown(site, all);
                return all;
            }
        }
        for (int i = 0; i < phones.size(); i++) {
            ofPhone(phones.get(i), i, all);
        }
        for (int i = 0; i < logins.size(); i++) {
            if (logins.get(i).home().isUp()
                    && home(logins.get(i)).filter(World::canEnd).isPresent()) {
                all.add(Choice.of(Choice.Kind.LOG_OUT_BY_HOME, i));
            }
        }
        ofMessages(all);
        for (Site site : sites) {
            ofSite(site, all);
        }
        return all;
    }

    /**
     * What the rest of the world does while a cluster is down, it may as well do afterwards: only the start and the messages that
     * find nobody touch the cluster.
     */
    private void whileDown(Site down, List<Integer> all) {
        all.add(Choice.of(Choice.Kind.RESTART, down.index));
        for (Message message : flight) {
            if (!message.isAnswer() && !message.call().isReset() && message.call().from.site != down) {
                all.add(Choice.of(Choice.Kind.DELIVER, message.serial()));
            }
        }
    }

    private static boolean canEnd(HomeSession session) {
        return session.live() && session.state().kind() != HomeState.Kind.RELEASING;
    }

    private void ofPhone(Handset phone, int number, List<Integer> all) {
        boolean home = phone.site.peer().isUp();
        boolean own = phone.site.isUp();
        switch (phone.place) {
            case AT_OWN -> {
                if (own && phone.logins.size() < scenario.logins) {
                    all.add(Choice.of(Choice.Kind.LOGIN, number));
                    if (scenario.wrongPin && phone.logins.size() == scenario.logins - 1) {
                        all.add(Choice.of(Choice.Kind.LOGIN_WITH_WRONG_PIN, number));
                    }
                }
            }
            case RESTARTING -> add(all, own, Choice.Kind.READ_FILE_AT_VISITING, number);
            case ON_ITS_WAY -> add(all, home, Choice.Kind.COME_TO_HOME, number);
            case AT_HOME -> add(all, home && !scenario.plain, Choice.Kind.LOSE_REGISTRATION, number);
            case LOST -> {
                add(all, home, Choice.Kind.REGISTER_AGAIN, number);
                add(all, own, Choice.Kind.READ_FILE_AT_VISITING, number);
            }
        }
        if (own
                && phone.site
                        .visitingStore
                        .live(phone.device)
                        .filter(live -> canReturn(live.value()))
                        .isPresent()) {
            all.add(Choice.of(Choice.Kind.LOG_OUT_AT_PHONE, number));
            add(all, !scenario.plain, Choice.Kind.LOG_OUT_BY_VISITING, number);
        }
    }

    private static boolean canReturn(VisitingSession session) {
        return session.state().kind() == VisitingState.Kind.RECORDED
                || session.state().kind() == VisitingState.Kind.REDIRECTED
                || session.state().kind() == VisitingState.Kind.AWAY;
    }

    private static void add(List<Integer> all, boolean can, Choice.Kind kind, int argument) {
        if (can) {
            all.add(Choice.of(kind, argument));
        }
    }

    /** Of messages that are equal, one stands for all. */
    private void ofMessages(List<Integer> all) {
        List<Digest.Key> seen = new ArrayList<>();
        for (Message message : flight) {
            Digest.Key key = Canon.message(message, 0);
            if (seen.contains(key)) {
                continue;
            }
            seen.add(key);
            all.add(Choice.of(Choice.Kind.DELIVER, message.serial()));
            if (faultsLeft > 0) {
                all.add(Choice.of(Choice.Kind.DROP, message.serial()));
                if (!message.isAnswer() && !message.call().isReset()) {
                    all.add(Choice.of(Choice.Kind.DOUBLE, message.serial()));
                }
            }
        }
    }

    private void ofSite(Site site, List<Integer> all) {
        for (Alarm alarm : site.life().alarms) {
            add(all, canRing(alarm), Choice.Kind.FIRE, alarm.serial);
        }
        if (crashesLeft > 0) {
            all.add(Choice.of(Choice.Kind.CRASH, site.index));
        }
        boolean asking = site.life().alarms.stream().anyMatch(alarm -> alarm.label == Alarm.Label.MAINTENANCE);
        boolean something = logins.stream()
                .anyMatch(login -> login.home() == site
                        && home(login)
                                .filter(session -> session.live() && session.settled())
                                .isPresent());
        add(all, something && !asking && !scenario.plain, Choice.Kind.MAINTAIN, site.index);
    }

    /**
     * A deadline passes when the message is lost, or by a fault: the network was slower than the deadline. A maximum login time is
     * ten hours away, so it passes when nothing else is under way; that home ends a login in between is tried by its administrator,
     * which is the same to the rules.
     */
    private boolean canRing(Alarm alarm) {
        return switch (alarm.label) {
            case SEARCH, MAINTENANCE -> !underWay(alarm.call);
            case NOTICE, ANSWER, RESET -> (faultsLeft > 0 && asks(alarm.call)) || !underWay(alarm.call);
            case HOME_SWEEP, VISITING_SWEEP, GRACE -> true;
            case LIMIT -> flight.isEmpty() && deadlines(sites[0]) + deadlines(sites[1]) == 0;
        };
    }

    /** Answers that are late are as good as lost. */
    private boolean asks(@Nullable Call call) {
        return flight.stream().anyMatch(message -> message.call() == call && !message.isAnswer());
    }

    private boolean underWay(@Nullable Call call) {
        return flight.stream().anyMatch(message -> message.call() == call);
    }

    private static long deadlines(Site site) {
        return site.isUp()
                ? site.life().alarms.stream()
                        .filter(alarm -> alarm.label.isDeadline())
                        .count()
                : 0;
    }

    String describe(int choice) {
        int argument = Choice.argument(choice);
        String what = switch (Choice.kind(choice)) {
            case DELIVER -> "deliver " + find(argument);
            case DROP -> "FAULT: drop " + find(argument);
            case DOUBLE -> "FAULT: double " + find(argument);
            case FIRE ->
                "timer fires: "
                        + alarm(sites[0], argument)
                                .or(() -> alarm(sites[1], argument))
                                .orElseThrow();
            case LOG_OUT_BY_HOME -> "LOG_OUT_BY_HOME of " + logins.get(argument);
            case MAINTAIN, CRASH, RESTART -> Choice.kind(choice) + " " + sites[argument].name();
            case LOGIN,
                    LOGIN_WITH_WRONG_PIN,
                    READ_FILE_AT_VISITING,
                    COME_TO_HOME,
                    LOSE_REGISTRATION,
                    REGISTER_AGAIN,
                    LOG_OUT_AT_PHONE,
                    LOG_OUT_BY_VISITING -> Choice.kind(choice) + " " + phones.get(argument);
        };
        int crash = Choice.crash(choice);
        return crash < 0 ? what : what + ", and CRASH of the cluster after its effect " + crash;
    }
}
