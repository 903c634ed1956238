package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a SRST reference. An SRST reference.
 *
 * <p>Source: em-api-and-axl 4.8.
 *
 * @since 0.1.0
 */
public final class SrstFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 50).make();

    /** IP Address. */
    public static final ObjectField<String> IP_ADDRESS =
            ObjectField.text("ipAddress", "IP Address", 255).make();

    /** Port. */
    public static final ObjectField<Long> PORT =
            ObjectField.number("port", "Port", 1, 65535).make();

    /** SIP Network/IP Address. */
    public static final ObjectField<String> SIP_NETWORK =
            ObjectField.text("SipNetwork", "SIP Network/IP Address", 255).make();

    /** SIP Port. */
    public static final ObjectField<Long> SIP_PORT =
            ObjectField.number("SipPort", "SIP Port", 1, 65535).make();

    /** Is SRST Secure?. */
    public static final ObjectField<Boolean> IS_SECURE =
            ObjectField.flag("isSecure", "Is SRST Secure?").make();

    static final List<ObjectField<?>> ALL = List.of(NAME, PORT, IP_ADDRESS, SIP_NETWORK, SIP_PORT, IS_SECURE);

    private SrstFields() {}
}
