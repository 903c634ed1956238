/**
 * SIP trunks: their configuration with every field, default, legal value and dependency; what is wrong with it, as findings; the
 * inter-cluster service profile's <em>Validate</em>; and the status of a trunk by OPTIONS.
 *
 * <p>Start with {@link org.emcc.sip.trunk.Trunk} and {@link org.emcc.sip.trunk.TrunkSettings}:
 *
 * <pre>{@code
 * Trunk trunk = Trunk.builder(
 *                 "EMCC-TRUNK", TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER, DevicePoolName.of("Default"))
 *         .set(TrunkFields.SEND_GEO_LOCATION, true)
 *         .set(TrunkFields.CALLING_SEARCH_SPACE_NAME, "CSS-Emergency")
 *         .build();
 * List<TrunkFinding> findings =
 *         TrunkSettings.builder(directory.settings()).trunks(List.of(trunk)).build().findings();
 * }</pre>
 *
 * <p>What is built by hand refuses what breaks a rule of the form. What is read from a cluster is never refused: the same rules are
 * findings there. The settings of the cluster come from the application's {@link org.emcc.core.directory.ClusterDirectory}; nothing
 * here stores anything, sends anything or looks at a clock. Source: sip 1.
 */
@NullMarked
package org.emcc.sip.trunk;

import org.jspecify.annotations.NullMarked;
