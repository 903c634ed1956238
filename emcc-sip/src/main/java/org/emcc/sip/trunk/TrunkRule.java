package org.emcc.sip.trunk;

import org.emcc.core.FindingSeverity;

/**
 * What is found about trunks, their profiles, the service profile and the records of remote clusters. Codes are stable. Where a check
 * of emcc-behaviour 10.3 asks the same, the section names it.
 *
 * <p>Source: sip 1; emcc-behaviour 10.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum TrunkRule {
    /** A field has a value that breaks its rule. */
    VALUE_INVALID(
            "EMCC-SIP-0501",
            FindingSeverity.ERROR,
            true,
            "sip 1.5 to 1.7",
            "set a value that keeps the rule of the field"),

    /** A field has a text that is none of those known for it. */
    TEXT_UNKNOWN(
            "EMCC-SIP-0502",
            FindingSeverity.WARNING,
            true,
            "sip 1.5 to 1.7; em-api-and-axl 4.1",
            "compare the text with the page of this release; the enumerations of AXL are open sets"),

    /** A field that must be set is empty. */
    REQUIRED_MISSING(
            "EMCC-SIP-0503",
            FindingSeverity.ERROR,
            true,
            "sip 1.5; emcc-behaviour 10.3 (EMCC-TRK-03)",
            "set the field"),

    /** An EMCC trunk has a value where its form leaves the field blank and locks it. */
    LOCKED_FIELD_SET(
            "EMCC-SIP-0504",
            FindingSeverity.WARNING,
            true,
            "sip 1.2; emcc-behaviour 10.3 (EMCC-TRK-04)",
            "clear the field, or delete the trunk and create it again"),

    /** An EMCC trunk has a value in a field that has no effect there. */
    MEANINGLESS_FIELD_SET(
            "EMCC-SIP-0505", FindingSeverity.NOTICE, false, "sip 1.2, 1.5", "leave the field at its default"),

    /** A trunk has a value in a field which only another service type has on its form. */
    FIELD_OF_OTHER_SERVICE_TYPE(
            "EMCC-SIP-0506", FindingSeverity.NOTICE, false, "sip 1.1, 1.5", "leave the field empty"),

    /** A trunk has more than 16 destinations. */
    TOO_MANY_DESTINATIONS("EMCC-SIP-0507", FindingSeverity.ERROR, true, "sip 1.5", "keep at most 16 destinations"),

    /** A destination has neither an IPv4 nor an IPv6 address. */
    DESTINATION_WITHOUT_ADDRESS(
            "EMCC-SIP-0508", FindingSeverity.ERROR, true, "sip 1.5", "give the destination an address, or remove it"),

    /** A trunk of Call Control Discovery, whose peers are learned, has destinations. */
    DESTINATIONS_ARE_LEARNED("EMCC-SIP-0509", FindingSeverity.WARNING, false, "sip 1.1", "remove the destinations"),

    /** An ordinary trunk has no destination (inferred). */
    NO_DESTINATION("EMCC-SIP-0510", FindingSeverity.WARNING, false, "sip 1.1, 1.5", "add a destination"),

    /** SRV is checked although a destination is an address; the product forces it off. */
    SRV_FORCED_OFF(
            "EMCC-SIP-0511",
            FindingSeverity.WARNING,
            false,
            "sip 1.5",
            "clear the box, or give the SRV name as the one destination"),

    /** The switch of the significant digits does not fit their number. */
    SIGNIFICANT_DIGITS_SWITCH(
            "EMCC-SIP-0512",
            FindingSeverity.ERROR,
            true,
            "sip 1.5",
            "set the attribute enable to false for 99, and to true for every other number"),

    /** A trunk is anonymous and has an external presentation number or name. */
    ANONYMOUS_WITH_PRESENTATION("EMCC-SIP-0513", FindingSeverity.ERROR, true, "sip 1.5", "choose one of the two"),

    /** A name or description is legal in AXL, but the page takes less. */
    PAGE_LIMIT_EXCEEDED(
            "EMCC-SIP-0514",
            FindingSeverity.NOTICE,
            false,
            "sip 1.5, 1.6",
            "shorten it before the page is used to change the object"),

    /** A field that is fixed at creation differs between two versions of a trunk. */
    FIXED_FIELD_CHANGED(
            "EMCC-SIP-0515",
            FindingSeverity.ERROR,
            false,
            "sip 1.1; em-api-and-axl 4.7",
            "delete the trunk and create it again"),

    /** An EMCC trunk does not send geolocation. */
    GEOLOCATION_NOT_SENT(
            "EMCC-SIP-0516",
            FindingSeverity.WARNING,
            false,
            "sip 1.2; emcc-behaviour 10.3 (EMCC-TRK-02)",
            "check Send Geolocation Information"),

    /** A trunk is to send geolocation but tunnels QSIG, which switches that off. */
    QSIG_STOPS_GEOLOCATION(
            "EMCC-SIP-0517", FindingSeverity.WARNING, false, "sip 1.5", "leave Tunneled Protocol at None"),

    /** An EMCC trunk has a tunneled protocol. */
    TUNNEL_ON_EMCC_TRUNK("EMCC-SIP-0518", FindingSeverity.WARNING, false, "sip 1.5", "leave Tunneled Protocol at None"),

    /** A field which only QSIG uses is set on a trunk that does not tunnel it. */
    QSIG_ONLY_FIELD_SET("EMCC-SIP-0519", FindingSeverity.NOTICE, false, "sip 1.5", "clear the box, or tunnel QSIG"),

    /** A preferred originating codec is set, but no media termination point is required. */
    CODEC_WITHOUT_MTP(
            "EMCC-SIP-0520",
            FindingSeverity.NOTICE,
            false,
            "sip 1.2",
            "leave the codec at its default, or require a media termination point"),

    /** A cluster has more EMCC trunks than the two that are needed. */
    EMCC_TRUNK_COUNT(
            "EMCC-SIP-0521",
            FindingSeverity.WARNING,
            false,
            "sip 1.1; emcc-behaviour 10.3 (EMCC-TRK-01)",
            "remove what no service uses"),

    /** Two objects of a kind have one name. */
    NAME_TWICE("EMCC-SIP-0522", FindingSeverity.ERROR, false, "sip 1.5 to 1.7", "rename one of them"),

    /** A trunk names a security profile which the cluster does not have. */
    SECURITY_PROFILE_NOT_THERE(
            "EMCC-SIP-0523", FindingSeverity.ERROR, false, "sip 1.5", "choose a security profile that exists"),

    /** A trunk names a SIP profile which the cluster does not have. */
    SIP_PROFILE_NOT_THERE("EMCC-SIP-0524", FindingSeverity.ERROR, false, "sip 1.5", "choose a SIP profile that exists"),

    /** The SIP profile of a trunk has the OPTIONS ping on, which its service type does not support. */
    PING_HAS_NO_EFFECT(
            "EMCC-SIP-0525",
            FindingSeverity.NOTICE,
            false,
            "sip 1.2, 1.8",
            "rely on calls or on a probe of your own; the status stays unknown"),

    /** PSTN Access calls are routed by the CSS of the trunk, and it has none. */
    TRUNK_CSS_MISSING(
            "EMCC-SIP-0526",
            FindingSeverity.WARNING,
            false,
            "sip 1.5; emcc-behaviour 10.3 (EMCC-FP-07)",
            "give the trunk a calling search space"),

    /** A transport does not fit the security mode. */
    TRANSPORT_NOT_OF_MODE(
            "EMCC-SIP-0530",
            FindingSeverity.ERROR,
            true,
            "sip 1.6",
            "choose TCP+UDP for incoming and TCP or UDP for outgoing when Non Secure, TLS for both otherwise"),

    /** Application level authorization is on without digest authentication. */
    AUTHORIZATION_WITHOUT_DIGEST(
            "EMCC-SIP-0531", FindingSeverity.ERROR, true, "sip 1.6", "enable digest authentication too"),

    /** The nonce validity time is changed without digest authentication. */
    NONCE_WITHOUT_DIGEST(
            "EMCC-SIP-0532",
            FindingSeverity.WARNING,
            false,
            "sip 1.6",
            "leave the nonce validity time at its default, or enable digest authentication"),

    /** A subject name is set, but TLS is not used. */
    SUBJECT_WITHOUT_TLS(
            "EMCC-SIP-0533",
            FindingSeverity.WARNING,
            false,
            "sip 1.6",
            "clear the subject name, or choose a mode with TLS"),

    /** A profile is Authenticated: TLS with a NULL cipher. */
    NULL_CIPHER(
            "EMCC-SIP-0534",
            FindingSeverity.NOTICE,
            false,
            "sip 1.6",
            "choose Encrypted unless the peers are known to offer a NULL cipher"),

    /** Profiles with and without TLS have one incoming port. */
    PORT_SHARED_WITH_TLS(
            "EMCC-SIP-0535", FindingSeverity.ERROR, false, "sip 1.6", "give one of the profiles another incoming port"),

    /** Send-receive SDP in mid-call INVITE is on without early offer. */
    MID_CALL_SDP_WITHOUT_EARLY_OFFER(
            "EMCC-SIP-0540", FindingSeverity.WARNING, false, "sip 1.7", "enable early offer, or clear the box"),

    /** RSVP from end to end is on, but not every provisional response is sent reliably, which its preconditions need. */
    RSVP_WITHOUT_PRACK(
            "EMCC-SIP-0541",
            FindingSeverity.WARNING,
            false,
            "sip 1.7, 2.6",
            "set SIP Rel1XX Options to Send PRACK for all 1xx Messages"),

    /** EMCC is not active in the service profile: logins fail with 201. */
    EMCC_INACTIVE(
            "EMCC-SIP-0550",
            FindingSeverity.ERROR,
            false,
            "sip 1.4; emcc-behaviour 10.3 (EMCC-ICSP-01)",
            "tick Active in the pane EMCC, validate, save"),

    /** PSTN Access is not active in the service profile: logins fail with 211. */
    PSTN_ACCESS_INACTIVE(
            "EMCC-SIP-0551",
            FindingSeverity.ERROR,
            false,
            "sip 1.4; emcc-behaviour 10.3 (EMCC-ICSP-02)",
            "tick Active in the pane PSTN Access, choose a trunk, validate, save"),

    /** RSVP Agent is not active in the service profile. */
    RSVP_AGENT_INACTIVE(
            "EMCC-SIP-0552",
            FindingSeverity.WARNING,
            false,
            "sip 1.4; emcc-behaviour 10.3 (EMCC-ICSP-03)",
            "tick Active in the pane RSVP Agent if admission control by RSVP is wanted"),

    /** A service is active and has no trunk. */
    SERVICE_WITHOUT_TRUNK(
            "EMCC-SIP-0553",
            FindingSeverity.ERROR,
            false,
            "sip 1.4; emcc-behaviour 10.3 (EMCC-ICSP-02, EMCC-ICSP-03)",
            "choose a trunk"),

    /** A service names a trunk which the cluster does not have. */
    SERVICE_TRUNK_NOT_THERE(
            "EMCC-SIP-0554",
            FindingSeverity.ERROR,
            false,
            "sip 1.4; emcc-behaviour 10.3 (EMCC-ICSP-04)",
            "choose another trunk"),

    /** A service names a trunk of another service type. */
    SERVICE_TRUNK_NOT_EMCC(
            "EMCC-SIP-0555",
            FindingSeverity.ERROR,
            false,
            "sip 1.4; emcc-behaviour 10.3 (EMCC-ICSP-04)",
            "choose another trunk"),

    /** A service names a trunk of which nobody said the service type. */
    SERVICE_TRUNK_OF_UNKNOWN_TYPE(
            "EMCC-SIP-0556",
            FindingSeverity.WARNING,
            false,
            "sip 1.4",
            "read the service type of the trunk and validate again"),

    /** A trunk is to be deleted which the service profile names. */
    TRUNK_IN_USE(
            "EMCC-SIP-0557",
            FindingSeverity.ERROR,
            false,
            "sip 1.4",
            "choose another trunk in the service profile first"),

    /** TFTP is enabled toward a remote cluster; EMCC does not support proxy TFTP. */
    REMOTE_TFTP_ENABLED(
            "EMCC-SIP-0560",
            FindingSeverity.ERROR,
            false,
            "sip 1.3; emcc-behaviour 10.3 (EMCC-RC-05)",
            "untick TFTP in the record of the remote cluster"),

    /** A service is enabled toward a remote cluster of which no address was learned. */
    REMOTE_ADDRESS_NOT_LEARNED(
            "EMCC-SIP-0561",
            FindingSeverity.WARNING,
            false,
            "sip 1.3",
            "update the remote cluster now; look at the certificates and at the WAN if that does not help"),

    /** Two remote clusters have one address, so an inbound call does not tell its cluster. */
    REMOTE_ADDRESS_AMBIGUOUS(
            "EMCC-SIP-0562",
            FindingSeverity.WARNING,
            false,
            "sip 1.3",
            "correct the records; calls from that address cannot be told apart (inferred)"),

    /** An EMCC feature parameter has a value that breaks its rule. */
    FEATURE_PARAMETER_INVALID(
            "EMCC-SIP-0570",
            FindingSeverity.ERROR,
            false,
            "sip 1.9; emcc-behaviour 10.3 (EMCC-FP-04)",
            "correct the parameter"),

    /** A region parameter differs between clusters: the update disables RSVP Agent toward the other one. */
    REGION_PARAMETERS_DIFFER(
            "EMCC-SIP-0571",
            FindingSeverity.WARNING,
            false,
            "sip 1.9; emcc-behaviour 10.3 (EMCC-FP-05)",
            "make the region parameters of all clusters equal");

    private final String code;
    private final FindingSeverity severity;
    private final boolean refused;
    private final String section;
    private final String remedy;

    TrunkRule(String code, FindingSeverity severity, boolean refused, String section, String remedy) {
        this.code = code;
        this.severity = severity;
        this.refused = refused;
        this.section = section;
        this.remedy = remedy;
    }

    /**
     * The stable code.
     *
     * @return such as {@code EMCC-SIP-0504}
     */
    public String code() {
        return code;
    }

    /**
     * How much it matters.
     *
     * @return the severity
     */
    public FindingSeverity severity() {
        return severity;
    }

    /**
     * Whether a value built by hand that breaks it is refused. In what is read from a cluster it is only found.
     *
     * @return whether builders refuse it
     */
    public boolean refused() {
        return refused;
    }

    /**
     * By which section of the notes.
     *
     * @return such as {@code sip 1.2}
     */
    public String section() {
        return section;
    }

    /**
     * What an operator does next.
     *
     * @return a plain clause
     */
    public String remedy() {
        return remedy;
    }
}
