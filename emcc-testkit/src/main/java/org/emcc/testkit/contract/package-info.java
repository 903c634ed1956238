/**
 * What every store keeps to, as tests that can be extended wherever a store is written. They need JUnit 5.14 or later.
 *
 * <p>Start with {@link org.emcc.testkit.contract.HomeLoginStoreContract}.
 */
@NullMarked
package org.emcc.testkit.contract;

import org.jspecify.annotations.NullMarked;
