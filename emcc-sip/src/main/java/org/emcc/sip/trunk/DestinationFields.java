package org.emcc.sip.trunk;

import java.util.List;

/**
 * The fields of one row of a trunk's destination table. An EMCC trunk has no row.
 *
 * <p>Source: sip 1.2 and 1.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DestinationFields {
    /** <em>Destination Address</em>, {@code addressIpv4}: at most 255 characters (no default). */
    public static final FormField<String> ADDRESS_IPV4 = FormField.text(
                    "addressIpv4", "Destination Address", Pane.DESTINATIONS, 255)
            .locked()
            .make();

    /** <em>Destination Address IPv6</em>, {@code addressIpv6}: at most 255 characters (no default). */
    public static final FormField<String> ADDRESS_IPV6 = FormField.text(
                    "addressIpv6", "Destination Address IPv6", Pane.DESTINATIONS, 255)
            .locked()
            .make();

    /** <em>Destination Port</em>, {@code port}: 0 to 65535 (default 5060). */
    public static final FormField<Integer> PORT = FormField.number(
                    "port", "Destination Port", Pane.DESTINATIONS, 5060, 0, 65535)
            .locked()
            .note("the range is ours: that of a port")
            .make();

    /** <em>Sort Order</em>, {@code sortOrder}: at least 0; no range is documented (no default). */
    public static final FormField<Integer> SORT_ORDER = FormField.number(
                    "sortOrder", "Sort Order", Pane.DESTINATIONS, null, 0, FormField.NO_LIMIT)
            .required()
            .locked()
            .make();

    private static final List<FormField<?>> ALL = List.of(ADDRESS_IPV4, ADDRESS_IPV6, PORT, SORT_ORDER);

    private DestinationFields() {}

    /**
     * All fields of a row.
     *
     * @return an unmodifiable list
     */
    public static List<FormField<?>> all() {
        return ALL;
    }
}
