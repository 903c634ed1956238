package org.emcc.testkit.lab;

import org.emcc.core.internal.Require;

/**
 * The ports on loopback at which the services of a cluster are found. The system chooses where it is 0, and that is best: a port that is
 * asked for may be in use.
 *
 * @param em the TCP port of the EM service, 0 to 65535
 * @param tftp the UDP port of the TFTP service, 0 to 65535
 * @param sip the TCP port of the call manager for SIP, 0 to 65535
 * @param sccp the TCP port of the call manager for SCCP, 0 to 65535
 * @threadsafety immutable
 * @since 0.1.0
 */
public record LabPorts(int em, int tftp, int sip, int sccp) {
    private static final int LAST = 65_535;

    /**
     * Checks the ports.
     *
     * @param em the TCP port of the EM service
     * @param tftp the UDP port of the TFTP service
     * @param sip the TCP port of the call manager for SIP
     * @param sccp the TCP port of the call manager for SCCP
     * @throws IllegalArgumentException when one is out of range
     */
    public LabPorts {
        Require.range(em, "port of the EM service", 0, LAST);
        Require.range(tftp, "port of the TFTP service", 0, LAST);
        Require.range(sip, "port for SIP", 0, LAST);
        Require.range(sccp, "port for SCCP", 0, LAST);
    }

    /**
     * Ports that the system chooses.
     *
     * @return nothing but zeros
     */
    public static LabPorts any() {
        return new LabPorts(0, 0, 0, 0);
    }
}
