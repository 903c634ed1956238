/**
 * The three actions of Bulk Certificate Management: export, consolidate, import.
 *
 * <p>{@link org.emcc.certs.bundle.BulkCertificates} does all three over a depot. Each cluster exports the certificates of its
 * nodes; one consolidates the files of all; each imports what came of it, with
 * {@link org.emcc.certs.trust.TrustStores#importAll}. {@link org.emcc.certs.bundle.NodeIdentity} makes certificates for
 * clusters that have none yet.
 *
 * <pre>{@code
 * NodeIdentity node = NodeIdentity.selfSigned("ucm1.example.com", CertificateType.TOMCAT).generate();
 * BulkCertificates bulk = BulkCertificates.in(CertificateDepot.directory(path), "10.1.2.3", password);
 * bulk.export(List.of(node.certificate()));             // on every cluster
 * Consolidation written = bulk.consolidate().result().orElseThrow(); // on one of them
 * CertificateBundle bundle = bulk.bundle().result().orElseThrow(); // on every cluster
 * }</pre>
 *
 * <p>Source: certificates 1.1 to 1.4, 1.7, 1.8.
 */
@NullMarked
package org.emcc.certs.bundle;

import org.jspecify.annotations.NullMarked;
