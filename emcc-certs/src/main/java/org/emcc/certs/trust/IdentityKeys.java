package org.emcc.certs.trust;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.emcc.certs.bundle.NodeIdentity;
import org.jspecify.annotations.Nullable;

/** One identity for every handshake that can use its kind of key. What issuers a peer names does not matter. */
final class IdentityKeys extends X509ExtendedKeyManager {
    private static final String ALIAS = "node";

    private final NodeIdentity identity;
    private final X509Certificate[] chain;
    private final String algorithm;

    IdentityKeys(NodeIdentity identity) {
        this.identity = Objects.requireNonNull(identity, "identity");
        List<X509Certificate> all = new ArrayList<>();
        all.add(identity.certificate().certificate());
        all.addAll(identity.issuers());
        this.chain = all.toArray(new X509Certificate[0]);
        this.algorithm = identity.certificate().certificate().getPublicKey().getAlgorithm();
    }

    /** Key types are names of key algorithms; EC_EC and EC_RSA are old ones for EC, by who signed the certificate. */
    private boolean fits(@Nullable String keyType) {
        return keyType != null && (keyType.equals(algorithm) || keyType.startsWith(algorithm + "_"));
    }

    private @Nullable String alias(String @Nullable [] keyTypes) {
        if (keyTypes != null) {
            for (String keyType : keyTypes) {
                if (fits(keyType)) {
                    return ALIAS;
                }
            }
        }
        return null;
    }

    private String @Nullable [] aliases(String keyType) {
        return fits(keyType) ? new String[] {ALIAS} : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return fits(keyType) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return fits(keyType) ? ALIAS : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return ALIAS.equals(alias) ? chain.clone() : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return ALIAS.equals(alias) ? identity.privateKey() : null;
    }
}
