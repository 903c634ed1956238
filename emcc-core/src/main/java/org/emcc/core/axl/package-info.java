/**
 * Reads the documents of the administrative interface of clusters, AXL.
 *
 * <p>Start with {@link org.emcc.core.axl.AxlReader}.
 */
@NullMarked
package org.emcc.core.axl;

import org.jspecify.annotations.NullMarked;
