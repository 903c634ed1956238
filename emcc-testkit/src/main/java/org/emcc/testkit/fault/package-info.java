/**
 * Faults on the way between whoever calls and a service on loopback: what is sent is lost, late, doubled, out of order, damaged or slow,
 * and a service refuses or is cut off.
 *
 * <p>Start with {@link org.emcc.testkit.fault.Wire}, of which a lab has one before each of its services; {@link
 * org.emcc.testkit.fault.Wires} lays others.
 */
@NullMarked
package org.emcc.testkit.fault;

import org.jspecify.annotations.NullMarked;
