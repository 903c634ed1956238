package org.emcc.core.login;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.Line;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.gateway.Timers;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;

/** Two clusters in one process over fakes of the outer world: NYC is Alice's home, London has the phone. */
final class LoginFixture {
    static final ClusterId NYC = ClusterId.of("NYC");
    static final ClusterId LON = ClusterId.of("LON");
    static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCDD");
    static final UserId ALICE = UserId.of("alice");
    static final Pin PIN = Pin.of(Canary.PIN);
    static final DeviceProfileName DESK = DeviceProfileName.of("UDP-alice");
    static final DevicePoolName ROAMING = DevicePoolName.of("rdp-LON");
    static final PhoneModel MODEL = new PhoneModel("Cisco 8851", 684, true);

    private LoginFixture() {}

    /** A clock that stands until it is moved, and timers over it. */
    static final class ManualTime implements Timers {
        private record Due(Instant when, Runnable task) {}

        private Instant now = Instant.parse("2026-11-22T09:00:00Z");
        private final List<Due> due = new ArrayList<>();

        final Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };

        @Override
        public Ordered at(Instant when, Runnable task) {
            Due order = new Due(when, task);
            due.add(order);
            return () -> due.remove(order);
        }

        /** How many orders are waiting. */
        int waiting() {
            return due.size();
        }

        void advance(Duration time) {
            Instant end = now.plus(time);
            while (true) {
                Due next = due.stream()
                        .filter(order -> !order.when.isAfter(end))
                        .min(java.util.Comparator.comparing(Due::when))
                        .orElse(null);
                if (next == null) {
                    break;
                }
                due.remove(next);
                now = next.when.isAfter(now) ? next.when : now;
                next.task.run();
            }
            now = end;
        }

        @Override
        public void close() {
            due.clear();
        }
    }

    /** Remembers which file each phone would get. */
    static final class FakeFiles implements PhoneFiles {
        final Map<DeviceName, String> served = new ConcurrentHashMap<>();
        final List<String> calls = new CopyOnWriteArrayList<>();
        private final Set<LoginId> over = ConcurrentHashMap.newKeySet();
        volatile boolean broken;

        @Override
        public PublishedFile publish(TemporaryDevice device) {
            failIfBroken();
            calls.add("publish " + device.name());
            if (!over.contains(device.login())) {
                served.put(device.name(), "home file of " + device.user());
            }
            return new PublishedFile(device.name() + ".cnf.xml", 1);
        }

        @Override
        public void withdraw(LoginId login, DeviceName device, Duration grace) {
            failIfBroken();
            calls.add("withdraw " + device);
            over.add(login);
            served.remove(device);
        }

        @Override
        public PublishedFile redirect(LoginId login, Redirect redirect) {
            failIfBroken();
            calls.add("redirect " + redirect.device() + " to " + redirect.homeTftpServers());
            if (!over.contains(login)) {
                served.put(redirect.device(), "redirect");
            }
            return new PublishedFile(redirect.device() + ".cnf.xml", 1);
        }

        @Override
        public void restore(LoginId login, DeviceName device) {
            failIfBroken();
            calls.add("restore " + device);
            over.add(login);
            served.remove(device);
        }

        private void failIfBroken() {
            if (broken) {
                throw new IllegalStateException("the file service is broken");
            }
        }
    }

    static ClusterSettings.Builder nycSettings() {
        CivicAddress london =
                CivicAddress.empty().with(CivicField.COUNTRY, "GB").with(CivicField.A3, "London");
        CivicAddress newYork =
                CivicAddress.empty().with(CivicField.COUNTRY, "US").with(CivicField.A3, "New York");
        return ClusterSettings.builder(NYC, Release.parse("12.5"))
                .featureParameters(FeatureParameters.builder()
                        .defaultTftpServer(Setting.of(ServiceAddress.of("10.1.0.10")))
                        .backupTftpServer(Setting.of(ServiceAddress.of("10.1.0.11", 6969)))
                        .geolocationFilter(Setting.of("country"))
                        .build())
                .geolocationFilters(List.of(new GeolocationFilter("country", java.util.Set.of(CivicField.COUNTRY))))
                .remoteClusters(List.of(RemoteCluster.builder(LON, ServiceAddress.of("cucm-lon.example.com"))
                        .build()))
                .devicePools(List.of(
                        pool("Default").build(),
                        pool("dp-NYC")
                                .geolocation(new Geolocation("geo-NYC", newYork))
                                .build(),
                        pool(ROAMING.value())
                                .geolocation(new Geolocation("geo-LON", london))
                                .adjunctCallingSearchSpace("css-emergency-UK")
                                .build()))
                .template(EmccTemplate.builder(
                                "emcc-template",
                                DevicePoolName.of("Default"),
                                "Standard SIP Profile",
                                "Standard Common Phone Profile")
                        .build());
    }

    static ClusterConfiguration.Builder nyc() {
        return ClusterConfiguration.builder(nycSettings().build())
                .profiles(List.of(profile(DESK)))
                .users(List.of(alice().build()))
                .baseDevices(2);
    }

    static EndUser.Builder alice() {
        return EndUser.builder(ALICE).emccEnabled(true).controlledProfiles(List.of(DESK));
    }

    static DeviceProfile profile(DeviceProfileName name) {
        return DeviceProfile.builder(name)
                .lines(List.of(new Line(1, "2125550100", "Alice")))
                .emccCallingSearchSpace("css-alice")
                .build();
    }

    static DevicePool.Builder pool(String name) {
        return DevicePool.builder(
                DevicePoolName.of(name),
                new CallManagerGroup("cmg", List.of(ServiceAddress.of("10.1.0.1"))),
                new DateTimeGroup("dtg", "M/D/Ya", "Eastern Standard/Daylight Time", "America/New_York"));
    }

    static ClusterSettings.Builder lonSettings() {
        return ClusterSettings.builder(LON, Release.parse("12.5"))
                .serviceProfile(InterclusterServiceProfile.builder()
                        .emccActive(true)
                        .pstnAccessActive(true)
                        .pstnAccessTrunk("EMCC-ICT-SIP-Trunk-1")
                        .build())
                .trunks(List.of(
                        new SipTrunk("EMCC-ICT-SIP-Trunk-1", TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)))
                .remoteClusters(List.of(RemoteCluster.builder(NYC, ServiceAddress.of("cucm-nyc.example.com"))
                        .build()))
                .devicePools(List.of(pool("dp-LON")
                        .geolocation(
                                new Geolocation("geo-LON", CivicAddress.empty().with(CivicField.COUNTRY, "GB")))
                        .build()));
    }

    static ClusterConfiguration.Builder lon() {
        return ClusterConfiguration.builder(lonSettings().build()).phones(List.of(phone().build()));
    }

    static Phone.Builder phone() {
        return Phone.builder(PHONE, MODEL, DeviceProtocol.SIP, DevicePoolName.of("dp-LON"))
                .extensionMobilityEnabled(true);
    }

    static InMemoryCredentials credentials(Clock clock) {
        return Credentials.inMemory(clock, new Random(1)).withIterations(1).set(ALICE, PIN);
    }

    static URI logoutUri(DeviceName device) {
        return URI.create("https://cucm-lon.example.com:8443/emapp/EMAppServlet?device=" + device + "&doLogout=true");
    }

    /** Resets that are always accepted, and remembered. */
    static PhoneControl resets(List<DeviceName> done) {
        return device -> {
            done.add(device);
            return java.util.concurrent.CompletableFuture.completedFuture(org.emcc.core.gateway.ResetOutcome.ACCEPTED);
        };
    }

    static TemporaryDevice temporaryDevice() {
        HomeLogin login = new HomeLogin(
                LoginId.of(Instant.EPOCH, 1),
                ALICE,
                DESK,
                new VisitingFacts(LON, Release.parse("12.5"), ClusterSecurityMode.NONSECURE),
                PhoneFacts.builder(PHONE, MODEL, DeviceProtocol.SIP).build(),
                ROAMING,
                true,
                Instant.EPOCH,
                LoginLimit.after(Duration.ofHours(10)));
        return DeviceMaking.make(login, BaseDeviceName.of(1), nycSettings().build(), profile(DESK));
    }

    static Directories directories(ClusterConfiguration.Builder configuration) {
        return Directories.of(configuration.build());
    }
}
