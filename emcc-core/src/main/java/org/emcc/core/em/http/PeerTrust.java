package org.emcc.core.em.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.internal.Require;

/**
 * Trusts the servers of one remote cluster and nobody else: the chain is checked by the caller's trust manager, and whose it is by the
 * binding. That takes the place of the JDK's own check of the host in the URL, which is an address here.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager chains;
    private final PeerBinding binding;
    private final RemoteCluster peer;

    PeerTrust(X509ExtendedTrustManager chains, PeerBinding binding, RemoteCluster peer) {
        this.chains = chains;
        this.binding = binding;
        this.peer = peer;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        chains.checkServerTrusted(chain, authType);
        Optional<String> objection;
        try {
            objection = binding.objection(List.of(chain), peer);
        } catch (RuntimeException e) {
            throw new CertificateException("The binding of certificates to clusters failed", e);
        }
        if (objection.isPresent()) {
            throw new CertificateException("The certificate does not speak for cluster " + peer.id() + ": "
                    + Require.clip(objection.get(), 256));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("A link has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}
