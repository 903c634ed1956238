/**
 * What every package of the SDK shares: the root of its exceptions, and the shape of a reader's answer.
 *
 * <p>A reader of outside data has two methods: {@code decode}, which returns a {@link org.emcc.core.Decoded}, and
 * {@code decodeOrThrow}, which throws the one exception of its module, a subclass of {@link org.emcc.core.EmccException}.
 */
@NullMarked
package org.emcc.core;

import org.jspecify.annotations.NullMarked;
