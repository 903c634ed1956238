package org.emcc.core.snapshot;

/** Texts of the product that stand in a field instead of a value of ours. */
final class Words {
    /** em-api-and-axl 4.9, {@code XDeviceSecurityMode}. */
    static final String NONSECURE = "Non Secure";

    static final String AUTHENTICATED = "Authenticated";
    static final String ENCRYPTED = "Encrypted";

    /** phone-config-files 3.3; that device pools have the same texts is inferred. */
    static final String NO_SRST = "Disable";

    static final String SRST_AT_GATEWAY = "Use Default Gateway";

    /** The two formats of time on the page (inferred). */
    static final String HALF_DAYS = "12-hour";

    static final String WHOLE_DAYS = "24-hour";

    private Words() {}
}
