/**
 * Clusters and phones on loopback, with every service on a port of its own.
 *
 * <p>Start with {@link org.emcc.testkit.lab.EmccLab}; {@link org.emcc.testkit.lab.LabMain} is the lab as a program beside
 * a product, and {@link org.emcc.testkit.lab.LabProgram} one login and logout as a program.
 */
@NullMarked
package org.emcc.testkit.lab;

import org.jspecify.annotations.NullMarked;
