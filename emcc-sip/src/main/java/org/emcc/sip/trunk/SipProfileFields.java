package org.emcc.sip.trunk;

import java.util.List;

/**
 * The fields of a SIP profile that matter on a trunk, by their AXL names.
 *
 * <p>Source: sip 1.7; em-api-and-axl 4.7 and 4.11 for the name and the texts of enumerations.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SipProfileFields {
    /** <em>Name</em>, {@code name}: at most 50 characters (no default). */
    public static final FormField<String> NAME =
            FormField.text("name", "Name", Pane.SIP_PROFILE, 50).required().make();

    /** <em>Timer Invite Expires (seconds)</em>, {@code timerInvite}: at least 0; no range is documented (default 180). */
    public static final FormField<Integer> TIMER_INVITE = FormField.number(
                    "timerInvite", "Timer Invite Expires (seconds)", Pane.SIP_PROFILE, 180, 0, FormField.NO_LIMIT)
            .make();

    /** <em>Timer Register Delta (seconds)</em>, {@code timerRegisterDelta}: at least 0; no range is documented (default 5). */
    public static final FormField<Integer> TIMER_REGISTER_DELTA = FormField.number(
                    "timerRegisterDelta", "Timer Register Delta (seconds)", Pane.SIP_PROFILE, 5, 0, FormField.NO_LIMIT)
            .note("a phone refreshes this much before expiry")
            .make();

    /** <em>Timer Register Expires (seconds)</em>, {@code timerRegister}: at least 0; no range is documented (default 3600). */
    public static final FormField<Integer> TIMER_REGISTER = FormField.number(
                    "timerRegister", "Timer Register Expires (seconds)", Pane.SIP_PROFILE, 3600, 0, FormField.NO_LIMIT)
            .note("what a phone asks for")
            .make();

    /** <em>Timer T1 (msec)</em>, {@code timerT1}: at least 0; no range is documented (default 500). */
    public static final FormField<Integer> TIMER_T1 = FormField.number(
                    "timerT1", "Timer T1 (msec)", Pane.SIP_PROFILE, 500, 0, FormField.NO_LIMIT)
            .make();

    /** <em>Timer T2 (msec)</em>, {@code timerT2}: at least 0; no range is documented (default 4000). */
    public static final FormField<Integer> TIMER_T2 = FormField.number(
                    "timerT2", "Timer T2 (msec)", Pane.SIP_PROFILE, 4000, 0, FormField.NO_LIMIT)
            .make();

    /** <em>Retry INVITE</em>, {@code retryInvite}: at least 0; no range is documented (default 6). */
    public static final FormField<Integer> RETRY_INVITE = FormField.number(
                    "retryInvite", "Retry INVITE", Pane.SIP_PROFILE, 6, 0, FormField.NO_LIMIT)
            .make();

    /** <em>Retry Non-INVITE</em>, {@code retryNotInvite}: at least 0; no range is documented (default 10). */
    public static final FormField<Integer> RETRY_NOT_INVITE = FormField.number(
                    "retryNotInvite", "Retry Non-INVITE", Pane.SIP_PROFILE, 10, 0, FormField.NO_LIMIT)
            .make();

    /** <em>Timer Keep Alive Expires (seconds)</em>, {@code timerKeepAlive}: at least 0; no range is documented (default 120). */
    public static final FormField<Integer> TIMER_KEEP_ALIVE = FormField.number(
                    "timerKeepAlive",
                    "Timer Keep Alive Expires (seconds)",
                    Pane.SIP_PROFILE,
                    120,
                    0,
                    FormField.NO_LIMIT)
            .note("toward the backup node")
            .make();

    /** <em>Timer Subscribe Expires (seconds)</em>, {@code timerSubscribe}: at least 0; no range is documented (default 120). */
    public static final FormField<Integer> TIMER_SUBSCRIBE = FormField.number(
                    "timerSubscribe", "Timer Subscribe Expires (seconds)", Pane.SIP_PROFILE, 120, 0, FormField.NO_LIMIT)
            .make();

    /** <em>Timer Subscribe Delta (seconds)</em>, {@code timerSubscribeDelta}: at least 0; no range is documented (default 5). */
    public static final FormField<Integer> TIMER_SUBSCRIBE_DELTA = FormField.number(
                    "timerSubscribeDelta",
                    "Timer Subscribe Delta (seconds)",
                    Pane.SIP_PROFILE,
                    5,
                    0,
                    FormField.NO_LIMIT)
            .make();

    /** <em>Maximum Redirections</em>, {@code maxRedirects}: at least 0; no range is documented (default 70). */
    public static final FormField<Integer> MAX_REDIRECTS = FormField.number(
                    "maxRedirects", "Maximum Redirections", Pane.SIP_PROFILE, 70, 0, FormField.NO_LIMIT)
            .make();

    /** <em>Reroute Incoming Request to new Trunk based on</em>, {@code rerouteIncomingRequest}: one of {@link FormField#choices} (default Never). */
    public static final FormField<String> REROUTE_INCOMING_REQUEST = FormField.choice(
                    "rerouteIncomingRequest",
                    "Reroute Incoming Request to new Trunk based on",
                    Pane.SIP_PROFILE,
                    "Never",
                    "Never",
                    "Contact Header",
                    "Call-Info Header with purpose=x-cisco-origIP")
            .make();

    /** <em>RSVP Over SIP</em>, {@code rsvpOverSip}: one of {@link FormField#choices} (default Local RSVP). */
    public static final FormField<String> RSVP_OVER_SIP = FormField.choice(
                    "rsvpOverSip", "RSVP Over SIP", Pane.SIP_PROFILE, "Local RSVP", "Local RSVP", "E2E")
            .make();

    /** <em>Fall back to local RSVP</em>, {@code fallbackToLocalRsvp}: (default true). */
    public static final FormField<Boolean> FALLBACK_TO_LOCAL_RSVP = FormField.flag(
                    "fallbackToLocalRsvp", "Fall back to local RSVP", Pane.SIP_PROFILE, true)
            .make();

    /** <em>SIP Rel1XX Options</em>, {@code sipRe11XxEnabled}: one of {@link FormField#choices} (default Disabled). */
    public static final FormField<String> SIP_REL1XX_ENABLED = FormField.choice(
                    "sipRe11XxEnabled",
                    "SIP Rel1XX Options",
                    Pane.SIP_PROFILE,
                    "Disabled",
                    "Disabled",
                    "Send PRACK if 1xx Contains SDP",
                    "Send PRACK for all 1xx Messages")
            .note("Send PRACK for all 1xx Messages when rsvpOverSip is E2E")
            .make();

    /** <em>Early Offer support for voice and video calls</em>, {@code earlyOfferSuppVoiceCall}: one of {@link FormField#choices} (default Disabled (Default value)). */
    public static final FormField<String> EARLY_OFFER_SUPP_VOICE_CALL = FormField.choice(
                    "earlyOfferSuppVoiceCall",
                    "Early Offer support for voice and video calls",
                    Pane.SIP_PROFILE,
                    "Disabled (Default value)",
                    "Disabled (Default value)",
                    "Best Effort (no MTP inserted)",
                    "Mandatory (insert MTP if needed)")
            .make();

    /** <em>Send send-receive SDP in mid-call INVITE</em>, {@code sendRecvSDPInMidCallInvite}: (default false). */
    public static final FormField<Boolean> SEND_RECV_SDP_IN_MID_CALL_INVITE = FormField.flag(
                    "sendRecvSDPInMidCallInvite", "Send send-receive SDP in mid-call INVITE", Pane.SIP_PROFILE, false)
            .note("only with early offer: earlyOfferSuppVoiceCall other than Disabled")
            .make();

    /** <em>Early Offer for G.Clear Calls</em>, {@code gClear}: one of {@link FormField#choices} (default Disabled). */
    public static final FormField<String> G_CLEAR = FormField.choice(
                    "gClear",
                    "Early Offer for G.Clear Calls",
                    Pane.SIP_PROFILE,
                    "Disabled",
                    "Disabled",
                    "CLEARMODE",
                    "CCD",
                    "G.nX64",
                    "X-CCD")
            .make();

    /** <em>SDP Session-level Bandwidth Modifier</em>, {@code sipBandwidthModifier}: one of {@link FormField#choices} (default TIAS and AS). */
    public static final FormField<String> SIP_BANDWIDTH_MODIFIER = FormField.choice(
                    "sipBandwidthModifier",
                    "SDP Session-level Bandwidth Modifier",
                    Pane.SIP_PROFILE,
                    "TIAS and AS",
                    "TIAS and AS",
                    "TIAS only",
                    "AS only",
                    "CT only")
            .make();

    /** <em>Default MTP Telephony Event Payload Type</em>, {@code defaultTelephonyEventPayloadType}: 96 to 127 (default 101). */
    public static final FormField<Integer> DEFAULT_TELEPHONY_EVENT_PAYLOAD_TYPE = FormField.number(
                    "defaultTelephonyEventPayloadType",
                    "Default MTP Telephony Event Payload Type",
                    Pane.SIP_PROFILE,
                    101,
                    96,
                    127)
            .make();

    /** <em>User-Agent and Server header information</em>, {@code userAgentServerHeaderInfo}: one of {@link FormField#choices} (default Send Unified CM Version Information as User-Agent Header). */
    public static final FormField<String> USER_AGENT_SERVER_HEADER_INFO = FormField.choice(
                    "userAgentServerHeaderInfo",
                    "User-Agent and Server header information",
                    Pane.SIP_PROFILE,
                    "Send Unified CM Version Information as User-Agent Header",
                    "Send Unified CM Version Information as User-Agent Header",
                    "Pass Through Received Information as Contact Header Parameters",
                    "Pass Through Received Information as User-Agent and Server Header")
            .make();

    /** <em>Version in User Agent and Server Header</em>, {@code cucmVersionInSipHeader}: one of {@link FormField#choices} (default Major And Minor). */
    public static final FormField<String> CUCM_VERSION_IN_SIP_HEADER = FormField.choice(
                    "cucmVersionInSipHeader",
                    "Version in User Agent and Server Header",
                    Pane.SIP_PROFILE,
                    "Major And Minor",
                    "Major And Minor",
                    "Major",
                    "Major, Minor And Revision",
                    "Full Build",
                    "None")
            .make();

    /** <em>Dial String Interpretation</em>, {@code dialStringInterpretation}: one of {@link FormField#choices} (default Phone number consists of characters 0-9, *, #, and + (others treated as URI addresses)). */
    public static final FormField<String> DIAL_STRING_INTERPRETATION = FormField.choice(
                    "dialStringInterpretation",
                    "Dial String Interpretation",
                    Pane.SIP_PROFILE,
                    "Phone number consists of characters 0-9, *, #, and + (others treated as URI addresses)",
                    "Always treat all dial strings as URI addresses",
                    "Phone number consists of characters 0-9, A-D, *, #, and + (others treated as URI addresses)",
                    "Phone number consists of characters 0-9, *, #, and + (others treated as URI addresses)")
            .make();

    /** <em>Session Refresh Method</em>, {@code sipSessionRefreshMethod}: one of {@link FormField#choices} (default Invite). */
    public static final FormField<String> SIP_SESSION_REFRESH_METHOD = FormField.choice(
                    "sipSessionRefreshMethod", "Session Refresh Method", Pane.SIP_PROFILE, "Invite", "Invite", "Update")
            .make();

    /** <em>Calling Line Identification Presentation</em>, {@code callingLineIdentification}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> CALLING_LINE_IDENTIFICATION = FormField.choice(
                    "callingLineIdentification",
                    "Calling Line Identification Presentation",
                    Pane.SIP_PROFILE,
                    "Default",
                    "Default",
                    "Strict From URI presentation Only",
                    "Strict Identity Headers presentation Only")
            .make();

    /** <em>Accept Audio Codec Preferences in Received Offer</em>, {@code acceptAudioCodecPreferences}: one of {@link FormField#choices} (default Default). */
    public static final FormField<String> ACCEPT_AUDIO_CODEC_PREFERENCES = FormField.choice(
                    "acceptAudioCodecPreferences",
                    "Accept Audio Codec Preferences in Received Offer",
                    Pane.SIP_PROFILE,
                    "Default",
                    "Off",
                    "On",
                    "Default")
            .make();

    /** <em>Enable OPTIONS Ping</em>, {@code enableOutboundOptionsPing}: (default false). */
    public static final FormField<Boolean> PING_ENABLED = FormField.flag(
                    "enableOutboundOptionsPing", "Enable OPTIONS Ping", Pane.SIP_PROFILE, false)
            .note("works on trunks of service type None(Default) only")
            .make();

    /** <em>Ping Interval for In-service and Partially In-service Trunks (seconds)</em>, {@code optionsPingIntervalWhenStatusOK}: 5 to 600 (default 60). */
    public static final FormField<Integer> PING_INTERVAL_UP = FormField.number(
                    "optionsPingIntervalWhenStatusOK",
                    "Ping Interval for In-service and Partially In-service Trunks (seconds)",
                    Pane.SIP_PROFILE,
                    60,
                    5,
                    600)
            .note("only with enableOutboundOptionsPing")
            .make();

    /** <em>Ping Interval for Out-of-service Trunks (seconds)</em>, {@code optionsPingIntervalWhenStatusNotOK}: 5 to 600 (default 120). */
    public static final FormField<Integer> PING_INTERVAL_DOWN = FormField.number(
                    "optionsPingIntervalWhenStatusNotOK",
                    "Ping Interval for Out-of-service Trunks (seconds)",
                    Pane.SIP_PROFILE,
                    120,
                    5,
                    600)
            .note("only with enableOutboundOptionsPing")
            .make();

    /** <em>Ping Retry Timer (msec)</em>, {@code sipOptionsRetryTimer}: 100 to 1000 (default 500). */
    public static final FormField<Integer> PING_RETRY_TIMER = FormField.number(
                    "sipOptionsRetryTimer", "Ping Retry Timer (msec)", Pane.SIP_PROFILE, 500, 100, 1000)
            .note("only with enableOutboundOptionsPing")
            .make();

    /** <em>Ping Retry Count</em>, {@code sipOptionsRetryCount}: 1 to 10 (default 6). */
    public static final FormField<Integer> PING_RETRY_COUNT = FormField.number(
                    "sipOptionsRetryCount", "Ping Retry Count", Pane.SIP_PROFILE, 6, 1, 10)
            .note("only with enableOutboundOptionsPing")
            .make();

    private static final List<FormField<?>> ALL = List.of(
            NAME,
            TIMER_INVITE,
            TIMER_REGISTER_DELTA,
            TIMER_REGISTER,
            TIMER_T1,
            TIMER_T2,
            RETRY_INVITE,
            RETRY_NOT_INVITE,
            TIMER_KEEP_ALIVE,
            TIMER_SUBSCRIBE,
            TIMER_SUBSCRIBE_DELTA,
            MAX_REDIRECTS,
            REROUTE_INCOMING_REQUEST,
            RSVP_OVER_SIP,
            FALLBACK_TO_LOCAL_RSVP,
            SIP_REL1XX_ENABLED,
            EARLY_OFFER_SUPP_VOICE_CALL,
            SEND_RECV_SDP_IN_MID_CALL_INVITE,
            G_CLEAR,
            SIP_BANDWIDTH_MODIFIER,
            DEFAULT_TELEPHONY_EVENT_PAYLOAD_TYPE,
            USER_AGENT_SERVER_HEADER_INFO,
            CUCM_VERSION_IN_SIP_HEADER,
            DIAL_STRING_INTERPRETATION,
            SIP_SESSION_REFRESH_METHOD,
            CALLING_LINE_IDENTIFICATION,
            ACCEPT_AUDIO_CODEC_PREFERENCES,
            PING_ENABLED,
            PING_INTERVAL_UP,
            PING_INTERVAL_DOWN,
            PING_RETRY_TIMER,
            PING_RETRY_COUNT);

    private SipProfileFields() {}

    /**
     * The fields of a SIP profile that matter on a trunk, in the order of sip 1.7.
     *
     * @return an unmodifiable list
     */
    public static List<FormField<?>> all() {
        return ALL;
    }
}
