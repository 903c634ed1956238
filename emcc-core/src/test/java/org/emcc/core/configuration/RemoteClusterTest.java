package org.emcc.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The record of emcc-behaviour 5.4 and the profile of 5.3. */
class RemoteClusterTest {
    private static final RemoteCluster LONDON = RemoteCluster.builder(
                    ClusterId.of("LON"), ServiceAddress.of("cucm-lon"))
            .build();

    @Test
    void aRecordHasSixServicesOfWhichThreeAreTicked() {
        assertThat(LONDON.services())
                .containsOnlyKeys(InterclusterService.values())
                .isUnmodifiable();
        assertThat(LONDON.service(InterclusterService.PSTN_ACCESS).activated()).isEqualTo(RemoteActivated.TRUE);
        assertThat(LONDON.service(InterclusterService.UDS))
                .isEqualTo(new RemoteService(false, RemoteActivated.UNKNOWN, List.of()));
        assertThat(LONDON.version()).isEmpty();
        assertThat(LONDON.description()).isEmpty();
    }

    @Test
    void tftpMustStayOffButIsKeptWhereItWasFound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LONDON.toBuilder().enabledServices(EnumSet.allOf(InterclusterService.class)))
                .withMessage(
                        "enabled services of remote cluster LON must not have TFTP, which is unsupported with EMCC,"
                                + " but have it");
        RemoteCluster found = LONDON.toBuilder()
                .service(InterclusterService.TFTP, new RemoteService(true, RemoteActivated.TRUE, List.of()))
                .build();
        assertThat(found.enabledServices()).contains(InterclusterService.TFTP);
        assertThat(found.toBuilder().build()).isEqualTo(found);
        assertThat(LONDON.toBuilder()
                        .enabledServices(EnumSet.complementOf(EnumSet.of(InterclusterService.TFTP)))
                        .build()
                        .enabledServices())
                .hasSize(5);
    }

    @Test
    void tickingKeepsWhatWasLearned() {
        RemoteService learned = new RemoteService(true, RemoteActivated.FALSE, List.of(ServiceAddress.of("10.2.0.10")));
        RemoteCluster record = LONDON.toBuilder()
                .service(InterclusterService.EMCC, learned)
                .enabledServices(Set.of())
                .build();

        assertThat(record.service(InterclusterService.EMCC))
                .isEqualTo(new RemoteService(false, RemoteActivated.FALSE, learned.addresses()));
    }

    @ParameterizedTest
    @CsvSource({"TRUE, true", "UNKNOWN, true", "FALSE, false", "NOT_APPLICABLE, false"})
    void whatIsKnownToBeInactiveTakesNoPart(RemoteActivated activated, boolean takesPart) {
        RemoteCluster record = LONDON.toBuilder()
                .service(InterclusterService.EMCC, new RemoteService(true, activated, List.of()))
                .build();

        assertThat(record.remoteActivated()).isEqualTo(takesPart);
        assertThat(record.takesPartInEmcc()).isEqualTo(takesPart);
    }

    @Test
    void aServiceHasUpToThreeAddressesOfIPv4() {
        ServiceAddress longest = ServiceAddress.of("100.200.100.200");
        List<ServiceAddress> three = List.of(longest, longest, longest);

        assertThat(new RemoteService(true, RemoteActivated.TRUE, three).addresses())
                .hasSize(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new RemoteService(true, RemoteActivated.TRUE, List.of(longest, longest, longest, longest)))
                .withMessage("number of addresses of a remote service must be from 0 to 3, but is 4");
        for (String wrong : List.of("cucm", "::1", "10.1.0.1:80", "10.1.0")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> new RemoteService(true, RemoteActivated.TRUE, List.of(ServiceAddress.parse(wrong))))
                    .withMessage("address of a remote service must be an IPv4 address without a port, but is \"" + wrong
                            + "\"");
        }
    }

    @Test
    void itsNameHasAtMostFiftyCharacters() {
        ServiceAddress longest = ServiceAddress.of("n".repeat(50), 9443);

        assertThat(RemoteCluster.builder(ClusterId.of("L"), longest).build().fullyQualifiedName())
                .isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteCluster.builder(ClusterId.of("L"), ServiceAddress.of("n".repeat(51))))
                .withMessage("fully qualified name of a remote cluster must have at most 50 characters, but has 51");
    }

    @Test
    void recordsAreEqualWhenAllTheirFieldsAre() {
        RemoteCluster full = LONDON.toBuilder()
                .description("our friends")
                .version(Release.parse("12.5"))
                .nodeNames(Set.of("sub1"))
                .build();

        assertThat(full.toBuilder().build()).isEqualTo(full).hasSameHashCodeAs(full);
        assertThat(List.of(
                        full.toBuilder().description("x").build(),
                        full.toBuilder().version(Release.parse("14")).build(),
                        full.toBuilder().nodeNames(Set.of()).build(),
                        full.toBuilder().remoteActivated(false).build(),
                        full.toBuilder().enabledServices(Set.of()).build()))
                .doesNotContain(full)
                .doesNotHaveDuplicates();
    }

    @Test
    void validateMindsAnActiveServiceWithoutAnEmccTrunk() {
        List<SipTrunk> trunks = List.of(
                new SipTrunk("emcc", TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER),
                new SipTrunk("plain", TrunkServiceType.NONE));
        InterclusterServiceProfile.Builder profile = InterclusterServiceProfile.builder()
                .emccActive(true)
                .pstnAccessActive(true)
                .rsvpAgentActive(true);

        assertThat(profile.build().failures(trunks))
                .containsExactly(
                        "PSTN Access is active and must have a SIP trunk, but has none",
                        "RSVP Agent is active and must have a SIP trunk, but has none");
        assertThat(profile.pstnAccessTrunk("plain")
                        .rsvpAgentTrunk("gone")
                        .build()
                        .failures(trunks))
                .containsExactly(
                        "PSTN Access must have a SIP trunk of service type EMCC, but has plain",
                        "RSVP Agent must have a SIP trunk of service type EMCC, but has gone");
        assertThat(profile.pstnAccessTrunk("emcc")
                        .rsvpAgentTrunk("emcc")
                        .build()
                        .failures(trunks))
                .isEmpty();
        assertThat(InterclusterServiceProfile.builder().build().failures(List.of()))
                .isEmpty();
    }
}
