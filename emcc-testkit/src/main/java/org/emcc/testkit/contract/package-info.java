/**
 * What implementations of ports keep to, as tests that can be extended wherever one is written. They need JUnit 5.14 or newer, or 6.
 *
 * <p>A class for each port: extend it, and say by its abstract methods how one of yours is made. Start with
 * {@link org.emcc.testkit.contract.UserDirectoryContract} for what is read, {@link org.emcc.testkit.contract.HomeLoginStoreContract} for what
 * is stored, and {@link org.emcc.testkit.contract.ClusterLinkContract} for what touches the world.
 */
@NullMarked
package org.emcc.testkit.contract;

import org.jspecify.annotations.NullMarked;
