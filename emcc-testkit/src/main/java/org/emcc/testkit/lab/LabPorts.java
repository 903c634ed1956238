package org.emcc.testkit.lab;

import org.emcc.core.internal.Require;

/**
 * The ports on loopback at which the services of a cluster are found. The system chooses where it is 0, and that is best: a port that is
 * asked for may be in use.
 *
 * @param em the TCP port of the EM service, 0 to 65535
 * @param pages the TCP port of the EM service without TLS, 0 to 65535; without effect where the company has no plain pages
 * @param tftp the UDP port of the TFTP service, 0 to 65535
 * @param files the TCP port of the same files over HTTP, 0 to 65535
 * @param sip the TCP port of the call manager for SIP, 0 to 65535
 * @param sipUdp the UDP port of the call manager for SIP, 0 to 65535
 * @param sipTls the TCP port of the call manager for SIP over TLS, 0 to 65535
 * @param sccp the TCP port of the call manager for SCCP, 0 to 65535
 * @threadsafety immutable
 * @since 0.1.0
 */
public record LabPorts(int em, int pages, int tftp, int files, int sip, int sipUdp, int sipTls, int sccp) {
    private static final int LAST = 65_535;

    /**
     * Checks the ports.
     *
     * @param em the TCP port of the EM service
     * @param pages the TCP port of the EM service without TLS
     * @param tftp the UDP port of the TFTP service
     * @param files the TCP port of the same files over HTTP
     * @param sip the TCP port of the call manager for SIP
     * @param sipUdp the UDP port of the call manager for SIP
     * @param sipTls the TCP port of the call manager for SIP over TLS
     * @param sccp the TCP port of the call manager for SCCP
     * @throws IllegalArgumentException when one is out of range
     */
    public LabPorts {
        Require.range(em, "port of the EM service", 0, LAST);
        Require.range(pages, "port of the EM service without TLS", 0, LAST);
        Require.range(tftp, "port of the TFTP service", 0, LAST);
        Require.range(files, "port of files over HTTP", 0, LAST);
        Require.range(sip, "port for SIP", 0, LAST);
        Require.range(sipUdp, "port for SIP over UDP", 0, LAST);
        Require.range(sipTls, "port for SIP over TLS", 0, LAST);
        Require.range(sccp, "port for SCCP", 0, LAST);
    }

    /**
     * The ports that are mostly asked for; the system chooses the others.
     *
     * @param em the TCP port of the EM service
     * @param tftp the UDP port of the TFTP service
     * @param sip the TCP port of the call manager for SIP
     * @param sccp the TCP port of the call manager for SCCP
     * @throws IllegalArgumentException when one is out of range
     */
    public LabPorts(int em, int tftp, int sip, int sccp) {
        this(em, 0, tftp, 0, sip, 0, 0, sccp);
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
