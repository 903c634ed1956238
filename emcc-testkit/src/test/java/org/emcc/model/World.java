package org.emcc.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.Versioned;
import org.emcc.testkit.trace.LoginTrace;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.Nullable;

/** Two clusters, their phones, and what is in flight between them. A list of choices leads to one state, always the same. */
@SuppressWarnings("EnumOrdinal") // The kinds are declared in the order in which a login moves.
final class World {
    /** How long ids that ended are remembered, as the clusters do by default. */
    private static final Duration MEMORY = Duration.ofDays(1);

    final Scenario scenario;
    final Moment clock;
    final Site[] sites = new Site[2];
    final Handset[] phones;
    final List<Login> logins;
    final List<Message> flight;

    /** Where each phone is. */
    final Handset.Place[] places;

    /** How often home took the PIN of each login for good. */
    final int[] checks;

    /** The logins for which home's files were ready at some time. */
    int filesReady;

    int faultsLeft;
    int crashesLeft;

    /** Effects of the last action that outlive a crash, and who acted. */
    int lastEffects;

    @Nullable
    Site lastActing;

    /** Whether it was a question of another cluster that it acted on. */
    boolean lastWasQuestion;

    private final @Nullable Trace trace;
    private final boolean hasPins;
    private int serial;
    private boolean watched;
    private @Nullable Violation violation;

    /**
     * A rule that did not hold.
     *
     * @param invariant its number in the design, 4.5; 0 for a shell that threw
     * @param what what is wrong
     */
    record Violation(int invariant, String what) {}

    /** What a world is made of: the real shells, or their rules alone. */
    interface Stage {
        Site site(World world, int index);

        /** Whether there are PINs in it that could be seen somewhere. */
        default boolean hasPins() {
            return true;
        }
    }

    World(Scenario scenario, Stage stage, @Nullable Trace trace) {
        this.scenario = scenario;
        this.trace = trace;
        this.hasPins = stage.hasPins();
        this.clock = new Moment();
        this.phones = phones(scenario);
        this.places = new Handset.Place[phones.length];
        Arrays.fill(places, Handset.Place.AT_OWN);
        this.logins = new ArrayList<>(scenario.mostLogins());
        this.flight = new ArrayList<>();
        this.checks = new int[scenario.mostLogins()];
        this.faultsLeft = scenario.faults;
        this.crashesLeft = scenario.crashes;
        for (int i = 0; i < sites.length; i++) {
            sites[i] = stage.site(this, i);
        }
        for (Site site : sites) {
            site.start(-1);
        }
    }

    private static Handset[] phones(Scenario scenario) {
        Handset[] all = new Handset[scenario.phonesAtNewYork + scenario.phonesAtLondon];
        for (int i = 0; i < all.length; i++) {
            boolean first = i < scenario.phonesAtNewYork;
            all[i] = first ? new Handset(i, 0, i) : new Handset(i, 1, i - scenario.phonesAtNewYork);
        }
        return all;
    }

    private World(World from) {
        this.scenario = from.scenario;
        this.trace = from.trace;
        this.hasPins = from.hasPins;
        this.clock = new Moment(from.clock);
        this.phones = from.phones;
        this.places = from.places.clone();
        this.logins = new ArrayList<>(from.logins);
        this.checks = from.checks.clone();
        this.filesReady = from.filesReady;
        this.faultsLeft = from.faultsLeft;
        this.crashesLeft = from.crashesLeft;
        this.serial = from.serial;
        this.watched = from.watched;
        this.violation = from.violation;
        Calls calls = new Calls();
        this.flight = new ArrayList<>(from.flight.size() + 2);
        for (Message message : from.flight) {
            flight.add(new Message(message.serial(), calls.copy(message.call()), message.answer()));
        }
        for (int i = 0; i < sites.length; i++) {
            sites[i] = from.sites[i].copy(this, calls);
        }
    }

    /** Another world in the same state, which goes its own way. */
    World copy() {
        return new World(this);
    }

    /** Each call is copied once. */
    static final class Calls {
        private final List<Call> old = new ArrayList<>();
        private final List<Call> copies = new ArrayList<>();

        Call copy(Call call) {
            for (int i = 0; i < old.size(); i++) {
                if (old.get(i) == call) {
                    return copies.get(i);
                }
            }
            Call copy = call.copy();
            old.add(call);
            copies.add(copy);
            return copy;
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
        if (watched && hasPins) {
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

    Login login(LoginId id) {
        for (Login login : logins) {
            if (login.id().equals(id)) {
                return login;
            }
        }
        throw new IllegalStateException("no login of this world: " + id);
    }

    Handset phone(DeviceName device) {
        for (Handset phone : phones) {
            if (phone.device.equals(device)) {
                return phone;
            }
        }
        throw new IllegalStateException("no phone of this world: " + device);
    }

    /** Whether a phone is registered with a cluster. */
    boolean isAt(Handset phone, int site) {
        return places[phone.index] == (phone.site == site ? Handset.Place.AT_OWN : Handset.Place.AT_HOME);
    }

    /** Whether its id is so old that nobody remembers it. */
    boolean isExpired(Login login) {
        return login.id().issuedAt().isBefore(clock.instant().minus(MEMORY));
    }

    int tried(Handset phone) {
        int count = 0;
        for (Login login : logins) {
            count += login.phone() == phone ? 1 : 0;
        }
        return count;
    }

    @Nullable
    HomeSession home(Login login) {
        Versioned<HomeSession> found = sites[login.home()].home(login);
        return found == null ? null : found.value();
    }

    @Nullable
    VisitingSession visiting(Login login) {
        Versioned<VisitingSession> found = sites[login.phone().site].visiting(login);
        return found == null ? null : found.value();
    }

    boolean liveAtHome(Login login) {
        HomeSession session = home(login);
        return session != null && session.live();
    }

    boolean liveAtVisiting(Login login) {
        VisitingSession session = visiting(login);
        return session != null && session.live();
    }

    /**
     * Puts a question in flight. What is answered without changing anything is answered at once, and the answer is in flight: that
     * the question takes its time as well would show nothing more.
     */
    void send(Call call) {
        sees(call.payload);
        say(sites[call.from].name(), receiver(call), () -> "sends " + call);
        Site peer = sites[1 - call.from];
        if (!call.isOnlyRead()) {
            flight.add(new Message(serial++, call, null));
        } else if (peer.isUp()) {
            answer(call, new LinkAnswer.Answered<>(peer.life().answer(call)));
        } else {
            answer(call, new LinkAnswer.Unreachable<>("nobody is there"));
        }
    }

    private String receiver(Call call) {
        return call.phone == null ? sites[1 - call.from].name() : call.phone.toString();
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
            case LOGIN -> begin(phones[argument], true, crash);
            case LOGIN_WITH_WRONG_PIN -> begin(phones[argument], false, crash);
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
            case READ_FILE_AT_VISITING -> read(phones[argument]);
            case COME_TO_HOME -> come(phones[argument], crash);
            case LOSE_REGISTRATION -> lose(phones[argument], crash);
            case REGISTER_AGAIN -> register(phones[argument], crash);
            case LOG_OUT_AT_PHONE -> logout(phones[argument], LogoutCause.PHONE, crash);
            case LOG_OUT_BY_VISITING -> logout(phones[argument], LogoutCause.VISITING_ADMINISTRATOR, crash);
            case LOG_OUT_BY_HOME -> {
                Login login = logins.get(argument);
                act(sites[login.home()], crash, life -> life.logOutByHome(login.phone()));
            }
            case MAINTAIN -> act(sites[argument], crash, Life::maintain);
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
        for (Message message : flight) {
            if (message.serial() == number) {
                return message;
            }
        }
        throw new IllegalStateException("no message has the number " + number);
    }

    private static @Nullable Alarm alarm(Site site, int number) {
        if (site.isUp()) {
            for (Alarm alarm : site.life().alarms) {
                if (alarm.serial == number) {
                    return alarm;
                }
            }
        }
        return null;
    }

    private void fault() {
        faultsLeft--;
        if (scenario.faultOrCrash) {
            crashesLeft = 0;
        }
    }

    /** Something that the code of one cluster does, as far as a crash lets it come. */
    private void act(Site site, int crash, Consumer<Life> action) {
        Life life = site.life();
        life.effects = 0;
        life.endsAfter = crash;
        life.dead = crash == 0;
        try {
            if (!life.dead) {
                action.accept(life);
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
            if (phone.site != site.index && places[phone.index] == Handset.Place.AT_HOME) {
                places[phone.index] = Handset.Place.LOST;
            }
        }
        for (Message message : flight) {
            message.call().orphaned |= message.call().from == site.index;
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

    private long version(Call call) {
        Login login = Objects.requireNonNull(call.login, "the call is about a login");
        return switch (call.kind) {
            case LOG_OUT, RESET_BY_VISITING -> version(sites[call.from].visiting(login));
            case NOTICE -> version(sites[call.from].home(login));
            case FIND_USER, LOG_IN, LIVE_LOGINS, RESET_BY_HOME -> 0;
        };
    }

    private static long version(@Nullable Versioned<?> stored) {
        return stored == null ? 0 : stored.version();
    }

    /** Whether what comes back will find the session as it was left. */
    boolean inTime(Call call) {
        return call.held < 0 || call.login == null || call.held == version(call);
    }

    private void begin(Handset phone, boolean goodPin, int crash) {
        LoginId id = LoginId.of(clock.instant(), logins.size());
        Login login = new Login(logins.size(), phone, tried(phone), goodPin, id);
        logins.add(login);
        act(sites[phone.site], crash, life -> life.logIn(login));
    }

    private void deliver(Message message, int crash) {
        Call call = message.call();
        Site peer = sites[1 - call.from];
        if (message.isAnswer()) {
            act(sites[call.from], crash, life -> complete(life, call, message.answer()));
        } else if (call.isReset()) {
            reset(call, crash);
        } else if (!peer.isUp()) {
            answer(call, new LinkAnswer.Unreachable<>("nobody is there"));
        } else {
            lastWasQuestion = true;
            act(peer, crash, life -> answer(call, new LinkAnswer.Answered<>(answer(life, call))));
        }
    }

    private void answer(Call call, Object answer) {
        flight.add(new Message(serial++, call, answer));
        sees(answer);
    }

    private static void complete(Life life, Call call, @Nullable Object answer) {
        if (!call.open()) {
            return;
        }
        call.answered = true;
        life.complete(call, Objects.requireNonNull(answer, "what comes back is an answer"));
    }

    private Object answer(Life life, Call call) {
        if (call.kind != Call.Kind.LOG_IN) {
            return life.answer(call);
        }
        Login login = Objects.requireNonNull(call.login, "the request is about a login");
        int before = checks[login.index()];
        HomeReply reply = (HomeReply) life.answer(call);
        hold(
                reply.kind() != HomeReply.Kind.ACCEPTED || checks[login.index()] > before,
                4,
                () -> login + " was accepted without a check of its PIN");
        return reply;
    }

    /** A phone that restarts tells its registrar good-bye. */
    private void reset(Call call, int crash) {
        Handset phone = Objects.requireNonNull(call.phone, "a reset is about a phone");
        Site asker = sites[call.from];
        boolean there = isAt(phone, call.from);
        boolean fromHome = places[phone.index] == Handset.Place.AT_HOME;
        if (there) {
            places[phone.index] = Handset.Place.RESTARTING;
        }
        if (call.orphaned) {
            if (there && fromHome && asker.isUp()) {
                act(asker, crash, life -> life.unregistered(phone));
            }
            return;
        }
        act(asker, crash, life -> {
            if (there && fromHome) {
                life.unregistered(phone);
            }
            complete(life, call, there ? ResetOutcome.ACCEPTED : ResetOutcome.NOT_REGISTERED);
        });
    }

    private void fire(int number, int crash) {
        Alarm first = alarm(sites[0], number);
        Site site = sites[first == null ? 1 : 0];
        Alarm alarm = Objects.requireNonNull(alarm(site, number), "an alarm of this world");
        site.life().alarms.remove(alarm);
        clock.reach(alarm.when);
        if (alarm.call != null) {
            if (underWay(alarm.call)) {
                fault();
            }
            alarm.call.expired = true;
        }
        act(site, crash, life -> life.ring(alarm));
    }

    private void read(Handset phone) {
        places[phone.index] = sites[phone.site].life().files.redirects[phone.index] != null
                ? Handset.Place.ON_ITS_WAY
                : Handset.Place.AT_OWN;
    }

    private void come(Handset phone, int crash) {
        if (sites[phone.home()].life().files.home[phone.index] != null) {
            register(phone, crash);
        } else {
            places[phone.index] = Handset.Place.RESTARTING;
        }
    }

    private void register(Handset phone, int crash) {
        places[phone.index] = Handset.Place.AT_HOME;
        act(sites[phone.home()], crash, life -> life.registered(phone));
    }

    private void lose(Handset phone, int crash) {
        places[phone.index] = Handset.Place.LOST;
        act(sites[phone.home()], crash, life -> life.unregistered(phone));
    }

    private void logout(Handset phone, LogoutCause cause, int crash) {
        act(sites[phone.site], crash, life -> life.logOutByVisiting(phone, cause));
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
        for (Handset phone : phones) {
            ofPhone(phone, all);
        }
        for (Login login : logins) {
            if (sites[login.home()].isUp() && canEnd(home(login))) {
                all.add(Choice.of(Choice.Kind.LOG_OUT_BY_HOME, login.index()));
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
            if (!message.isAnswer() && !message.call().isReset() && message.call().from != down.index) {
                all.add(Choice.of(Choice.Kind.DELIVER, message.serial()));
            }
        }
    }

    private static boolean canEnd(@Nullable HomeSession session) {
        return session != null && session.live() && session.state().kind() != HomeState.Kind.RELEASING;
    }

    private void ofPhone(Handset phone, List<Integer> all) {
        boolean home = sites[phone.home()].isUp();
        boolean own = sites[phone.site].isUp();
        int number = phone.index;
        switch (places[number]) {
            case AT_OWN -> {
                int tried = tried(phone);
                if (own && tried < scenario.logins) {
                    all.add(Choice.of(Choice.Kind.LOGIN, number));
                    if (scenario.wrongPin && tried == scenario.logins - 1) {
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
        Login visitor = own ? sites[phone.site].visitor(phone) : null;
        if (visitor != null && canReturn(visiting(visitor))) {
            all.add(Choice.of(Choice.Kind.LOG_OUT_AT_PHONE, number));
            add(all, !scenario.plain, Choice.Kind.LOG_OUT_BY_VISITING, number);
        }
    }

    private static boolean canReturn(@Nullable VisitingSession session) {
        return session != null
                && switch (session.state().kind()) {
                    case RECORDED, REDIRECTED, AWAY -> true;
                    case LOCATING, AWAITING_HOME, RETURNING, RETURNED, FAILED -> false;
                };
    }

    private static void add(List<Integer> all, boolean can, Choice.Kind kind, int argument) {
        if (can) {
            all.add(Choice.of(kind, argument));
        }
    }

    /** Of messages that are equal, one stands for all. */
    private void ofMessages(List<Integer> all) {
        List<Digest.Key> seen = new ArrayList<>(flight.size());
        for (Message message : flight) {
            if (flight.size() > 1) {
                Digest.Key key = Canon.message(this, message, 0);
                if (seen.contains(key)) {
                    continue;
                }
                seen.add(key);
            }
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
        boolean asking = false;
        for (Alarm alarm : site.life().alarms) {
            asking |= alarm.label == Alarm.Label.MAINTENANCE;
        }
        boolean something = false;
        for (Login login : logins) {
            HomeSession session = login.home() == site.index ? home(login) : null;
            something |= session != null && session.live() && session.settled();
        }
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
        for (Message message : flight) {
            if (message.call() == call && !message.isAnswer()) {
                return true;
            }
        }
        return false;
    }

    private boolean underWay(@Nullable Call call) {
        for (Message message : flight) {
            if (message.call() == call) {
                return true;
            }
        }
        return false;
    }

    private static int deadlines(Site site) {
        int count = 0;
        if (site.isUp()) {
            for (Alarm alarm : site.life().alarms) {
                count += alarm.label.isDeadline() ? 1 : 0;
            }
        }
        return count;
    }

    String describe(int choice) {
        int argument = Choice.argument(choice);
        String what = switch (Choice.kind(choice)) {
            case DELIVER -> "deliver " + find(argument);
            case DROP -> "FAULT: drop " + find(argument);
            case DOUBLE -> "FAULT: double " + find(argument);
            case FIRE ->
                "timer fires: "
                        + (alarm(sites[0], argument) == null ? alarm(sites[1], argument) : alarm(sites[0], argument));
            case LOG_OUT_BY_HOME -> "LOG_OUT_BY_HOME of " + logins.get(argument);
            case MAINTAIN, CRASH, RESTART -> Choice.kind(choice) + " " + sites[argument].name();
            case LOGIN,
                    LOGIN_WITH_WRONG_PIN,
                    READ_FILE_AT_VISITING,
                    COME_TO_HOME,
                    LOSE_REGISTRATION,
                    REGISTER_AGAIN,
                    LOG_OUT_AT_PHONE,
                    LOG_OUT_BY_VISITING -> Choice.kind(choice) + " " + phones[argument];
        };
        int crash = Choice.crash(choice);
        return crash < 0 ? what : what + ", and CRASH of the cluster after its effect " + crash;
    }
}
