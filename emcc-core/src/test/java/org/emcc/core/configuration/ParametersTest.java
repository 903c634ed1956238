package org.emcc.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The parameters of emcc-behaviour 5.1, 5.2 and 5.4: defaults and ranges. */
class ParametersTest {
    private static final RemoteCluster LONDON = RemoteCluster.builder(
                    ClusterId.of("LON"), ServiceAddress.of("cucm-lon"))
            .build();

    @Test
    void noFeatureParameterIsSetAtFirstSoThatTheProductTakesItsOwnDefault() {
        FeatureParameters none = FeatureParameters.builder().build();

        assertThat(Stream.of(
                        none.defaultTftpServer(),
                        none.backupTftpServer(),
                        none.expiredDeviceMaintenanceMinutes(),
                        none.enableAllRemoteClusterServices(),
                        none.cssForPstnAccess(),
                        none.geolocationFilter(),
                        none.regionMaxAudioBitRate(),
                        none.regionMaxVideoBitRate(),
                        none.regionLinkLossType(),
                        none.rsvpKeepAliveSeconds(),
                        none.defaultUpdateServer(),
                        none.backupUpdateServer(),
                        none.remoteClusterUpdateMinutes()))
                .hasSize(13)
                .allMatch(setting -> setting.equals(Setting.absent()));
    }

    @Test
    void aCopyOfFeatureParametersHoldsAllThirteen() {
        FeatureParameters all = FeatureParameters.builder()
                .defaultTftpServer(Setting.of(ServiceAddress.of("t1")))
                .backupTftpServer(Setting.of(ServiceAddress.of("t2")))
                .expiredDeviceMaintenanceMinutes(Setting.of(10))
                .enableAllRemoteClusterServices(Setting.of(true))
                .cssForPstnAccess(Setting.of(CssForPstnAccess.USE_PHONES_ORIGINAL_DEVICE_CSS))
                .geolocationFilter(Setting.of("f"))
                .regionMaxAudioBitRate(Setting.of(64))
                .regionMaxVideoBitRate(Setting.of(0))
                .regionLinkLossType(Setting.of(LinkLossType.LOSSY))
                .rsvpKeepAliveSeconds(Setting.of(600))
                .defaultUpdateServer(Setting.of(ServiceAddress.of("u1")))
                .backupUpdateServer(Setting.of(ServiceAddress.of("u2")))
                .remoteClusterUpdateMinutes(Setting.of(10_080))
                .build();

        assertThat(all.toBuilder().build()).isEqualTo(all).hasSameHashCodeAs(all);
        assertThat(all.toBuilder()
                        .regionLinkLossType(Setting.of(LinkLossType.LOW_LOSS))
                        .build())
                .isNotEqualTo(all);
    }

    private static Arguments range(
            String what,
            int min,
            int max,
            String unit,
            BiFunction<FeatureParameters.Builder, Setting<Integer>, FeatureParameters.Builder> set) {
        return Arguments.of(what, min, max, unit, set);
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                range(
                        "Default Interval for Expired EMCC Device Maintenance",
                        10,
                        1440,
                        " minutes",
                        FeatureParameters.Builder::expiredDeviceMaintenanceMinutes),
                range(
                        "EMCC Region Max Video Call Bit Rate (Includes Audio)",
                        0,
                        8128,
                        " kbps",
                        FeatureParameters.Builder::regionMaxVideoBitRate),
                range(
                        "EMCC Region Max Audio Bit Rate",
                        1,
                        8128,
                        " kbps",
                        FeatureParameters.Builder::regionMaxAudioBitRate),
                range(
                        "RSVP SIP Trunk KeepAlive Timer",
                        1,
                        600,
                        " seconds",
                        FeatureParameters.Builder::rsvpKeepAliveSeconds),
                range(
                        "Remote Cluster Update Interval",
                        15,
                        10_080,
                        " minutes",
                        FeatureParameters.Builder::remoteClusterUpdateMinutes));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void aNumberKeepsItsRange(
            String what,
            int min,
            int max,
            String unit,
            BiFunction<FeatureParameters.Builder, Setting<Integer>, FeatureParameters.Builder> set) {
        FeatureParameters.Builder builder = FeatureParameters.builder();

        assertThat(set.apply(builder, Setting.of(min))).isSameAs(builder);
        assertThat(set.apply(builder, Setting.of(max))).isSameAs(builder);
        for (int wrong : new int[] {min - 1, max + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> set.apply(builder, Setting.of(wrong)))
                    .withMessage("%s must be from %d to %d%s, but is %d", what, min, max, unit, wrong);
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void whatWasReadFromARealClusterIsKeptHoweverWrong(
            String what,
            int min,
            int max,
            String unit,
            BiFunction<FeatureParameters.Builder, Setting<Integer>, FeatureParameters.Builder> set) {
        FeatureParameters.Builder builder = FeatureParameters.builder();
        Setting<Integer> wrong = new Setting.Invalid<>(String.valueOf(max + 1), what);

        assertThat(set.apply(builder, wrong).build())
                .isNotEqualTo(FeatureParameters.builder().build());
        assertThat(set.apply(builder, new Setting.Unknown<>()).build())
                .isNotEqualTo(FeatureParameters.builder().build());
    }

    @Test
    void serviceParametersHaveTheDefaultsOfTheGuide() {
        ServiceParameters none = ServiceParameters.builder().build();

        assertThat(none.interclusterMaximumLoginTime()).isEqualTo(Duration.ofHours(10));
        assertThat(none.maximumConcurrentRequests()).isEqualTo(5);
        assertThat(none.multipleLoginBehavior()).isEqualTo(MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED);
        assertThat(none.toBuilder().build()).isEqualTo(none);
    }

    @Test
    void serviceParametersKeepTheirRanges() {
        ServiceParameters.Builder builder = ServiceParameters.builder();

        assertThat(builder.interclusterMaximumLoginTime(Duration.ofDays(7))
                        .maximumConcurrentRequests(100)
                        .build()
                        .interclusterMaximumLoginTime())
                .hasHours(168);
        for (Duration wrong : new Duration[] {
            Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(7).plusNanos(1)
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.interclusterMaximumLoginTime(wrong))
                    .withMessage("Inter-cluster Maximum Login Time must be HHH:MM from 0:01 to 168:00, but is "
                            + (wrong.isZero() ? "0:00" : wrong));
        }
        for (int wrong : new int[] {0, 101}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.maximumConcurrentRequests(wrong))
                    .withMessage("Maximum Concurrent Requests must be from 1 to 100, but is " + wrong);
        }
    }

    @Test
    void aRemoteClusterStartsWithTheThreeServicesOfEmccAndActive() {
        assertThat(LONDON.enabledServices())
                .containsExactlyInAnyOrder(
                        InterclusterService.EMCC, InterclusterService.PSTN_ACCESS, InterclusterService.RSVP_AGENT);
        assertThat(LONDON.remoteActivated()).isTrue();
        assertThat(LONDON.nodeNames()).isEmpty();
        assertThat(LONDON.takesPartInEmcc()).isTrue();
        assertThat(LONDON).hasToString("RemoteCluster[LON]");
    }

    @Test
    void usersAreSoughtOnlyWhereEmccIsTickedHereAndActiveThere() {
        assertThat(LONDON.toBuilder().remoteActivated(false).build().takesPartInEmcc())
                .isFalse();
        assertThat(LONDON.toBuilder()
                        .enabledServices(Set.of(InterclusterService.PSTN_ACCESS))
                        .build()
                        .takesPartInEmcc())
                .isFalse();
        assertThat(LONDON.toBuilder()
                        .enabledServices(Set.of(InterclusterService.EMCC))
                        .nodeNames(Set.of("sub1"))
                        .build()
                        .takesPartInEmcc())
                .isTrue();
    }

    @Test
    void aServiceProfileStartsWithNothingActive() {
        InterclusterServiceProfile none = InterclusterServiceProfile.builder().build();

        assertThat(none.emccActive() || none.pstnAccessActive() || none.rsvpAgentActive())
                .isFalse();
        assertThat(none.pstnAccessTrunk()).isEmpty();
        assertThat(none.rsvpAgentTrunk()).isEmpty();
    }
}
