package org.emcc.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;

class TrunkTest {
    private static final TrunkServiceType EMCC = TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER;
    private static final Destination PEER = Destination.of(1, ServiceAddress.of("192.0.2.10"));

    private static Trunk.Builder trunk(TrunkServiceType type) {
        return Trunk.builder("EMCC-TRUNK", type, DevicePoolName.of("DP-HQ"));
    }

    private static List<TrunkRule> rules(List<TrunkFinding> findings) {
        return findings.stream().map(TrunkFinding::rule).toList();
    }

    /** The request of em-api-and-axl 4.7, as far as a trunk of ours says nothing beyond it. */
    @Test
    void aTrunkBuiltByHandSaysAllThatAddingItDemands() {
        Trunk trunk = trunk(EMCC)
                .set(TrunkFields.DESCRIPTION, "EMCC PSTN access and RSVP agent")
                .set(TrunkFields.SEND_GEO_LOCATION, true)
                .build();
        assertThat(trunk.texts())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("name", "EMCC-TRUNK"),
                        Map.entry("description", "EMCC PSTN access and RSVP agent"),
                        Map.entry("product", "SIP Trunk"),
                        Map.entry("class", "Trunk"),
                        Map.entry("protocol", "SIP"),
                        Map.entry("protocolSide", "Network"),
                        Map.entry("devicePoolName", "DP-HQ"),
                        Map.entry("locationName", "Hub_None"),
                        Map.entry("securityProfileName", "Non Secure SIP Trunk Profile"),
                        Map.entry("sipProfileName", "Standard SIP Profile"),
                        Map.entry("sendGeoLocation", "true"),
                        Map.entry("presenceGroupName", "Standard Presence group"),
                        Map.entry("sipTrunkType", "Extension Mobility Cross Cluster"),
                        Map.entry("callingAndCalledPartyInfoFormat", "Deliver DN only in connected party")));
        assertThat(trunk.findings()).isEmpty();
        assertThat(trunk.isEmcc()).isTrue();
        assertThat(trunk.sipTrunk()).hasValue(new SipTrunk("EMCC-TRUNK", EMCC));
        assertThat(trunk.valueOrDefault(TrunkFields.RETRY_VIDEO_CALL_AS_AUDIO)).hasValue(true);
    }

    /** Sip 1.2: these five are left blank or unchecked, and locked. */
    @Test
    void anEmccTrunkBuiltByHandHasNoneOfTheLockedFields() {
        assertThatThrownBy(() -> trunk(EMCC).destinations(List.of(PEER)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "destinations of trunk \"EMCC-TRUNK\" must be none on a trunk of service type EMCC")
                .hasMessageContaining("sip 1.2");
        for (FormField<Boolean> locked :
                List.of(TrunkFields.MTP_REQUIRED, TrunkFields.UNATTENDED_PORT, TrunkFields.DEST_ADDR_IS_SRV)) {
            assertThatThrownBy(() -> trunk(EMCC).set(locked, true).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(locked.name())
                    .hasMessageContaining("must be blank or unchecked");
            assertThat(trunk(EMCC).set(locked, false).build().setting(locked)).isEqualTo(Setting.of(false));
            assertThat(trunk(TrunkServiceType.NONE)
                            .destinations(List.of(PEER))
                            .set(locked, true)
                            .set(TrunkFields.DEST_ADDR_IS_SRV, false)
                            .build()
                            .isEmcc())
                    .isFalse();
        }
    }

    /** Sip 1.2: everything else stays configurable. */
    @Test
    void anEmccTrunkTakesTheRest() {
        Trunk trunk = trunk(EMCC)
                .set(TrunkFields.LOCATION_NAME, "Phantom")
                .set(TrunkFields.MEDIA_RESOURCE_LIST_NAME, "MRGL")
                .set(TrunkFields.SECURITY_PROFILE_NAME, "Secure")
                .set(TrunkFields.SIP_PROFILE_NAME, "Ours")
                .set(TrunkFields.CALLING_SEARCH_SPACE_NAME, "CSS")
                .set(TrunkFields.GEO_LOCATION_NAME, "Köln")
                .set(TrunkFields.SEND_GEO_LOCATION, true)
                .build();
        assertThat(trunk.findings()).isEmpty();
    }

    @Test
    void allThatIsWrongIsRefusedAtOnce() {
        assertThatThrownBy(() -> trunk(EMCC)
                        .set(TrunkFields.MTP_REQUIRED, true)
                        .set(TrunkFields.UNATTENDED_PORT, true)
                        .clear(TrunkFields.SIP_PROFILE_NAME)
                        .build())
                .hasMessageContaining("mtpRequired")
                .hasMessageContaining("unattendedPort")
                .hasMessageContaining("SIP Profile of trunk");
    }

    @Test
    void theServiceTypeNeverChanges() {
        Trunk.Builder fresh = trunk(EMCC);
        assertThatThrownBy(() -> fresh.set(TrunkFields.SIP_TRUNK_TYPE, TrunkServiceType.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fixed at creation");
        assertThatThrownBy(() -> fresh.clear(TrunkFields.SIP_TRUNK_TYPE)).hasMessageContaining("fixed at creation");
        Trunk trunk = fresh.set(TrunkFields.SIP_TRUNK_TYPE, EMCC).build();
        assertThatThrownBy(() -> trunk.toBuilder().set(TrunkFields.SIP_TRUNK_TYPE, TrunkServiceType.NONE))
                .hasMessageContaining("fixed at creation");
        assertThatThrownBy(() -> trunk.toBuilder().set(TrunkFields.PROTOCOL_SIDE, "User"))
                .hasMessageContaining("fixed at creation");
        assertThat(trunk(EMCC).set(TrunkFields.PROTOCOL_SIDE, "User").build().setting(TrunkFields.PROTOCOL_SIDE))
                .isEqualTo(Setting.of("User"));
        assertThat(trunk.toBuilder().set(TrunkFields.NAME, "OTHER").build().serviceType())
                .hasValue(EMCC);
        assertThatThrownBy(() -> Trunk.read(Map.of("name", "T")).toBuilder().set(TrunkFields.SIP_TRUNK_TYPE, EMCC))
                .as("nobody said what it was")
                .hasMessageContaining("fixed at creation");
    }

    @Test
    void twoVersionsOfATrunkAreComparedByWhatIsFixed() {
        Trunk before = trunk(EMCC).build();
        Map<String, String> texts = new LinkedHashMap<>(before.texts());
        texts.put("sipTrunkType", "None(Default)");
        texts.put("protocolSide", "User");
        texts.put("locationName", "Other");
        List<TrunkFinding> findings = before.changeTo(Trunk.read(texts));
        assertThat(rules(findings)).containsExactly(TrunkRule.FIXED_FIELD_CHANGED, TrunkRule.FIXED_FIELD_CHANGED);
        assertThat(findings.get(1).message())
                .isEqualTo(
                        "sipTrunkType of trunk \"EMCC-TRUNK\" is fixed at creation as Extension Mobility Cross Cluster"
                                + " and must not become None(Default)");
        assertThat(before.changeTo(Trunk.read(Map.of()))).as("nobody said").isEmpty();
        assertThat(before.changeTo(before)).isEmpty();
    }

    /** Sip 1.2; emcc-behaviour 10.3, EMCC-TRK-04: what is read is never rejected. */
    @Test
    void aSnapshotIsNeverRejectedAndTellsWhatIsWrong() {
        Trunk trunk = Trunk.read(
                Map.of(
                        "name", "T1",
                        "sipTrunkType", "Extension Mobility Cross Clusters",
                        "mtpRequired", "t",
                        "unattendedPort", "1",
                        "destAddrIsSrv", "true",
                        "sigDigits", "98",
                        "sipPrivacy", "Philosophical",
                        "securityProfileName", "",
                        "loadInformation", "x"),
                List.of(PEER));
        assertThat(rules(trunk.findings()))
                .containsExactlyInAnyOrder(
                        TrunkRule.LOCKED_FIELD_SET,
                        TrunkRule.LOCKED_FIELD_SET,
                        TrunkRule.LOCKED_FIELD_SET,
                        TrunkRule.LOCKED_FIELD_SET,
                        TrunkRule.SRV_FORCED_OFF,
                        TrunkRule.VALUE_INVALID,
                        TrunkRule.TEXT_UNKNOWN,
                        TrunkRule.REQUIRED_MISSING);
        assertThat(trunk.findings())
                .filteredOn(finding -> finding.rule() == TrunkRule.LOCKED_FIELD_SET)
                .allSatisfy(finding -> assertThat(finding.rule().severity()).isEqualTo(FindingSeverity.WARNING));
        assertThat(trunk.setting(TrunkFields.SIP_PRIVACY))
                .isEqualTo(new Setting.Invalid<String>(
                        "Philosophical", "sipPrivacy must be one of: Default; None; ID; ID Critical"));
        assertThat(trunk.valueOrDefault(TrunkFields.SIG_DIGITS)).hasValue(99);
        assertThat(trunk.setting(TrunkFields.LOCATION_NAME)).isInstanceOf(Setting.Unknown.class);
        assertThat(trunk.others()).isEqualTo(Map.of("loadInformation", "x"));
        assertThatThrownBy(() -> trunk.toBuilder().build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNobodySaidIsHeldAgainstNobody() {
        assertThat(Trunk.read(Map.of()).findings()).isEmpty();
        assertThat(Trunk.read(Map.of("name", "T")).serviceType()).isEmpty();
        assertThat(Trunk.read(Map.of("sipTrunkType", "")).serviceType()).hasValue(TrunkServiceType.NONE);
        assertThat(Trunk.read(Map.of("sipTrunkType", "Teleporting")).serviceType())
                .isEmpty();
        assertThat(Trunk.read(Map.of()).destinations()).isInstanceOf(Setting.Unknown.class);
        assertThat(Trunk.read(Map.of()).name()).isEmpty();
        assertThat(Trunk.read(Map.of("name", "T")).sipTrunk()).isEmpty();
        assertThat(Trunk.read(Map.of("name", "T".repeat(129), "sipTrunkType", "None(Default)"))
                        .sipTrunk())
                .isEmpty();
    }

    /** Sip 1.5: AXL takes 128 characters, whatever the page does. */
    @Test
    void theLongestNameIsKnownToTheSettingsOfTheCluster() {
        Trunk trunk = Trunk.builder("T".repeat(128), EMCC, DevicePoolName.of("Default"))
                .build();
        assertThat(trunk.sipTrunk()).hasValue(new SipTrunk("T".repeat(128), EMCC));
        assertThat(InterclusterServiceProfile.builder()
                        .pstnAccessTrunk(trunk.name())
                        .rsvpAgentTrunk(trunk.name())
                        .build()
                        .failures(List.of(trunk.sipTrunk().orElseThrow())))
                .isEmpty();
    }

    @Test
    void textsSurviveTheRoundTripWithWhatIsNotKnown() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("name", "T1");
        texts.put("sigDigits", "ninety");
        texts.put("versionStamp", "{1-2}");
        Trunk trunk = Trunk.read(texts);
        assertThat(trunk.texts()).containsExactlyEntriesOf(texts);
        assertThat(Trunk.read(trunk.texts())).isEqualTo(trunk).hasSameHashCodeAs(trunk);
        assertThat(trunk.toString()).contains("sigDigits=ninety");
        Destination row = Destination.read(Map.of("addressIpv4", "a.example", "port", "x", "note", "y"));
        assertThat(row.texts()).isEqualTo(Map.of("addressIpv4", "a.example", "port", "x", "note", "y"));
        assertThat(Destination.read(row.texts())).isEqualTo(row).hasSameHashCodeAs(row);
        assertThat(row.port()).isEqualTo(5060);
    }

    @Test
    void destinationsHaveAnAddressOfEitherKindAndAPort() {
        Destination four = Destination.of(1, ServiceAddress.of("192.0.2.10", 5070));
        assertThat(four.host()).hasValue("192.0.2.10");
        assertThat(four.port()).isEqualTo(5070);
        assertThat(four.withIpv6("2001:db8::1").texts())
                .isEqualTo(Map.of(
                        "addressIpv4", "192.0.2.10", "addressIpv6", "2001:db8::1", "port", "5070", "sortOrder", "1"));
        Destination six = Destination.of(2, ServiceAddress.of("2001:db8::2"));
        assertThat(six.host()).hasValue("2001:db8::2");
        assertThat(six.setting(DestinationFields.ADDRESS_IPV4)).isInstanceOf(Setting.Absent.class);
        assertThat(six.port()).isEqualTo(5060);
    }

    @Test
    void sixteenDestinationsAreTheMost() {
        List<Destination> rows = new ArrayList<>();
        for (int i = 1; i <= 16; i++) {
            rows.add(Destination.of(i, ServiceAddress.of("192.0.2." + i)));
        }
        assertThat(trunk(TrunkServiceType.NONE)
                        .destinations(rows)
                        .build()
                        .destinations()
                        .value())
                .hasValue(rows);
        rows.add(Destination.of(17, ServiceAddress.of("192.0.2.17")));
        assertThatThrownBy(() -> trunk(TrunkServiceType.NONE).destinations(rows).build())
                .hasMessageContaining("must be at most 16, but are 17");
    }

    @Test
    void findingsNameWhatWhereAndWhichRule() {
        Trunk trunk = Trunk.read(
                Map.of("name", "T1", "sipTrunkType", "Extension Mobility Cross Cluster", "mtpRequired", "true"));
        assertThat(trunk.findings().get(0))
                .hasToString(
                        "WARNING EMCC-SIP-0504: mtpRequired of trunk \"T1\" must be blank or unchecked on a trunk of"
                                + " service type EMCC, but is \"true\" (sip 1.2; emcc-behaviour 10.3 (EMCC-TRK-04))");
        assertThat(trunk.findings().get(0).where()).isEqualTo("trunk \"T1\", mtpRequired");
    }

    @Test
    void profilesThatAreShippedAreSound() {
        TrunkSecurityProfile nonSecure = TrunkSecurityProfile.nonSecure();
        assertThat(nonSecure.findings()).isEmpty();
        assertThat(nonSecure.name()).isEqualTo("Non Secure SIP Trunk Profile");
        assertThat(nonSecure.incomingTransport()).isEqualTo(TrunkTransport.TCP_UDP);
        assertThat(nonSecure.outgoingTransport()).isEqualTo(TrunkTransport.TCP);
        assertThat(nonSecure.incomingPort()).isEqualTo(5060);
        assertThat(SipProfile.standard().findings()).isEmpty();
        assertThat(SipProfile.standard().name()).isEqualTo("Standard SIP Profile");
        assertThat(SipProfile.standard().pings()).isFalse();
    }

    @Test
    void aSecureProfileHasTlsAndItsPort() {
        for (TrunkSecurityMode mode : List.of(TrunkSecurityMode.AUTHENTICATED, TrunkSecurityMode.ENCRYPTED)) {
            TrunkSecurityProfile profile = TrunkSecurityProfile.builder("Secure")
                    .set(SecurityProfileFields.SECURITY_MODE, mode)
                    .build();
            assertThat(profile.mode()).isEqualTo(mode);
            assertThat(profile.incomingTransport()).isEqualTo(TrunkTransport.TLS);
            assertThat(profile.outgoingTransport()).isEqualTo(TrunkTransport.TLS);
            assertThat(profile.incomingPort()).isEqualTo(5061);
            assertThat(profile.valueOrDefault(SecurityProfileFields.INCOMING_TRANSPORT))
                    .hasValue(TrunkTransport.TLS);
            assertThat(profile.valueOrDefault(SecurityProfileFields.OUTGOING_TRANSPORT))
                    .hasValue(TrunkTransport.TLS);
            assertThat(profile.valueOrDefault(SecurityProfileFields.INCOMING_PORT))
                    .hasValue(5061);
            assertThat(profile.valueOrDefault(SecurityProfileFields.NONCE_POLICY_TIME))
                    .hasValue(600);
            assertThat(profile.toBuilder()
                            .set(SecurityProfileFields.INCOMING_PORT, 5062)
                            .build()
                            .incomingPort())
                    .isEqualTo(5062);
        }
    }

    @Test
    void aProfileWithoutTlsHasTheDefaultsOfTheSchema() {
        TrunkSecurityProfile profile = TrunkSecurityProfile.builder("Plain").build();
        assertThat(profile.valueOrDefault(SecurityProfileFields.INCOMING_TRANSPORT))
                .hasValue(TrunkTransport.TCP_UDP);
        assertThat(profile.valueOrDefault(SecurityProfileFields.OUTGOING_TRANSPORT))
                .isEmpty();
        assertThat(profile.valueOrDefault(SecurityProfileFields.INCOMING_PORT)).hasValue(5060);
        assertThat(profile.outgoingTransport()).isEqualTo(TrunkTransport.TCP);
        assertThat(profile.incomingTransport()).isEqualTo(TrunkTransport.TCP_UDP);
    }

    @Test
    void subjectNamesArePartedByFourCharacters() {
        TrunkSecurityProfile.Builder builder =
                TrunkSecurityProfile.builder("P").set(SecurityProfileFields.SECURITY_MODE, TrunkSecurityMode.ENCRYPTED);
        assertThat(builder.build().subjectNames()).isEmpty();
        assertThat(builder.set(
                                SecurityProfileFields.X509_SUBJECT_NAME,
                                "a.example b.example,c.example;d.example:e.example, f")
                        .build()
                        .subjectNames())
                .containsExactly("a.example", "b.example", "c.example", "d.example", "e.example", "f");
    }

    /** Sip 1.6, every mode with every transport in each direction. */
    @Test
    void transportsGoWithTheMode() {
        for (TrunkSecurityMode mode : TrunkSecurityMode.values()) {
            boolean tls = mode != TrunkSecurityMode.NON_SECURE;
            for (TrunkTransport transport : TrunkTransport.values()) {
                boolean incoming = tls ? transport == TrunkTransport.TLS : transport == TrunkTransport.TCP_UDP;
                boolean outgoing = tls
                        ? transport == TrunkTransport.TLS
                        : transport == TrunkTransport.TCP || transport == TrunkTransport.UDP;
                transport(mode, SecurityProfileFields.INCOMING_TRANSPORT, transport, incoming);
                transport(mode, SecurityProfileFields.OUTGOING_TRANSPORT, transport, outgoing);
            }
        }
    }

    private static void transport(
            TrunkSecurityMode mode, FormField<TrunkTransport> field, TrunkTransport transport, boolean legal) {
        TrunkSecurityProfile.Builder builder = TrunkSecurityProfile.builder("P")
                .set(SecurityProfileFields.SECURITY_MODE, mode)
                .set(field, transport);
        if (legal) {
            assertThat(builder.build().setting(field)).isEqualTo(Setting.of(transport));
        } else {
            assertThatThrownBy(builder::build)
                    .as(mode + " " + field + " " + transport)
                    .hasMessageContaining(field.name())
                    .hasMessageContaining(mode.label());
        }
    }

    @Test
    void profilesReadFromAClusterKeepWhatIsWrong() {
        TrunkSecurityProfile security = TrunkSecurityProfile.read(Map.of(
                "name",
                "P",
                "securityMode",
                "Encrypted",
                "incomingTransport",
                "UDP",
                "incomingPort",
                "70000",
                "x",
                "y"));
        assertThat(rules(security.findings()))
                .containsExactly(TrunkRule.VALUE_INVALID, TrunkRule.TRANSPORT_NOT_OF_MODE);
        assertThat(security.others()).isEqualTo(Map.of("x", "y"));
        assertThat(security.incomingPort()).isEqualTo(5061);
        assertThat(TrunkSecurityProfile.read(security.texts()))
                .isEqualTo(security)
                .hasSameHashCodeAs(security);
        SipProfile sip = SipProfile.read(Map.of("name", "S", "sipOptionsRetryCount", "11", "faxInvite", "false"));
        assertThat(rules(sip.findings())).containsExactly(TrunkRule.VALUE_INVALID);
        assertThat(sip.valueOrDefault(SipProfileFields.PING_RETRY_COUNT)).hasValue(6);
        assertThat(SipProfile.read(sip.texts())).isEqualTo(sip).hasSameHashCodeAs(sip);
        assertThatThrownBy(() -> sip.toBuilder().build()).hasMessageContaining("from 1 to 10");
    }

    @Test
    void aFieldOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> SipProfile.standard().setting(TrunkFields.MTP_REQUIRED))
                .hasMessageContaining(
                        "field must be one of a SIP profile, but is mtpRequired of the page Trunk Configuration");
        assertThatThrownBy(() -> SipProfile.builder("S").set(SecurityProfileFields.INCOMING_PORT, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
