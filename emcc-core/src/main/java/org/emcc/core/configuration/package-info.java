/**
 * All that a cluster is configured with for EMCC, as data: the snapshot that the default directories, the lab and the
 * audit read alike.
 *
 * <p>Start with {@link org.emcc.core.configuration.ClusterConfiguration}.
 */
@NullMarked
package org.emcc.core.configuration;

import org.jspecify.annotations.NullMarked;
