package org.emcc.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.emcc.core.audit.CallRoads;
import org.emcc.core.audit.Explain;
import org.emcc.core.audit.Explanation;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneService;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.PhoneFields;
import org.emcc.core.user.EndUser;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.junit.jupiter.api.Test;

/** What would happen, said beforehand, by the rules that make it happen (emcc-behaviour 2.5 to 2.8, 4, 5.8). */
class ExplainTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);
    private static final ServiceAddress SOMEWHERE = ServiceAddress.of("192.0.2.1");
    private static final Addresses ADDRESSES = new Addresses(SOMEWHERE, SOMEWHERE, SOMEWHERE);
    private static final UserId ALICE = UserId.of("alice");
    private static final DeviceName IN_LONDON = DeviceName.of("SEP0011AABBCCD1");

    private final ClusterConfiguration newYork = Company.newYork().configuration(ADDRESSES);
    private final ClusterConfiguration london = Company.london().configuration(ADDRESSES);

    private Explanation alice(ClusterConfiguration home, ClusterConfiguration visiting) {
        return Explain.of(home, visiting, NOW).login(ALICE, IN_LONDON);
    }

    private static ClusterConfiguration users(ClusterConfiguration configuration, UnaryOperator<EndUser> change) {
        return configuration.toBuilder()
                .users(configuration.users().values().stream().map(change).toList())
                .build();
    }

    private static ClusterConfiguration phones(ClusterConfiguration configuration, UnaryOperator<Phone> change) {
        return configuration.toBuilder()
                .phones(configuration.phones().values().stream().map(change).toList())
                .build();
    }

    @Test
    void aLoginThatSucceedsSaysWhichPoolAndWhy() {
        Explanation explanation = alice(newYork, london);

        assertThat(explanation.succeeds()).isTrue();
        assertThat(explanation.code()).isEmpty();
        assertThat(explanation.match().orElseThrow()).isInstanceOf(GeolocationMatch.Matched.class);
        assertThat(explanation
                        .device()
                        .orElseThrow()
                        .devicePool()
                        .value()
                        .name()
                        .value())
                .isEqualTo("rdp-LON");
        assertThat(explanation.attributes())
                .contains(new Explanation.Attribute("Device Pool", "rdp-LON", "roaming device pool"))
                .anyMatch(each -> each.name().equals("Model") && each.origin().equals("visiting phone"));
        assertThat(explanation.text())
                .startsWith("""
                        alice of NYC at phone SEP0011AABBCCD1 of LON: would be logged in.
                        Device pool: rdp-LON, whose geolocation is the same as the phone's in COUNTRY.
                        """)
                .contains("  Device Pool = rdp-LON (from the roaming device pool)\n");
    }

    @Test
    void theCodeIsThatOfTheRules() {
        ClusterConfiguration notEnabled =
                users(newYork, user -> user.toBuilder().emccEnabled(false).build());
        assertThat(alice(notEnabled, london).code()).contains(ErrorCode.of(31));
        assertThat(alice(notEnabled, london).text()).contains("would be refused with 31, ");
        assertThat(alice(notEnabled, london).device()).isEmpty();
        assertThat(alice(notEnabled, london).attributes()).isEmpty();

        ClusterConfiguration fullPool = newYork.toBuilder().baseDevices(0).build();
        assertThat(alice(fullPool, london).code()).contains(ErrorCode.of(33));

        ClusterConfiguration off = phones(
                london,
                phone -> phone.toBuilder().extensionMobilityEnabled(false).build());
        assertThat(alice(newYork, off).code()).contains(ErrorCode.of(22));

        assertThat(Explain.of(newYork, london, NOW)
                        .login(ALICE, DeviceName.of("SEPFFFFFFFFFFFF"))
                        .code())
                .contains(ErrorCode.of(11));
    }

    private static ClusterSnapshot withPhone(ClusterSnapshot from, UnaryOperator<ClusterObject> change) {
        return from.toBuilder()
                .objects(
                        ObjectKind.PHONE,
                        from.all(ObjectKind.PHONE).stream().map(change).toList())
                .build();
    }

    private static ClusterObject mistaken(ClusterObject phone) {
        return phone.toBuilder()
                .read(PhoneFields.ENABLE_EXTENSION_MOBILITY, "maybe")
                .build();
    }

    @Test
    void snapshotsExplainTheSame() {
        Explanation byRules = alice(newYork, london);
        Explanation bySnapshots = Explain.of(ClusterSnapshot.of(newYork), ClusterSnapshot.of(london), NOW)
                .login(ALICE, IN_LONDON);

        assertThat(bySnapshots.succeeds()).isTrue();
        assertThat(bySnapshots.attributes()).isEqualTo(byRules.attributes());
        assertThat(bySnapshots.match()).isEqualTo(byRules.match());
    }

    @Test
    void whatASnapshotDoesNotSayIsTold() {
        ClusterSnapshot home = ClusterSnapshot.of(newYork);
        ClusterSnapshot one = withPhone(
                ClusterSnapshot.of(london), phone -> phone.name().equals(IN_LONDON.value()) ? mistaken(phone) : phone);
        assertThat(Explain.of(home, one, NOW).login(ALICE, IN_LONDON).remarks())
                .anyMatch(remark -> remark.contains("LON, phone " + IN_LONDON) && remark.contains("maybe"));

        ClusterSnapshot others = withPhone(
                ClusterSnapshot.of(london), phone -> phone.name().equals(IN_LONDON.value()) ? phone : mistaken(phone));
        assertThat(Explain.of(home, others, NOW).login(ALICE, IN_LONDON).remarks())
                .noneMatch(remark -> remark.contains("maybe"));

        ClusterSnapshot unread =
                ClusterSnapshot.of(london).toBuilder().unknown(ObjectKind.PHONE).build();
        Explanation unknown = Explain.of(home, unread, NOW).login(ALICE, IN_LONDON);
        assertThat(unknown.code()).contains(ErrorCode.of(11));
        assertThat(unknown.remarks()).anyMatch(remark -> remark.contains("every phone: unknown"));
    }

    @Test
    void aSnapshotThatNoRuleRunsOnIsRefused() {
        ClusterSnapshot nothing = ClusterSnapshot.builder("somewhere").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explain.of(nothing, ClusterSnapshot.of(london), NOW))
                .withMessageStartingWith("snapshot of somewhere must have what the rules run on, but has not: ")
                .withMessageContaining("elease")
                .withMessageNotContaining("[");
    }

    @Test
    void theServiceOfThePhoneCounts() {
        PhoneService without = new PhoneService("EM", "http://192.0.2.1:8080/emapp/EMAppServlet?device=#DEVICENAME#");
        ClusterConfiguration forgotten = phones(
                london, phone -> phone.toBuilder().services(List.of(without)).build());
        assertThat(alice(newYork, forgotten).code()).contains(ErrorCode.of(23));

        ClusterConfiguration unknown = phones(
                london.toBuilder()
                        .settings(london.settings().toBuilder()
                                .phoneServices(List.of())
                                .build())
                        .build(),
                phone -> phone.toBuilder().services(List.of()).build());
        assertThat(alice(newYork, unknown).succeeds()).isTrue();
        assertThat(alice(newYork, unknown).remarks())
                .containsExactly(
                        "no Extension Mobility service of the phone is known; one with the EMCC parameter is presumed");
    }

    @Test
    void withoutAFilterTheTemplatesPoolIsTaken() {
        FeatureParameters none = newYork.settings().featureParameters().toBuilder()
                .geolocationFilter(Setting.absent())
                .build();
        ClusterConfiguration home = newYork.toBuilder()
                .settings(newYork.settings().toBuilder().featureParameters(none).build())
                .build();

        Explanation explanation = alice(home, london);

        assertThat(explanation.match()).contains(new GeolocationMatch.NoMatch(GeolocationMatch.Reason.NO_FILTER));
        assertThat(explanation.text())
                .contains(
                        " of the template, because there is no EMCC geolocation filter, or nothing is ticked in it.\n");
    }

    @Test
    void aUserOfTheOtherClusterItselfIsLocal() {
        Explanation nora = Explain.of(newYork, london, NOW).login(UserId.of("nora"), IN_LONDON);
        assertThat(nora.outcome()).isInstanceOf(LoginOutcome.LocalUser.class);
        assertThat(nora.text()).contains("is a user of LON itself");
    }

    @Test
    void roadsOfCallsAreAskedForADeviceThatExists() {
        CallRoads roads = (home, visiting, device) -> List.of(new CallRoads.Road(
                "999", List.of(home.id() + " to " + visiting.id() + " for " + device.name()), false));
        Explain explain = Explain.of(newYork, london, NOW).calls(roads);

        assertThat(explain.login(ALICE, IN_LONDON).text())
                .contains("Call to 999 does not arrive:\n  NYC to LON for SEP0011AABBCCD1\n");
        assertThat(explain.login(UserId.of("nobody"), IN_LONDON).calls()).isEmpty();
    }

    @Test
    void oneExplanationLeavesNothingBehindForTheNext() {
        Explain explain = Explain.of(newYork, london, NOW);
        Map<Boolean, Integer> outcomes = new java.util.TreeMap<>();
        for (int i = 0; i < 10; i++) {
            outcomes.merge(explain.login(ALICE, IN_LONDON).succeeds(), 1, Integer::sum);
        }
        assertThat(outcomes).containsExactly(Map.entry(true, 10));
    }
}
