/** Shared by the modules of this SDK and by nobody else: not exported to users, without any promise. */
@NullMarked
package org.emcc.core.internal;

import org.jspecify.annotations.NullMarked;
