package org.emcc.simulation;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.em.EmApp;
import org.emcc.core.em.PhoneAnswer;
import org.emcc.core.em.PhoneRequest;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.PhoneFiles;
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
import org.emcc.model.Crash;
import org.jspecify.annotations.Nullable;

/** A node of a cluster from one start to its next crash: both real shells and the real pages, over ports that end with it. */
final class SimLife {
    private static final String UPDATE = "asks for an update";
    private static final Duration LINK_DEADLINE = Duration.ofSeconds(15);
    private static final Duration RESET_DEADLINE = Duration.ofSeconds(32);

    final SimCluster cluster;
    final HomeCluster home;
    final VisitingCluster visiting;
    private final SimWorld world;
    private final EmApp pages;
    private final int node;
    private boolean dead;

    /** After how many more things that outlive it this life ends; never, when negative. */
    private int endsAfter = -1;

    private @Nullable Asking asking;

    /** What it has begun and not ended yet. */
    private final Map<Long, String> open = new LinkedHashMap<>();

    private long opened;

    /** The login whose request home decides on. */
    private @Nullable SimLogin admitted;

    SimLife(SimCluster cluster, int node, String name) {
        this.cluster = cluster;
        this.world = cluster.world;
        this.node = node;
        PhoneFiles files = cluster.files().of(this);
        Timers timers = new LifeTimers();
        ClusterLink link = new Link();
        LoginListener listener = new LoginListener() {
            @Override
            public void step(LoginStep step) {
                world.promises.seen(step);
            }
        };
        this.home = HomeCluster.builder(cluster.directories, new Pins(), files, link)
                .store(new SimHomeStore(this, cluster.homeStore))
                .control(this::reset)
                .localLogins(cluster.localLogins)
                .clock(cluster.clock)
                .timers(timers)
                .listener(listener)
                .grace(cluster.grace)
                .lease(cluster.lease)
                .portDeadline(Duration.ZERO)
                .node(name)
                .rules(world.doubles.home())
                .build();
        this.visiting = VisitingCluster.builder(cluster.directories, link, files, this::logoutUri)
                .store(new SimVisitingStore(this, cluster.visitingStore))
                .control(this::reset)
                .localLogins(cluster.localLogins)
                .clock(cluster.clock)
                .timers(timers)
                .ids(this::nextId)
                .listener(listener)
                .lease(cluster.lease)
                .portDeadline(Duration.ZERO)
                .node(name)
                .rules(world.doubles.visiting())
                .build();
        this.pages = EmApp.builder(visiting)
                .clock(cluster.clock)
                .random(world.tokens)
                .timers(timers)
                .build();
    }

    /** Starts both sides, whether or not one finds its store in order; whether it lives on. */
    boolean begin() {
        return run("its start as home", home::start) && run("its start as visiting", visiting::start);
    }

    // How it ends.

    /** Every call of a port begins here. */
    void enter() {
        if (dead) {
            throw new Crash();
        }
    }

    /** So does a call of one that can be out of order. */
    void enterPort() {
        enter();
        cluster.troubles.perhaps();
    }

    /** Something was done that outlives this life; the crash may come now. */
    void survives() {
        if (endsAfter >= 0 && endsAfter-- == 0) {
            dead = true;
            throw new Crash();
        }
    }

    /** The life will end in the middle of what it does, after so many things that outlive it. */
    void crashAfter(int things) {
        endsAfter = things;
    }

    /** Something that has to end one day, as long as this life lasts. */
    <T> CompletableFuture<T> ends(String what, CompletableFuture<T> work) {
        if (!work.isDone()) {
            long number = ++opened;
            open.put(number, what);
            var unused = work.whenComplete((outcome, failure) -> open.remove(number));
        }
        return work;
    }

    /** What it has begun first of all that has not ended yet. */
    Optional<String> open() {
        return open.values().stream().findFirst();
    }

    int node() {
        return node;
    }

    boolean isDead() {
        return dead;
    }

    void kill() {
        dead = true;
    }

    /** Lets the cluster do something; whether it lives on. */
    boolean run(String what, Runnable action) {
        if (dead) {
            return false;
        }
        try {
            action.run();
        } catch (Crash e) {
            dead = true;
        } catch (RuntimeException e) {
            world.promises.seen(e);
            world.promises.hold(
                    dead || cluster.troubles.areCauseOf(e), 0, null, () -> cluster + " threw " + e + " at " + what);
        }
        if (dead) {
            cluster.fallen(this);
        }
        return !dead;
    }

    // What it tells the world.

    void say(@Nullable SimLogin about, String what) {
        world.journal.say(cluster.name(), cluster.name(), about == null ? null : about.device(), what);
    }

    /** Something that promises speak of is different now. */
    void changed() {
        world.promises.changed(cluster);
    }

    void after(Duration time, Runnable action) {
        world.time.after(time.toMillis(), () -> run("a deadline", action));
    }

    // Phones.

    private URI logoutUri(DeviceName device) {
        return EmApp.logoutUri(cluster.service, device);
    }

    /** Answers the browser of a phone; what its user typed there is known, whichever page this is about. */
    void answer(
            SimPhone phone,
            PhoneRequest request,
            @Nullable String user,
            @Nullable Pin pin,
            Consumer<PhoneAnswer> then) {
        run("a page", () -> {
            asking = user == null || pin == null ? null : new Asking(phone, user, pin);
            CompletableFuture<PhoneAnswer> answer;
            try {
                answer = ends("a page of " + phone, pages.answer(request));
            } finally {
                asking = null;
            }
            CompletableFuture<?> unused = answer.whenComplete((page, failure) -> {
                if (!dead) {
                    world.promises.hold(failure == null, 0, phone.device, () -> "a page failed: " + failure);
                    if (failure == null) {
                        then.accept(page);
                    } else {
                        world.promises.seen(failure);
                    }
                }
            });
        });
    }

    /** What a phone asks for while its page is made. */
    private record Asking(SimPhone phone, String user, Pin pin) {
        @Override
        public String toString() {
            return user + " at " + phone;
        }
    }

    private LoginId nextId() {
        enter();
        Asking by = Objects.requireNonNull(asking, "a login begins at a phone");
        LoginId id = LoginId.of(cluster.clock.instant(), world.tokens.nextLong());
        world.begun(id, by.phone(), by.user(), by.pin());
        return id;
    }

    /** A phone registers, or refreshes that; whether it may. */
    boolean register(SimPhone phone) {
        if (phone.site != cluster) {
            if (home.temporaryDevice(phone.device).isEmpty()) {
                return false;
            }
            if (!cluster.isRegistered(phone.device)) {
                world.journal.say(cluster.name(), cluster.name(), phone.device, "has " + phone + " registered");
                home.registered(phone.device);
            }
        }
        cluster.registered(phone);
        return true;
    }

    void unregister(SimPhone phone) {
        if (cluster.unregistered(phone) && phone.site != cluster) {
            world.journal.say(cluster.name(), cluster.name(), phone.device, "has lost " + phone);
            home.unregistered(phone.device);
        }
    }

    private CompletableFuture<ResetOutcome> reset(DeviceName device) {
        enter();
        if (!cluster.isRegistered(device)) {
            return CompletableFuture.completedFuture(ResetOutcome.NOT_REGISTERED);
        }
        CompletableFuture<ResetOutcome> outcome = new CompletableFuture<>();
        SimPhone phone = world.phone(device);
        int here = cluster.index;
        world.network.send(
                here, phone.site.index, device, cluster.name(), phone.toString(), "resets the phone", false, only -> {
                    if (phone.reset(cluster)) {
                        world.network.send(
                                phone.site.index,
                                here,
                                device,
                                phone.toString(),
                                cluster.name(),
                                "accepts the reset",
                                false,
                                alone -> run("a reset", () -> {
                                    unregister(phone);
                                    outcome.complete(ResetOutcome.ACCEPTED);
                                }));
                    }
                });
        after(RESET_DEADLINE, () -> outcome.complete(ResetOutcome.NO_ANSWER));
        survives();
        return outcome;
    }

    // The ports that are small.

    /** The timers of both shells. */
    private final class LifeTimers implements Timers {
        @Override
        public Ordered at(Instant when, Runnable task) {
            enter();
            SimTime.Event event = world.time.at(when.toEpochMilli() - cluster.ahead, () -> run("a timer", task));
            return event::cancel;
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException("a life of a simulated cluster ends by a crash");
        }
    }

    /** Compares with what the world knows, and counts. */
    private final class Pins implements Credentials {
        @Override
        public PinCheck check(UserId user, Pin pin, ClusterId source) {
            enterPort();
            SimUser known = cluster.user(user);
            if (world.doubles.gossiping()) {
                say(admitted, "checks the PIN " + String.valueOf(pin.reveal()));
            }
            boolean good = known != null && (known.pin.equals(pin) || world.doubles.gullible());
            if (good && admitted != null) {
                admitted.checks++;
            }
            return good ? PinCheck.GOOD : PinCheck.WRONG;
        }

        @Override
        public PinChange change(UserId user, Pin old, Pin next, ClusterId source) {
            throw new UnsupportedOperationException("no phone of this world changes a PIN");
        }
    }

    private HomeReply admit(RemoteLogin request) {
        SimLogin login = world.login(request.login());
        int before = login.checks;
        admitted = login;
        try {
            HomeReply reply = home.admit(request);
            world.promises.hold(
                    reply.kind() != HomeReply.Kind.ACCEPTED || login.checks > before,
                    4,
                    login.device(),
                    () -> login + " was accepted without a check of its PIN");
            return reply;
        } finally {
            admitted = null;
        }
    }

    /** Puts every question on its way, and the answers likewise. */
    private final class Link implements ClusterLink {
        @Override
        public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
            world.promises.seen(query);
            return ask(peer, null, "asks whose user " + query.identifier() + " is", life -> life.home.findUser(query));
        }

        @Override
        public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
            world.promises.seen(request);
            SimLogin login = world.login(request.login());
            return ask(peer, login, "requests " + login, life -> life.admit(request));
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
            world.promises.seen(message);
            SimLogin login = world.login(message.login());
            return ask(
                    peer,
                    login,
                    "tells that " + login + " has ended: " + message.cause(),
                    life -> life.home.logoutReceived(message));
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
            world.promises.seen(message);
            SimLogin login = world.login(message.login());
            return ask(
                    peer,
                    login,
                    "gives notice of the end of " + login + ": " + message.cause(),
                    life -> life.visiting.noticeReceived(message));
        }

        @Override
        public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
            return ask(
                    peer,
                    null,
                    "asks which of " + query.logins().size() + " logins are live",
                    life -> life.visiting.loginsQueried(query));
        }

        @Override
        public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
            return ask(peer, null, UPDATE, life -> life.home.updateQueried(query));
        }

        private <T> CompletableFuture<LinkAnswer<T>> ask(
                RemoteCluster peer, @Nullable SimLogin login, String what, Function<SimLife, T> question) {
            enter();
            CompletableFuture<LinkAnswer<T>> answer = new CompletableFuture<>();
            new Exchange<>(world.cluster(peer.id()), login, what, question, answer).begin();
            after(LINK_DEADLINE, () -> answer.complete(new LinkAnswer.Silent<>("no answer")));
            survives();
            return answer;
        }
    }

    /** A question to another cluster and its answer. */
    private final class Exchange<T> {
        private final SimCluster peer;
        private final @Nullable DeviceName about;
        private final String what;
        private final Function<SimLife, T> question;
        private final CompletableFuture<LinkAnswer<T>> answer;

        Exchange(
                SimCluster peer,
                @Nullable SimLogin login,
                String what,
                Function<SimLife, T> question,
                CompletableFuture<LinkAnswer<T>> answer) {
            this.peer = peer;
            this.about = login == null ? null : login.device();
            this.what = what;
            this.question = question;
            this.answer = answer;
        }

        void begin() {
            SimNetwork.Way way = world.network.way(cluster.index, peer.index);
            if (way.distrusted) {
                world.journal.sayAmiss(cluster.name(), peer.name(), about, "REFUSED: " + what);
                after(Duration.ofMillis(way.most), () -> complete(new LinkAnswer.Unreachable<>("no way there")));
                return;
            }
            world.network.send(
                    cluster.index, peer.index, about, cluster.name(), peer.name(), what, isRoutine(), this::arrives);
        }

        private boolean isRoutine() {
            return what.equals(UPDATE);
        }

        /** Whoever finds nobody may say so only when no other copy of the question may find somebody. */
        private void arrives(boolean only) {
            SimLife there = peer.life();
            if (there == null) {
                if (only) {
                    back("is not there", new LinkAnswer.Unreachable<>("nobody is there"));
                }
                return;
            }
            there.run(what, () -> {
                T reply = question.apply(there);
                world.promises.seen(reply);
                back("answers " + SimWorld.inWords(reply), new LinkAnswer.Answered<>(reply));
            });
        }

        private void back(String words, LinkAnswer<T> reply) {
            world.network.send(
                    peer.index,
                    cluster.index,
                    about,
                    peer.name(),
                    cluster.name(),
                    words,
                    isRoutine(),
                    only -> complete(reply));
        }

        private void complete(LinkAnswer<T> reply) {
            run("the answer to: " + what, () -> answer.complete(reply));
        }
    }
}
