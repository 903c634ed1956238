package org.emcc.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.user.Pin;
import org.emcc.model.Doubles;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A few clusters, their phones and users, and the network between them, in simulated time. Made by {@link #calm} it is without faults
 * and without chance: clusters, phones and users are added, {@link #begin} configures and starts all, users do things, and
 * {@link #run(Duration)} lets time pass. The invariants of the design are looked at all the while.
 */
public final class SimWorld {
    private static final long CALM_TOKENS = 1;

    final SimTime time;
    final Journal journal;
    final SimNetwork network;
    final Promises promises;
    final Doubles doubles;

    /** Ids, tokens of pages, and what phones draw. */
    final RandomGenerator tokens;

    private final List<SimCluster> clusters = new ArrayList<>();
    private final Map<LoginId, SimLogin> logins = new LinkedHashMap<>();
    private final Map<DeviceName, SimPhone> phones = new LinkedHashMap<>();

    SimWorld(SimTime time, Journal journal, SimNetwork network, Doubles doubles, RandomGenerator tokens, boolean pins) {
        this.time = time;
        this.journal = journal;
        this.network = network;
        this.doubles = doubles;
        this.tokens = tokens;
        this.promises = new Promises(this, pins);
    }

    /** A world of at most so many clusters, in which nothing goes wrong unless the test does it. */
    public static SimWorld calm(int mostClusters) {
        SimTime time = new SimTime(null);
        Journal journal = Journal.keeping(time, null);
        RandomGenerator tokens = new SplittableRandom(CALM_TOKENS);
        return new SimWorld(
                time, journal, new SimNetwork(time, journal, tokens, mostClusters), Doubles.NONE, tokens, true);
    }

    // What it is made of.

    /** Adds a cluster; all that are added before {@link #begin} know each other. */
    public SimCluster cluster(String id) {
        return cluster(id, 0);
    }

    SimCluster cluster(String id, long ahead) {
        SimCluster cluster = new SimCluster(this, clusters.size(), id, ahead);
        clusters.add(cluster);
        return cluster;
    }

    /** Configures and starts all clusters, and switches all phones on. */
    public void begin() {
        clusters.forEach(SimCluster::configure);
        clusters.forEach(cluster -> cluster.phones.forEach(phone -> phones.put(phone.device, phone)));
        clusters.forEach(SimCluster::start);
        phones.values().forEach(SimPhone::powerOn);
    }

    /** The network from one cluster's site to another's is cut in both directions: nothing comes through, and nobody is told. */
    public void cut(SimCluster one, SimCluster other) {
        journal.sayAmiss("world", "world", null, "nothing comes through between " + one + " and " + other);
        network.way(one.index, other.index).silent = true;
        network.way(other.index, one.index).silent = true;
    }

    /** Neither of two clusters trusts the other any more: whoever calls is told so. */
    public void distrust(SimCluster one, SimCluster other) {
        journal.sayAmiss("world", "world", null, one + " and " + other + " do not trust each other");
        network.way(one.index, other.index).distrusted = true;
        network.way(other.index, one.index).distrusted = true;
    }

    /** The network between all sites is whole. */
    public void heal() {
        journal.say("world", "world", null, "the network is whole");
        for (SimCluster one : clusters) {
            for (SimCluster other : clusters) {
                network.way(one.index, other.index).heal();
            }
        }
    }

    // How it goes on.

    /** Lets the time pass. */
    public SimWorld run(Duration howLong) {
        long last = time.now() + howLong.toMillis();
        while (promises.violation().isEmpty() && time.step(last)) {
            promises.afterEveryEvent();
        }
        return this;
    }

    /**
     * Lets the time pass until something is so.
     *
     * @return whether it came to be within that time
     */
    public boolean runUntil(Duration atMost, BooleanSupplier condition) {
        long last = time.now() + atMost.toMillis();
        while (promises.violation().isEmpty() && !condition.getAsBoolean()) {
            if (!time.step(last)) {
                return condition.getAsBoolean();
            }
            promises.afterEveryEvent();
        }
        return promises.violation().isEmpty();
    }

    /** The time by the clock of the world. */
    public Instant now() {
        return Instant.ofEpochMilli(time.now());
    }

    /** What is wrong with what has happened so far; nothing, as it should be. */
    public Optional<String> wrong() {
        return promises.violation().map(violation -> "invariant " + violation.invariant() + ": " + violation.what());
    }

    /** What is not as it should be in the end: both sides in or both out, and every phone where it belongs. */
    public Optional<String> unsettled() {
        return promises.unsettled().map(Violation::what);
    }

    /** What has happened. */
    public Trace trace() {
        return journal.trace();
    }

    // What is in it.

    /** All clusters, in the order in which they were added. */
    public List<SimCluster> clusters() {
        return clusters;
    }

    Collection<SimPhone> phones() {
        return phones.values();
    }

    Collection<SimLogin> logins() {
        return logins.values();
    }

    SimCluster cluster(ClusterId id) {
        for (SimCluster cluster : clusters) {
            if (cluster.id.equals(id)) {
                return cluster;
            }
        }
        throw new IllegalStateException("no cluster of this world: " + id);
    }

    SimCluster clusterOf(ServiceAddress tftp) {
        for (SimCluster cluster : clusters) {
            if (SimCluster.tftp(cluster.index).equals(tftp)) {
                return cluster;
            }
        }
        throw new IllegalStateException("no TFTP service of this world: " + tftp);
    }

    SimPhone phone(DeviceName device) {
        return Objects.requireNonNull(phones.get(device), "a phone of this world");
    }

    SimLogin login(LoginId id) {
        return Objects.requireNonNull(logins.get(id), "a login of this world");
    }

    /** A cluster gives an id to what a phone has asked for. */
    void begun(LoginId id, SimPhone phone, String typed, Pin pin) {
        SimUser user = null;
        for (SimCluster cluster : clusters) {
            for (SimUser each : cluster.users.values()) {
                user = each.id.value().equals(typed) ? each : user;
            }
        }
        SimLogin login = new SimLogin(logins.size(), id, phone, user, user != null && user.pin.equals(pin));
        logins.put(id, login);
        journal.say(phone.site.name(), phone.site.name(), phone.device, "begins " + login);
    }

    static String inWords(@Nullable Object reply) {
        if (reply instanceof HomeReply.Accepted) {
            return "accepted";
        }
        if (reply instanceof HomeReply.Refused refused) {
            return "refused with " + refused.code();
        }
        if (reply instanceof LoginsAnswer.Live live) { // a set has no order
            return "live are " + new TreeSet<>(live.logins());
        }
        if (reply instanceof UserAnswer || reply instanceof LogoutReply || reply instanceof LoginsAnswer) {
            return reply.toString();
        }
        return reply == null ? "nothing" : reply.getClass().getSimpleName();
    }
}
