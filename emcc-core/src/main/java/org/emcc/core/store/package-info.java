/**
 * Write ports: the logins that the SDK changes, with versions and conflicts.
 *
 * <p>Start with {@link org.emcc.core.store.HomeLoginStore#inMemory()}.
 */
@NullMarked
package org.emcc.core.store;

import org.jspecify.annotations.NullMarked;
