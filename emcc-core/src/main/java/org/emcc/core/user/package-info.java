/**
 * End users and their PINs.
 */
@NullMarked
package org.emcc.core.user;

import org.jspecify.annotations.NullMarked;
