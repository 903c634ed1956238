package org.emcc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.emcc.core.audit.Explain;
import org.emcc.core.audit.Explanation;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.PhoneService;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.SnapshotFile;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Explain} says of two clusters' snapshots, each written to a file and read again, is what their lab then does. */
@Timeout(300)
class ExplainedLoginTest {
    private static final int SEEDS = Boolean.getBoolean("emcc.deep") ? 500 : 30;
    private static final Company NYC = Company.newYork().toBuilder()
            .securityMode(ClusterSecurityMode.MIXED)
            .build();
    private static final Company LON = Company.london().toBuilder()
            .securityMode(ClusterSecurityMode.MIXED)
            .site(Site.in("GB", "Leeds").securePhones("SEP0011AABBCCF1").build())
            .build();

    private static EmccLab lab;
    private static ClusterConfiguration newYork;
    private static ClusterConfiguration london;

    @BeforeAll
    static void open() {
        lab = EmccLab.builder().companies(NYC, LON).withoutPeriodicWork().start();
        newYork = lab.cluster("NYC").configuration();
        london = lab.cluster("LON").configuration();
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    /** A user, and the phone at which it logs in. */
    private record Visit(String user, Company home, String phone, String visiting) {
        @Override
        public String toString() {
            return user + " at " + phone + " of " + visiting;
        }
    }

    static Stream<Visit> visits() {
        return Stream.concat(
                Stream.of("SEP0011AABBCCD1", "SEP0011AABBCCD3", "SEP0011AABBCCD4", "SEP0011AABBCCF1")
                        .flatMap(phone -> Stream.of(
                                new Visit("alice", NYC, phone, "LON"), new Visit("mmeyer", NYC, phone, "LON"))),
                Stream.of("SEP00AA11BB22C1", "SEP00AA11BB22C3", "SEP00AA11BB22C4")
                        .map(phone -> new Visit("nora", LON, phone, "NYC")));
    }

    @ParameterizedTest
    @MethodSource("visits")
    void aDeviceIsBuiltAsItWasSaid(Visit visit) {
        lab.cluster("NYC").configure(newYork);
        lab.cluster("LON").configure(london);
        Explanation said = explained(visit);
        assertThat(said.succeeds()).as(said.text()).isTrue();

        VirtualPhone phone = lab.phone(visit.phone());
        phone.start().join();
        Display shown = phone.logIn(visit.user(), pin(visit));
        assertThat(shown.text()).as(() -> lab.trace().asText(50)).startsWith("Login successful");
        lab.awaitRegistration(phone, visit.home().id().value());

        TemporaryDevice built = lab.cluster(visit.home().id().value())
                .home()
                .temporaryDevice(DeviceName.of(visit.phone()))
                .orElseThrow();
        assertThat(built)
                .usingRecursiveComparison()
                .ignoringFields("login", "baseDevice") // which are of this login
                .isEqualTo(said.device().orElseThrow());
        phone.logOut();
        lab.awaitRegistration(phone, visit.visiting());
    }

    private static Pin pin(Visit visit) {
        return visit.home().pins().get(UserId.of(visit.user()));
    }

    private static Explanation explained(Visit visit) {
        String home = visit.home().id().value();
        return Explain.of(snapshot(home), snapshot(visit.visiting()), lab.clock())
                .login(UserId.of(visit.user()), DeviceName.of(visit.phone()));
    }

    private static ClusterSnapshot snapshot(String cluster) {
        return SnapshotFile.decodeOrThrow(
                SnapshotFile.encode(ClusterSnapshot.of(lab.cluster(cluster).configuration())));
    }

    // ---- faults by chance

    private static final List<UnaryOperator<ClusterConfiguration>> AT_HOME = List.of(
            of -> of.toBuilder()
                    .users(of.users().values().stream()
                            .map(user -> user.toBuilder().emccEnabled(false).build())
                            .toList())
                    .build(),
            of -> of.toBuilder()
                    .users(of.users().values().stream()
                            .map(user -> user.toBuilder()
                                    .controlledProfiles(List.of())
                                    .build())
                            .toList())
                    .build(),
            of -> of.toBuilder().users(List.of()).build(),
            of -> of.toBuilder().baseDevices(0).build(),
            settings((now, next) -> next.remoteClusters(List.of())),
            settings((now, next) -> next.featureParameters(now.featureParameters().toBuilder()
                    .defaultTftpServer(Setting.absent())
                    .backupTftpServer(Setting.absent())
                    .build())),
            settings((now, next) -> next.geolocations(List.of())));

    private static final List<UnaryOperator<ClusterConfiguration>> AT_VISITING = List.of(
            of -> of.toBuilder()
                    .phones(of.phones().values().stream()
                            .map(phone -> phone.toBuilder()
                                    .extensionMobilityEnabled(false)
                                    .build())
                            .toList())
                    .build(),
            ExplainedLoginTest::withoutEmcc,
            settings((now, next) -> next.remoteClusters(List.of())),
            settings((now, next) -> next.serviceProfile(
                    now.serviceProfile().toBuilder().emccActive(false).build())),
            settings((now, next) -> next.serviceProfile(
                    now.serviceProfile().toBuilder().pstnAccessActive(false).build())));

    private static ClusterConfiguration withoutEmcc(ClusterConfiguration of) {
        List<PhoneService> services = of.settings().phoneServices().stream()
                .map(ExplainedLoginTest::withoutEmcc)
                .toList();
        return of.toBuilder()
                .settings(of.settings().toBuilder().phoneServices(services).build())
                .phones(of.phones().values().stream()
                        .map(phone -> phone.toBuilder().services(services).build())
                        .toList())
                .build();
    }

    private static PhoneService withoutEmcc(PhoneService service) {
        PhoneService.Builder next =
                PhoneService.builder(service.name(), service.url().replace("&EMCC=#EMCC#", ""));
        service.secureUrl().map(url -> url.replace("&EMCC=#EMCC#", "")).ifPresent(next::secureUrl);
        return next.build();
    }

    /** A page that is changed and saved. */
    private interface Change {
        ClusterSettings.Builder of(ClusterSettings now, ClusterSettings.Builder next);
    }

    private static UnaryOperator<ClusterConfiguration> settings(Change change) {
        return of -> of.toBuilder()
                .settings(change.of(of.settings(), of.settings().toBuilder()).build())
                .build();
    }

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRefusalIsTheOneThatWasSaid(long seed) {
        Random random = new Random(seed);
        configure("NYC", some(newYork, AT_HOME, random));
        configure("LON", some(london, AT_VISITING, random));
        Visit visit = new Visit("alice", NYC, random.nextBoolean() ? "SEP0011AABBCCD1" : "SEP0011AABBCCF1", "LON");
        Explanation said = explained(visit);

        VirtualPhone phone = lab.phone(visit.phone());
        phone.start().join();
        Display shown = phone.logIn(visit.user(), pin(visit));
        if (said.succeeds()) {
            assertThat(shown.text())
                    .as(() -> said.text() + lab.trace().asText(50))
                    .startsWith("Login successful");
            lab.awaitRegistration(phone, "NYC");
            phone.logOut();
            lab.awaitRegistration(phone, "LON");
        } else {
            assertThat(shown.candidates())
                    .as(() -> said.text() + lab.trace().asText(50))
                    .isNotEmpty();
            assertThat(said.code()).as(said.text()).contains(CauseAndEffectTest.code(lab, shown));
        }
    }

    private static void configure(String at, ClusterConfiguration next) {
        lab.cluster(at).configure(next);
        lab.cluster(at).home().provision();
    }

    /** None to two of the faults. */
    private static ClusterConfiguration some(
            ClusterConfiguration of, List<UnaryOperator<ClusterConfiguration>> faults, Random random) {
        List<UnaryOperator<ClusterConfiguration>> left = new ArrayList<>(faults);
        ClusterConfiguration next = of;
        for (int i = random.nextInt(3); i > 0; i--) {
            next = left.remove(random.nextInt(left.size())).apply(next);
        }
        return next;
    }
}
