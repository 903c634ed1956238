package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.sip.routing.TwoClusters.LON;
import static org.emcc.sip.routing.TwoClusters.NYC;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.LinkLossType;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.session.RegionParameters;
import org.emcc.sip.routing.EmccRegion.AudioCodec;
import org.emcc.sip.trunk.SipProfileFields;
import org.junit.jupiter.api.Test;

class RsvpAndRegionTest {
    private static final RegionParameters DEFAULT = new RegionParameters(8, 384, LinkLossType.LOW_LOSS);
    private static final List<AudioCodec> ALL =
            List.of(AudioCodec.ISAC, AudioCodec.G711, AudioCodec.G722, AudioCodec.ILBC, AudioCodec.G729);

    private static RsvpDecision decide(ClusterSettings home, RegionParameters visiting) {
        return RsvpDecision.of(home, LON, visiting, RsvpOverSip.LOCAL_RSVP);
    }

    private static void none(ClusterSettings home, RegionParameters visiting, String why, String code) {
        RsvpDecision.NoReservation decision = (RsvpDecision.NoReservation) decide(home, visiting);
        assertThat(decision.why()).contains(why);
        assertThat(decision.steps().get(decision.steps().size() - 1).found()).contains(why);
        assertThat(decision.findings())
                .isNotEmpty()
                .allMatch(finding -> finding.code().equals(code));
        assertThat(decision.kind()).isEqualTo(RsvpDecision.Kind.NO_RESERVATION);
    }

    /** Sip 2.2, row 6, and 2.6: an agent of visiting, over the RSVP Agent trunk; never by locations. */
    @Test
    void anAgentOfVisitingReserves() {
        RsvpDecision.Reserve decision = (RsvpDecision.Reserve) decide(TwoClusters.nyc(), DEFAULT);
        assertThat(decision.trunk()).isEqualTo("EMCC-ICT");
        assertThat(decision.visiting()).isEqualTo(LON);
        assertThat(decision.keepAlive()).hasSeconds(15);
        assertThat(decision.steps())
                .extracting(TraceStep::rule)
                .containsExactly(
                        RoutingRule.NO_LOCATION_CAC, RoutingRule.RSVP_AGENT_OF_VISITING, RoutingRule.RSVP_KEEP_ALIVE);
        ClusterSettings slow = TwoClusters.nyc().toBuilder()
                .featureParameters(FeatureParameters.builder()
                        .rsvpKeepAliveSeconds(Setting.of(600))
                        .build())
                .build();
        Duration keepAlive = ((RsvpDecision.Reserve) decide(slow, DEFAULT)).keepAlive();
        assertThat(keepAlive).hasSeconds(600);
        assertThat(RsvpKeepAlive.every(keepAlive).interval()).isEqualTo(keepAlive);
    }

    @Test
    void withoutTheServiceOnBothSidesNothingIsReserved() {
        ClusterSettings nyc = TwoClusters.nyc();
        InterclusterServiceProfile profile = nyc.serviceProfile();
        none(
                nyc.toBuilder()
                        .serviceProfile(
                                profile.toBuilder().rsvpAgentActive(false).build())
                        .build(),
                DEFAULT,
                "is not active",
                "EMCC-ICSP-03");
        none(
                nyc.toBuilder()
                        .serviceProfile(InterclusterServiceProfile.builder()
                                .rsvpAgentActive(true)
                                .build())
                        .build(),
                DEFAULT,
                "has no trunk",
                "EMCC-ICSP-03");
        none(nyc.toBuilder().remoteClusters(List.of()).build(), DEFAULT, "is not ticked at NYC", "EMCC-ICSP-03");
        for (SipTrunk other : List.of(
                new SipTrunk("EMCC-ICT", TrunkServiceType.NONE),
                new SipTrunk("OTHER", TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER))) {
            none(
                    nyc.toBuilder().trunks(List.of(other)).build(),
                    DEFAULT,
                    "names trunk EMCC-ICT, which is not an EMCC trunk there",
                    "EMCC-ICSP-04");
        }
        RemoteCluster lon =
                RemoteCluster.builder(LON, ServiceAddress.of("cucm-lon")).build();
        none(
                nyc.toBuilder()
                        .remoteClusters(List.of(lon.toBuilder()
                                .enabledServices(Set.of(InterclusterService.EMCC))
                                .build()))
                        .build(),
                DEFAULT,
                "is not ticked at NYC",
                "EMCC-ICSP-03");
        none(
                nyc.toBuilder()
                        .remoteClusters(List.of(lon.toBuilder()
                                .service(
                                        InterclusterService.RSVP_AGENT,
                                        new RemoteService(true, RemoteActivated.FALSE, List.of()))
                                .build()))
                        .build(),
                DEFAULT,
                "RSVP Agent of LON is not active",
                "EMCC-ICSP-03");
    }

    @Test
    void regionParametersThatDifferSwitchItOff() {
        for (RegionParameters other : List.of(
                new RegionParameters(64, 384, LinkLossType.LOW_LOSS),
                new RegionParameters(8, 0, LinkLossType.LOW_LOSS),
                new RegionParameters(8, 384, LinkLossType.LOSSY))) {
            none(TwoClusters.nyc(), other, "region parameters of NYC and LON differ", "EMCC-FP-05");
        }
        EmccRegion region = EmccRegion.of(FeatureParameters.builder().build());
        assertThat(region.parameters()).isEqualTo(DEFAULT);
        assertThat(region.differences(NYC, LON, DEFAULT)).isEmpty();
        assertThat(region.differences(NYC, LON, new RegionParameters(64, 0, LinkLossType.LOSSY)))
                .hasSize(3);
    }

    /** Sip 2.6: end to end names the precondition. */
    @Test
    void endToEndNeedsPreconditions() {
        assertThat(RsvpOverSip.LOCAL_RSVP.extensions()).isEmpty();
        assertThat(RsvpOverSip.E2E.extensions()).containsExactly("precondition");
        assertThat(SipProfileFields.RSVP_OVER_SIP.choices())
                .allSatisfy(text -> assertThat(RsvpOverSip.byLabel(text)).isPresent());
        assertThat(RsvpOverSip.byLabel("e2e")).hasValue(RsvpOverSip.E2E);
        assertThat(RsvpOverSip.byLabel("Local RSVP")).hasValue(RsvpOverSip.LOCAL_RSVP);
        assertThat(RsvpOverSip.byLabel("")).isEmpty();
    }

    /** Emcc-behaviour 5.1: 8 kbit/s leave G.729 alone; the link loss type changes the order of G.722 and iSAC and nothing else. */
    @Test
    void theEmccRegionLimitsAndOrdersCodecs() {
        assertThat(new EmccRegion(DEFAULT).permitted(ALL)).containsExactly(AudioCodec.G729);
        assertThat(new EmccRegion(new RegionParameters(7, 384, LinkLossType.LOW_LOSS)).permitted(ALL))
                .isEmpty();
        assertThat(new EmccRegion(new RegionParameters(64, 384, LinkLossType.LOW_LOSS)).permitted(ALL))
                .containsExactly(AudioCodec.G722, AudioCodec.G711, AudioCodec.ISAC, AudioCodec.ILBC, AudioCodec.G729);
        assertThat(new EmccRegion(new RegionParameters(64, 384, LinkLossType.LOSSY)).permitted(ALL))
                .containsExactlyElementsOf(ALL);
        List<AudioCodec> low = List.of(AudioCodec.G722, AudioCodec.ISAC);
        assertThat(new EmccRegion(new RegionParameters(64, 384, LinkLossType.LOSSY)).permitted(low))
                .containsExactly(AudioCodec.ISAC, AudioCodec.G722);
        assertThat(new EmccRegion(new RegionParameters(64, 384, LinkLossType.LOW_LOSS)).permitted(low))
                .containsExactlyElementsOf(low);
        assertThat(new EmccRegion(new RegionParameters(32, 384, LinkLossType.LOW_LOSS)).permitted(low))
                .containsExactly(AudioCodec.ISAC);
        List<AudioCodec> oneOfThem = List.of(AudioCodec.G711, AudioCodec.G722);
        assertThat(new EmccRegion(new RegionParameters(64, 384, LinkLossType.LOW_LOSS)).permitted(oneOfThem))
                .containsExactlyElementsOf(oneOfThem);
        assertThat(new EmccRegion(new RegionParameters(64, 384, LinkLossType.LOSSY)).permitted(oneOfThem))
                .containsExactlyElementsOf(oneOfThem);
    }

    @Test
    void theEmccRegionLimitsVideo() {
        EmccRegion region = new EmccRegion(DEFAULT);
        assertThat(region.permitsVideo(384)).isTrue();
        assertThat(region.permitsVideo(385)).isFalse();
        assertThat(new EmccRegion(new RegionParameters(8, 0, LinkLossType.LOW_LOSS)).permitsVideo(0))
                .isFalse();
    }
}
