/**
 * Says beforehand what will not work between clusters, and why: checks of one cluster, of pairs and of groups.
 *
 * <p>Start with {@link org.emcc.core.audit.Audit}.
 */
@NullMarked
package org.emcc.core.audit;

import org.jspecify.annotations.NullMarked;
