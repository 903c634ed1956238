package org.emcc.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.certs.bundle.BulkCertificates;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.emcc.certs.pkcs12.TrustStoreExport;
import org.emcc.certs.trust.CertificateOwners;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.em.http.EmClusterLink;
import org.emcc.core.id.ClusterId;

final class TrustExample {
    private TrustExample() {}

    static String run(Path folder) throws IOException {
        ClusterId nyc = ClusterId.of("NYC");
        ClusterId lon = ClusterId.of("LON");
        FilePassword password = FilePassword.of("changeit".toCharArray());
        Clock clock = Clock.systemUTC();
        NodeIdentity theirs = NodeIdentity.selfSigned("cucm-nyc.example.com", CertificateType.TOMCAT)
                .generate();
        // tag::readme[]
        NodeIdentity node = NodeIdentity.selfSigned("cucm-lon.example.com", CertificateType.TOMCAT)
                .generate();
        BulkCertificates bulk = BulkCertificates.in(CertificateDepot.directory(folder), "10.1.2.3", password);
        bulk.export(lon, List.of(node.certificate())); // on every cluster
        bulk.export(nyc, List.of(theirs.certificate()));
        bulk.consolidate().orElseThrow(); // on one of them
        CertificateBundle bundle = bulk.consolidation().orElseThrow().bundle(); // on every cluster

        TrustStores stores = TrustStores.of(bundle); // or importAll into those that are there
        SSLContext context = ClusterTls.context(node, stores, clock); // shows the node, trusts tomcat-trust
        X509ExtendedTrustManager trust = ClusterTls.trustManager(stores, TrustStoreName.TOMCAT_TRUST, clock);

        EmClusterLink link = EmClusterLink.builder(ClusterTls.keyManager(node), trust)
                .binding(ClusterTls.binding(stores, CertificateOwners.of(bundle), clock)) // nobody poses as another
                .build();

        TrustStoreExport others = stores.export(TrustStoreName.TOMCAT_TRUST); // for other programs
        Files.writeString(folder.resolve("tomcat-trust.pem"), others.pem());
        Files.write(folder.resolve("tomcat-trust.jks"), others.jks(password));
        Files.write(folder.resolve("tomcat-trust.p12"), others.pkcs12(Pkcs12Profile.JDK, password));
        // end::readme[]
        link.close();
        return who(ClusterTls.context(theirs, stores, clock), context) + " is one of "
                + trustedIn(folder.resolve("tomcat-trust.pem")) + ", "
                + trustedIn(folder.resolve("tomcat-trust.jks"), "changeit") + ", "
                + trustedIn(folder.resolve("tomcat-trust.p12"), "changeit");
    }

    private static int trustedIn(Path pem) throws IOException {
        return Files.readString(pem).split("BEGIN CERTIFICATE", -1).length - 1;
    }

    private static int trustedIn(Path store, String password) {
        try {
            return java.security.KeyStore.getInstance(store.toFile(), password.toCharArray())
                    .size();
        } catch (java.security.GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Whom a client finds behind a server. */
    private static String who(SSLContext server, SSLContext client) throws IOException {
        try (SSLServerSocket listening = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(true);
            CompletableFuture<Integer> got = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    return accepted.getInputStream().read();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (SSLSocket socket = (SSLSocket)
                    client.getSocketFactory().createSocket(listening.getInetAddress(), listening.getLocalPort())) {
                socket.getOutputStream().write(1);
                return socket.getSession().getPeerPrincipal() + (got.join() == 1 ? "" : ", but it heard nothing,");
            }
        }
    }
}
