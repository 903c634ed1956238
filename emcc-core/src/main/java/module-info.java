/**
 * The domain of Extension Mobility Cross Cluster, the login protocol of both clusters, its ports and stores, and the EM
 * service that carries it.
 *
 * <p>Start with {@code org.emcc.core.login.VisitingCluster} and {@code org.emcc.core.login.HomeCluster}.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the four other modules are named below before they exist
module org.emcc.core {
    requires static org.jspecify;
    requires transitive java.xml;
    requires org.slf4j;
    requires com.ctc.wstx;
    requires java.net.http;
    requires jdk.httpserver;
    requires transitive java.sql;

    exports org.emcc.core;
    exports org.emcc.core.audit;
    exports org.emcc.core.axl;
    exports org.emcc.core.configuration;
    exports org.emcc.core.device;
    exports org.emcc.core.directory;
    exports org.emcc.core.em;
    exports org.emcc.core.em.http;
    exports org.emcc.core.geolocation;
    exports org.emcc.core.gateway;
    exports org.emcc.core.id;
    exports org.emcc.core.login;
    exports org.emcc.core.session;
    exports org.emcc.core.snapshot;
    exports org.emcc.core.store;
    exports org.emcc.core.store.jdbc;
    exports org.emcc.core.user;
    exports org.emcc.core.internal to
            org.emcc.certs,
            org.emcc.tftp,
            org.emcc.sip,
            org.emcc.testkit;
}
