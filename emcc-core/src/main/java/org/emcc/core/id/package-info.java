/**
 * Typed names and ids, releases, security modes and addresses: the vocabulary of everything above.
 *
 * <p>Each type refuses a value that the product could not hold, with a message that names the rule and the limit.
 */
@NullMarked
package org.emcc.core.id;

import org.jspecify.annotations.NullMarked;
