package org.emcc.tftp.config;

import java.util.List;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * Where a phone survives when its cluster is out of reach. Under EMCC it is the visiting site's.
 *
 * <p>Source: phone-config-files 3.3 (devicePool) and 4.5.
 *
 * @param name {@code Disable}, {@code Enable} or the name of the reference; may be empty
 * @param option {@code Disable}, {@code Use Default Gateway} or {@code User Specific}; other text is kept
 * @param addresses up to three for SCCP; port 2000 by default
 * @param sipAddresses up to three for SIP; port 5060 by default
 * @param secure whether it speaks TLS
 * @threadsafety immutable
 * @since 0.1.0
 */
public record SrstReference(
        String name, String option, List<ServiceAddress> addresses, List<ServiceAddress> sipAddresses, boolean secure) {
    private static final SrstReference DISABLED = new SrstReference("Disable", "Disable", List.of(), List.of(), false);

    /**
     * Checks the limits.
     *
     * @param name the name
     * @param option the option
     * @param addresses up to three for SCCP
     * @param sipAddresses up to three for SIP
     * @param secure whether it speaks TLS
     * @throws IllegalArgumentException when a limit is broken
     */
    public SrstReference {
        Require.textOrEmpty(name, "name of an SRST reference", 128);
        Require.textOrEmpty(option, "SRST option", 64);
        addresses = List.copyOf(addresses);
        sipAddresses = List.copyOf(sipAddresses);
        Require.range(addresses.size(), "number of SRST addresses", 0, 3);
        Require.range(sipAddresses.size(), "number of SRST addresses for SIP", 0, 3);
    }

    /**
     * No SRST.
     *
     * @return the reference
     */
    public static SrstReference disabled() {
        return DISABLED;
    }

    /**
     * A reference of a site's own.
     *
     * @param name the name
     * @param sipAddresses one to three
     * @return the reference
     * @throws IllegalArgumentException when a limit is broken
     */
    public static SrstReference of(String name, List<ServiceAddress> sipAddresses) {
        Require.text(name, "name of an SRST reference", 128);
        return new SrstReference(name, "User Specific", List.of(), sipAddresses, false);
    }
}
