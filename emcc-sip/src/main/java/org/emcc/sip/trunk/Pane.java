package org.emcc.sip.trunk;

/**
 * Where on the administrator's pages a field is.
 *
 * <p>Source: sip 1.5 to 1.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum Pane {
    /** A trunk's own properties. */
    DEVICE("Trunk Configuration", "Device Information", "sip 1.5"),
    /** A trunk's inbound and outbound calls. */
    CALL_ROUTING("Trunk Configuration", "Call Routing Information", "sip 1.5"),
    /** A trunk's SIP settings. */
    SIP("Trunk Configuration", "SIP Information", "sip 1.5"),
    /** The rows of a trunk's destination table. */
    DESTINATIONS("Trunk Configuration", "SIP Information, Destination", "sip 1.5"),
    /** A trunk's normalization script. */
    NORMALIZATION("Trunk Configuration", "Normalization Script", "sip 1.5"),
    /** A trunk's call recording. */
    RECORDING("Trunk Configuration", "Recording Information", "sip 1.5"),
    /** A trunk's geolocation. */
    GEOLOCATION("Trunk Configuration", "Geolocation Configuration", "sip 1.5"),
    /** What only a trunk of IP Multimedia Subsystem Service Control has. */
    ISC("Trunk Configuration", "ISC", "sip 1.5"),
    /** A SIP trunk security profile. */
    SECURITY_PROFILE("SIP Trunk Security Profile Configuration", "SIP Trunk Security Profile Information", "sip 1.6"),
    /** A SIP profile. */
    SIP_PROFILE("SIP Profile Configuration", "SIP Profile Information", "sip 1.7");

    private final String page;
    private final String title;
    private final String section;

    Pane(String page, String title, String section) {
        this.page = page;
        this.title = title;
        this.section = section;
    }

    /**
     * The page it is on.
     *
     * @return for example {@code Trunk Configuration}
     */
    public String page() {
        return page;
    }

    /**
     * The title of the pane.
     *
     * @return for example {@code Device Information}
     */
    public String title() {
        return title;
    }

    /**
     * By which section of the notes.
     *
     * @return such as {@code sip 1.5}
     */
    public String section() {
        return section;
    }
}
