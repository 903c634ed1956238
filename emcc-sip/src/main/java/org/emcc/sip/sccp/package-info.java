/**
 * SCCP, as far as registration has it: its messages, the registrar of a cluster, and the phone's side, over TCP.
 *
 * <p>Start with {@link org.emcc.sip.sccp.SccpRegistrar} and {@link org.emcc.sip.sccp.SccpPhone}:
 *
 * <pre>{@code
 * try (SccpRegistrar registrar = SccpRegistrar.builder(DeviceAdmission.of(devices::contains))
 *                 .lines(device -> List.of(new StationLine("2222", "Alice")))
 *                 .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
 *         SccpPhone phone = SccpPhone.builder(DeviceName.of("SEP020000AABBCC")).start()) {
 *     ServiceAddress at = ServiceAddress.of("127.0.0.1", registrar.address().getPort());
 *     SccpOutcome registered = phone.register(at, CiscoAlarm.RESET_RESTART).get();
 *     ResetAnswer reset = registrar.reset(DeviceName.of("SEP020000AABBCC"), ResetKind.RESTART).get();
 * }
 * }</pre>
 *
 * <p>What the registrar and the phone decide are pure functions of one connection's state, an event and the time; sockets and timers are
 * a shell around them. Source: sip 4.10; the layout of messages is <em>inferred</em> from published dissectors and servers. Out of scope:
 * TLS, calls, media, and the texts and lamps of a phone.
 */
@NullMarked
package org.emcc.sip.sccp;

import org.jspecify.annotations.NullMarked;
