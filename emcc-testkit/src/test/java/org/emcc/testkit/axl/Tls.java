package org.emcc.testkit.axl;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;

/** A node on loopback with a certificate of its own, and whoever trusts it. */
record Tls(SSLContext server, SSLContext client) {
    static Tls forLoopback() throws Exception {
        NodeIdentity node = NodeIdentity.selfSigned("cucm-nyc.example.com", CertificateType.TOMCAT)
                .addresses(List.of(InetAddress.getLoopbackAddress()))
                .key(KeyKind.EC_P256)
                .generate();
        return new Tls(server(node), client(node.certificate().certificate()));
    }

    private static SSLContext server(NodeIdentity node) throws Exception {
        KeyStore keys = empty();
        keys.setKeyEntry("node", node.privateKey(), new char[0], new Certificate[] {
            node.certificate().certificate()
        });
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext client(X509Certificate trusted) throws Exception {
        KeyStore store = empty();
        store.setCertificateEntry("node", trusted);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, java.io.IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
