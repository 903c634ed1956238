package org.emcc.simulation;

import org.emcc.core.id.DeviceName;
import org.jspecify.annotations.Nullable;

/**
 * A rule that did not hold.
 *
 * @param invariant its number in the design, 4.5; 0 for a shell that threw
 * @param about the phone it is about, if it is about one
 * @param what what is wrong
 */
record Violation(int invariant, @Nullable DeviceName about, String what) {}
