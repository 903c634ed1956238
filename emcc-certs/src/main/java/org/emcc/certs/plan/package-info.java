/**
 * What an exchange of certificates would do, told before it is done: import plans, restarts, coverage of the trusts that Extension
 * Mobility Cross Cluster needs, and what breaks when which certificate expires.
 *
 * <p>Nothing here changes anything. Clusters are described by {@link org.emcc.certs.plan.ClusterInventory}: their certificates, as
 * they state them themselves, and what their trust stores hold now. {@link org.emcc.certs.plan.ExchangePlan} is the whole dry run.
 * A certificate is a cluster's when the cluster states it, by fingerprint; what the name of a file or a subject says proves nothing.
 *
 * <pre>{@code
 * CertificateDepot depot = CertificateDepot.directory(Path.of("/users/cisco"));
 * FilePassword password = FilePassword.of("changeit".toCharArray());
 * CertificateBundle bundle = BulkCertificates.in(depot, "10.1.2.3", password)
 *         .consolidation() // the last one that was made there
 *         .result()
 *         .orElseThrow()
 *         .bundle();
 * ClusterInventory newYork = ClusterInventory.builder(
 *                 ClusterId.of("NYC"), Release.parse("14.0.1.13900-155"), "cucm-nyc.example.com")
 *         .certificates(bundle) // those that its exports have stated
 *         .build();
 * ClusterInventory london = ClusterInventory.builder(
 *                 ClusterId.of("LON"), Release.parse("12.5.1.11900-146"), "cucm-lon.example.com")
 *         .certificates(bundle)
 *         .trust(TrustStores.empty()) // what its trust stores hold now
 *         .build();
 *
 * Instant now = Instant.now();
 * ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london), now).bundle(bundle).build();
 * plan.plans().forEach(each -> System.out.print(each.toText()));
 * plan.coverageAfter().gaps().forEach(System.out::println);
 * System.out.print(plan.expiries().toText(now.plus(Duration.ofDays(90))));
 * }</pre>
 *
 * <p>{@code consolidation()} reads what this library consolidated. The product leaves no manifest, so that it is refused there; what its
 * STORE files come to is told by {@code withClusters(Map.of("ucm1", newYork, "ucm2", london)).preview()}, with the cluster of each node, and what its
 * BULK files hold by {@code bundle()}, without clusters and nodes: state the certificates of each cluster by
 * {@link org.emcc.certs.plan.ClusterInventory.Builder#certificates(java.util.Collection)} then.
 *
 * <p>Source: certificates 1.5 to 1.14, 4.4 (C10 to C12, C15 to C17).
 */
@NullMarked
package org.emcc.certs.plan;

import org.jspecify.annotations.NullMarked;
