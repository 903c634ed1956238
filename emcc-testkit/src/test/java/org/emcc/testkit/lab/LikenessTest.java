package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.emcc.core.Problem;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.SnapshotFile;
import org.emcc.core.snapshot.SnapshotProjection;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.assertion.EmccAssertions;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots of the ready companies, through files, and the lab of their likenesses. */
class LikenessTest {
    private static final Pin PIN = Pin.of(Canary.PIN);
    private static final ServiceAddress SOMEWHERE = ServiceAddress.of("10.1.2.3", 4711);
    private static final Addresses ADDRESSES = new Addresses(SOMEWHERE, SOMEWHERE, SOMEWHERE);

    @TempDir
    private Path directory;

    static Stream<ClusterConfiguration> configurations() {
        List<Company> all = List.of(Company.newYork(), Company.london(), Company.tokyo());
        return Stream.concat(
                all.stream()
                        .map(company -> company.configuration(
                                ADDRESSES,
                                all.stream().filter(other -> other != company).toList())),
                Stream.of(Company.london().withSccpPhones().configuration(ADDRESSES)));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void theSnapshotOfACompanyIsTheCompanyAgain(ClusterConfiguration configuration) {
        ClusterSnapshot snapshot = SnapshotFile.decodeOrThrow(SnapshotFile.encode(ClusterSnapshot.of(configuration)));
        assertThat(snapshot).isEqualTo(ClusterSnapshot.of(configuration));
        SnapshotProjection.Projected projected = (SnapshotProjection.Projected) snapshot.toConfiguration();
        assertThat(projected.configuration()).isEqualTo(configuration);
        assertThat(projected.omissions())
                .extracting(Object::toString)
                .containsExactly(
                        "every server: unknown; none is taken over", "every service: unknown; none is taken over");
    }

    private Path file(Company company, Company other) throws IOException {
        Path file = directory.resolve(company.id() + ".xml");
        try (OutputStream out = Files.newOutputStream(file)) {
            SnapshotFile.write(ClusterSnapshot.of(company.configuration(ADDRESSES, List.of(other))), out);
        }
        return file;
    }

    private Company likeness(Company company, Company other, String node) throws IOException {
        return Company.of(SnapshotFile.decodeOrThrow(Files.readAllBytes(file(company, other))), node, PIN);
    }

    @Test
    void aLoginBetweenTheLikenessesOfTwoFiles() throws IOException {
        Company newYork = likeness(Company.newYork(), Company.london(), "cucm-a.example.com");
        Company london = likeness(Company.london(), Company.newYork(), "cucm-b.example.com");
        try (EmccLab lab = EmccLab.builder().companies(List.of(newYork, london)).start()) {
            logsInAndOut(lab);
        }
    }

    private static void logsInAndOut(EmccLab lab) {
        VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
        phone.start().join();
        EmccAssertions.assertThat(phone.logIn("alice", PIN)).hasNoError();
        lab.awaitRegistration(phone, "NYC");
        EmccAssertions.assertThat(phone).isInEmccMode();
        assertThat(phone.logOut().text()).startsWith("Logout successful");
        lab.awaitRegistration(phone, "LON");
    }

    @Test
    void aLabFileNamesSnapshots() throws IOException {
        String text = "snapshot \"" + file(Company.newYork(), Company.london()) + "\" cucm-a.example.com " + Canary.PIN
                + "\nsnapshot \"" + file(Company.london(), Company.newYork()) + "\" cucm-b.example.com " + Canary.PIN
                + "\n  files http\n";
        LabFile read = LabFile.decode(text).value().orElseThrow();
        assertThat(read.companies())
                .extracting(Company::node)
                .containsExactly("cucm-a.example.com", "cucm-b.example.com");
        assertThat(read.companies().get(1).httpFiles()).isTrue();
        try (EmccLab lab = read.builder().start()) {
            logsInAndOut(lab);
        }
    }

    @Test
    void aSnapshotThatCannotBeReadIsToldWithItsLine() throws IOException {
        Path wrong = Files.writeString(directory.resolve("wrong.xml"), "<a/>");
        assertThat(LabFile.decode("snapshot nowhere.xml a.example.com 1\nsnapshot \"" + wrong
                                + "\" b.example.com 1\nsnapshot one")
                        .problems())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(
                                        "line 1: file of a snapshot must be there to be read, but nowhere.xml cannot be"),
                        second -> assertThat(second)
                                .startsWith("line 2: snapshot ")
                                .endsWith("the root must be emccSnapshot"),
                        third -> assertThat(third).startsWith("line 3: snapshot must"),
                        fourth -> assertThat(fourth).contains("at least two clusters"));
    }

    @Test
    void allUsersOfALikenessHaveThePinAndNothingElseIsSaid() throws IOException {
        Company likeness = likeness(Company.newYork(), Company.london(), "cucm-a.example.com");
        assertThat(likeness.pins())
                .containsOnlyKeys(UserId.of("alice"), UserId.of("mmeyer"))
                .allSatisfy((user, pin) -> assertThat(pin).isEqualTo(PIN));
        assertThat(likeness.sites()).isEmpty();
        assertThat(likeness.phones()).isEqualTo(Company.newYork().phones());
        Canary.mustNotBeIn("a likeness", likeness.toString());
        assertThatThrownBy(() -> likeness.toBuilder().baseDevices(9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cluster NYC must be as its snapshot says");
        assertThatThrownBy(() -> Company.of(ClusterSnapshot.builder("x").build(), "a.example.com", PIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("snapshot x must say what every cluster has: cluster x, Cluster ID: unknown, but every"
                        + " configuration has one; cluster x, Release: unknown, but every configuration has one");
    }

    @Test
    void recordsOfClustersThatAreNotInTheLabAreLeftOut() throws IOException {
        Company likeness = likeness(Company.newYork(), Company.london(), "cucm-a.example.com");
        assertThat(likeness.configuration(ADDRESSES, List.of(Company.tokyo()))
                        .settings()
                        .remoteClusters())
                .isEmpty();
        assertThat(likeness.configuration(ADDRESSES, List.of(Company.london()))
                        .settings()
                        .remoteClusters())
                .singleElement()
                .satisfies(record -> assertThat(record.fullyQualifiedName())
                        .isEqualTo(ServiceAddress.of(Company.london().node())));
        assertThat(ClusterSnapshot.of(likeness.configuration(ADDRESSES, List.of()))
                        .knows(ObjectKind.PHONE))
                .isTrue();
    }
}
