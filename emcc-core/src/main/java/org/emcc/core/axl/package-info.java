/**
 * Reads clusters over their administrative interface, AXL.
 *
 * <p>Start with {@link org.emcc.core.axl.AxlClient}, or with {@link org.emcc.core.axl.AxlReader} for responses that were recorded.
 */
@NullMarked
package org.emcc.core.axl;

import org.jspecify.annotations.NullMarked;
