/**
 * What implementations of ports keep to, as tests that can be extended wherever one is written. They need JUnit 5.14 or later.
 *
 * <p>Start with {@link org.emcc.testkit.contract.HomeLoginStoreContract}, or with
 * {@link org.emcc.testkit.contract.SipTransportContract}.
 */
@NullMarked
package org.emcc.testkit.contract;

import org.jspecify.annotations.NullMarked;
