/**
 * What a cluster is really configured with, as it was found: every setting unknown, absent, valid or invalid.
 *
 * <p>Start with {@link org.emcc.core.snapshot.ClusterSnapshot}.
 */
@NullMarked
package org.emcc.core.snapshot;

import org.jspecify.annotations.NullMarked;
