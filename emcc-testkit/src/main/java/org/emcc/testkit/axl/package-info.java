/**
 * A stand-in for the AXL service of a cluster, for tests of what reads a cluster's configuration.
 *
 * <p>Start with {@link org.emcc.testkit.axl.FakeAxl}.
 *
 * @since 0.1.0
 */
@org.jspecify.annotations.NullMarked
package org.emcc.testkit.axl;
