/**
 * Faults on the way between whoever calls and a service on loopback: what is sent is lost, late, doubled, out of order, damaged or slow,
 * and a service refuses or is cut off.
 *
 * <p>Start with {@link org.emcc.testkit.fault.Wire}, of which a lab has one before each of its services; {@link
 * org.emcc.testkit.fault.Wires} lays others, without a lab:
 *
 * <pre>{@code
 * Trace trace = new Trace(Clock.systemUTC());
 * try (Wires network = Wires.open(trace, 7, Clock.systemUTC())) {
 *     Wire wire = network.stream("phone", "EM", "EM", () -> addressOfTheService);
 *     ServiceAddress instead = wire.address(); // what the caller is given
 *     trace.when("asks for the page", wire::cut);
 *     wire.delay(Duration.ofMillis(200)).dropShare(0.05);
 * }
 * }</pre>
 *
 * <p>{@link org.emcc.testkit.fault.FaultyLink} puts the faults of messages, which {@link org.emcc.testkit.fault.Link} counts, before any
 * {@code ClusterLink}; {@link org.emcc.testkit.fault.Impostor} is a peer that means no good.
 */
@NullMarked
package org.emcc.testkit.fault;

import org.jspecify.annotations.NullMarked;
