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
 * <p>What the registrar decides is a pure function of one device's bindings, an event and the time; transports and timers are a
 * shell around it, and a transport of one's own can replace ours: see {@link org.emcc.sip.registration.SipTransport}. Source: sip 4. Out of
 * scope: SCCP, calls.
 */
@NullMarked
package org.emcc.sip.registration;

import org.jspecify.annotations.NullMarked;
