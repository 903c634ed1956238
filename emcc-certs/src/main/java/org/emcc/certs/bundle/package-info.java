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
 * <p>Before certificates are trusted, {@link org.emcc.certs.bundle.CertificateChecks} tells which of them stand in each other's way
 * and which somebody should look at. {@link org.emcc.certs.bundle.BundleDiff} tells what changed since another consolidation,
 * {@link org.emcc.certs.bundle.Retirement} what is to be cleaned up when a node or a cluster goes.
 *
 * <pre>{@code
 * CertificateChecks<TrustStoreName> checks = CertificateChecks.by(ImportRules.DEFAULTS::storesOf).withPrevious(before.bundle());
 * CertificateFindings findings = checks.check(written.bundle());
 * BundleDiff diff = BundleDiff.between(before.bundle(), written.bundle());
 * Retirement<TrustStoreName> plan = Retirement.ofNode(written.bundle(), "ucm9.example.com", ImportRules.DEFAULTS::storesOf);
 * }</pre>
 *
 * <p>Every action has a dry run, and what comes of one is told as text and as JSON:
 *
 * <pre>{@code
 * System.out.println(bulk.previewExport(cluster, certificates).toText());
 * System.out.println(bulk.preview().toText());
 * System.out.println(bulk.previewRetireNode("ucm9.example.com").toJson());
 * }</pre>
 *
 * <p>Source: certificates 1.1 to 1.4, 1.6 to 1.8, 1.12, 4.4 (C6 to C9, C13 to C15, C19, C22, C23).
 */
@NullMarked
package org.emcc.certs.bundle;

import org.jspecify.annotations.NullMarked;
