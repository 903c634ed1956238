package org.emcc.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.emcc.core.FindingSeverity;
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
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;

/** For each rule a configuration that breaks it, and one next to it that does not. */
class TrunkRuleTest {
    private static final String EMCC = "Extension Mobility Cross Cluster";
    private static final String NONE = "None(Default)";

    /**
     * @param broken what is found where the rule is broken
     * @param kept what is found where it is not
     */
    private record Case(TrunkRule rule, List<TrunkFinding> broken, List<TrunkFinding> kept) {}

    // ---- small configurations

    private static Trunk read(String... namesAndTexts) {
        return Trunk.read(texts(namesAndTexts));
    }

    private static Map<String, String> texts(String... namesAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return texts;
    }

    private static List<TrunkFinding> trunk(String... namesAndTexts) {
        return read(namesAndTexts).findings();
    }

    private static List<TrunkFinding> trunk(Map<String, String> texts, Destination... rows) {
        return Trunk.read(texts, List.of(rows)).findings();
    }

    private static Destination row(String address) {
        return Destination.of(1, ServiceAddress.of(address));
    }

    private static List<TrunkFinding> security(String... namesAndTexts) {
        return TrunkSecurityProfile.read(texts(namesAndTexts)).findings();
    }

    private static List<TrunkFinding> sip(String... namesAndTexts) {
        return SipProfile.read(texts(namesAndTexts)).findings();
    }

    private static ClusterSettings.Builder cluster(SipTrunk... trunks) {
        return ClusterSettings.builder(ClusterId.of("home"), Release.parse("12.5.1"))
                .trunks(List.of(trunks));
    }

    private static SipTrunk emcc(String name) {
        return new SipTrunk(name, TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER);
    }

    private static InterclusterServiceProfile.Builder profile() {
        return InterclusterServiceProfile.builder()
                .emccActive(true)
                .pstnAccessActive(true)
                .pstnAccessTrunk("T")
                .rsvpAgentActive(true)
                .rsvpAgentTrunk("T");
    }

    private static TrunkSettings.Builder settings(Trunk... trunks) {
        return TrunkSettings.builder(cluster().build()).trunks(List.of(trunks));
    }

    private static List<TrunkFinding> validate(InterclusterServiceProfile profile) {
        return TrunkSettings.builder(cluster(emcc("T"), new SipTrunk("N", TrunkServiceType.NONE))
                        .build())
                .trunks(List.of(read("name", "U")))
                .build()
                .validate(profile);
    }

    private static List<TrunkFinding> trunkCss(String mode, String css) {
        return trunkCss("T", mode, css);
    }

    private static List<TrunkFinding> trunkCss(String name, String mode, String css) {
        Trunk trunk = read("name", name, "sipTrunkType", EMCC, "callingSearchSpaceName", css);
        return TrunkSettings.builder(cluster(emcc("T"))
                        .serviceProfile(profile().build())
                        .featureParameters(FeatureParameters.read(Map.of("CSS for PSTN Access SIP Trunk", mode)))
                        .build())
                .trunks(List.of(trunk))
                .build()
                .findings();
    }

    private static RemoteCluster remote(String id, InterclusterService service, boolean enabled, String... addresses) {
        RemoteCluster.Builder record = RemoteCluster.builder(ClusterId.of(id), ServiceAddress.of(id + ".example"))
                .enabledServices(Set.of());
        return record.service(
                        service,
                        new RemoteService(
                                enabled,
                                RemoteActivated.UNKNOWN,
                                Arrays.stream(addresses).map(ServiceAddress::of).toList()))
                .build();
    }

    private static List<TrunkFinding> peers(RemoteCluster... records) {
        return TrunkSettings.builder(cluster().remoteClusters(List.of(records)).build())
                .build()
                .findings();
    }

    private static List<TrunkFinding> parameter(String name, String text) {
        return TrunkSettings.builder(cluster()
                        .featureParameters(FeatureParameters.read(Map.of(name, text)))
                        .build())
                .build()
                .findings();
    }

    private static List<TrunkFinding> regions(String name, String here, String there) {
        return TrunkSettings.builder(cluster()
                        .featureParameters(FeatureParameters.read(Map.of(name, here)))
                        .build())
                .build()
                .regionDifferences(ClusterId.of("peer"), FeatureParameters.read(Map.of(name, there)));
    }

    private static Destination[] rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Destination.of(i, ServiceAddress.of("192.0.2." + i)))
                .toArray(Destination[]::new);
    }

    private static Trunk[] trunks(int count, String type) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> read("name", "T" + i, "sipTrunkType", type))
                .toArray(Trunk[]::new);
    }

    private static TrunkSecurityProfile onPort(String name, String mode, String port) {
        return TrunkSecurityProfile.read(texts("name", name, "securityMode", mode, "incomingPort", port));
    }

    // ---- the cases

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(
                TrunkRule.VALUE_INVALID, trunk("packetCaptureDuration", "-1"), trunk("packetCaptureDuration", "0")));
        cases.add(new Case(TrunkRule.TEXT_UNKNOWN, trunk("preemption", "Gentle"), trunk("preemption", "Forceful")));
        for (String name : List.of("securityProfileName", "sipProfileName", "devicePoolName", "name")) {
            cases.add(new Case(TrunkRule.REQUIRED_MISSING, trunk(name, ""), trunk(name, "X")));
        }
        for (String name : List.of("mtpRequired", "unattendedPort", "destAddrIsSrv")) {
            cases.add(new Case(
                    TrunkRule.LOCKED_FIELD_SET,
                    trunk("sipTrunkType", EMCC, name, "true"),
                    trunk("sipTrunkType", EMCC, name, "false")));
            cases.add(new Case(
                    TrunkRule.LOCKED_FIELD_SET,
                    trunk("sipTrunkType", EMCC, name, "true"),
                    trunk("sipTrunkType", NONE, name, "true")));
        }
        cases.add(new Case(
                TrunkRule.LOCKED_FIELD_SET,
                trunk(texts("sipTrunkType", EMCC), row("192.0.2.1")),
                trunk(texts("sipTrunkType", EMCC))));
        cases.add(new Case(
                TrunkRule.MEANINGLESS_FIELD_SET,
                trunk("sipTrunkType", EMCC, "tkSipCodec", "711alaw"),
                trunk("sipTrunkType", EMCC, "tkSipCodec", "711ulaw")));
        cases.add(new Case(
                TrunkRule.MEANINGLESS_FIELD_SET,
                trunk("sipTrunkType", EMCC, "service", "x"),
                trunk("sipTrunkType", NONE, "service", "x")));
        cases.add(new Case(
                TrunkRule.FIELD_OF_OTHER_SERVICE_TYPE,
                trunk("sipTrunkType", NONE, "imeE164TransformationName", "x"),
                trunk("sipTrunkType", "Cisco Intercompany Media Engine", "imeE164TransformationName", "x")));
        cases.add(new Case(
                TrunkRule.TOO_MANY_DESTINATIONS,
                trunk(texts("sipTrunkType", NONE), rows(17)),
                trunk(texts("sipTrunkType", NONE), rows(16))));
        cases.add(new Case(
                TrunkRule.DESTINATION_WITHOUT_ADDRESS,
                trunk(texts(), Destination.read(texts("addressIpv4", "", "addressIpv6", ""))),
                trunk(texts(), Destination.read(texts("addressIpv4", "", "addressIpv6", "2001:db8::1")))));
        cases.add(new Case(
                TrunkRule.DESTINATION_WITHOUT_ADDRESS,
                trunk(texts(), Destination.read(texts("addressIpv4", "", "addressIpv6", ""))),
                trunk(texts(), Destination.read(texts("addressIpv4", "")))));
        cases.add(new Case(
                TrunkRule.DESTINATIONS_ARE_LEARNED,
                trunk(texts("sipTrunkType", "Call Control Discovery"), row("192.0.2.1")),
                trunk(texts("sipTrunkType", "Call Control Discovery"))));
        cases.add(new Case(
                TrunkRule.NO_DESTINATION,
                trunk(texts("sipTrunkType", NONE)),
                trunk(texts("sipTrunkType", NONE), row("192.0.2.1"))));
        cases.add(new Case(TrunkRule.NO_DESTINATION, trunk(texts("sipTrunkType", NONE)), trunk("sipTrunkType", NONE)));
        cases.add(new Case(
                TrunkRule.SRV_FORCED_OFF,
                trunk(texts("destAddrIsSrv", "true"), row("192.0.2.1")),
                trunk(texts("destAddrIsSrv", "true"), row("sip.example"))));
        cases.add(new Case(
                TrunkRule.SRV_FORCED_OFF,
                trunk(texts("destAddrIsSrv", "true"), row("2001:db8::1")),
                trunk(texts("destAddrIsSrv", "false"), row("2001:db8::1"))));
        cases.add(new Case(
                TrunkRule.SIGNIFICANT_DIGITS_SWITCH,
                trunk("sigDigits", "99", "sigDigits/@enable", "true"),
                trunk("sigDigits", "99", "sigDigits/@enable", "false")));
        cases.add(new Case(
                TrunkRule.SIGNIFICANT_DIGITS_SWITCH,
                trunk("sigDigits", "0", "sigDigits/@enable", "false"),
                trunk("sigDigits", "0", "sigDigits/@enable", "true")));
        for (String part : List.of("Number", "Name")) {
            String name = "externalPresentationInfo/presentationInfo/externalPresentation" + part;
            cases.add(new Case(
                    TrunkRule.ANONYMOUS_WITH_PRESENTATION,
                    trunk("externalPresentationInfo/isAnonymous", "true", name, "1"),
                    trunk("externalPresentationInfo/isAnonymous", "false", name, "1")));
        }
        cases.add(
                new Case(TrunkRule.PAGE_LIMIT_EXCEEDED, trunk("name", "a".repeat(51)), trunk("name", "a".repeat(50))));
        cases.add(new Case(TrunkRule.PAGE_LIMIT_EXCEEDED, trunk("name", "192.0.2.1"), trunk("name", "A_1-b")));
        cases.add(new Case(
                TrunkRule.PAGE_LIMIT_EXCEEDED,
                trunk("description", "a".repeat(115)),
                trunk("description", "a".repeat(114))));
        cases.add(new Case(
                TrunkRule.PAGE_LIMIT_EXCEEDED,
                security("description", "a".repeat(51)),
                security("description", "a".repeat(50))));
        cases.add(new Case(
                TrunkRule.FIXED_FIELD_CHANGED,
                read("sipTrunkType", EMCC).changeTo(read("sipTrunkType", NONE)),
                read("sipTrunkType", EMCC).changeTo(read("sipTrunkType", EMCC, "locationName", "L"))));
        cases.add(new Case(
                TrunkRule.GEOLOCATION_NOT_SENT,
                trunk("sipTrunkType", EMCC, "sendGeoLocation", "false"),
                trunk("sipTrunkType", EMCC, "sendGeoLocation", "true")));
        cases.add(new Case(
                TrunkRule.GEOLOCATION_NOT_SENT,
                trunk("sipTrunkType", EMCC, "sendGeoLocation", ""),
                trunk("sipTrunkType", EMCC)));
        cases.add(new Case(
                TrunkRule.GEOLOCATION_NOT_SENT,
                trunk("sipTrunkType", EMCC, "sendGeoLocation", "false"),
                trunk("sipTrunkType", NONE, "sendGeoLocation", "false")));
        cases.add(new Case(
                TrunkRule.QSIG_STOPS_GEOLOCATION,
                trunk("tunneledProtocol", "QSIG", "sendGeoLocation", "true"),
                trunk("tunneledProtocol", "None", "sendGeoLocation", "true")));
        cases.add(new Case(
                TrunkRule.TUNNEL_ON_EMCC_TRUNK,
                trunk("sipTrunkType", EMCC, "tunneledProtocol", "QSIG"),
                trunk("sipTrunkType", NONE, "tunneledProtocol", "QSIG")));
        cases.add(new Case(
                TrunkRule.QSIG_ONLY_FIELD_SET,
                trunk("sipTrunkType", NONE, "tunneledProtocol", "", "pathReplacementSupport", "true"),
                trunk("sipTrunkType", NONE, "tunneledProtocol", "QSIG", "pathReplacementSupport", "true")));
        cases.add(new Case(
                TrunkRule.CODEC_WITHOUT_MTP,
                trunk("sipTrunkType", NONE, "tkSipCodec", "711alaw", "mtpRequired", "false"),
                trunk("sipTrunkType", NONE, "tkSipCodec", "711alaw", "mtpRequired", "true")));
        cases.add(new Case(
                TrunkRule.EMCC_TRUNK_COUNT,
                settings(trunks(3, EMCC)).build().findings(),
                settings(trunks(2, EMCC)).build().findings()));
        cases.add(new Case(
                TrunkRule.EMCC_TRUNK_COUNT,
                TrunkSettings.builder(cluster(emcc("A"), emcc("B"), emcc("C")).build())
                        .build()
                        .findings(),
                settings(trunks(3, NONE)).build().findings()));
        cases.add(new Case(
                TrunkRule.NAME_TWICE,
                settings(read("name", "T"), read("name", "T")).build().findings(),
                settings(read("name", "T"), read("name", "U"), read(), read())
                        .build()
                        .findings()));
        cases.add(new Case(
                TrunkRule.NAME_TWICE,
                settings()
                        .sipProfiles(List.of(SipProfile.standard(), SipProfile.standard()))
                        .build()
                        .findings(),
                settings().sipProfiles(List.of(SipProfile.standard())).build().findings()));
        cases.add(new Case(
                TrunkRule.SECURITY_PROFILE_NOT_THERE,
                settings(read("securityProfileName", "P"))
                        .securityProfiles(List.of())
                        .build()
                        .findings(),
                settings(read("securityProfileName", "P"))
                        .securityProfiles(
                                List.of(TrunkSecurityProfile.builder("P").build()))
                        .build()
                        .findings()));
        cases.add(new Case(
                TrunkRule.SECURITY_PROFILE_NOT_THERE,
                settings(read("securityProfileName", "P"))
                        .securityProfiles(List.of())
                        .build()
                        .findings(),
                settings(read("securityProfileName", "P")).build().findings()));
        cases.add(new Case(
                TrunkRule.SIP_PROFILE_NOT_THERE,
                settings(read("sipProfileName", "P"))
                        .sipProfiles(List.of(SipProfile.standard()))
                        .build()
                        .findings(),
                settings(read("sipProfileName", "Standard SIP Profile"), read())
                        .sipProfiles(List.of(SipProfile.standard()))
                        .build()
                        .findings()));
        SipProfile pinging = SipProfile.builder("Ping")
                .set(SipProfileFields.PING_ENABLED, true)
                .build();
        cases.add(new Case(
                TrunkRule.PING_HAS_NO_EFFECT,
                settings(read("sipTrunkType", EMCC, "sipProfileName", "Ping"))
                        .sipProfiles(List.of(pinging))
                        .build()
                        .findings(),
                settings(read("sipTrunkType", NONE, "sipProfileName", "Ping"))
                        .sipProfiles(List.of(pinging))
                        .build()
                        .findings()));
        cases.add(new Case(
                TrunkRule.PING_HAS_NO_EFFECT,
                settings(read("sipTrunkType", EMCC, "sipProfileName", "Ping"))
                        .sipProfiles(List.of(pinging))
                        .build()
                        .findings(),
                settings(read("sipTrunkType", EMCC, "sipProfileName", "Ping"))
                        .sipProfiles(List.of(SipProfile.builder("Ping").build()))
                        .build()
                        .findings()));
        cases.add(
                new Case(TrunkRule.TRUNK_CSS_MISSING, trunkCss("Use trunk CSS", ""), trunkCss("Use trunk CSS", "CSS")));
        cases.add(new Case(
                TrunkRule.TRUNK_CSS_MISSING,
                trunkCss("Use trunk CSS", ""),
                trunkCss("Use phone's original device CSS", "")));
        cases.add(new Case(
                TrunkRule.TRUNK_CSS_MISSING,
                trunkCss("T", "Use trunk CSS", ""),
                trunkCss("NotNamed", "Use trunk CSS", "")));
        // An invalid text counts as the default.
        cases.add(new Case(TrunkRule.TRUNK_CSS_MISSING, trunkCss("What trunk?", ""), trunkCss("What trunk?", "CSS")));
        cases.add(new Case(
                TrunkRule.TRANSPORT_NOT_OF_MODE,
                security("securityMode", "Encrypted", "outgoingTransport", "TCP"),
                security("securityMode", "Encrypted", "outgoingTransport", "TLS")));
        cases.add(new Case(
                TrunkRule.TRANSPORT_NOT_OF_MODE,
                security("securityMode", "", "incomingTransport", "TLS"),
                security("incomingTransport", "TLS")));
        cases.add(new Case(
                TrunkRule.AUTHORIZATION_WITHOUT_DIGEST,
                security("applLevelAuthentication", "true", "digestAuthentication", ""),
                security("applLevelAuthentication", "true", "digestAuthentication", "true")));
        cases.add(new Case(
                TrunkRule.NONCE_WITHOUT_DIGEST,
                security("noncePolicyTime", "601", "digestAuthentication", "false"),
                security("noncePolicyTime", "600", "digestAuthentication", "false")));
        cases.add(new Case(
                TrunkRule.NONCE_WITHOUT_DIGEST,
                security("noncePolicyTime", "601", "digestAuthentication", "false"),
                security("noncePolicyTime", "601", "digestAuthentication", "true")));
        cases.add(new Case(
                TrunkRule.SUBJECT_WITHOUT_TLS,
                security("x509SubjectName", "a.example", "securityMode", "Non Secure"),
                security("x509SubjectName", "a.example", "securityMode", "Encrypted")));
        cases.add(new Case(
                TrunkRule.NULL_CIPHER,
                security("securityMode", "Authenticated"),
                security("securityMode", "Encrypted")));
        cases.add(new Case(
                TrunkRule.PORT_SHARED_WITH_TLS,
                settings()
                        .securityProfiles(List.of(onPort("A", "Encrypted", "5060"), onPort("B", "Non Secure", "")))
                        .build()
                        .findings(),
                settings()
                        .securityProfiles(List.of(
                                onPort("A", "Encrypted", ""), onPort("B", "Authenticated", ""),
                                onPort("C", "Non Secure", ""), onPort("D", "Non Secure", "5060")))
                        .build()
                        .findings()));
        cases.add(new Case(
                TrunkRule.MID_CALL_SDP_WITHOUT_EARLY_OFFER,
                sip("sendRecvSDPInMidCallInvite", "true", "earlyOfferSuppVoiceCall", ""),
                sip("sendRecvSDPInMidCallInvite", "true", "earlyOfferSuppVoiceCall", "Best Effort (no MTP inserted)")));
        cases.add(new Case(
                TrunkRule.PORT_SHARED_WITH_TLS,
                settings()
                        .securityProfiles(List.of(onPort("A", "Encrypted", "5070"), onPort("B", "Non Secure", "5070")))
                        .build()
                        .findings(),
                settings()
                        .securityProfiles(List.of(onPort("A", "Encrypted", "5070"), onPort("B", "Sealed", "5070")))
                        .build()
                        .findings()));
        cases.add(new Case(
                TrunkRule.SRV_FORCED_OFF,
                trunk(texts("destAddrIsSrv", "true"), row("192.0.2.1"), row("srv.example")),
                trunk(texts("destAddrIsSrv", "true"), row("srv.example"), row("other.example"))));
        cases.add(new Case(
                TrunkRule.QSIG_ONLY_FIELD_SET,
                trunk("sipTrunkType", NONE, "pathReplacementSupport", "true", "tunneledProtocol", "None"),
                trunk("sipTrunkType", EMCC, "pathReplacementSupport", "true", "tunneledProtocol", "None")));
        cases.add(new Case(
                TrunkRule.SECURITY_PROFILE_NOT_THERE,
                settings(read("name", "T", "securityProfileName", "P"))
                        .securityProfiles(List.of())
                        .build()
                        .findings(),
                settings(read("name", "T"), read("name", "U", "securityProfileName", ""))
                        .securityProfiles(List.of())
                        .build()
                        .findings()));
        String all = "Send PRACK for all 1xx Messages";
        for (String reliable : List.of("", "Disabled", "Send PRACK if 1xx Contains SDP")) {
            cases.add(new Case(
                    TrunkRule.RSVP_WITHOUT_PRACK,
                    sip("rsvpOverSip", "E2E", "sipRe11XxEnabled", reliable),
                    sip("rsvpOverSip", "Local RSVP", "sipRe11XxEnabled", reliable)));
        }
        cases.add(new Case(
                TrunkRule.RSVP_WITHOUT_PRACK,
                sip("rsvpOverSip", "e2e", "sipRe11XxEnabled", ""),
                sip("rsvpOverSip", "E2E", "sipRe11XxEnabled", all)));
        cases.add(new Case(
                TrunkRule.RSVP_WITHOUT_PRACK,
                sip("rsvpOverSip", "E2E", "sipRe11XxEnabled", "Disabled"),
                sip("rsvpOverSip", "E2E")));
        List<TrunkFinding> sound = validate(profile().build());
        cases.add(new Case(
                TrunkRule.EMCC_INACTIVE, validate(profile().emccActive(false).build()), sound));
        cases.add(new Case(
                TrunkRule.PSTN_ACCESS_INACTIVE,
                validate(profile().pstnAccessActive(false).build()),
                sound));
        cases.add(new Case(
                TrunkRule.RSVP_AGENT_INACTIVE,
                validate(profile().rsvpAgentActive(false).build()),
                sound));
        cases.add(new Case(
                TrunkRule.SERVICE_WITHOUT_TRUNK,
                validate(InterclusterServiceProfile.builder()
                        .pstnAccessActive(true)
                        .build()),
                validate(InterclusterServiceProfile.builder().build())));
        cases.add(new Case(
                TrunkRule.SERVICE_WITHOUT_TRUNK,
                validate(InterclusterServiceProfile.builder()
                        .rsvpAgentActive(true)
                        .build()),
                sound));
        cases.add(new Case(
                TrunkRule.SERVICE_TRUNK_NOT_THERE,
                validate(profile().pstnAccessTrunk("X").build()),
                sound));
        cases.add(new Case(
                TrunkRule.SERVICE_TRUNK_NOT_EMCC,
                validate(profile().rsvpAgentTrunk("N").build()),
                sound));
        cases.add(new Case(
                TrunkRule.SERVICE_TRUNK_OF_UNKNOWN_TYPE,
                validate(profile().rsvpAgentTrunk("U").build()),
                sound));
        TrunkSettings used = TrunkSettings.builder(cluster(emcc("T"), emcc("R"))
                        .serviceProfile(profile().build())
                        .build())
                .build();
        cases.add(new Case(TrunkRule.TRUNK_IN_USE, used.deletion("T"), used.deletion("R")));
        cases.add(new Case(
                TrunkRule.REMOTE_TFTP_ENABLED,
                peers(remote("vc", InterclusterService.TFTP, true)),
                peers(remote("vc", InterclusterService.TFTP, false))));
        for (InterclusterService service : List.of(InterclusterService.PSTN_ACCESS, InterclusterService.RSVP_AGENT)) {
            cases.add(new Case(
                    TrunkRule.REMOTE_ADDRESS_NOT_LEARNED,
                    peers(remote("vc", service, true)),
                    peers(remote("vc", service, true, "192.0.2.1"), remote("wc", service, false))));
            cases.add(new Case(
                    TrunkRule.REMOTE_ADDRESS_AMBIGUOUS,
                    peers(remote("vc", service, true, "192.0.2.1"), remote("wc", service, true, "192.0.2.1")),
                    peers(remote("vc", service, true, "192.0.2.1"), remote("wc", service, false, "192.0.2.1"))));
        }
        cases.add(new Case(
                TrunkRule.FEATURE_PARAMETER_INVALID,
                parameter("RSVP SIP Trunk KeepAlive Timer", "601"),
                parameter("RSVP SIP Trunk KeepAlive Timer", "600")));
        for (String name :
                List.of("EMCC Region Max Audio Bit Rate", "EMCC Region Max Video Call Bit Rate (Includes Audio)")) {
            cases.add(new Case(
                    TrunkRule.REGION_PARAMETERS_DIFFER, regions(name, "64", "128"), regions(name, "64", "64")));
        }
        cases.add(new Case(
                TrunkRule.REGION_PARAMETERS_DIFFER,
                regions("EMCC Region Link Loss Type", "Lossy", "Low Loss"),
                regions("EMCC Region Link Loss Type", "Low Loss", "")));
        return cases;
    }

    @Test
    void eachRuleIsFoundWhereItIsBrokenAndNowhereElse() {
        Set<TrunkRule> seen = EnumSet.noneOf(TrunkRule.class);
        SoftAssertions all = new SoftAssertions();
        List<Case> cases = cases();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            all.assertThat(one.broken())
                    .extracting(TrunkFinding::rule)
                    .as("case %d, %s broken", i, one.rule())
                    .contains(one.rule());
            all.assertThat(one.kept())
                    .extracting(TrunkFinding::rule)
                    .as("case %d, %s kept", i, one.rule())
                    .doesNotContain(one.rule());
            seen.add(one.rule());
        }
        all.assertAll();
        assertThat(seen).as("rules with a case").containsExactly(TrunkRule.values());
    }

    @Test
    void codesAreStableAndSayWhereTheyComeFrom() {
        assertThat(TrunkRule.values())
                .extracting(TrunkRule::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("EMCC-SIP-05[0-9]{2}"));
        assertThat(TrunkRule.values()).allSatisfy(rule -> {
            assertThat(rule.section()).startsWith("sip 1.");
            assertThat(rule.remedy()).isNotEmpty();
        });
        assertThat(TrunkRule.LOCKED_FIELD_SET.code()).isEqualTo("EMCC-SIP-0504");
        assertThat(TrunkRule.REGION_PARAMETERS_DIFFER.code()).isEqualTo("EMCC-SIP-0571");
    }

    /** The severities of emcc-behaviour 10.3 for the checks that ask the same, and of sip 1.4 and 1.6. */
    @Test
    void severitiesAreThoseOfTheReference() {
        Map<TrunkRule, FindingSeverity> expected = new LinkedHashMap<>();
        for (TrunkRule error : List.of(
                TrunkRule.REQUIRED_MISSING,
                TrunkRule.EMCC_INACTIVE,
                TrunkRule.PSTN_ACCESS_INACTIVE,
                TrunkRule.SERVICE_TRUNK_NOT_THERE,
                TrunkRule.SERVICE_TRUNK_NOT_EMCC,
                TrunkRule.REMOTE_TFTP_ENABLED,
                TrunkRule.FEATURE_PARAMETER_INVALID)) {
            expected.put(error, FindingSeverity.ERROR);
        }
        for (TrunkRule warning : List.of(
                TrunkRule.EMCC_TRUNK_COUNT,
                TrunkRule.GEOLOCATION_NOT_SENT,
                TrunkRule.LOCKED_FIELD_SET,
                TrunkRule.RSVP_AGENT_INACTIVE,
                TrunkRule.TRUNK_CSS_MISSING,
                TrunkRule.REGION_PARAMETERS_DIFFER,
                TrunkRule.SUBJECT_WITHOUT_TLS)) {
            expected.put(warning, FindingSeverity.WARNING);
        }
        expected.forEach(
                (rule, severity) -> assertThat(rule.severity()).as(rule.name()).isEqualTo(severity));
    }

    @Test
    void findingsAreOneSentenceWithoutSurprises() {
        for (Case one : cases()) {
            assertThat(one.broken()).allSatisfy(finding -> {
                assertThat(finding.message())
                        .doesNotEndWith(".")
                        .doesNotContain("\n")
                        .hasSizeLessThan(700);
                assertThat(finding.where()).isNotEmpty();
                assertThat(finding.toString())
                        .startsWith(
                                finding.rule().severity() + " " + finding.rule().code() + ": ");
            });
        }
    }
}
