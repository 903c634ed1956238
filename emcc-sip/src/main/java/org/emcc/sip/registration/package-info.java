/**
 * Phone registration: the registrar of a cluster, and the phone's side of it, over UDP, TCP and TLS.
 *
 * <p>Start with {@link org.emcc.sip.registration.Registrar} and
 * {@link org.emcc.sip.registration.PhoneRegistration}:
 *
 * <pre>{@code
 * try (Registrar registrar = Registrar.builder(DeviceAdmission.of(devices::contains))
 *                 .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
 *         PhoneRegistration phone = PhoneRegistration.builder(DeviceName.of("SEP020000AABBCC"), "2222")
 *                 .start()) {
 *     ServiceAddress at = ServiceAddress.of("127.0.0.1", registrar.address().getPort());
 *     RegistrationOutcome registered = phone.register(at, CiscoAlarm.RESET_RESTART).get();
 *     ResetAnswer reset = registrar.reset(DeviceName.of("SEP020000AABBCC"), ResetKind.RESET).get();
 * }
 * }</pre>
 *
 * <p>{@link org.emcc.sip.registration.HomeRegistrations} stands between the registrars and the home side of a cluster.
 *
 * <p>A phone that a login sends to another cluster unregisters with {@link org.emcc.sip.registration.CiscoAlarm#RESET_RESTART}, waits for
 * that, and registers there; what it says by itself at that moment is set by
 * {@link org.emcc.sip.registration.PhoneRegistration.Builder#alarms}.
 *
 * <p>A phone can also have a list of nodes: see {@link org.emcc.sip.registration.PhoneRegistration#register(java.util.List, CiscoAlarm)}.
 *
 * <p>What each side decides is a pure function: the registrar's of one device's bindings, an event and the time, the phone's of where it
 * stands with its nodes. Transports and timers are a shell around them, and a transport of one's own can replace ours: see
 * {@link org.emcc.sip.transport.SipTransport}. Source: sip 4. Out of scope: calls.
 */
@NullMarked
package org.emcc.sip.registration;

import org.jspecify.annotations.NullMarked;
