package org.emcc.sip.trunk;

import java.util.List;

/**
 * The fields of a SIP trunk security profile, by their AXL names.
 *
 * <p>Source: sip 1.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SecurityProfileFields {
    /** <em>Name</em>, {@code name}: at most 75 characters (no default). */
    public static final FormField<String> NAME =
            FormField.text("name", "Name", Pane.SECURITY_PROFILE, 75).required().make();

    /** <em>Description</em>, {@code description}: at most 100 characters (page: 50), none of {@code " % & \ < >}. */
    public static final FormField<String> DESCRIPTION = FormField.description(
                    "description", "Description", Pane.SECURITY_PROFILE, 100)
            .make();

    /** <em>Device Security Mode</em>, {@code securityMode}: a mode (default non secure). */
    public static final FormField<TrunkSecurityMode> SECURITY_MODE = FormField.of(
                    "securityMode",
                    "Device Security Mode",
                    Pane.SECURITY_PROFILE,
                    TrunkSecurityMode.NON_SECURE,
                    List.of(TrunkSecurityMode.values()),
                    TrunkSecurityMode::label)
            .make();

    /** <em>Incoming Transport Type</em>, {@code incomingTransport}: a transport (default TCP+UDP). */
    public static final FormField<TrunkTransport> INCOMING_TRANSPORT = FormField.of(
                    "incomingTransport",
                    "Incoming Transport Type",
                    Pane.SECURITY_PROFILE,
                    TrunkTransport.TCP_UDP,
                    List.of(TrunkTransport.values()),
                    TrunkTransport::label)
            .note("TCP+UDP when securityMode is Non Secure, TLS otherwise")
            .make();

    /** <em>Outgoing Transport Type</em>, {@code outgoingTransport}: a transport (no default). */
    public static final FormField<TrunkTransport> OUTGOING_TRANSPORT = FormField.<TrunkTransport>of(
                    "outgoingTransport",
                    "Outgoing Transport Type",
                    Pane.SECURITY_PROFILE,
                    null,
                    List.of(TrunkTransport.values()),
                    TrunkTransport::label)
            .note("TCP or UDP when securityMode is Non Secure, TLS otherwise")
            .make();

    /** <em>Enable Digest Authentication</em>, {@code digestAuthentication}: (default false). */
    public static final FormField<Boolean> DIGEST_AUTHENTICATION = FormField.flag(
                    "digestAuthentication", "Enable Digest Authentication", Pane.SECURITY_PROFILE, false)
            .note("challenges every request on the trunk")
            .make();

    /** <em>Nonce Validity Time (mins)</em>, {@code noncePolicyTime}: at least 0; no range is documented (default 600). */
    public static final FormField<Integer> NONCE_POLICY_TIME = FormField.number(
                    "noncePolicyTime", "Nonce Validity Time (mins)", Pane.SECURITY_PROFILE, 600, 0, FormField.NO_LIMIT)
            .note("seconds, although the label says minutes; to be changed only with digestAuthentication")
            .make();

    /** <em>Secure Certificate Subject or Subject Alternate Name</em>, {@code x509SubjectName}: at most 4096 characters (no default). */
    public static final FormField<String> X509_SUBJECT_NAME = FormField.text(
                    "x509SubjectName",
                    "Secure Certificate Subject or Subject Alternate Name",
                    Pane.SECURITY_PROFILE,
                    4096)
            .note("used only with TLS; several names are separated by space, comma, semicolon or colon")
            .make();

    /** <em>Incoming Port</em>, {@code incomingPort}: 0 to 65535 (default 5060). */
    public static final FormField<Integer> INCOMING_PORT = FormField.number(
                    "incomingPort", "Incoming Port", Pane.SECURITY_PROFILE, 5060, 0, 65535)
            .note("5061 for TLS; a port is not shared between TLS and other profiles")
            .make();

    /** <em>Enable Application Level Authorization</em>, {@code applLevelAuthentication}: (default false). */
    public static final FormField<Boolean> APPL_LEVEL_AUTHENTICATION = FormField.flag(
                    "applLevelAuthentication", "Enable Application Level Authorization", Pane.SECURITY_PROFILE, false)
            .note("requires digestAuthentication")
            .make();

    /** <em>Accept Presence Subscription</em>, {@code acceptPresenceSubscription}: (default false). */
    public static final FormField<Boolean> ACCEPT_PRESENCE_SUBSCRIPTION = FormField.flag(
                    "acceptPresenceSubscription", "Accept Presence Subscription", Pane.SECURITY_PROFILE, false)
            .make();

    /** <em>Accept Out-of-Dialog Refer</em>, {@code acceptOutOfDialogRefer}: (default false). */
    public static final FormField<Boolean> ACCEPT_OUT_OF_DIALOG_REFER = FormField.flag(
                    "acceptOutOfDialogRefer", "Accept Out-of-Dialog Refer", Pane.SECURITY_PROFILE, false)
            .make();

    /** <em>Accept Unsolicited Notification</em>, {@code acceptUnsolicitedNotification}: (default false). */
    public static final FormField<Boolean> ACCEPT_UNSOLICITED_NOTIFICATION = FormField.flag(
                    "acceptUnsolicitedNotification", "Accept Unsolicited Notification", Pane.SECURITY_PROFILE, false)
            .make();

    /** <em>Accept Replaces Header</em>, {@code allowReplaceHeader}: (default false). */
    public static final FormField<Boolean> ALLOW_REPLACE_HEADER = FormField.flag(
                    "allowReplaceHeader", "Accept Replaces Header", Pane.SECURITY_PROFILE, false)
            .make();

    /** <em>Transmit Security Status</em>, {@code transmitSecurityStatus}: (default false). */
    public static final FormField<Boolean> TRANSMIT_SECURITY_STATUS = FormField.flag(
                    "transmitSecurityStatus", "Transmit Security Status", Pane.SECURITY_PROFILE, false)
            .make();

    /** <em>Allow charging header</em>, {@code allowChargingHeader}: (default false). */
    public static final FormField<Boolean> ALLOW_CHARGING_HEADER = FormField.flag(
                    "allowChargingHeader", "Allow charging header", Pane.SECURITY_PROFILE, false)
            .make();

    /** <em>SIP V.150 Outbound SDP Offer Filtering</em>, {@code sipV150OutboundSdpOfferFiltering}: one of {@link FormField#choices} (default Use Default Filter). */
    public static final FormField<String> V150_OFFER_FILTERING = FormField.choice(
                    "sipV150OutboundSdpOfferFiltering",
                    "SIP V.150 Outbound SDP Offer Filtering",
                    Pane.SECURITY_PROFILE,
                    "Use Default Filter",
                    "No Filtering",
                    "Remove MER V.150",
                    "Remove Pre-MER V.150",
                    "Use Default Filter")
            .make();

    private static final List<FormField<?>> ALL = List.of(
            NAME,
            DESCRIPTION,
            SECURITY_MODE,
            INCOMING_TRANSPORT,
            OUTGOING_TRANSPORT,
            DIGEST_AUTHENTICATION,
            NONCE_POLICY_TIME,
            X509_SUBJECT_NAME,
            INCOMING_PORT,
            APPL_LEVEL_AUTHENTICATION,
            ACCEPT_PRESENCE_SUBSCRIPTION,
            ACCEPT_OUT_OF_DIALOG_REFER,
            ACCEPT_UNSOLICITED_NOTIFICATION,
            ALLOW_REPLACE_HEADER,
            TRANSMIT_SECURITY_STATUS,
            ALLOW_CHARGING_HEADER,
            V150_OFFER_FILTERING);

    private SecurityProfileFields() {}

    /**
     * All fields of a security profile, in the order of the page.
     *
     * @return an unmodifiable list
     */
    public static List<FormField<?>> all() {
        return ALL;
    }
}
