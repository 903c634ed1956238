/**
 * What a cluster trusts: its trust stores, the rules by which an import changes them, and the TLS that follows from them.
 *
 * <p>{@link org.emcc.certs.trust.TrustStores} holds the certificates and says, certificate by certificate and store by store,
 * what an import did. {@link org.emcc.certs.trust.ClusterTls} makes of them what Java's TLS asks for,
 * {@link org.emcc.certs.trust.TrustStores#export} what other programs do: PEM, JKS and PKCS#12. What an import would do is told by the package
 * {@code org.emcc.certs.plan}.
 *
 * <p>That a peer is trusted does not say which partner it is. {@link org.emcc.certs.trust.CertificateOwners} knows whose certificates are
 * whose, as the exports stated, and {@link org.emcc.certs.trust.ClusterTls#binding} holds peers to it, so that no partner can pose as
 * another.
 *
 * <pre>{@code
 * CertificateBundle bundle = bulk.consolidation().orElseThrow().bundle();
 * ImportReport report = TrustStores.empty().importAll(bundle);
 * report.results().forEach(System.out::println);
 *
 * SSLContext context = ClusterTls.context(node, report.stores(), clock);
 * X509ExtendedTrustManager trust = ClusterTls.trustManager(report.stores(), TrustStoreName.TOMCAT_TRUST, clock);
 * PeerBinding binding = ClusterTls.binding(report.stores(), CertificateOwners.of(bundle), clock);
 * EmClusterLink link = EmClusterLink.builder(ClusterTls.keyManager(node), trust).binding(binding).build();
 * }</pre>
 *
 * <p>Source: certificates 1.6, 1.10; design 4.4.
 */
@NullMarked
package org.emcc.certs.trust;

import org.jspecify.annotations.NullMarked;
