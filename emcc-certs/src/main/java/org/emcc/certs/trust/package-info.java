/**
 * What a cluster trusts: its trust stores, the rules by which an import changes them, and the TLS that follows from them.
 *
 * <p>{@link org.emcc.certs.trust.TrustStores} holds the certificates and says, certificate by certificate and store by store,
 * what an import did. {@link org.emcc.certs.trust.ClusterTls} makes of them what Java's TLS asks for,
 * {@link org.emcc.certs.trust.TrustStores#export} what other programs do: PEM, JKS and PKCS#12. What an import would do is told by the package
 * {@code org.emcc.certs.plan}.
 *
 * <pre>{@code
 * ImportReport report = TrustStores.empty().importAll(bundle);
 * report.results().forEach(System.out::println);
 * SSLContext context = ClusterTls.context(node, report.stores(), Clock.systemUTC());
 * }</pre>
 *
 * <p>Source: certificates 1.6, 1.10.
 */
@NullMarked
package org.emcc.certs.trust;

import org.jspecify.annotations.NullMarked;
