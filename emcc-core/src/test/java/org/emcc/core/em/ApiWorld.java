package org.emcc.core.em;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Line;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.directory.DeviceDirectory;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ApplicationCheck;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.InMemoryApplications;
import org.emcc.core.gateway.LocalLogin;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.LocalOutcome;
import org.emcc.core.gateway.LocalPresence;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.MaximumLoginTime;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.jspecify.annotations.Nullable;

/** London with its own users and the phones of its desks, New York with Alice; applications call London, or New York. */
public final class ApiWorld implements AutoCloseable {
    public static final DeviceName DESK = TwoClusters.PHONE;
    public static final DeviceName LAB = DeviceName.of("SEP0011AABBCCEE");
    public static final DeviceName OFF = DeviceName.of("SEP0011AABBCCFF");
    public static final DeviceName NOWHERE = DeviceName.of("SEPFFFFFFFFFFFF");
    public static final DeviceName BROADWAY = DeviceName.of("SEP0022AABBCCDD");
    public static final UserId ALICE = UserId.of("alice");
    public static final UserId LISA = UserId.of("lisa");
    public static final UserId KIM = UserId.of("kim@example.net");
    public static final UserId NINA = UserId.of("nina");
    public static final UserId ROB = UserId.of("rob");
    public static final UserId GHOST = UserId.of("ghost");
    public static final DeviceProfileName LISAS = DeviceProfileName.of("UDP-lisa");
    public static final DeviceProfileName LABS = DeviceProfileName.of("UDP-lab");
    public static final DeviceProfileName KIMS = DeviceProfileName.of("UDP-kim");
    public static final DeviceProfileName LOST = DeviceProfileName.of("UDP-lost");
    public static final ApiApplication GATEWAY = application("em-gateway", Canary.PIN);

    public final InProcessLink link = InProcessLink.create();
    public final Desks desks = new Desks();
    public final InMemoryApplications applications = Applications.inMemory(new Random(7))
            .withIterations(1)
            .setProxy("em-gateway", Canary.PIN.toCharArray())
            .setWithoutRight("reporter", Canary.PIN.toCharArray())
            .setEndUser(LISA, Canary.PIN.toCharArray());
    public final ClusterConfiguration newYork;
    public final ClusterConfiguration london;
    public final HomeCluster nycHome;
    public final VisitingCluster nycVisiting;
    public final HomeCluster lonHome;
    public final VisitingCluster lonVisiting;

    /** What the directories throw, by the port that is asked; nothing at first. */
    public final Map<String, RuntimeException> broken = new ConcurrentHashMap<>();

    public ApiWorld() {
        this(parameters -> parameters);
    }

    public ApiWorld(UnaryOperator<ServiceParameters.Builder> parameters) {
        this(parameters, VisitingLoginStore.inMemory());
    }

    public ApiWorld(UnaryOperator<ServiceParameters.Builder> parameters, VisitingLoginStore store) {
        this(parameters, store, Duration.ofSeconds(5));
    }

    public ApiWorld(
            UnaryOperator<ServiceParameters.Builder> parameters, VisitingLoginStore store, Duration portDeadline) {
        ServiceParameters set = parameters.apply(ServiceParameters.builder()).build();
        this.london = london(set);
        ClusterConfiguration nyc = TwoClusters.nyc();
        this.newYork = nyc.toBuilder()
                .settings(nyc.settings().toBuilder().serviceParameters(set).build())
                .phones(List.of(phone(BROADWAY).build()))
                .build();
        this.nycHome = TwoClusters.home(newYork, link, TwoClusters.credentials(), desks);
        this.nycVisiting = TwoClusters.visiting(
                Directories.of(newYork), InProcessLink.create(), VisitingLoginStore.inMemory(), desks);
        this.lonHome = TwoClusters.home(london, link, TwoClusters.credentials(), desks);
        this.lonVisiting = TwoClusters.visitingBuilder(breakable(Directories.of(london)), link)
                .store(store)
                .localLogins(desks)
                .portDeadline(portDeadline)
                .build();
        link.join(nycHome).join(lonVisiting);
    }

    public static ApiApplication application(String appId, String password) {
        return ApiApplication.password(appId, password.toCharArray());
    }

    private static ClusterConfiguration london(ServiceParameters parameters) {
        ClusterConfiguration lon = TwoClusters.lon();
        return lon.toBuilder()
                .settings(
                        lon.settings().toBuilder().serviceParameters(parameters).build())
                .phones(List.of(
                        phone(DESK).build(),
                        phone(LAB).build(),
                        phone(OFF).extensionMobilityEnabled(false).build()))
                .profiles(List.of(profile(LISAS), profile(LABS), profile(KIMS), profile(LOST)))
                .users(List.of(
                        EndUser.builder(LISA)
                                .controlledProfiles(List.of(LISAS, LABS, LOST))
                                .build(),
                        EndUser.builder(KIM)
                                .controlledProfiles(List.of(KIMS))
                                .maximumLoginTime(MaximumLoginTime.after(Duration.ofHours(2)))
                                .build(),
                        EndUser.builder(NINA).build(),
                        EndUser.builder(ROB).homeCluster(false).build()))
                .build();
    }

    private static Phone.Builder phone(DeviceName name) {
        return Phone.builder(
                        name, new PhoneModel("Cisco 8851", 684, true), DeviceProtocol.SIP, DevicePoolName.of("pool"))
                .extensionMobilityEnabled(true);
    }

    private static DeviceProfile profile(DeviceProfileName name) {
        return DeviceProfile.builder(name)
                .lines(List.of(new Line(1, "2075550100", "Desk")))
                .build();
    }

    private Directories breakable(Directories real) {
        return new Directories(
                () -> whole("cluster", real.cluster().settings()),
                (type, identifier) -> whole("users", real.users().find(type, identifier)),
                new DeviceDirectory() {
                    @Override
                    public java.util.Optional<Phone> phone(DeviceName name) {
                        return whole("devices", real.devices().phone(name));
                    }

                    @Override
                    public java.util.Optional<DeviceProfile> profile(DeviceProfileName name) {
                        return whole("devices", real.devices().profile(name))
                                .filter(profile -> !profile.name().equals(LOST)); // deleted since
                    }

                    @Override
                    public List<org.emcc.core.device.BaseDevice> baseDevices() {
                        return real.devices().baseDevices();
                    }
                });
    }

    private <T> T whole(String port, T answer) {
        RuntimeException failure = broken.get(port);
        if (failure != null) {
            throw failure;
        }
        return answer;
    }

    public EmApi.Builder london() {
        return EmApi.builder(lonHome, lonVisiting).applications(applications);
    }

    public EmApi.Builder newYork() {
        return EmApi.builder(nycHome, nycVisiting).applications(applications);
    }

    /** Alice of New York logs in at a desk in London, by her PIN. */
    public LoginOutcome aliceIsInLondon(DeviceName desk) {
        return lonVisiting
                .login(LoginRequest.builder(desk, ALICE.value(), Pin.of(Canary.PIN))
                        .emccCapable(true)
                        .build())
                .join();
    }

    @Override
    public void close() {
        nycHome.close();
        nycVisiting.close();
        lonHome.close();
        lonVisiting.close();
    }

    /** Logins within a cluster, kept in memory. */
    public static final class Desks implements LocalLogins {
        public final Map<DeviceName, UserId> there = new ConcurrentHashMap<>();
        public final Map<DeviceName, UserId> last = new ConcurrentHashMap<>();
        public final List<LocalLogin> wishes = new CopyOnWriteArrayList<>();

        /** What every call gives instead, when it is set. */
        public volatile @Nullable CompletableFuture<?> instead;

        /** What happens just before the next login is answered, or before the next look at a phone. */
        public final AtomicReference<@Nullable Runnable> atLogin = new AtomicReference<>();

        /** What happens just before the next logout. */
        public final AtomicReference<@Nullable Runnable> atLogout = new AtomicReference<>();

        public final AtomicReference<@Nullable Runnable> afterLook = new AtomicReference<>();

        /** What happens after the next logout. */
        public final AtomicReference<@Nullable Runnable> afterLogout = new AtomicReference<>();

        public Desks() {}

        private static void once(AtomicReference<@Nullable Runnable> what) {
            Runnable hook = what.getAndSet(null);
            if (hook != null) {
                hook.run();
            }
        }

        @SuppressWarnings("unchecked")
        private <T> CompletableFuture<T> answer(T value) {
            CompletableFuture<?> other = instead;
            return other == null ? CompletableFuture.completedFuture(value) : (CompletableFuture<T>) other;
        }

        @Override
        public CompletableFuture<LocalOutcome> login(LocalLogin login) {
            wishes.add(login);
            once(atLogin);
            UserId other = there.putIfAbsent(login.device(), login.user());
            return answer(
                    other == null || other.equals(login.user())
                            ? new LocalOutcome.Done()
                            : new LocalOutcome.Refused(ErrorCode.of(18)));
        }

        @Override
        public CompletableFuture<LocalOutcome> logout(DeviceName device, UserId user) {
            once(atLogout);
            boolean gone = there.remove(device, user);
            if (gone) {
                last.put(device, user);
            }
            once(afterLogout);
            return answer(gone ? new LocalOutcome.Done() : new LocalOutcome.Refused(ErrorCode.of(19)));
        }

        @Override
        public CompletableFuture<LocalOutcome> logoutAll() {
            last.putAll(there);
            there.clear();
            return answer(new LocalOutcome.Done());
        }

        @Override
        public CompletableFuture<LocalPresence> at(DeviceName device) {
            UserId user = there.get(device);
            UserId before = last.get(device);
            LocalPresence presence = user == null ? LocalPresence.nobody() : LocalPresence.of(user);
            once(afterLook);
            return answer(before == null ? presence : presence.withLast(before));
        }

        @Override
        public CompletableFuture<List<DeviceName>> devicesOf(UserId user) {
            return answer(there.entrySet().stream()
                    .filter(each -> each.getValue().equals(user))
                    .map(Map.Entry::getKey)
                    .sorted(java.util.Comparator.comparing(DeviceName::value))
                    .toList());
        }
    }

    /** A check that gives whatever it is told to. */
    public static Applications always(CompletableFuture<ApplicationCheck> answer) {
        return (appId, password) -> answer;
    }
}
