/**
 * What an exchange of certificates would do, told before it is done: import plans, restarts, coverage of the trusts that Extension
 * Mobility Cross Cluster needs, and what breaks when which certificate expires.
 *
 * <p>Nothing here changes anything. Clusters are described by {@link org.emcc.certs.plan.ClusterInventory}: their certificates, as
 * they state them themselves, and what their trust stores hold now. {@link org.emcc.certs.plan.ExchangePlan} is the whole dry run.
 * A certificate is a cluster's when the cluster states it, by fingerprint; what the name of a file or a subject says proves nothing.
 *
 * <pre>{@code
 * ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london), now).bundle(bundle).build();
 * plan.plans().forEach(each -> log(each.toText()));
 * plan.coverageAfter().gaps().forEach(gap -> log(gap.toString()));
 * plan.expiries().until(now.plus(Duration.ofDays(90))).forEach(each -> log(each.toText()));
 * }</pre>
 *
 * <p>Source: certificates 1.5 to 1.14, 4.4 (C10 to C12, C15 to C17).
 */
@NullMarked
package org.emcc.certs.plan;

import org.jspecify.annotations.NullMarked;
