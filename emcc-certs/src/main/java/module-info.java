/** Certificates of the clusters: PKCS#12 bundles, their consolidation and import, and the trust that comes of it. */
@org.jspecify.annotations.NullMarked
module org.emcc.certs {
    requires static org.jspecify;
    requires transitive org.emcc.core;
    requires org.slf4j;
}
