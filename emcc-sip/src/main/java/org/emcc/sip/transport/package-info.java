/**
 * How SIP messages are carried: datagrams, connections and TLS, each open at one address, with a flow for each peer.
 *
 * <p>A registrar and a phone take a {@link org.emcc.sip.transport.SipTransport}: one of the three built in, or one's own. A transport of
 * one's own implements that interface, {@link org.emcc.sip.transport.Carrier} and {@link org.emcc.sip.transport.Flow}, and tells what
 * comes to the {@link org.emcc.sip.transport.CarrierEvents} that it is given.
 *
 * <p>Source: sip 4.9 and 5.5; RFC 3261 18.
 */
@NullMarked
package org.emcc.sip.transport;

import org.jspecify.annotations.NullMarked;
