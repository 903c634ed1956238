package org.emcc.sip.trunk;

import java.util.List;
import org.emcc.core.configuration.TrunkServiceType;

/**
 * The fields of a SIP trunk, by their AXL names and in the order of the page.
 *
 * <p>Source: sip 1.5; em-api-and-axl 4.7 and 4.11 for the texts of enumerations.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrunkFields {
    /** <em>Device Name</em>, {@code name}: 1 to 128 characters (page: 50). */
    public static final FormField<String> NAME =
            FormField.deviceName("name", "Device Name", Pane.DEVICE).required().make();

    /** <em>Description</em>, {@code description}: at most 128 characters (page: 114), none of {@code " % & \ < >}. */
    public static final FormField<String> DESCRIPTION = FormField.description(
                    "description", "Description", Pane.DEVICE, 128)
            .make();

    /** <em>Product</em>, {@code product}: one of {@link FormField#choices} (default SIP Trunk). */
    public static final FormField<String> PRODUCT = FormField.choice(
                    "product", "Product", Pane.DEVICE, "SIP Trunk", "SIP Trunk")
            .required()
            .fixed()
            .make();

    /** <em>Class</em>, {@code class}: one of {@link FormField#choices} (default Trunk). */
    public static final FormField<String> DEVICE_CLASS = FormField.choice(
                    "class", "Class", Pane.DEVICE, "Trunk", "Trunk")
            .required()
            .fixed()
            .make();

    /** <em>Device Protocol</em>, {@code protocol}: one of {@link FormField#choices} (default SIP). */
    public static final FormField<String> PROTOCOL = FormField.choice(
                    "protocol", "Device Protocol", Pane.DEVICE, "SIP", "SIP")
            .required()
            .fixed()
            .make();

    /** <em>Protocol Side</em>, {@code protocolSide}: one of {@link FormField#choices} (default User). */
    public static final FormField<String> PROTOCOL_SIDE = FormField.choice(
                    "protocolSide", "Protocol Side", Pane.DEVICE, "User", "User", "Network")
            .required()
            .fixed()
            .note("the vendor's sample writes Network for a trunk")
            .make();

    /** <em>Trunk Service Type</em>, {@code sipTrunkType}: a service type (default none). */
    public static final FormField<TrunkServiceType> SIP_TRUNK_TYPE = FormField.serviceType(
                    "sipTrunkType", "Trunk Service Type", Pane.DEVICE)
            .fixed()
            .make();

    /** <em>Device Pool</em>, {@code devicePoolName}: a name (no default). */
    public static final FormField<String> DEVICE_POOL_NAME = FormField.reference(
                    "devicePoolName", "Device Pool", Pane.DEVICE, null)
            .required()
            .make();

    /** <em>Common Device Configuration</em>, {@code commonDeviceConfigName}: a name (no default). */
    public static final FormField<String> COMMON_DEVICE_CONFIG_NAME = FormField.reference(
                    "commonDeviceConfigName", "Common Device Configuration", Pane.DEVICE, null)
            .make();

    /** <em>Call Classification</em>, {@code networkLocation}: one of {@link FormField#choices} (default Use System Default). */
    public static final FormField<String> NETWORK_LOCATION = FormField.choice(
                    "networkLocation",
                    "Call Classification",
                    Pane.DEVICE,
                    "Use System Default",
                    "OnNet",
                    "OffNet",
                    "Use System Default")
            .make();

    /** <em>Media Resource Group List</em>, {@code mediaResourceListName}: a name (no default). */
    public static final FormField<String> MEDIA_RESOURCE_LIST_NAME = FormField.reference(
                    "mediaResourceListName", "Media Resource Group List", Pane.DEVICE, null)
            .make();

    /** <em>Location</em>, {@code locationName}: a name (default Hub_None). */
    public static final FormField<String> LOCATION_NAME = FormField.reference(
                    "locationName", "Location", Pane.DEVICE, "Hub_None")
            .required()
            .note("EMCC does no location call admission control across clusters")
            .make();

    /** <em>AAR Group</em>, {@code aarNeighborhoodName}: a name (no default). */
    public static final FormField<String> AAR_NEIGHBORHOOD_NAME = FormField.reference(
                    "aarNeighborhoodName", "AAR Group", Pane.DEVICE, null)
            .make();

    /** <em>Tunneled Protocol</em>, {@code tunneledProtocol}: one of {@link FormField#choices} (default None). */
    public static final FormField<String> TUNNELED_PROTOCOL = FormField.choice(
                    "tunneledProtocol", "Tunneled Protocol", Pane.DEVICE, "None", "None", "QSIG")
            .note("QSIG switches sendGeoLocation off; an EMCC trunk leaves it at None")
            .make();

    /** <em>QSIG Variant</em>, {@code qsigVariant}: one of {@link FormField#choices} (default No Changes). */
    public static final FormField<String> QSIG_VARIANT = FormField.choice(
                    "qsigVariant", "QSIG Variant", Pane.DEVICE, "No Changes", "No Changes", "ECMA", "ISO")
            .meaningless()
            .make();

    /** <em>ASN.1 ROSE OID Encoding</em>, {@code asn1RoseOidEncoding}: one of {@link FormField#choices} (default No Changes). */
    public static final FormField<String> ASN1_ROSE_OID_ENCODING = FormField.choice(
                    "asn1RoseOidEncoding",
                    "ASN.1 ROSE OID Encoding",
                    Pane.DEVICE,
                    "No Changes",
                    "No Changes",
                    "Use Local Value",
                    "Use Global Value ISO",
                    "Use Global Value ECMA")
            .meaningless()
            .make();

    /** <em>Packet Capture Mode</em>, {@code packetCaptureMode}: one of {@link FormField#choices} (default None). */
    public static final FormField<String> PACKET_CAPTURE_MODE = FormField.choice(
                    "packetCaptureMode", "Packet Capture Mode", Pane.DEVICE, "None", "None", "Batch Processing Mode")
            .make();

    /** <em>Packet Capture Duration</em>, {@code packetCaptureDuration}: at least 0; no range is documented (default 0). */
    public static final FormField<Integer> PACKET_CAPTURE_DURATION = FormField.number(
                    "packetCaptureDuration", "Packet Capture Duration", Pane.DEVICE, 0, 0, FormField.NO_LIMIT)
            .make();

    /** <em>Media Termination Point Required</em>, {@code mtpRequired}: (default false). */
    public static final FormField<Boolean> MTP_REQUIRED = FormField.flag(
                    "mtpRequired", "Media Termination Point Required", Pane.DEVICE, false)
            .locked()
            .make();

    /** <em>Retry Video Call as Audio</em>, {@code retryVideoCallAsAudio}: (default true). */
    public static final FormField<Boolean> RETRY_VIDEO_CALL_AS_AUDIO = FormField.flag(
                    "retryVideoCallAsAudio", "Retry Video Call as Audio", Pane.DEVICE, true)
            .make();

    /** <em>Path Replacement Support</em>, {@code pathReplacementSupport}: (default false). */
    public static final FormField<Boolean> PATH_REPLACEMENT_SUPPORT = FormField.flag(
                    "pathReplacementSupport", "Path Replacement Support", Pane.DEVICE, false)
            .meaningless()
            .note("QSIG only")
            .make();

    /** <em>Transmit UTF-8 for Calling Party Name</em>, {@code transmitUtf8}: (default false). */
    public static final FormField<Boolean> TRANSMIT_UTF8 = FormField.flag(
                    "transmitUtf8", "Transmit UTF-8 for Calling Party Name", Pane.DEVICE, false)
            .make();

    /** <em>Transmit UTF-8 Names in QSIG APDU</em>, {@code enableQsigUtf8}: (default false). */
    public static final FormField<Boolean> ENABLE_QSIG_UTF8 = FormField.flag(
                    "enableQsigUtf8", "Transmit UTF-8 Names in QSIG APDU", Pane.DEVICE, false)
            .meaningless()
            .make();

    /** <em>Unattended Port</em>, {@code unattendedPort}: (default false). */
    public static final FormField<Boolean> UNATTENDED_PORT = FormField.flag(
                    "unattendedPort", "Unattended Port", Pane.DEVICE, false)
            .locked()
            .make();

    /** <em>SRTP Allowed</em>, {@code srtpAllowed}: (default false). */
    public static final FormField<Boolean> SRTP_ALLOWED =
            FormField.flag("srtpAllowed", "SRTP Allowed", Pane.DEVICE, false).make();

    /** <em>SRTP Fallback Allowed</em>, {@code srtpFallbackAllowed}: (default false). */
    public static final FormField<Boolean> SRTP_FALLBACK_ALLOWED = FormField.flag(
                    "srtpFallbackAllowed", "SRTP Fallback Allowed", Pane.DEVICE, false)
            .make();

    /** <em>Consider Traffic on This Trunk Secure</em>, {@code trunkTrafficSecure}: one of {@link FormField#choices} (default When using both sRTP and TLS). */
    public static final FormField<String> TRUNK_TRAFFIC_SECURE = FormField.choice(
                    "trunkTrafficSecure",
                    "Consider Traffic on This Trunk Secure",
                    Pane.DEVICE,
                    "When using both sRTP and TLS",
                    "When using both sRTP and TLS",
                    "When using sRTP Only")
            .make();

    /** <em>Route Class Signaling Enabled</em>, {@code routeClassSignalling}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> ROUTE_CLASS_SIGNALLING = FormField.choice(
                    "routeClassSignalling",
                    "Route Class Signaling Enabled",
                    Pane.DEVICE,
                    "Default",
                    "Off",
                    "On",
                    "Default")
            .make();

    /** <em>Use Trusted Relay Point</em>, {@code useTrustedRelayPoint}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> USE_TRUSTED_RELAY_POINT = FormField.choice(
                    "useTrustedRelayPoint", "Use Trusted Relay Point", Pane.DEVICE, "Default", "Off", "On", "Default")
            .make();

    /** <em>PSTN Access</em>, {@code pstnAccess}: (default true). */
    public static final FormField<Boolean> PSTN_ACCESS = FormField.flag("pstnAccess", "PSTN Access", Pane.DEVICE, true)
            .note("belongs to the Intercompany Media Engine; it is not the EMCC service of that name")
            .make();

    /** <em>Run On All Active Unified CM Nodes</em>, {@code runOnEveryNode}: (default false). */
    public static final FormField<Boolean> RUN_ON_EVERY_NODE = FormField.flag(
                    "runOnEveryNode", "Run On All Active Unified CM Nodes", Pane.DEVICE, false)
            .make();

    /** <em>E.164 Transformation Profile</em>, {@code imeE164TransformationName}: a name (no default). */
    public static final FormField<String> IME_E164_TRANSFORMATION = FormField.reference(
                    "imeE164TransformationName", "E.164 Transformation Profile", Pane.DEVICE, null)
            .meaningless()
            .only(TrunkServiceType.INTERCOMPANY_MEDIA_ENGINE)
            .make();

    /** <em>IME Public Address and Port</em>, {@code useImePublicIpPort}: (default false). */
    public static final FormField<Boolean> USE_IME_PUBLIC_IP_PORT = FormField.flag(
                    "useImePublicIpPort", "IME Public Address and Port", Pane.DEVICE, false)
            .meaningless()
            .only(TrunkServiceType.INTERCOMPANY_MEDIA_ENGINE)
            .make();

    /** <em>MLPP Domain</em>, {@code mlppDomainId}: at most 128 characters (no default). */
    public static final FormField<String> MLPP_DOMAIN_ID =
            FormField.text("mlppDomainId", "MLPP Domain", Pane.DEVICE, 128).make();

    /** <em>MLPP Preemption</em>, {@code preemption}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> PREEMPTION = FormField.choice(
                    "preemption", "MLPP Preemption", Pane.DEVICE, "Default", "Disabled", "Forceful", "Default")
            .make();

    /** <em>MLPP Indication</em>, {@code mlppIndicationStatus}: one of {@link FormField#choices} (default Off). */
    public static final FormField<String> MLPP_INDICATION_STATUS = FormField.choice(
                    "mlppIndicationStatus", "MLPP Indication", Pane.DEVICE, "Off", "Off", "On", "Default")
            .make();

    /** <em>Confidential Access Mode</em>, {@code confidentialAccess/confidentialAccessMode}: one of {@link FormField#choices} (no default). */
    public static final FormField<String> CONFIDENTIAL_ACCESS_MODE = FormField.choice(
                    "confidentialAccess/confidentialAccessMode",
                    "Confidential Access Mode",
                    Pane.DEVICE,
                    null,
                    "Fixed",
                    "Variable")
            .make();

    /** <em>Confidential Access Level</em>, {@code confidentialAccess/confidentialAccessLevel}: at least 0; no range is documented (no default). */
    public static final FormField<Integer> CONFIDENTIAL_ACCESS_LEVEL = FormField.number(
                    "confidentialAccess/confidentialAccessLevel",
                    "Confidential Access Level",
                    Pane.DEVICE,
                    null,
                    0,
                    FormField.NO_LIMIT)
            .make();

    /** <em>Remote-Party-Id</em>, {@code isRpidEnabled}: (default true). */
    public static final FormField<Boolean> IS_RPID_ENABLED = FormField.flag(
                    "isRpidEnabled", "Remote-Party-Id", Pane.CALL_ROUTING, true)
            .make();

    /** <em>Asserted-Identity</em>, {@code isPaiEnabled}: (default true). */
    public static final FormField<Boolean> IS_PAI_ENABLED = FormField.flag(
                    "isPaiEnabled", "Asserted-Identity", Pane.CALL_ROUTING, true)
            .make();

    /** <em>Asserted-Type</em>, {@code sipAssertedType}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> SIP_ASSERTED_TYPE = FormField.choice(
                    "sipAssertedType", "Asserted-Type", Pane.CALL_ROUTING, "Default", "Default", "PAI", "PPI")
            .make();

    /** <em>SIP Privacy</em>, {@code sipPrivacy}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> SIP_PRIVACY = FormField.choice(
                    "sipPrivacy", "SIP Privacy", Pane.CALL_ROUTING, "Default", "Default", "None", "ID", "ID Critical")
            .make();

    /** <em>Trust Received Identity</em>, {@code trustReceivedIdentity}: one of {@link FormField#choices} (default Trust All (Default)). */
    public static final FormField<String> TRUST_RECEIVED_IDENTITY = FormField.choice(
                    "trustReceivedIdentity",
                    "Trust Received Identity",
                    Pane.CALL_ROUTING,
                    "Trust All (Default)",
                    "Trust All (Default)",
                    "Trust PAI Only",
                    "Trust None")
            .make();

    /** <em>Significant Digits</em>, {@code sigDigits}: 0 to 32, or 99 for all (default 99). */
    public static final FormField<Integer> SIG_DIGITS = FormField.significantDigits(
                    "sigDigits", "Significant Digits", Pane.CALL_ROUTING)
            .make();

    /** <em>Significant Digits: enabled</em>, {@code sigDigits/@enable}: (no default). */
    public static final FormField<Boolean> SIG_DIGITS_ENABLE = FormField.flag(
                    "sigDigits/@enable", "Significant Digits: enabled", Pane.CALL_ROUTING, null)
            .note("false exactly when sigDigits is 99")
            .make();

    /** <em>Connected Line ID Presentation</em>, {@code connectedPartyIdPresentation}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> CONNECTED_PARTY_ID_PRESENTATION = FormField.choice(
                    "connectedPartyIdPresentation",
                    "Connected Line ID Presentation",
                    Pane.CALL_ROUTING,
                    "Default",
                    "Default",
                    "Allowed",
                    "Restricted")
            .make();

    /** <em>Connected Name Presentation</em>, {@code connectedNamePresentation}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> CONNECTED_NAME_PRESENTATION = FormField.choice(
                    "connectedNamePresentation",
                    "Connected Name Presentation",
                    Pane.CALL_ROUTING,
                    "Default",
                    "Default",
                    "Allowed",
                    "Restricted")
            .make();

    /** <em>Inbound Calling Search Space</em>, {@code callingSearchSpaceName}: a name (no default). */
    public static final FormField<String> CALLING_SEARCH_SPACE_NAME = FormField.reference(
                    "callingSearchSpaceName", "Inbound Calling Search Space", Pane.CALL_ROUTING, null)
            .note("essential on an EMCC trunk: the trunk's CSS of PSTN Access calls")
            .make();

    /** <em>AAR Calling Search Space</em>, {@code automatedAlternateRoutingCssName}: a name (no default). */
    public static final FormField<String> AUTOMATED_ALTERNATE_ROUTING_CSS_NAME = FormField.reference(
                    "automatedAlternateRoutingCssName", "AAR Calling Search Space", Pane.CALL_ROUTING, null)
            .make();

    /** <em>Prefix DN</em>, {@code prefixDn}: at most 50 characters (no default). */
    public static final FormField<String> PREFIX_DN =
            FormField.text("prefixDn", "Prefix DN", Pane.CALL_ROUTING, 50).make();

    /** <em>Inbound Redirecting Diversion Header Delivery</em>, {@code acceptInboundRdnis}: (default false). */
    public static final FormField<Boolean> ACCEPT_INBOUND_RDNIS = FormField.flag(
                    "acceptInboundRdnis", "Inbound Redirecting Diversion Header Delivery", Pane.CALL_ROUTING, false)
            .make();

    /** <em>Incoming Calling Party: Prefix</em>, {@code unknownPrefix}: at most 16 characters (no default). */
    public static final FormField<String> UNKNOWN_PREFIX = FormField.text(
                    "unknownPrefix", "Incoming Calling Party: Prefix", Pane.CALL_ROUTING, 16)
            .make();

    /** <em>Incoming Calling Party: Strip Digits</em>, {@code unknownStripDigits}: at least 0; no range is documented (no default). */
    public static final FormField<Integer> UNKNOWN_STRIP_DIGITS = FormField.number(
                    "unknownStripDigits",
                    "Incoming Calling Party: Strip Digits",
                    Pane.CALL_ROUTING,
                    null,
                    0,
                    FormField.NO_LIMIT)
            .make();

    /** <em>Incoming Calling Party: Calling Search Space</em>, {@code cgpnTransformationUnknownCssName}: a name (no default). */
    public static final FormField<String> CGPN_TRANSFORMATION_UNKNOWN_CSS_NAME = FormField.reference(
                    "cgpnTransformationUnknownCssName",
                    "Incoming Calling Party: Calling Search Space",
                    Pane.CALL_ROUTING,
                    null)
            .make();

    /** <em>Incoming Calling Party: Use Device Pool CSS</em>, {@code useDevicePoolCgpnTransformCssUnkn}: (default true). */
    public static final FormField<Boolean> USE_DEVICE_POOL_CGPN_TRANSFORM_CSS_UNKN = FormField.flag(
                    "useDevicePoolCgpnTransformCssUnkn",
                    "Incoming Calling Party: Use Device Pool CSS",
                    Pane.CALL_ROUTING,
                    true)
            .make();

    /** <em>Incoming Called Party: Prefix</em>, {@code calledPartyUnknownPrefix}: at most 16 characters (no default). */
    public static final FormField<String> CALLED_PARTY_UNKNOWN_PREFIX = FormField.text(
                    "calledPartyUnknownPrefix", "Incoming Called Party: Prefix", Pane.CALL_ROUTING, 16)
            .make();

    /** <em>Incoming Called Party: Strip Digits</em>, {@code calledPartyUnknownStripDigits}: at least 0; no range is documented (no default). */
    public static final FormField<Integer> CALLED_PARTY_UNKNOWN_STRIP_DIGITS = FormField.number(
                    "calledPartyUnknownStripDigits",
                    "Incoming Called Party: Strip Digits",
                    Pane.CALL_ROUTING,
                    null,
                    0,
                    FormField.NO_LIMIT)
            .make();

    /** <em>Incoming Called Party: Calling Search Space</em>, {@code calledPartyUnknownTransformationCssName}: a name (no default). */
    public static final FormField<String> CALLED_PARTY_UNKNOWN_TRANSFORMATION_CSS_NAME = FormField.reference(
                    "calledPartyUnknownTransformationCssName",
                    "Incoming Called Party: Calling Search Space",
                    Pane.CALL_ROUTING,
                    null)
            .make();

    /** <em>Incoming Called Party: Use Device Pool CSS</em>, {@code useDevicePoolCalledCssUnkn}: (default true). */
    public static final FormField<Boolean> USE_DEVICE_POOL_CALLED_CSS_UNKN = FormField.flag(
                    "useDevicePoolCalledCssUnkn", "Incoming Called Party: Use Device Pool CSS", Pane.CALL_ROUTING, true)
            .make();

    /** <em>Connected Party Transformation CSS</em>, {@code cntdPnTransformationCssName}: a name (no default). */
    public static final FormField<String> CNTD_PN_TRANSFORMATION_CSS_NAME = FormField.reference(
                    "cntdPnTransformationCssName", "Connected Party Transformation CSS", Pane.CALL_ROUTING, null)
            .make();

    /** <em>Use Device Pool Connected Party Transformation CSS</em>, {@code useDevicePoolCntdPnTransformationCss}: (default true). */
    public static final FormField<Boolean> USE_DEVICE_POOL_CNTD_PN_TRANSFORMATION_CSS = FormField.flag(
                    "useDevicePoolCntdPnTransformationCss",
                    "Use Device Pool Connected Party Transformation CSS",
                    Pane.CALL_ROUTING,
                    true)
            .make();

    /** <em>Called Party Transformation CSS</em>, {@code cdpnTransformationCssName}: a name (no default). */
    public static final FormField<String> CDPN_TRANSFORMATION_CSS_NAME = FormField.reference(
                    "cdpnTransformationCssName", "Called Party Transformation CSS", Pane.CALL_ROUTING, null)
            .make();

    /** <em>Use Device Pool Called Party Transformation CSS</em>, {@code useDevicePoolCdpnTransformCss}: (default true). */
    public static final FormField<Boolean> USE_DEVICE_POOL_CDPN_TRANSFORM_CSS = FormField.flag(
                    "useDevicePoolCdpnTransformCss",
                    "Use Device Pool Called Party Transformation CSS",
                    Pane.CALL_ROUTING,
                    true)
            .make();

    /** <em>Calling Party Transformation CSS</em>, {@code cgpnTransformationCssName}: a name (no default). */
    public static final FormField<String> CGPN_TRANSFORMATION_CSS_NAME = FormField.reference(
                    "cgpnTransformationCssName", "Calling Party Transformation CSS", Pane.CALL_ROUTING, null)
            .make();

    /** <em>Use Device Pool Calling Party Transformation CSS</em>, {@code useDevicePoolCgpnTransformCss}: (default true). */
    public static final FormField<Boolean> USE_DEVICE_POOL_CGPN_TRANSFORM_CSS = FormField.flag(
                    "useDevicePoolCgpnTransformCss",
                    "Use Device Pool Calling Party Transformation CSS",
                    Pane.CALL_ROUTING,
                    true)
            .make();

    /** <em>Calling Party Selection</em>, {@code callingPartySelection}: one of {@link FormField#choices} (default Originator). */
    public static final FormField<String> CALLING_PARTY_SELECTION = FormField.choice(
                    "callingPartySelection",
                    "Calling Party Selection",
                    Pane.CALL_ROUTING,
                    "Originator",
                    "Originator",
                    "First Redirect Number",
                    "Last Redirect Number",
                    "First Redirect Number (External)",
                    "Last Redirect Number (External)")
            .make();

    /** <em>Calling Line ID Presentation</em>, {@code callingLineIdPresentation}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> CALLING_LINE_ID_PRESENTATION = FormField.choice(
                    "callingLineIdPresentation",
                    "Calling Line ID Presentation",
                    Pane.CALL_ROUTING,
                    "Default",
                    "Default",
                    "Allowed",
                    "Restricted")
            .make();

    /** <em>Calling Name Presentation</em>, {@code callingname}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> CALLING_NAME_PRESENTATION = FormField.choice(
                    "callingname",
                    "Calling Name Presentation",
                    Pane.CALL_ROUTING,
                    "Default",
                    "Default",
                    "Allowed",
                    "Restricted")
            .make();

    /** <em>Calling and Connected Party Info Format</em>, {@code callingAndCalledPartyInfoFormat}: one of {@link FormField#choices} (default Deliver DN only in connected party). */
    public static final FormField<String> CALLING_AND_CALLED_PARTY_INFO_FORMAT = FormField.choice(
                    "callingAndCalledPartyInfoFormat",
                    "Calling and Connected Party Info Format",
                    Pane.CALL_ROUTING,
                    "Deliver DN only in connected party",
                    "Deliver DN only in connected party",
                    "Deliver URI only in connected party, if available",
                    "Deliver URI and DN in connected party, if available")
            .required()
            .make();

    /** <em>Outbound Redirecting Diversion Header Delivery</em>, {@code acceptOutboundRdnis}: (default false). */
    public static final FormField<Boolean> ACCEPT_OUTBOUND_RDNIS = FormField.flag(
                    "acceptOutboundRdnis", "Outbound Redirecting Diversion Header Delivery", Pane.CALL_ROUTING, false)
            .make();

    /** <em>Redirecting Party Transformation CSS</em>, {@code rdnTransformationCssName}: a name (no default). */
    public static final FormField<String> RDN_TRANSFORMATION_CSS_NAME = FormField.reference(
                    "rdnTransformationCssName", "Redirecting Party Transformation CSS", Pane.CALL_ROUTING, null)
            .make();

    /** <em>Use Device Pool Redirecting Party Transformation CSS</em>, {@code useDevicePoolRdnTransformCss}: (default true). */
    public static final FormField<Boolean> USE_DEVICE_POOL_RDN_TRANSFORM_CSS = FormField.flag(
                    "useDevicePoolRdnTransformCss",
                    "Use Device Pool Redirecting Party Transformation CSS",
                    Pane.CALL_ROUTING,
                    true)
            .make();

    /** <em>Use Original Calling Party Presentation on Divert</em>, {@code useOrigCallingPartyPresOnDivert}: (default false). */
    public static final FormField<Boolean> USE_ORIG_CALLING_PARTY_PRES_ON_DIVERT = FormField.flag(
                    "useOrigCallingPartyPresOnDivert",
                    "Use Original Calling Party Presentation on Divert",
                    Pane.CALL_ROUTING,
                    false)
            .make();

    /** <em>Anonymous Presentation</em>, {@code externalPresentationInfo/isAnonymous}: (no default). */
    public static final FormField<Boolean> EXTERNAL_ANONYMOUS = FormField.flag(
                    "externalPresentationInfo/isAnonymous", "Anonymous Presentation", Pane.CALL_ROUTING, null)
            .note("instead of an external presentation number and name")
            .make();

    /** <em>External Presentation Number</em>, {@code externalPresentationInfo/presentationInfo/externalPresentationNumber}: at most 50 characters (no default). */
    public static final FormField<String> EXTERNAL_PRESENTATION_NUMBER = FormField.text(
                    "externalPresentationInfo/presentationInfo/externalPresentationNumber",
                    "External Presentation Number",
                    Pane.CALL_ROUTING,
                    50)
            .note("not together with an anonymous presentation")
            .make();

    /** <em>External Presentation Name</em>, {@code externalPresentationInfo/presentationInfo/externalPresentationName}: at most 50 characters (no default). */
    public static final FormField<String> EXTERNAL_PRESENTATION_NAME = FormField.text(
                    "externalPresentationInfo/presentationInfo/externalPresentationName",
                    "External Presentation Name",
                    Pane.CALL_ROUTING,
                    50)
            .note("not together with an anonymous presentation")
            .make();

    /** <em>External Presentation: Use Caller ID and Name in the URI of Outgoing Requests</em>, {@code useCallerIdCallerNameinUriOutgoingRequest}: (no default). */
    public static final FormField<Boolean> USE_CALLER_ID_IN_OUTGOING_URI = FormField.flag(
                    "useCallerIdCallerNameinUriOutgoingRequest",
                    "External Presentation: Use Caller ID and Name in the URI of Outgoing Requests",
                    Pane.CALL_ROUTING,
                    null)
            .make();

    /** <em>Destination Address is an SRV</em>, {@code destAddrIsSrv}: (default false). */
    public static final FormField<Boolean> DEST_ADDR_IS_SRV = FormField.flag(
                    "destAddrIsSrv", "Destination Address is an SRV", Pane.SIP, false)
            .locked()
            .note("the product forces it to false when an address and a port are given")
            .make();

    /** <em>MTP Preferred Originating Codec</em>, {@code tkSipCodec}: one of {@link FormField#choices} (default 711ulaw). */
    public static final FormField<String> MTP_CODEC = FormField.choice(
                    "tkSipCodec",
                    "MTP Preferred Originating Codec",
                    Pane.SIP,
                    "711ulaw",
                    "711ulaw",
                    "711alaw",
                    "G729/G729a",
                    "G729b/G729ab")
            .meaningless()
            .note("applies only when mtpRequired is true")
            .make();

    /** <em>BLF Presence Group</em>, {@code presenceGroupName}: a name (default Standard Presence group). */
    public static final FormField<String> PRESENCE_GROUP_NAME = FormField.reference(
                    "presenceGroupName", "BLF Presence Group", Pane.SIP, "Standard Presence group")
            .required()
            .make();

    /** <em>SIP Trunk Security Profile</em>, {@code securityProfileName}: a name (default Non Secure SIP Trunk Profile). */
    public static final FormField<String> SECURITY_PROFILE_NAME = FormField.reference(
                    "securityProfileName", "SIP Trunk Security Profile", Pane.SIP, "Non Secure SIP Trunk Profile")
            .required()
            .make();

    /** <em>Rerouting Calling Search Space</em>, {@code rerouteCallingSearchSpaceName}: a name (no default). */
    public static final FormField<String> REROUTE_CALLING_SEARCH_SPACE_NAME = FormField.reference(
                    "rerouteCallingSearchSpaceName", "Rerouting Calling Search Space", Pane.SIP, null)
            .make();

    /** <em>Out-Of-Dialog Refer Calling Search Space</em>, {@code referCallingSearchSpaceName}: a name (no default). */
    public static final FormField<String> REFER_CALLING_SEARCH_SPACE_NAME = FormField.reference(
                    "referCallingSearchSpaceName", "Out-Of-Dialog Refer Calling Search Space", Pane.SIP, null)
            .make();

    /** <em>SUBSCRIBE Calling Search Space</em>, {@code subscribeCallingSearchSpaceName}: a name (no default). */
    public static final FormField<String> SUBSCRIBE_CALLING_SEARCH_SPACE_NAME = FormField.reference(
                    "subscribeCallingSearchSpaceName", "SUBSCRIBE Calling Search Space", Pane.SIP, null)
            .make();

    /** <em>SIP Profile</em>, {@code sipProfileName}: a name (default Standard SIP Profile). */
    public static final FormField<String> SIP_PROFILE_NAME = FormField.reference(
                    "sipProfileName", "SIP Profile", Pane.SIP, "Standard SIP Profile")
            .required()
            .make();

    /** <em>DTMF Signaling Method</em>, {@code dtmfSignalingMethod}: one of {@link FormField#choices} (default No Preference). */
    public static final FormField<String> DTMF_SIGNALING_METHOD = FormField.choice(
                    "dtmfSignalingMethod",
                    "DTMF Signaling Method",
                    Pane.SIP,
                    "No Preference",
                    "No Preference",
                    "Out of Band",
                    "RFC 2833",
                    "OOB and RFC 2833")
            .make();

    /** <em>Normalization Script</em>, {@code sipNormalizationScriptName}: a name (no default). */
    public static final FormField<String> SIP_NORMALIZATION_SCRIPT_NAME = FormField.reference(
                    "sipNormalizationScriptName", "Normalization Script", Pane.NORMALIZATION, null)
            .make();

    /** <em>Enable Trace</em>, {@code scriptTraceEnabled}: (default false). */
    public static final FormField<Boolean> SCRIPT_TRACE_ENABLED = FormField.flag(
                    "scriptTraceEnabled", "Enable Trace", Pane.NORMALIZATION, false)
            .make();

    /** <em>Script Parameters</em>, {@code scriptParameters}: a text; no limit is documented (no default). */
    public static final FormField<String> SCRIPT_PARAMETERS = FormField.text(
                    "scriptParameters", "Script Parameters", Pane.NORMALIZATION, FormField.NO_LIMIT)
            .make();

    /** <em>Recording Information</em>, {@code recordingInformation}: 0 to 2 (default 0). */
    public static final FormField<Integer> RECORDING_INFORMATION = FormField.number(
                    "recordingInformation", "Recording Information", Pane.RECORDING, 0, 0, 2)
            .make();

    /** <em>Enable Cisco Recording QSIG Tunneling</em>, {@code enableCiscoRecordingQsigTunneling}: (default false). */
    public static final FormField<Boolean> ENABLE_CISCO_RECORDING_QSIG_TUNNELING = FormField.flag(
                    "enableCiscoRecordingQsigTunneling", "Enable Cisco Recording QSIG Tunneling", Pane.RECORDING, false)
            .make();

    /** <em>Geolocation</em>, {@code geoLocationName}: a name (no default). */
    public static final FormField<String> GEO_LOCATION_NAME = FormField.reference(
                    "geoLocationName", "Geolocation", Pane.GEOLOCATION, null)
            .make();

    /** <em>Geolocation Filter</em>, {@code geoLocationFilterName}: a name (no default). */
    public static final FormField<String> GEO_LOCATION_FILTER_NAME = FormField.reference(
                    "geoLocationFilterName", "Geolocation Filter", Pane.GEOLOCATION, null)
            .make();

    /** <em>Send Geolocation Information</em>, {@code sendGeoLocation}: (default false). */
    public static final FormField<Boolean> SEND_GEO_LOCATION = FormField.flag(
                    "sendGeoLocation", "Send Geolocation Information", Pane.GEOLOCATION, false)
            .note("switched off by tunneledProtocol QSIG; an EMCC trunk should have it checked")
            .make();

    /** <em>ISC Service</em>, {@code service}: a text; no limit is documented (no default). */
    public static final FormField<String> SERVICE = FormField.text(
                    "service", "ISC Service", Pane.ISC, FormField.NO_LIMIT)
            .meaningless()
            .only(TrunkServiceType.IMS_SERVICE_CONTROL)
            .make();

    /** <em>ISC Parameter Label</em>, {@code parameterLabel}: a text; no limit is documented (no default). */
    public static final FormField<String> PARAMETER_LABEL = FormField.text(
                    "parameterLabel", "ISC Parameter Label", Pane.ISC, FormField.NO_LIMIT)
            .meaningless()
            .only(TrunkServiceType.IMS_SERVICE_CONTROL)
            .make();

    /** <em>ISC Originating Parameter Value</em>, {@code originatingParameterValue}: a text; no limit is documented (no default). */
    public static final FormField<String> ORIGINATING_PARAMETER_VALUE = FormField.text(
                    "originatingParameterValue", "ISC Originating Parameter Value", Pane.ISC, FormField.NO_LIMIT)
            .meaningless()
            .only(TrunkServiceType.IMS_SERVICE_CONTROL)
            .make();

    /** <em>ISC Terminating Parameter Value</em>, {@code terminatingParameterValue}: a text; no limit is documented (no default). */
    public static final FormField<String> TERMINATING_PARAMETER_VALUE = FormField.text(
                    "terminatingParameterValue", "ISC Terminating Parameter Value", Pane.ISC, FormField.NO_LIMIT)
            .meaningless()
            .only(TrunkServiceType.IMS_SERVICE_CONTROL)
            .make();

    /** <em>ISC Outbound URI Routing Instructions</em>, {@code outboundUriRoutingInstructions}: a text; no limit is documented (no default). */
    public static final FormField<String> OUTBOUND_URI_ROUTING_INSTRUCTIONS = FormField.text(
                    "outboundUriRoutingInstructions",
                    "ISC Outbound URI Routing Instructions",
                    Pane.ISC,
                    FormField.NO_LIMIT)
            .meaningless()
            .only(TrunkServiceType.IMS_SERVICE_CONTROL)
            .make();

    /** <em>ISC Request URI Domain Name</em>, {@code requestUriDomainName}: a text; no limit is documented (no default). */
    public static final FormField<String> REQUEST_URI_DOMAIN_NAME = FormField.text(
                    "requestUriDomainName", "ISC Request URI Domain Name", Pane.ISC, FormField.NO_LIMIT)
            .meaningless()
            .only(TrunkServiceType.IMS_SERVICE_CONTROL)
            .make();

    private static final List<FormField<?>> ALL = List.of(
            NAME,
            DESCRIPTION,
            PRODUCT,
            DEVICE_CLASS,
            PROTOCOL,
            PROTOCOL_SIDE,
            SIP_TRUNK_TYPE,
            DEVICE_POOL_NAME,
            COMMON_DEVICE_CONFIG_NAME,
            NETWORK_LOCATION,
            MEDIA_RESOURCE_LIST_NAME,
            LOCATION_NAME,
            AAR_NEIGHBORHOOD_NAME,
            TUNNELED_PROTOCOL,
            QSIG_VARIANT,
            ASN1_ROSE_OID_ENCODING,
            PACKET_CAPTURE_MODE,
            PACKET_CAPTURE_DURATION,
            MTP_REQUIRED,
            RETRY_VIDEO_CALL_AS_AUDIO,
            PATH_REPLACEMENT_SUPPORT,
            TRANSMIT_UTF8,
            ENABLE_QSIG_UTF8,
            UNATTENDED_PORT,
            SRTP_ALLOWED,
            SRTP_FALLBACK_ALLOWED,
            TRUNK_TRAFFIC_SECURE,
            ROUTE_CLASS_SIGNALLING,
            USE_TRUSTED_RELAY_POINT,
            PSTN_ACCESS,
            RUN_ON_EVERY_NODE,
            IME_E164_TRANSFORMATION,
            USE_IME_PUBLIC_IP_PORT,
            MLPP_DOMAIN_ID,
            PREEMPTION,
            MLPP_INDICATION_STATUS,
            CONFIDENTIAL_ACCESS_MODE,
            CONFIDENTIAL_ACCESS_LEVEL,
            IS_RPID_ENABLED,
            IS_PAI_ENABLED,
            SIP_ASSERTED_TYPE,
            SIP_PRIVACY,
            TRUST_RECEIVED_IDENTITY,
            SIG_DIGITS,
            SIG_DIGITS_ENABLE,
            CONNECTED_PARTY_ID_PRESENTATION,
            CONNECTED_NAME_PRESENTATION,
            CALLING_SEARCH_SPACE_NAME,
            AUTOMATED_ALTERNATE_ROUTING_CSS_NAME,
            PREFIX_DN,
            ACCEPT_INBOUND_RDNIS,
            UNKNOWN_PREFIX,
            UNKNOWN_STRIP_DIGITS,
            CGPN_TRANSFORMATION_UNKNOWN_CSS_NAME,
            USE_DEVICE_POOL_CGPN_TRANSFORM_CSS_UNKN,
            CALLED_PARTY_UNKNOWN_PREFIX,
            CALLED_PARTY_UNKNOWN_STRIP_DIGITS,
            CALLED_PARTY_UNKNOWN_TRANSFORMATION_CSS_NAME,
            USE_DEVICE_POOL_CALLED_CSS_UNKN,
            CNTD_PN_TRANSFORMATION_CSS_NAME,
            USE_DEVICE_POOL_CNTD_PN_TRANSFORMATION_CSS,
            CDPN_TRANSFORMATION_CSS_NAME,
            USE_DEVICE_POOL_CDPN_TRANSFORM_CSS,
            CGPN_TRANSFORMATION_CSS_NAME,
            USE_DEVICE_POOL_CGPN_TRANSFORM_CSS,
            CALLING_PARTY_SELECTION,
            CALLING_LINE_ID_PRESENTATION,
            CALLING_NAME_PRESENTATION,
            CALLING_AND_CALLED_PARTY_INFO_FORMAT,
            ACCEPT_OUTBOUND_RDNIS,
            RDN_TRANSFORMATION_CSS_NAME,
            USE_DEVICE_POOL_RDN_TRANSFORM_CSS,
            USE_ORIG_CALLING_PARTY_PRES_ON_DIVERT,
            EXTERNAL_ANONYMOUS,
            EXTERNAL_PRESENTATION_NUMBER,
            EXTERNAL_PRESENTATION_NAME,
            USE_CALLER_ID_IN_OUTGOING_URI,
            DEST_ADDR_IS_SRV,
            MTP_CODEC,
            PRESENCE_GROUP_NAME,
            SECURITY_PROFILE_NAME,
            REROUTE_CALLING_SEARCH_SPACE_NAME,
            REFER_CALLING_SEARCH_SPACE_NAME,
            SUBSCRIBE_CALLING_SEARCH_SPACE_NAME,
            SIP_PROFILE_NAME,
            DTMF_SIGNALING_METHOD,
            SIP_NORMALIZATION_SCRIPT_NAME,
            SCRIPT_TRACE_ENABLED,
            SCRIPT_PARAMETERS,
            RECORDING_INFORMATION,
            ENABLE_CISCO_RECORDING_QSIG_TUNNELING,
            GEO_LOCATION_NAME,
            GEO_LOCATION_FILTER_NAME,
            SEND_GEO_LOCATION,
            SERVICE,
            PARAMETER_LABEL,
            ORIGINATING_PARAMETER_VALUE,
            TERMINATING_PARAMETER_VALUE,
            OUTBOUND_URI_ROUTING_INSTRUCTIONS,
            REQUEST_URI_DOMAIN_NAME);

    private TrunkFields() {}

    /**
     * All fields of a trunk, in the order of the page; those of its destinations are in {@link DestinationFields}.
     *
     * @return an unmodifiable list
     */
    public static List<FormField<?>> all() {
        return ALL;
    }
}
