package org.emcc.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.TrunkServiceType;
import org.junit.jupiter.api.Test;

/**
 * Every row of the tables of sip 1.5, 1.6, 1.7 and 1.9, typed from there: AXL name, default, legal values, and for trunks what the EMCC
 * service type makes of it. {@code ref} is the name of another object; {@code len} is a text of so many characters at most; {@code any}
 * has no documented limit.
 */
class FormTablesTest {
    private static final String DEVICE = """
            name | - | len 128 | y
            description | - | len 128 | y
            product | SIP Trunk | SIP Trunk | y
            class | Trunk | Trunk | y
            protocol | SIP | SIP | y
            protocolSide | User | User; Network | y
            sipTrunkType | None(Default) | None(Default); Call Control Discovery; Extension Mobility Cross Cluster; Cisco Intercompany Media Engine; IP Multimedia Subsystem Service Control (ISC) | y
            devicePoolName | - | ref | y
            commonDeviceConfigName | - | ref | y
            networkLocation | Use System Default | OnNet; OffNet; Use System Default | y
            mediaResourceListName | - | ref | y
            locationName | Hub_None | ref | y
            aarNeighborhoodName | - | ref | y
            tunneledProtocol | None | None; QSIG | y
            qsigVariant | No Changes | No Changes; ECMA; ISO | meaningless
            asn1RoseOidEncoding | No Changes | No Changes; Use Local Value; Use Global Value ISO; Use Global Value ECMA | meaningless
            packetCaptureMode | None | None; Batch Processing Mode | y
            packetCaptureDuration | 0 | number | y
            mtpRequired | false | bool | locked
            retryVideoCallAsAudio | true | bool | y
            pathReplacementSupport | false | bool | meaningless
            transmitUtf8 | false | bool | y
            enableQsigUtf8 | false | bool | meaningless
            unattendedPort | false | bool | locked
            srtpAllowed | false | bool | y
            srtpFallbackAllowed | false | bool | y
            trunkTrafficSecure | When using both sRTP and TLS | When using both sRTP and TLS; When using sRTP Only | y
            routeClassSignalling | Default | Off; On; Default | y
            useTrustedRelayPoint | Default | Off; On; Default | y
            pstnAccess | true | bool | y
            runOnEveryNode | false | bool | y
            imeE164TransformationName | - | ref | meaningless
            useImePublicIpPort | false | bool | meaningless
            mlppDomainId | - | len 128 | y
            preemption | Default | Disabled; Forceful; Default | y
            mlppIndicationStatus | Off | Off; On; Default | y
            confidentialAccess/confidentialAccessMode | - | Fixed; Variable | y
            confidentialAccess/confidentialAccessLevel | - | number | y
            """;

    private static final String CALL_ROUTING = """
            isRpidEnabled | true | bool | y
            isPaiEnabled | true | bool | y
            sipAssertedType | Default | Default; PAI; PPI | y
            sipPrivacy | Default | Default; None; ID; ID Critical | y
            trustReceivedIdentity | Trust All (Default) | Trust All (Default); Trust PAI Only; Trust None | y
            sigDigits | 99 | 0..32 or 99 | y
            sigDigits/@enable | - | bool | y
            connectedPartyIdPresentation | Default | Default; Allowed; Restricted | y
            connectedNamePresentation | Default | Default; Allowed; Restricted | y
            callingSearchSpaceName | - | ref | y
            automatedAlternateRoutingCssName | - | ref | y
            prefixDn | - | len 50 | y
            acceptInboundRdnis | false | bool | y
            unknownPrefix | - | len 16 | y
            unknownStripDigits | - | number | y
            cgpnTransformationUnknownCssName | - | ref | y
            useDevicePoolCgpnTransformCssUnkn | true | bool | y
            calledPartyUnknownPrefix | - | len 16 | y
            calledPartyUnknownStripDigits | - | number | y
            calledPartyUnknownTransformationCssName | - | ref | y
            useDevicePoolCalledCssUnkn | true | bool | y
            cntdPnTransformationCssName | - | ref | y
            useDevicePoolCntdPnTransformationCss | true | bool | y
            cdpnTransformationCssName | - | ref | y
            useDevicePoolCdpnTransformCss | true | bool | y
            cgpnTransformationCssName | - | ref | y
            useDevicePoolCgpnTransformCss | true | bool | y
            callingPartySelection | Originator | Originator; First Redirect Number; Last Redirect Number; First Redirect Number (External); Last Redirect Number (External) | y
            callingLineIdPresentation | Default | Default; Allowed; Restricted | y
            callingname | Default | Default; Allowed; Restricted | y
            callingAndCalledPartyInfoFormat | Deliver DN only in connected party | Deliver DN only in connected party; Deliver URI only in connected party, if available; Deliver URI and DN in connected party, if available | y
            acceptOutboundRdnis | false | bool | y
            rdnTransformationCssName | - | ref | y
            useDevicePoolRdnTransformCss | true | bool | y
            useOrigCallingPartyPresOnDivert | false | bool | y
            externalPresentationInfo/isAnonymous | - | bool | y
            externalPresentationInfo/presentationInfo/externalPresentationNumber | - | len 50 | y
            externalPresentationInfo/presentationInfo/externalPresentationName | - | len 50 | y
            useCallerIdCallerNameinUriOutgoingRequest | - | bool | y
            """;

    private static final String SIP = """
            destAddrIsSrv | false | bool | locked
            tkSipCodec | 711ulaw | 711ulaw; 711alaw; G729/G729a; G729b/G729ab | meaningless
            presenceGroupName | Standard Presence group | ref | y
            securityProfileName | Non Secure SIP Trunk Profile | ref | y
            rerouteCallingSearchSpaceName | - | ref | y
            referCallingSearchSpaceName | - | ref | y
            subscribeCallingSearchSpaceName | - | ref | y
            sipProfileName | Standard SIP Profile | ref | y
            dtmfSignalingMethod | No Preference | No Preference; Out of Band; RFC 2833; OOB and RFC 2833 | y
            """;

    private static final String DESTINATIONS = """
            addressIpv4 | - | len 255 | locked
            addressIpv6 | - | len 255 | locked
            port | 5060 | 0..65535 | locked
            sortOrder | - | number | locked
            """;

    private static final String NORMALIZATION = """
            sipNormalizationScriptName | - | ref | y
            scriptTraceEnabled | false | bool | y
            scriptParameters | - | any | y
            """;

    private static final String RECORDING = """
            recordingInformation | 0 | 0..2 | y
            enableCiscoRecordingQsigTunneling | false | bool | y
            """;

    private static final String GEOLOCATION = """
            geoLocationName | - | ref | y
            geoLocationFilterName | - | ref | y
            sendGeoLocation | false | bool | y
            """;

    private static final String ISC = """
            service | - | any | meaningless
            parameterLabel | - | any | meaningless
            originatingParameterValue | - | any | meaningless
            terminatingParameterValue | - | any | meaningless
            outboundUriRoutingInstructions | - | any | meaningless
            requestUriDomainName | - | any | meaningless
            """;

    private static final String SECURITY_PROFILE = """
            name | - | len 75 | y
            description | - | len 100 | y
            securityMode | Non Secure | Non Secure; Authenticated; Encrypted | y
            incomingTransport | TCP+UDP | TCP; UDP; TLS; TCP+UDP | y
            outgoingTransport | - | TCP; UDP; TLS; TCP+UDP | y
            digestAuthentication | false | bool | y
            noncePolicyTime | 600 | number | y
            x509SubjectName | - | len 4096 | y
            incomingPort | 5060 | 0..65535 | y
            applLevelAuthentication | false | bool | y
            acceptPresenceSubscription | false | bool | y
            acceptOutOfDialogRefer | false | bool | y
            acceptUnsolicitedNotification | false | bool | y
            allowReplaceHeader | false | bool | y
            transmitSecurityStatus | false | bool | y
            allowChargingHeader | false | bool | y
            sipV150OutboundSdpOfferFiltering | Use Default Filter | No Filtering; Remove MER V.150; Remove Pre-MER V.150; Use Default Filter | y
            """;

    /** The texts behind the shortened ones of sip 1.7 are those of em-api-and-axl 4.7 and 4.11. */
    private static final String SIP_PROFILE = """
            name | - | len 50 | y
            timerInvite | 180 | number | y
            timerRegisterDelta | 5 | number | y
            timerRegister | 3600 | number | y
            timerT1 | 500 | number | y
            timerT2 | 4000 | number | y
            retryInvite | 6 | number | y
            retryNotInvite | 10 | number | y
            timerKeepAlive | 120 | number | y
            timerSubscribe | 120 | number | y
            timerSubscribeDelta | 5 | number | y
            maxRedirects | 70 | number | y
            rerouteIncomingRequest | Never | Never; Contact Header; Call-Info Header with purpose=x-cisco-origIP | y
            rsvpOverSip | Local RSVP | Local RSVP; E2E | y
            fallbackToLocalRsvp | true | bool | y
            sipRe11XxEnabled | Disabled | Disabled; Send PRACK if 1xx Contains SDP; Send PRACK for all 1xx Messages | y
            earlyOfferSuppVoiceCall | Disabled (Default value) | Disabled (Default value); Best Effort (no MTP inserted); Mandatory (insert MTP if needed) | y
            sendRecvSDPInMidCallInvite | false | bool | y
            gClear | Disabled | Disabled; CLEARMODE; CCD; G.nX64; X-CCD | y
            sipBandwidthModifier | TIAS and AS | TIAS and AS; TIAS only; AS only; CT only | y
            defaultTelephonyEventPayloadType | 101 | 96..127 | y
            userAgentServerHeaderInfo | Send Unified CM Version Information as User-Agent Header | Send Unified CM Version Information as User-Agent Header; Pass Through Received Information as Contact Header Parameters; Pass Through Received Information as User-Agent and Server Header | y
            cucmVersionInSipHeader | Major And Minor | Major And Minor; Major; Major, Minor And Revision; Full Build; None | y
            dialStringInterpretation | Phone number consists of characters 0-9, *, #, and + (others treated as URI addresses) | Always treat all dial strings as URI addresses; Phone number consists of characters 0-9, A-D, *, #, and + (others treated as URI addresses); Phone number consists of characters 0-9, *, #, and + (others treated as URI addresses) | y
            sipSessionRefreshMethod | Invite | Invite; Update | y
            callingLineIdentification | Default | Default; Strict From URI presentation Only; Strict Identity Headers presentation Only | y
            acceptAudioCodecPreferences | Default | Off; On; Default | y
            enableOutboundOptionsPing | false | bool | y
            optionsPingIntervalWhenStatusOK | 60 | 5..600 | y
            optionsPingIntervalWhenStatusNotOK | 120 | 5..600 | y
            sipOptionsRetryTimer | 500 | 100..1000 | y
            sipOptionsRetryCount | 6 | 1..10 | y
            """;

    @Test
    void trunkFieldsAreThoseOfTheReference() {
        assertThat(described(TrunkFields.all(), Pane.DEVICE)).isEqualTo(DEVICE);
        assertThat(described(TrunkFields.all(), Pane.CALL_ROUTING)).isEqualTo(CALL_ROUTING);
        assertThat(described(TrunkFields.all(), Pane.SIP)).isEqualTo(SIP);
        assertThat(described(DestinationFields.all(), Pane.DESTINATIONS)).isEqualTo(DESTINATIONS);
        assertThat(described(TrunkFields.all(), Pane.NORMALIZATION)).isEqualTo(NORMALIZATION);
        assertThat(described(TrunkFields.all(), Pane.RECORDING)).isEqualTo(RECORDING);
        assertThat(described(TrunkFields.all(), Pane.GEOLOCATION)).isEqualTo(GEOLOCATION);
        assertThat(described(TrunkFields.all(), Pane.ISC)).isEqualTo(ISC);
        assertThat(TrunkFields.all())
                .hasSize(lines(DEVICE, CALL_ROUTING, SIP, NORMALIZATION, RECORDING, GEOLOCATION, ISC));
    }

    @Test
    void profileFieldsAreThoseOfTheReference() {
        assertThat(described(SecurityProfileFields.all(), Pane.SECURITY_PROFILE))
                .isEqualTo(SECURITY_PROFILE);
        assertThat(described(SipProfileFields.all(), Pane.SIP_PROFILE)).isEqualTo(SIP_PROFILE);
        assertThat(SecurityProfileFields.all()).hasSize(lines(SECURITY_PROFILE));
        assertThat(SipProfileFields.all()).hasSize(lines(SIP_PROFILE));
    }

    private static int lines(String... tables) {
        return Arrays.stream(tables)
                .mapToInt(table -> (int) table.lines().count())
                .sum();
    }

    private static String described(List<FormField<?>> fields, Pane pane) {
        return fields.stream()
                .filter(field -> field.pane() == pane)
                .map(FormTablesTest::described)
                .collect(Collectors.joining());
    }

    private static <T> String described(FormField<T> field) {
        String use = switch (field.emccUse()) {
            case USABLE -> "y";
            case LOCKED -> "locked";
            case MEANINGLESS -> "meaningless";
        };
        return field.name() + " | " + field.byDefault().map(field::write).orElse("-") + " | " + legal(field) + " | "
                + use + "\n";
    }

    private static String legal(FormField<?> field) {
        return switch (field.type()) {
            case FLAG -> "bool";
            case CHOICE -> String.join("; ", field.choices());
            case REFERENCE -> "ref";
            case TEXT -> field.most().isPresent() ? "len " + field.most().getAsInt() : "any";
            case NUMBER ->
                field.equals(TrunkFields.SIG_DIGITS)
                        ? "0..32 or 99"
                        : field.most().isPresent()
                                ? field.least().getAsInt() + ".." + field.most().getAsInt()
                                : "number";
        };
    }

    @Test
    void addingATrunkDemandsWhatTheReferenceNames() {
        assertThat(TrunkFields.all().stream().filter(FormField::required).map(FormField::name))
                .containsExactlyInAnyOrder(
                        "name",
                        "product",
                        "class",
                        "protocol",
                        "protocolSide",
                        "devicePoolName",
                        "locationName",
                        "securityProfileName",
                        "sipProfileName",
                        "presenceGroupName",
                        "callingAndCalledPartyInfoFormat");
    }

    @Test
    void updatingATrunkCannotChangeWhatTheSchemaFixes() {
        assertThat(TrunkFields.all().stream().filter(FormField::fixed).map(FormField::name))
                .containsExactlyInAnyOrder("product", "class", "protocol", "protocolSide", "sipTrunkType");
    }

    @Test
    void someFieldsAreOnTheFormOfOneServiceTypeOnly() {
        Map<Set<TrunkServiceType>, Set<String>> byTypes = TrunkFields.all().stream()
                .collect(Collectors.groupingBy(
                        FormField::serviceTypes, Collectors.mapping(FormField::name, Collectors.toSet())));
        assertThat(byTypes.get(Set.of(TrunkServiceType.INTERCOMPANY_MEDIA_ENGINE)))
                .containsExactlyInAnyOrder("imeE164TransformationName", "useImePublicIpPort");
        assertThat(byTypes.get(Set.of(TrunkServiceType.IMS_SERVICE_CONTROL)))
                .containsExactlyInAnyOrder(
                        "service",
                        "parameterLabel",
                        "originatingParameterValue",
                        "terminatingParameterValue",
                        "outboundUriRoutingInstructions",
                        "requestUriDomainName");
        assertThat(byTypes).hasSize(3);
    }

    @Test
    void dependenciesOfTheReferenceAreTold() {
        assertThat(Stream.of(
                        TrunkFields.TUNNELED_PROTOCOL,
                        TrunkFields.PATH_REPLACEMENT_SUPPORT,
                        TrunkFields.PSTN_ACCESS,
                        TrunkFields.SIG_DIGITS_ENABLE,
                        TrunkFields.DEST_ADDR_IS_SRV,
                        TrunkFields.MTP_CODEC,
                        TrunkFields.SEND_GEO_LOCATION,
                        TrunkFields.EXTERNAL_ANONYMOUS,
                        SecurityProfileFields.INCOMING_TRANSPORT,
                        SecurityProfileFields.OUTGOING_TRANSPORT,
                        SecurityProfileFields.NONCE_POLICY_TIME,
                        SecurityProfileFields.X509_SUBJECT_NAME,
                        SecurityProfileFields.INCOMING_PORT,
                        SecurityProfileFields.APPL_LEVEL_AUTHENTICATION,
                        SipProfileFields.SIP_REL1XX_ENABLED,
                        SipProfileFields.SEND_RECV_SDP_IN_MID_CALL_INVITE,
                        SipProfileFields.PING_ENABLED,
                        SipProfileFields.PING_INTERVAL_UP,
                        SipProfileFields.PING_INTERVAL_DOWN,
                        SipProfileFields.PING_RETRY_TIMER,
                        SipProfileFields.PING_RETRY_COUNT))
                .allSatisfy(field -> assertThat(field.dependency()).isNotEmpty());
        assertThat(TrunkFields.RETRY_VIDEO_CALL_AS_AUDIO.dependency()).isEmpty();
    }

    /** Sip 1.9 lists the parameters that touch a trunk; the core has them all. */
    @Test
    void featureParametersAreThoseOfTheReference() {
        assertThat(FeatureParameters.all().stream().map(FormTablesTest::described))
                .containsExactlyInAnyOrder(
                        "CSS for PSTN Access SIP Trunk | Use trunk CSS | be one of Use trunk CSS, Use phone's original device CSS",
                        "EMCC Geolocation Filter | - | have 1 to 50 characters, without control characters",
                        "EMCC Region Max Audio Bit Rate | 8 | be from 1 to 8128 kbps",
                        "EMCC Region Max Video Call Bit Rate (Includes Audio) | 384 | be from 0 to 8128 kbps",
                        "EMCC Region Link Loss Type | Low Loss | be one of Low Loss, Lossy",
                        "RSVP SIP Trunk KeepAlive Timer | 15 | be from 1 to 600 seconds",
                        "Default Server For Remote Cluster Update | - | be a host name or an address",
                        "Backup Server for Remote Cluster Update | - | be a host name or an address",
                        "Remote Cluster Update Interval | 30 | be from 15 to 10080 minutes",
                        "Default TFTP Server for EMCC Login Device | - | be a host name or an address",
                        "Backup TFTP Server for EMCC Login Device | - | be a host name or an address",
                        "Default Interval for Expired EMCC Device Maintenance | 1440 | be from 10 to 1440 minutes",
                        "Enable All Remote Cluster Services When Adding A New Remote Cluster | False | be True or False");
    }

    private static <T> String described(Parameter<T> parameter) {
        return parameter.name() + " | "
                + parameter.byDefault().map(parameter::write).orElse("-") + " | " + parameter.rule();
    }

    private static Stream<FormField<?>> all() {
        return Stream.of(
                        TrunkFields.all(), DestinationFields.all(), SecurityProfileFields.all(), SipProfileFields.all())
                .flatMap(List::stream);
    }

    @Test
    void namesAreUniqueAndSectionsAreNamed() {
        for (List<FormField<?>> form : List.of(
                TrunkFields.all(), DestinationFields.all(), SecurityProfileFields.all(), SipProfileFields.all())) {
            assertThat(form.stream().map(FormField::name)).doesNotHaveDuplicates();
            assertThat(form.stream().map(FormField::label))
                    .doesNotHaveDuplicates()
                    .doesNotContain("");
        }
        assertThat(all().map(field -> field.pane().section()).distinct())
                .containsExactlyInAnyOrder("sip 1.5", "sip 1.6", "sip 1.7");
    }

    @Test
    void rangesHoldToTheirEnds() {
        assertThat(all().filter(field -> field.type() == FieldType.NUMBER))
                .hasSizeGreaterThan(15)
                .allSatisfy(field -> {
                    int least = field.least().getAsInt();
                    assertThat(field.read(Integer.toString(least))).isInstanceOf(Setting.Valid.class);
                    assertThat(field.read(Integer.toString(least - 1))).isInstanceOf(Setting.Invalid.class);
                    if (field.most().isPresent()) {
                        int most = field.most().getAsInt();
                        assertThat(field.read(Integer.toString(most))).isInstanceOf(Setting.Valid.class);
                        assertThat(field.read(Integer.toString(most + 1))).isInstanceOf(Setting.Invalid.class);
                    }
                    assertThat(field.read("99999999999")).isInstanceOf(Setting.Invalid.class);
                    assertThat(field.read("9999999999")).isInstanceOf(Setting.Invalid.class);
                    assertThat(field.read("one")).isInstanceOf(Setting.Invalid.class);
                });
    }

    @Test
    void textsHoldToTheirLength() {
        assertThat(all().filter(field ->
                        field.type() == FieldType.TEXT && field.most().isPresent()))
                .hasSizeGreaterThan(10)
                .allSatisfy(field -> {
                    int most = field.most().getAsInt();
                    assertThat(field.read("a".repeat(most))).isInstanceOf(Setting.Valid.class);
                    assertThat(field.read("a".repeat(most + 1))).isInstanceOf(Setting.Invalid.class);
                    assertThat(field.read("a\u0000b")).isInstanceOf(Setting.Invalid.class);
                });
        for (char c : "\"%&\\<>".toCharArray()) {
            assertThat(TrunkFields.DESCRIPTION.read("a" + c)).isInstanceOf(Setting.Invalid.class);
            assertThat(SecurityProfileFields.DESCRIPTION.read("a" + c)).isInstanceOf(Setting.Invalid.class);
        }
        assertThat(TrunkFields.DESCRIPTION.read("zu Köln, 'Süd'")).isEqualTo(Setting.of("zu Köln, 'Süd'"));
    }

    @Test
    void choicesAreReadInAnyCaseAndWrittenAsAxlHasThem() {
        assertThat(all().filter(field -> field.type() == FieldType.CHOICE))
                .hasSizeGreaterThan(25)
                .allSatisfy(FormTablesTest::roundTrip);
    }

    private static <T> void roundTrip(FormField<T> field) {
        for (String choice : field.choices()) {
            for (String spelt : List.of(choice, choice.toUpperCase(java.util.Locale.ROOT), "  " + choice + "\n")) {
                assertThat(field.write(field.read(spelt).value().orElseThrow())).isEqualTo(choice);
            }
        }
        assertThat(field.read("no such text")).isInstanceOf(Setting.Invalid.class);
        assertThat(field.read(" ")).isInstanceOf(Setting.Absent.class);
    }

    @Test
    void flagsAreReadAsTheSchemaHasThem() {
        for (String yes : List.of("true", "t", "1")) {
            assertThat(TrunkFields.MTP_REQUIRED.read(yes)).isEqualTo(Setting.of(true));
        }
        for (String no : List.of("false", "f", "0")) {
            assertThat(TrunkFields.MTP_REQUIRED.read(no)).isEqualTo(Setting.of(false));
        }
        for (String neither : List.of("yes", "on", "2")) {
            assertThat(TrunkFields.MTP_REQUIRED.read(neither)).isInstanceOf(Setting.Invalid.class);
        }
        assertThat(TrunkFields.MTP_REQUIRED.write(true)).isEqualTo("true");
    }

    @Test
    void significantDigitsAreUpTo32OrAll() {
        for (String good : List.of("0", "32", "99")) {
            assertThat(TrunkFields.SIG_DIGITS.read(good).value()).hasValue(Integer.valueOf(good));
        }
        assertThat(TrunkFields.SIG_DIGITS.read("All")).isEqualTo(Setting.of(99));
        for (String bad : List.of("33", "98", "100", "-1")) {
            assertThat(TrunkFields.SIG_DIGITS.read(bad)).isInstanceOf(Setting.Invalid.class);
        }
    }

    /** Sip 1.1: the page has a plural, and manuals print System for Subsystem. Only the texts of AXL are written. */
    @Test
    void serviceTypesAreReadInAllTheirSpellings() {
        assertThat(TrunkFields.SIP_TRUNK_TYPE.read("Extension Mobility Cross Clusters"))
                .isEqualTo(Setting.of(TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER));
        assertThat(TrunkFields.SIP_TRUNK_TYPE.read("IP Multimedia System Service Control (ISC)"))
                .isEqualTo(Setting.of(TrunkServiceType.IMS_SERVICE_CONTROL));
        assertThat(TrunkFields.SIP_TRUNK_TYPE.write(TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER))
                .isEqualTo("Extension Mobility Cross Cluster");
        assertThat(TrunkFields.SIP_TRUNK_TYPE.choices()).doesNotContain("Extension Mobility Cross Clusters");
    }

    @Test
    void aValueThatBreaksTheRuleIsRefusedWithTheRule() {
        assertThatThrownBy(() -> SipProfileFields.PING_RETRY_COUNT.check(11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sipOptionsRetryCount must be a whole number from 1 to 10, but is \"11\"");
        assertThatThrownBy(() -> TrunkFields.NAME.check("a b")).hasMessageContaining("letters, digits, dots");
    }
}
