/**
 * Certificates of the clusters: PKCS#12 files, their consolidation and import, and the trust that comes of it.
 *
 * <p>Start with {@link org.emcc.certs.bundle.BulkCertificates}, then {@link org.emcc.certs.trust.TrustStores}. What an exchange would
 * do is told beforehand by {@link org.emcc.certs.plan.ExchangePlan}.
 */
@org.jspecify.annotations.NullMarked
module org.emcc.certs {
    requires static org.jspecify;
    requires transitive org.emcc.core;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.util;
    requires org.bouncycastle.pkix;
    requires org.slf4j;

    exports org.emcc.certs.pkcs12;
    exports org.emcc.certs.depot;
    exports org.emcc.certs.bundle;
    exports org.emcc.certs.trust;
    exports org.emcc.certs.plan;
}
