package org.emcc.simulation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.Line;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.directory.DeviceDirectory;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.EndUser;
import org.jspecify.annotations.Nullable;

/** A cluster of a simulated world: what outlives a crash, and its present life, if it lives. */
public final class SimCluster {
    private static final String TRUNK = "EMCC-ICT-SIP-Trunk-1";

    /** By then what could not be served at the start of a cluster is, besides its lease. */
    private static final Duration PUBLISHED = Duration.ofSeconds(30);

    private static final DevicePoolName POOL = DevicePoolName.of("Default");
    private static final PhoneModel MODEL = new PhoneModel("Cisco 8851", 684, true);

    final SimWorld world;
    final int index;
    final ClusterId id;
    final URI service;
    final HomeLoginStore homeStore;
    final VisitingLoginStore visitingStore = VisitingLoginStore.inMemory();
    final LocalLogins localLogins = LocalLogins.inMemory();
    final Directories directories;
    final Troubles troubles;
    final List<SimPhone> phones = new ArrayList<>();
    final Map<UserId, SimUser> users = new LinkedHashMap<>();
    final Set<BaseDeviceName> provisioned = new LinkedHashSet<>();

    /** How many milliseconds its clock is ahead of the world's. */
    final long ahead;

    final Clock clock;
    Duration lease = Duration.ofMinutes(1);
    Duration grace = Duration.ofMinutes(1);
    int maintenanceMinutes = 1440;
    int updateMinutes = 30;
    Duration longest = Duration.ofHours(10);
    int baseDevices = 3;
    MultipleLoginBehavior policy = MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED;

    /** Whether a life has the name of the one before, and so takes its work up at once. */
    boolean keepsName = true;

    /** How long it stays down after a crash that was not told when; until somebody starts it, when negative. */
    long restartsAfterMillis = -1;

    /** It has started while its ports were out of order, so phones may have come before their redirects were served again. */
    private boolean startedInTrouble;

    private @Nullable Directories configured;
    /** The nodes that run, each in its present life. */
    private final List<SimLife> lives = new ArrayList<>();

    private final Map<DeviceName, SimTime.Event> registrations = new LinkedHashMap<>();
    private int nodes = 1;
    private int begun;
    private SimFiles files;

    SimCluster(SimWorld world, int index, String name, long ahead) {
        this.world = world;
        this.index = index;
        this.id = ClusterId.of(name);
        this.service = URI.create("https://cucm-" + index + ".example.com:8443/emapp/EMAppServlet");
        this.homeStore = world.doubles.store().apply(HomeLoginStore.inMemory());
        this.ahead = ahead;
        this.clock = world.time.clock(ahead);
        this.troubles = new Troubles(world.tokens);
        this.files = new SimFiles(this);
        this.directories = new Directories(
                () -> configured().cluster().settings(),
                (type, user) -> {
                    troubles.perhaps();
                    return configured().users().find(type, user);
                },
                new CurrentDevices());
    }

    // What it is made of. Changes take effect with configure().

    /** How many base devices it has; three at first. */
    public SimCluster baseDevices(int count) {
        this.baseDevices = count;
        return this;
    }

    /** What a second login of the same user means; not allowed at first. */
    public SimCluster policy(MultipleLoginBehavior behavior) {
        this.policy = behavior;
        return this;
    }

    /** <em>Inter-cluster Maximum Login Time</em>; ten hours at first. */
    public SimCluster maximumLoginTime(Duration time) {
        this.longest = time;
        return this;
    }

    /** The interval of the maintenance of expired devices, 10 to 1440 minutes; 1440 at first. Counts from the next start. */
    public SimCluster maintenanceMinutes(int minutes) {
        this.maintenanceMinutes = minutes;
        return this;
    }

    /** How many nodes share its stores and its files; one at first. */
    public SimCluster nodes(int count) {
        this.nodes = count;
        return this;
    }

    int nodes() {
        return nodes;
    }

    /** Adds a phone, which is switched on when the world begins. */
    public SimPhone phone(String device) {
        SimPhone phone = new SimPhone(this, DeviceName.of(device));
        phones.add(phone);
        return phone;
    }

    /** Adds a user whose home this is. */
    public SimUser user(String name) {
        SimUser user = new SimUser(this, name, "21255501" + (10 + users.size()));
        users.put(user.id, user);
        return user;
    }

    /** From now on it is configured as was said; before, it is as it was when it was last configured. */
    public void configure() {
        configured = Directories.of(configuration());
        SimLife now = life();
        if (now != null) {
            world.journal.say(name(), name(), null, "is configured anew");
            now.run("a change of its configuration", now.home::provision);
        }
    }

    private ClusterConfiguration configuration() {
        return ClusterConfiguration.builder(settings())
                .phones(phones.stream()
                        .map(phone -> Phone.builder(phone.device, MODEL, DeviceProtocol.SIP, POOL)
                                .extensionMobilityEnabled(true)
                                .build())
                        .toList())
                .profiles(users.values().stream()
                        .flatMap(user -> profiles(user).stream()
                                .map(name -> DeviceProfile.builder(name)
                                        .lines(List.of(new Line(1, user.number, "Desk")))
                                        .emccCallingSearchSpace("css")
                                        .build()))
                        .toList())
                .users(users.values().stream()
                        .map(user -> EndUser.builder(user.id)
                                .emccEnabled(user.enabled)
                                .controlledProfiles(profiles(user))
                                .maximumLoginTime(user.limit)
                                .build())
                        .toList())
                .baseDevices(baseDevices)
                .build();
    }

    private static List<DeviceProfileName> profiles(SimUser user) {
        return IntStream.range(0, user.profiles)
                .mapToObj(number -> DeviceProfileName.of("UDP-" + user.id + "-" + number))
                .toList();
    }

    private ClusterSettings settings() {
        return ClusterSettings.builder(id, Release.parse("12.5"))
                .featureParameters(FeatureParameters.builder()
                        .defaultTftpServer(Setting.of(tftp(index)))
                        .expiredDeviceMaintenanceMinutes(Setting.of(maintenanceMinutes))
                        .remoteClusterUpdateMinutes(Setting.of(updateMinutes))
                        .build())
                .serviceParameters(ServiceParameters.builder()
                        .multipleLoginBehavior(policy)
                        .interclusterMaximumLoginTime(longest)
                        .build())
                .serviceProfile(InterclusterServiceProfile.builder()
                        .emccActive(true)
                        .pstnAccessActive(true)
                        .pstnAccessTrunk(TRUNK)
                        .build())
                .trunks(List.of(new SipTrunk(TRUNK, TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)))
                .remoteClusters(world.clusters().stream()
                        .filter(other -> other != this)
                        .map(other -> RemoteCluster.builder(
                                        other.id, ServiceAddress.of("cucm-" + other.index + ".example.com"))
                                .build())
                        .toList())
                .devicePools(List.of(DevicePool.builder(
                                POOL,
                                new CallManagerGroup("cmg", List.of(ServiceAddress.of("10." + index + ".0.1"))),
                                new DateTimeGroup("dtg", "M/D/Ya", "Eastern", "America/New_York"))
                        .build()))
                .template(EmccTemplate.builder("emcc-template", POOL, "SIP Profile", "Common Phone Profile")
                        .build())
                .build();
    }

    /** Where its phones fetch their files. */
    static ServiceAddress tftp(int index) {
        return ServiceAddress.of("10." + index + ".0.10");
    }

    private Directories configured() {
        return Objects.requireNonNull(configured, () -> name() + " is not configured");
    }

    void provisioned(Collection<BaseDevice> devices) {
        provisioned.clear();
        devices.forEach(device -> provisioned.add(device.name()));
    }

    // How it lives.

    /** Starts the nodes that are down: they take up what their last lives have left. */
    public void start() {
        boolean wasDown = lives.isEmpty();
        startedInTrouble |= troubles.areNow();
        for (int node = 0; node < nodes; node++) {
            if (!isUp(node)) {
                start(node);
            }
        }
        if (wasDown && isUp()) {
            phones.forEach(SimPhone::registerSoon);
        }
    }

    /** What one of its nodes has begun and not ended yet. */
    Optional<String> open() {
        return lives.stream().flatMap(life -> life.open().stream()).findFirst();
    }

    private boolean isUp(int node) {
        return lives.stream().anyMatch(life -> life.node() == node);
    }

    private void start(int node) {
        world.journal.say(name(), name(), null, "starts" + inWords(node));
        begun++;
        SimLife next = new SimLife(this, node, "node-" + node + (keepsName ? "" : "-" + begun));
        lives.add(next);
        next.begin();
    }

    private String inWords(int node) {
        return nodes == 1 ? "" : " node " + node;
    }

    /** Ends the lives of all its nodes at once. What is stored stays; what was in memory and on the wire is gone. */
    public void crash() {
        for (SimLife last : List.copyOf(lives)) {
            last.kill();
            fallen(last);
        }
    }

    /** Ends the life of one of its nodes; the others go on, and finish in time what it has left. */
    public void crashOne() {
        SimLife last = life();
        if (last != null) {
            last.kill();
            fallen(last);
        }
    }

    /** Ends the life of a node in the middle of what it does next: after so many things that outlive a crash. */
    public void crashAfter(int things) {
        SimLife now = life();
        if (now != null) {
            world.journal.say(
                    name(), name(), null, "will crash after " + things + " more effects" + inWords(now.node()));
            now.crashAfter(things);
        }
    }

    /** Nothing goes wrong here any more, and whoever is down starts. */
    void mend() {
        restartsAfterMillis = -1;
        troubles.end();
        lives.forEach(life -> life.crashAfter(-1));
        start();
        if (startedInTrouble) {
            startedInTrouble = false;
            world.time.after(lease.plus(PUBLISHED).toMillis(), this::restartVisited);
        }
    }

    /** A phone that came while its redirect was not served again stays until it next restarts. */
    private void restartVisited() {
        phones.stream()
                .filter(phone -> visitingSession(phone.device).isPresent())
                .forEach(SimPhone::powerOn);
    }

    void fallen(SimLife last) {
        if (!lives.remove(last)) {
            return;
        }
        world.journal.sayAmiss(name(), name(), null, "CRASHES" + inWords(last.node()));
        if (lives.isEmpty()) {
            files = new SimFiles(this);
            registrations.values().forEach(SimTime.Event::cancel);
            registrations.clear();
            phones.forEach(SimPhone::siteIsDown);
        }
        world.promises.changed(this);
        if (restartsAfterMillis >= 0) {
            world.time.after(restartsAfterMillis, this::start);
        }
    }

    /** A node that answers what comes from outside; none when all are down. */
    @Nullable
    SimLife life() {
        return switch (lives.size()) {
            case 0 -> null;
            case 1 -> lives.get(0);
            default -> lives.get(world.tokens.nextInt(lives.size()));
        };
    }

    SimFiles files() {
        return files;
    }

    // Who is registered here, whichever node was told of it.

    boolean isRegistered(DeviceName device) {
        return registrations.containsKey(device);
    }

    /** A registration that is not refreshed ends, but for its own phones: that they refresh would show nothing. */
    void registered(SimPhone phone) {
        SimTime.Event expiry = world.time.after(SimPhone.REGISTRATION_MILLIS, () -> expired(phone));
        if (phone.site == this) {
            expiry.cancel();
        }
        SimTime.Event older = registrations.put(phone.device, expiry);
        if (older != null) {
            older.cancel();
        }
    }

    /** Whether it was registered. */
    boolean unregistered(SimPhone phone) {
        SimTime.Event expiry = registrations.remove(phone.device);
        if (expiry != null) {
            expiry.cancel();
        }
        return expiry != null;
    }

    /** A phone is not there any more. */
    void expired(SimPhone phone) {
        SimLife now = life();
        if (now != null) {
            now.run("an expiry", () -> now.unregister(phone));
        }
    }

    // What its administrator does and sees.

    /** Whether it runs. */
    public boolean isUp() {
        return !lives.isEmpty();
    }

    /** Home's administrator logs out whoever of this cluster's users is logged in at a phone of another. */
    public void logOutAsHome(DeviceName device) {
        logOut(
                "home's administrator logs out " + device,
                device,
                now -> now.home.logout(device, LogoutCause.HOME_ADMINISTRATOR));
    }

    /** The visiting administrator's <em>Log Out</em>, which cleans up this side only. */
    public void logOutAsVisiting(DeviceName device) {
        logOut(
                "visiting's administrator logs out " + device,
                device,
                now -> now.visiting.logout(device, LogoutCause.VISITING_ADMINISTRATOR));
    }

    private void logOut(String what, DeviceName device, Function<SimLife, CompletableFuture<?>> logout) {
        SimLife now = life();
        if (now != null) {
            world.journal.say(name(), name(), device, what);
            now.run(what, () -> {
                CompletableFuture<?> unused = now.ends(what, logout.apply(now))
                        .whenComplete((outcome, failure) -> world.promises.mustNotFail(now, device, outcome, failure));
            });
        }
    }

    /** A round of the maintenance of expired devices. */
    public void maintain() {
        SimLife now = life();
        if (now != null) {
            world.journal.say(name(), name(), null, "maintains expired devices");
            now.run("maintenance", () -> {
                CompletableFuture<?> unused = now.ends("maintenance", now.home.maintain())
                        .whenComplete((outcome, failure) -> world.promises.mustNotFail(now, null, outcome, failure));
            });
        }
    }

    /** How many base devices are free. */
    public int freeBaseDevices() {
        return homeStore.freeBaseDevices();
    }

    /** Home's session of a phone of another cluster. */
    public Optional<HomeSession> homeSession(DeviceName device) {
        return homeStore.live(device).map(Versioned::value);
    }

    /** The session of a visitor at a phone of this cluster. */
    public Optional<VisitingSession> visitingSession(DeviceName device) {
        return visitingStore.live(device).map(Versioned::value);
    }

    /** Whether a home file for a phone of another cluster is served. */
    public boolean servesHomeFile(DeviceName device) {
        return files.home().containsKey(device);
    }

    /** Whether the redirect of a phone of this cluster is served. */
    public boolean servesRedirect(DeviceName device) {
        return files.redirects().containsKey(device);
    }

    @Nullable
    SimUser user(UserId user) {
        return users.get(user);
    }

    MultipleLoginBehavior policyInForce() {
        return configured().cluster().settings().serviceParameters().multipleLoginBehavior();
    }

    /** Its cluster ID. */
    public ClusterId id() {
        return id;
    }

    String name() {
        return id.value();
    }

    @Override
    public String toString() {
        return name();
    }

    /** As it is configured now; out of order at times. */
    private final class CurrentDevices implements DeviceDirectory {
        @Override
        public Optional<Phone> phone(DeviceName name) {
            troubles.perhaps();
            return configured().devices().phone(name);
        }

        @Override
        public Optional<DeviceProfile> profile(DeviceProfileName name) {
            troubles.perhaps();
            return configured().devices().profile(name);
        }

        @Override
        public List<BaseDevice> baseDevices() {
            return configured().devices().baseDevices();
        }
    }
}
