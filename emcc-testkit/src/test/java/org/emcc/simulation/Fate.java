package org.emcc.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.user.MaximumLoginTime;

/** Draws a world, and what its users, administrators and misfortunes do to it. */
final class Fate {
    private static final List<String> CLUSTERS = List.of("NYC", "LON", "TYO", "SYD");
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dave", "erin", "frank");
    private static final MultipleLoginBehavior[] POLICIES = MultipleLoginBehavior.values();
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final int MOST_PHONES = 10;

    /** What may go wrong. Few worlds suffer from everything at once: what is rare shows best alone. */
    enum Misfortune {
        LOSS,
        DOUBLES,
        LATENESS,
        SLOW_WAYS,
        PARTITION,
        DISTRUST,
        CRASH,
        CRASH_IN_THE_MIDDLE,
        POWER_CUT,
        PORTS_OUT_OF_ORDER,
        RECONFIGURATION,
        SKEWED_CLOCKS
    }

    private final SplittableRandom random;
    private final Set<Misfortune> misfortunes;
    private final SimWorld world;
    private final List<SimPhone> phones = new ArrayList<>();
    private final List<SimUser> users = new ArrayList<>();

    /** How often trouble and peace have taken turns. */
    private long times;

    Fate(SplittableRandom random, SimWorld world, int clusters) {
        this.random = random;
        this.world = world;
        this.misfortunes = EnumSet.noneOf(Misfortune.class);
        if (!chance(8)) {
            for (Misfortune each : Misfortune.values()) {
                if (random.nextBoolean()) {
                    misfortunes.add(each);
                }
            }
        }
        for (int i = 0; i < clusters; i++) {
            cluster(CLUSTERS.get(i), MOST_PHONES / clusters);
        }
    }

    static int clusters(SplittableRandom random) {
        int of = random.nextInt(10);
        return of < 5 ? 2 : of < 8 ? 3 : 4;
    }

    // The world.

    private void cluster(String name, int mostPhones) {
        SimCluster cluster = world.cluster(name, misfortunes.contains(Misfortune.SKEWED_CLOCKS) ? skew() : 0);
        cluster.baseDevices(between(1, 4))
                .policy(POLICIES[random.nextInt(POLICIES.length)])
                .maximumLoginTime(Duration.ofMinutes(between(5, chance(3) ? 600 : 120)))
                .maintenanceMinutes(between(10, 240));
        cluster.lease = Duration.ofSeconds(between(60, 240));
        cluster.grace = Duration.ofSeconds(chance(3) ? 0 : between(5, 90));
        cluster.updateMinutes = between(15, 60);
        cluster.keepsName = random.nextBoolean();
        cluster.nodes(chance(3) ? 2 : 1);
        int index = world.clusters().indexOf(cluster);
        for (int i = between(1, mostPhones); i > 0; i--) {
            phones.add(cluster.phone("SEP0011AABBC" + index + "0" + i));
        }
        for (int i = between(1, PEOPLE.size()); i > 0; i--) {
            SimUser user = cluster.user(PEOPLE.get(i - 1) + "-" + name)
                    .profiles(chance(5) ? 2 : 1)
                    .enabled(!chance(10));
            if (chance(4)) {
                user.limit(
                        chance(3)
                                ? MaximumLoginTime.noLimit()
                                : MaximumLoginTime.after(Duration.ofMinutes(between(1, 300))));
            }
            users.add(user);
        }
    }

    /** Mostly within what a cluster bears, which is five minutes between two. */
    private long skew() {
        long most = chance(10) ? 10 * MINUTE : 2 * MINUTE;
        return random.nextLong(-most, most + 1);
    }

    // A time of troubles.

    /**
     * Something is done to the world now and then.
     *
     * @return when it is over, in milliseconds since 1970
     */
    long trouble() {
        times++;
        boolean long_ = chance(20);
        long length = long_ ? between(20, 60) * HOUR : between(5, 180) * MINUTE;
        long end = world.time.now() + length;
        for (SimCluster one : world.clusters()) {
            for (SimCluster other : world.clusters()) {
                way(world.network.way(one.index, other.index), one == other, long_);
            }
        }
        for (int i = between(4, 24); i > 0; i--) {
            long when = world.time.now() + random.nextLong(length);
            Runnable act = act();
            later(when - world.time.now(), act);
        }
        return end;
    }

    /** Nobody does anything any more. */
    void peace() {
        times++;
    }

    /** Does something later, if the time of trouble lasts so long. */
    private void later(long millis, Runnable act) {
        long now = times;
        world.time.after(millis, () -> {
            if (times == now) {
                act.run();
            }
        });
    }

    private void way(SimNetwork.Way way, boolean within, boolean verySlow) {
        way.least = 1;
        way.most = within ? 20 : between(5, 400);
        if (misfortunes.contains(Misfortune.LOSS) && !chance(3)) {
            way.lost = between(1, within ? 20 : 150);
        }
        if (misfortunes.contains(Misfortune.DOUBLES) && !chance(3)) {
            way.doubled = between(1, 150);
        }
        if (misfortunes.contains(Misfortune.LATENESS) && !chance(3)) {
            way.late = between(1, 100);
            way.lateness = Math.toIntExact(
                    verySlow ? 30 * HOUR : chance(4) ? between(1, 60) * MINUTE : between(1, 60) * SECOND);
        }
        if (misfortunes.contains(Misfortune.SLOW_WAYS) && chance(4)) {
            way.most = between(1, 12) * (int) SECOND;
        }
    }

    /** One thing that is going to be done; what it is done to is drawn now. */
    private Runnable act() {
        List<Misfortune> possible = misfortunes.stream()
                .filter(each -> each.compareTo(Misfortune.PARTITION) >= 0 && each != Misfortune.SKEWED_CLOCKS)
                .toList();
        if (!possible.isEmpty() && chance(4)) {
            return misfortune(possible.get(random.nextInt(possible.size())));
        }
        int of = random.nextInt(20);
        if (of < 11) {
            SimPhone phone = phone();
            return login(phone, visitor(phone));
        } else if (of < 16) {
            return phone()::logOut;
        } else if (of < 17) {
            SimPhone phone = phone();
            SimCluster home = cluster();
            return () -> home.logOutAsHome(phone.device);
        } else if (of < 18) {
            SimPhone phone = phone();
            return () -> phone.site.logOutAsVisiting(phone.device);
        } else if (of < 19) {
            return cluster()::maintain;
        }
        // Two at once.
        SimPhone phone = phone();
        SimUser user = visitor(phone);
        Runnable first = login(phone, user);
        Runnable second = login(phone(), user);
        long later = random.nextLong(200);
        return () -> {
            first.run();
            later(later, second);
        };
    }

    /** Somebody logs in, and perhaps something is done while that is under way. */
    private Runnable login(SimPhone phone, SimUser user) {
        int of = random.nextInt(12);
        Runnable login = of == 0
                ? () -> phone.logInWithWrongPin(user)
                : of == 1 ? () -> phone.logIn("nobody", user.pin(), 0) : () -> phone.logIn(user);
        if (!chance(3)) {
            return login;
        }
        Runnable next = next(phone, user);
        long later = random.nextLong(chance(2) ? 500 : 30 * SECOND);
        return () -> {
            login.run();
            later(later, next);
        };
    }

    private Runnable next(SimPhone phone, SimUser user) {
        return switch (random.nextInt(6)) {
            case 0 -> phone::logOut;
            case 1 -> () -> user.home.logOutAsHome(phone.device);
            case 2 -> () -> phone.site.logOutAsVisiting(phone.device);
            case 3 -> {
                SimPhone other = phone();
                yield () -> other.logIn(user);
            }
            case 4 -> misfortunes.contains(Misfortune.CRASH) ? crash(user.home) : user.home::maintain;
            default ->
                misfortunes.contains(Misfortune.CRASH_IN_THE_MIDDLE)
                        ? crashInTheMiddle(random.nextBoolean() ? user.home : phone.site)
                        : phone::logOut;
        };
    }

    private Runnable misfortune(Misfortune kind) {
        SimCluster one = cluster();
        SimCluster other = cluster();
        long howLong = chance(3) ? random.nextLong(SECOND, HOUR) : random.nextLong(SECOND, 2 * MINUTE);
        return switch (kind) {
            case PARTITION -> partition(one, other, howLong, random.nextBoolean());
            case DISTRUST -> {
                SimNetwork.Way there = world.network.way(one.index, other.index);
                SimNetwork.Way back = world.network.way(other.index, one.index);
                yield () -> {
                    world.distrust(one, other);
                    world.time.after(howLong, there::open);
                    world.time.after(howLong, back::open);
                };
            }
            case CRASH -> crash(one);
            case CRASH_IN_THE_MIDDLE -> crashInTheMiddle(one);
            case POWER_CUT -> {
                SimPhone phone = phone();
                yield () -> {
                    phone.powerOff();
                    later(howLong, phone::powerOn);
                };
            }
            case PORTS_OUT_OF_ORDER -> {
                int failing = between(10, 400);
                yield () -> {
                    world.journal.sayAmiss(one.name(), one.name(), null, "has ports out of order");
                    one.troubles.begin(failing);
                    world.time.after(howLong, one.troubles::end);
                };
            }
            case RECONFIGURATION -> reconfiguration(one);
            case LOSS, DOUBLES, LATENESS, SLOW_WAYS, SKEWED_CLOCKS ->
                throw new IllegalStateException(kind + " is not done at a time");
        };
    }

    private Runnable partition(SimCluster one, SimCluster other, long howLong, boolean bothWays) {
        SimNetwork.Way there = world.network.way(one.index, other.index);
        SimNetwork.Way back = world.network.way(other.index, one.index);
        return () -> {
            world.journal.sayAmiss("world", "world", null, "nothing comes through from " + one + " to " + other);
            there.silent = true;
            world.time.after(howLong, there::open);
            if (bothWays) {
                world.journal.sayAmiss("world", "world", null, "nor from " + other + " to " + one);
                back.silent = true;
                world.time.after(howLong, back::open);
            }
        };
    }

    private Runnable crash(SimCluster cluster) {
        long down = downtime();
        boolean all = chance(3);
        return () -> {
            cluster.restartsAfterMillis = down;
            if (all) {
                cluster.crash();
            } else {
                cluster.crashOne();
            }
        };
    }

    private Runnable crashInTheMiddle(SimCluster cluster) {
        long down = downtime();
        int things = random.nextInt(6);
        return () -> {
            cluster.restartsAfterMillis = down;
            cluster.crashAfter(things);
        };
    }

    private long downtime() {
        return chance(3) ? random.nextLong(SECOND, 30 * MINUTE) : random.nextLong(1, 20 * SECOND);
    }

    private Runnable reconfiguration(SimCluster cluster) {
        List<SimUser> all = List.copyOf(cluster.users.values());
        SimUser user = all.get(random.nextInt(all.size()));
        int count = between(0, 5);
        MultipleLoginBehavior policy = POLICIES[random.nextInt(POLICIES.length)];
        Duration longest = Duration.ofMinutes(between(5, 600));
        int of = random.nextInt(5);
        return () -> {
            switch (of) {
                case 0 -> user.enabled(!user.enabled);
                case 1 -> user.profiles(user.profiles == 1 ? 2 : 1);
                case 2 -> cluster.baseDevices(count);
                case 3 -> cluster.policy(policy);
                default -> cluster.maximumLoginTime(longest);
            }
            cluster.configure();
        };
    }

    // What is drawn.

    private SimPhone phone() {
        return phones.get(random.nextInt(phones.size()));
    }

    /** Mostly somebody from another cluster. */
    private SimUser visitor(SimPhone phone) {
        SimUser user = users.get(random.nextInt(users.size()));
        while (user.home == phone.site && !chance(10)) {
            user = users.get(random.nextInt(users.size()));
        }
        return user;
    }

    private SimCluster cluster() {
        return world.clusters().get(random.nextInt(world.clusters().size()));
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** One in so many. */
    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (SimCluster cluster : world.clusters()) {
            out.append(cluster)
                    .append(": ")
                    .append(cluster.nodes())
                    .append(" nodes, ")
                    .append(cluster.policy)
                    .append(", ")
                    .append(cluster.baseDevices)
                    .append(" base devices, lease ")
                    .append(cluster.lease)
                    .append(", grace ")
                    .append(cluster.grace)
                    .append(", maximum login time ")
                    .append(cluster.longest)
                    .append(", clock ahead by ")
                    .append(cluster.ahead)
                    .append(" ms, phones ")
                    .append(cluster.phones)
                    .append(", users ")
                    .append(cluster.users.keySet())
                    .append('\n');
        }
        return out.append("Misfortunes: ").append(misfortunes).append('\n').toString();
    }
}
