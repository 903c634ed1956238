package org.emcc.core.em;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
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
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;

/** New York, where alice (one profile), bob (two) and carol (a PIN to change) are at home, and London, which has a phone and lisa. */
public final class TwoClusters {
    public static final ClusterId NYC = ClusterId.of("NYC");
    public static final ClusterId LON = ClusterId.of("LON");
    public static final String NYC_HOST = "cucm-nyc.example.com";
    public static final String LON_HOST = "cucm-lon.example.com";
    public static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCDD");
    public static final String PIN = Canary.PIN;
    private static final DeviceProfileName ONE = DeviceProfileName.of("UDP-one");
    private static final DeviceProfileName LONG = DeviceProfileName.of("UDP-" + "x".repeat(80));

    private TwoClusters() {}

    public static HomeCluster home(ClusterConfiguration configuration, ClusterLink link) {
        return home(configuration, link, credentials(), LocalLogins.reportsOnly());
    }

    public static HomeCluster home(
            ClusterConfiguration configuration, ClusterLink link, Credentials credentials, LocalLogins locals) {
        return HomeCluster.builder(Directories.of(configuration), credentials, new NoFiles(), link)
                .localLogins(locals)
                .build();
    }

    public static Credentials credentials() {
        return Credentials.inMemory(Clock.systemUTC(), new Random(1))
                .withIterations(1)
                .set(UserId.of("alice"), Pin.of(PIN))
                .set(UserId.of("bob"), Pin.of(PIN))
                .setToBeChanged(UserId.of("carol"), Pin.of(PIN));
    }

    public static VisitingCluster visiting(ClusterConfiguration configuration, ClusterLink link) {
        return visiting(configuration, link, VisitingLoginStore.inMemory());
    }

    public static VisitingCluster visiting(
            ClusterConfiguration configuration, ClusterLink link, VisitingLoginStore store) {
        return visiting(Directories.of(configuration), link, store);
    }

    public static VisitingCluster visiting(Directories directories, ClusterLink link, VisitingLoginStore store) {
        return visiting(directories, link, store, LocalLogins.reportsOnly());
    }

    public static VisitingCluster visiting(
            Directories directories, ClusterLink link, VisitingLoginStore store, LocalLogins locals) {
        return visitingBuilder(directories, link)
                .store(store)
                .localLogins(locals)
                .build();
    }

    public static VisitingCluster.Builder visitingBuilder(Directories directories, ClusterLink link) {
        return VisitingCluster.builder(
                        directories,
                        link,
                        new NoFiles(),
                        device ->
                                EmApp.logoutUri(URI.create("https://" + LON_HOST + ":8443/emapp/EMAppServlet"), device))
                .control(device -> CompletableFuture.completedFuture(ResetOutcome.ACCEPTED));
    }

    public static ClusterConfiguration nyc() {
        return nyc(NYC);
    }

    /** New York with another cluster ID. */
    public static ClusterConfiguration nyc(ClusterId id) {
        ClusterSettings settings = ClusterSettings.builder(id, Release.parse("12.5"))
                .featureParameters(FeatureParameters.builder()
                        .defaultTftpServer(Setting.of(ServiceAddress.of("10.1.0.10")))
                        .backupTftpServer(Setting.of(ServiceAddress.of("10.1.0.11", 6969)))
                        .build())
                .remoteClusters(List.of(
                        RemoteCluster.builder(LON, ServiceAddress.of(LON_HOST)).build()))
                .devicePools(List.of(pool()))
                .template(EmccTemplate.builder(
                                "template", DevicePoolName.of("pool"), "Standard SIP Profile", "Standard Phone Profile")
                        .build())
                .build();
        return ClusterConfiguration.builder(settings)
                .profiles(List.of(profile(ONE), profile(LONG)))
                .users(List.of(
                        user("alice")
                                .controlledProfiles(List.of(ONE))
                                .primaryExtension("2001")
                                .build(),
                        user("carol")
                                .controlledProfiles(List.of(ONE))
                                .primaryExtension("1234")
                                .build(),
                        user("bob").controlledProfiles(List.of(ONE, LONG)).build()))
                .baseDevices(2)
                .build();
    }

    public static ClusterConfiguration lon() {
        return lon(NYC);
    }

    /** London, which knows New York by another cluster ID. */
    public static ClusterConfiguration lon(ClusterId nyc) {
        ClusterSettings settings = ClusterSettings.builder(LON, Release.parse("12.5"))
                .serviceProfile(InterclusterServiceProfile.builder()
                        .emccActive(true)
                        .pstnAccessActive(true)
                        .pstnAccessTrunk("trunk")
                        .build())
                .trunks(List.of(new SipTrunk("trunk", TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)))
                .remoteClusters(List.of(
                        RemoteCluster.builder(nyc, ServiceAddress.of(NYC_HOST)).build()))
                .devicePools(List.of(pool()))
                .build();
        return ClusterConfiguration.builder(settings)
                .phones(List.of(Phone.builder(
                                PHONE,
                                new PhoneModel("Cisco 8851", 684, true),
                                DeviceProtocol.SIP,
                                DevicePoolName.of("pool"))
                        .extensionMobilityEnabled(true)
                        .build()))
                .users(List.of(user("lisa").build()))
                .build();
    }

    private static EndUser.Builder user(String id) {
        return EndUser.builder(UserId.of(id)).emccEnabled(true);
    }

    private static DeviceProfile profile(DeviceProfileName name) {
        return DeviceProfile.builder(name)
                .lines(List.of(new Line(1, "2125550100", "Alice")))
                .emccCallingSearchSpace("css")
                .build();
    }

    private static DevicePool pool() {
        return DevicePool.builder(
                        DevicePoolName.of("pool"),
                        new CallManagerGroup("cmg", List.of(ServiceAddress.of("10.1.0.1"))),
                        new DateTimeGroup("dtg", "M/D/Ya", "Eastern Standard/Daylight Time", "America/New_York"))
                .build();
    }

    /** What the phone shows at first, without what it asks for by itself later. */
    static PhonePage page(EmApp app, PhoneRequest request) {
        return app.answer(request).thenApply(PhoneAnswer::page).join();
    }

    public static PhoneFiles noFiles() {
        return new NoFiles();
    }

    /** Files that nobody asks for. */
    private static final class NoFiles implements PhoneFiles {
        @Override
        public PublishedFile publish(TemporaryDevice device) {
            return new PublishedFile(device.name() + ".cnf.xml", 1);
        }

        @Override
        public void withdraw(LoginId login, DeviceName device, Duration grace) {}

        @Override
        public PublishedFile redirect(LoginId login, Redirect redirect) {
            return new PublishedFile(redirect.device() + ".cnf.xml", 1);
        }

        @Override
        public void restore(LoginId login, DeviceName device) {}
    }

    /** A clock that stands until it is moved, with timers that run when it is. */
    public static final class Time extends Clock implements Timers {
        private Instant now = Instant.parse("2026-11-22T08:00:00Z");
        private final java.util.Map<Instant, Runnable> due = new java.util.TreeMap<>();

        public Time() {}

        public void advance(Duration by) {
            now = now.plus(by);
            due.entrySet().removeIf(each -> {
                boolean past = !each.getKey().isAfter(now);
                if (past) {
                    each.getValue().run();
                }
                return past;
            });
        }

        @Override
        public Ordered at(Instant when, Runnable task) {
            due.put(when, task);
            return () -> due.remove(when);
        }

        @Override
        public void close() {
            due.clear();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
