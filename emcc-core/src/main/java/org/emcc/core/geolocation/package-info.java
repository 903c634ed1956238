/**
 * Civic addresses, the filter that says which of their fields count, and the match that finds a device pool for a visitor.
 *
 * <p>Start with {@link org.emcc.core.geolocation.GeolocationMatch}.
 */
@NullMarked
package org.emcc.core.geolocation;

import org.jspecify.annotations.NullMarked;
