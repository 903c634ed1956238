package org.emcc.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;

class TrunkSettingsTest {
    private static final TrunkServiceType EMCC = TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER;
    private static final ClusterId VISITING = ClusterId.of("vc");
    private static final ClusterId OTHER = ClusterId.of("wc");

    private static ClusterSettings.Builder cluster() {
        return ClusterSettings.builder(ClusterId.of("home"), Release.parse("12.5.1"));
    }

    private static Trunk trunk(String name) {
        return Trunk.builder(name, EMCC, DevicePoolName.of("Default"))
                .set(TrunkFields.SEND_GEO_LOCATION, true)
                .set(TrunkFields.CALLING_SEARCH_SPACE_NAME, "CSS-Emergency")
                .build();
    }

    private static InterclusterServiceProfile.Builder active(String trunk) {
        return InterclusterServiceProfile.builder()
                .emccActive(true)
                .pstnAccessActive(true)
                .pstnAccessTrunk(trunk)
                .rsvpAgentActive(true)
                .rsvpAgentTrunk(trunk);
    }

    private static RemoteCluster record(ClusterId id, RemoteService pstnAccess, RemoteService rsvpAgent) {
        return RemoteCluster.builder(id, ServiceAddress.of(id + ".example"))
                .service(InterclusterService.PSTN_ACCESS, pstnAccess)
                .service(InterclusterService.RSVP_AGENT, rsvpAgent)
                .build();
    }

    private static RemoteService service(boolean enabled, RemoteActivated activated, String... addresses) {
        return new RemoteService(
                enabled,
                activated,
                List.of(addresses).stream().map(ServiceAddress::of).toList());
    }

    @Test
    void aSoundClusterHasNoFinding() {
        ClusterSettings settings = cluster()
                .trunks(List.of(trunk("T").sipTrunk().orElseThrow()))
                .serviceProfile(active("T").build())
                .remoteClusters(List.of(record(
                        VISITING,
                        service(true, RemoteActivated.TRUE, "192.0.2.1"),
                        service(true, RemoteActivated.TRUE, "192.0.2.2"))))
                .build();
        TrunkSettings trunks = TrunkSettings.builder(settings)
                .trunks(List.of(trunk("T")))
                .securityProfiles(List.of(TrunkSecurityProfile.nonSecure()))
                .sipProfiles(List.of(SipProfile.standard()))
                .build();
        assertThat(trunks.findings()).isEmpty();
        assertThat(trunks.trunk("T")).hasValue(trunk("T"));
        assertThat(trunks.trunk("U")).isEmpty();
        assertThat(trunks.securityProfileOf(trunk("T"))).hasValue(TrunkSecurityProfile.nonSecure());
        assertThat(trunks.sipProfileOf(trunk("T"))).hasValue(SipProfile.standard());
    }

    /** Sip 1.1: it is not said that the product refuses a third. */
    @Test
    void aThirdEmccTrunkIsAFindingAndNoRefusal() {
        TrunkSettings settings = TrunkSettings.builder(cluster()
                        .trunks(List.of(new SipTrunk("C", EMCC), new SipTrunk("N", TrunkServiceType.NONE)))
                        .build())
                .trunks(List.of(trunk("A"), trunk("B")))
                .build();
        assertThat(settings.findings())
                .filteredOn(finding -> finding.rule() == TrunkRule.EMCC_TRUNK_COUNT)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo(
                                "cluster home has 3 trunks of service type EMCC, and no more than 2 are needed: \"A\","
                                        + " \"B\", \"C\""));
    }

    @Test
    void validateTellsAllFindingsAtOnce() {
        List<TrunkFinding> findings = TrunkSettings.builder(cluster().build())
                .build()
                .validate(InterclusterServiceProfile.builder()
                        .pstnAccessActive(true)
                        .rsvpAgentTrunk("X")
                        .build());
        assertThat(findings)
                .extracting(TrunkFinding::rule)
                .containsExactly(
                        TrunkRule.EMCC_INACTIVE,
                        TrunkRule.SERVICE_WITHOUT_TRUNK,
                        TrunkRule.RSVP_AGENT_INACTIVE,
                        TrunkRule.SERVICE_TRUNK_NOT_THERE);
    }

    /** Emcc-behaviour 10.3, EMCC-ICSP-04: what is saved already is found like what is typed. */
    @Test
    void aServiceProfileThatWasSavedWithAWrongTrunkIsFound() {
        TrunkSettings settings = TrunkSettings.builder(cluster()
                        .trunks(List.of(new SipTrunk("N", TrunkServiceType.NONE)))
                        .serviceProfile(active("N").rsvpAgentTrunk("X").build())
                        .build())
                .build();
        assertThat(settings.findings())
                .extracting(TrunkFinding::message)
                .containsExactly(
                        "PSTN Access must have a SIP trunk of service type EMCC, but \"N\" is None(Default)",
                        "RSVP Agent must have a SIP trunk that is there, but names \"X\"");
    }

    @Test
    void oneTrunkMayServeBoth() {
        TrunkSettings settings = TrunkSettings.builder(cluster().build())
                .trunks(List.of(trunk("T"), trunk("U")))
                .build();
        assertThat(settings.validate(active("T").build())).isEmpty();
        assertThat(settings.validate(active("T").rsvpAgentTrunk("U").build())).isEmpty();
    }

    /** What the core minds as a text, is an error here; what is inactive is minded here alone. */
    @Test
    void validateAgreesWithTheCore() {
        List<SipTrunk> known =
                List.of(new SipTrunk("E", EMCC), new SipTrunk("F", EMCC), new SipTrunk("N", TrunkServiceType.NONE));
        TrunkSettings settings =
                TrunkSettings.builder(cluster().trunks(known).build()).build();
        List<InterclusterServiceProfile> profiles = new ArrayList<>();
        List<String> trunks = List.of("", "E", "F", "N", "X");
        for (int i = 0; i < 4; i++) {
            for (String pstn : trunks) {
                for (String rsvp : trunks) {
                    InterclusterServiceProfile.Builder profile = InterclusterServiceProfile.builder()
                            .emccActive(true)
                            .pstnAccessActive((i & 1) > 0)
                            .rsvpAgentActive((i & 2) > 0);
                    if (!pstn.isEmpty()) {
                        profile.pstnAccessTrunk(pstn);
                    }
                    if (!rsvp.isEmpty()) {
                        profile.rsvpAgentTrunk(rsvp);
                    }
                    profiles.add(profile.build());
                }
            }
        }
        assertThat(profiles)
                .hasSize(100)
                .allSatisfy(profile -> assertThat(settings.validate(profile).stream()
                                .filter(finding -> finding.rule() != TrunkRule.PSTN_ACCESS_INACTIVE
                                        && finding.rule() != TrunkRule.RSVP_AGENT_INACTIVE))
                        .hasSameSizeAs(profile.failures(known)));
    }

    @Test
    void aTrunkInUseTellsEachServiceThatUsesIt() {
        TrunkSettings settings = TrunkSettings.builder(cluster()
                        .trunks(List.of(new SipTrunk("E", EMCC), new SipTrunk("F", EMCC)))
                        .serviceProfile(active("E").rsvpAgentTrunk("F").build())
                        .build())
                .build();
        assertThat(settings.deletion("E"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo("trunk \"E\" must not be deleted while PSTN Access uses it"));
        assertThat(settings.deletion("F")).hasSize(1);
        assertThat(settings.deletion("G")).isEmpty();
    }

    /** Sip 1.3: in the order of the addresses, on the port of the trunk's own security profile. */
    @Test
    void callsGoToTheAddressesOfTheirServiceInOrder() {
        RemoteCluster record = record(
                VISITING,
                service(true, RemoteActivated.TRUE, "192.0.2.3", "192.0.2.1", "192.0.2.2"),
                service(true, RemoteActivated.UNKNOWN, "192.0.2.9"));
        TrunkSecurityProfile secure = TrunkSecurityProfile.builder("Secure")
                .set(SecurityProfileFields.SECURITY_MODE, TrunkSecurityMode.ENCRYPTED)
                .build();
        TrunkSettings settings = TrunkSettings.builder(
                        cluster().remoteClusters(List.of(record)).build())
                .securityProfiles(List.of(secure, TrunkSecurityProfile.nonSecure()))
                .build();
        TrunkPeers plain = settings.peersOf(trunk("T"));
        assertThat(plain.targets(VISITING, InterclusterService.PSTN_ACCESS))
                .extracting(ServiceAddress::toString)
                .containsExactly("192.0.2.3", "192.0.2.1", "192.0.2.2");
        assertThat(plain.targets(VISITING, InterclusterService.RSVP_AGENT))
                .extracting(ServiceAddress::toString)
                .containsExactly("192.0.2.9");
        assertThat(settings.peersOf(trunk("T").toBuilder()
                                .set(TrunkFields.SECURITY_PROFILE_NAME, "Secure")
                                .build())
                        .targets(VISITING, InterclusterService.RSVP_AGENT))
                .extracting(ServiceAddress::toString)
                .containsExactly("192.0.2.9:5061");
        assertThat(plain.targets(OTHER, InterclusterService.PSTN_ACCESS)).isEmpty();
        assertThatThrownBy(() -> plain.targets(VISITING, InterclusterService.EMCC))
                .hasMessageContaining("must be PSTN Access or RSVP Agent");
    }

    @Test
    void nothingGoesWhereAServiceIsOff() {
        TrunkPeers peers = TrunkPeers.of(
                List.of(record(
                        VISITING,
                        service(false, RemoteActivated.TRUE, "192.0.2.1"),
                        service(true, RemoteActivated.FALSE, "192.0.2.2"))),
                TrunkSecurityProfile.nonSecure());
        assertThat(peers.targets(VISITING, InterclusterService.PSTN_ACCESS)).isEmpty();
        assertThat(peers.targets(VISITING, InterclusterService.RSVP_AGENT)).isEmpty();
        assertThat(peers.callersFrom("192.0.2.1")).isEmpty();
        assertThat(peers.callersFrom("192.0.2.2")).isEmpty();
    }

    @Test
    void anInboundCallIsOfTheClusterThatHasItsAddress() {
        TrunkPeers peers = TrunkPeers.of(
                List.of(
                        record(
                                VISITING,
                                service(true, RemoteActivated.TRUE, "192.0.2.1"),
                                service(true, RemoteActivated.TRUE, "192.0.2.2")),
                        record(
                                OTHER,
                                service(true, RemoteActivated.TRUE, "192.0.2.2"),
                                service(true, RemoteActivated.TRUE))),
                TrunkSecurityProfile.nonSecure());
        assertThat(peers.callersFrom("192.0.2.1")).containsExactly(VISITING);
        assertThat(peers.callersFrom("192.0.2.2")).containsExactly(VISITING, OTHER);
        assertThat(peers.callersFrom("192.0.2.3")).isEmpty();
        assertThat(peers.findings())
                .extracting(TrunkFinding::rule)
                .containsExactlyInAnyOrder(TrunkRule.REMOTE_ADDRESS_NOT_LEARNED, TrunkRule.REMOTE_ADDRESS_AMBIGUOUS);
    }

    @Test
    void regionsAreComparedByWhatTheProductGoesBy() {
        TrunkSettings settings = TrunkSettings.builder(cluster()
                        .featureParameters(FeatureParameters.builder().build())
                        .build())
                .build();
        assertThat(settings.regionDifferences(
                        VISITING,
                        FeatureParameters.read(Map.of(
                                "EMCC Region Max Audio Bit Rate", "64",
                                "EMCC Region Max Video Call Bit Rate (Includes Audio)", "384",
                                "EMCC Region Audio Codec Preference List", "Factory Default lossy"))))
                .extracting(TrunkFinding::message)
                .containsExactly(
                        "EMCC Region Max Audio Bit Rate must be equal in all clusters, but is 8 in home and 64 in vc",
                        "EMCC Region Link Loss Type must be equal in all clusters, but is Low Loss in home and Lossy in vc");
        assertThat(settings.regionDifferences(VISITING, FeatureParameters.read(Map.of())))
                .as("nobody said")
                .isEmpty();
        assertThat(settings.regionDifferences(
                        VISITING, FeatureParameters.builder().build()))
                .as("the defaults are equal")
                .isEmpty();
    }

    @Test
    void whatNobodySaidDiffersFromNothing() {
        FeatureParameters fast = FeatureParameters.read(Map.of("EMCC Region Max Audio Bit Rate", "64"));
        TrunkSettings here =
                TrunkSettings.builder(cluster().featureParameters(fast).build()).build();
        assertThat(here.regionDifferences(VISITING, FeatureParameters.read(Map.of())))
                .isEmpty();
        TrunkSettings silent = TrunkSettings.builder(cluster()
                        .featureParameters(FeatureParameters.read(Map.of()))
                        .build())
                .build();
        assertThat(silent.regionDifferences(VISITING, fast)).isEmpty();
        assertThat(here.regionDifferences(VISITING, FeatureParameters.builder().build()))
                .hasSize(1);
    }

    @Test
    void aNameThatIsThereThriceIsToldOnce() {
        TrunkSettings settings = TrunkSettings.builder(cluster().build())
                .trunks(List.of(trunk("T"), trunk("U"), trunk("T"), trunk("T")))
                .build();
        assertThat(settings.findings())
                .filteredOn(finding -> finding.rule() == TrunkRule.NAME_TWICE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.where()).isEqualTo("trunk \"T\""));
    }

    /** What a trunk says of itself counts more than what the settings of the cluster have of it. */
    @Test
    void theTrunkInFullSaysItsServiceType() {
        Trunk plain = Trunk.builder("T", TrunkServiceType.NONE, DevicePoolName.of("Default"))
                .destinations(List.of(Destination.of(1, ServiceAddress.of("192.0.2.1"))))
                .build();
        TrunkSettings settings = TrunkSettings.builder(
                        cluster().trunks(List.of(new SipTrunk("T", EMCC))).build())
                .trunks(List.of(plain))
                .build();
        assertThat(settings.validate(active("T").build()))
                .extracting(TrunkFinding::rule)
                .containsExactly(TrunkRule.SERVICE_TRUNK_NOT_EMCC, TrunkRule.SERVICE_TRUNK_NOT_EMCC);
    }

    @Test
    void portZeroIsNoPort() {
        TrunkSecurityProfile profile = TrunkSecurityProfile.builder("P")
                .set(SecurityProfileFields.INCOMING_PORT, 0)
                .build();
        assertThat(TrunkPeers.of(
                                List.of(record(
                                        VISITING,
                                        service(true, RemoteActivated.TRUE, "192.0.2.1"),
                                        service(true, RemoteActivated.TRUE))),
                                profile)
                        .targets(VISITING, InterclusterService.PSTN_ACCESS))
                .extracting(ServiceAddress::toString)
                .containsExactly("192.0.2.1");
    }

    @Test
    void settingsAreValues() {
        TrunkSettings one = TrunkSettings.builder(cluster().build())
                .trunks(List.of(trunk("T")))
                .build();
        TrunkSettings same = TrunkSettings.builder(cluster().build())
                .trunks(List.of(trunk("T")))
                .build();
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).hasToString("TrunkSettings[home, 1 trunks]");
        assertThat(one).isNotEqualTo(TrunkSettings.builder(cluster().build()).build());
        assertThat(one.peersOf(trunk("T")))
                .isEqualTo(same.peersOf(trunk("T")))
                .hasSameHashCodeAs(same.peersOf(trunk("T")));
    }
}
