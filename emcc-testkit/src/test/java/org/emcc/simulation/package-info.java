/**
 * Deterministic simulation: the real shells of several clusters, their phones and users, on a simulated network and clock. All
 * randomness comes from one seed, so a seed always leads to the same run. Where {@link org.emcc.model} looks at everything that may
 * happen in the smallest worlds, this looks at long stretches of a few large ones. A test that wants no randomness builds a
 * {@link org.emcc.simulation.SimWorld} of its own.
 */
@NullMarked
package org.emcc.simulation;

import org.jspecify.annotations.NullMarked;
