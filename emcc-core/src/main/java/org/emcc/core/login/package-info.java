/**
 * The heart: how a login is decided at home and carried out at visiting.
 *
 * <p>The rules are pure functions of a state and an event ({@link org.emcc.core.login.HomeRules},
 * {@link org.emcc.core.login.VisitingRules}); {@link org.emcc.core.login.HomeCluster} and
 * {@link org.emcc.core.login.VisitingCluster} run them against the ports.
 *
 * <pre>
 * phone -- page --> VisitingCluster.login -- ClusterLink --> HomeCluster.admit
 * </pre>
 */
@NullMarked
package org.emcc.core.login;

import org.jspecify.annotations.NullMarked;
