package org.emcc.core.em.http;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A request to an {@link EmService}, in what every HTTP server knows of one. Its query and its body may hold secrets, so it prints
 * neither.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class EmRequest {
    /**
     * The header by which a cluster that asks another for a user says that it asks all others itself: see
     * {@link Builder#udsForwarded}. The name is the SDK's own (inferred).
     */
    public static final String UDS_FORWARDED = "X-EMCC-UDS-Forwarded";

    private final URI node;
    private final String method;
    private final String path;
    private final @Nullable String query;
    private final @Nullable String remoteAddress;
    private final boolean viaProxy;
    private final boolean udsForwarded;
    private final @Nullable X509Certificate certificate;
    private final List<X509Certificate> issuers;
    private final byte[] body;

    private EmRequest(Builder builder) {
        this.node = builder.node;
        this.method = builder.method;
        this.path = builder.path;
        this.query = builder.query;
        this.remoteAddress = builder.remoteAddress;
        this.viaProxy = builder.viaProxy;
        this.udsForwarded = builder.udsForwarded;
        this.certificate = builder.certificate;
        this.issuers = builder.issuers;
        this.body = builder.body;
    }

    /**
     * Starts one.
     *
     * @param node this node as the client reaches it: scheme, host and port, such as {@code https://10.1.1.11:8443}
     * @param method the method, in capitals
     * @param path the path, not escaped
     * @return a builder
     * @throws IllegalArgumentException when the address is not {@code http} or {@code https} with a host and without anything
     *     behind it
     */
    public static Builder builder(URI node, String method, String path) {
        return new Builder(node, method, path);
    }

    /**
     * This node as the client reaches it.
     *
     * @return scheme, host and port
     */
    public URI node() {
        return node;
    }

    /**
     * Whether it came over TLS.
     *
     * @return whether the scheme is {@code https}
     */
    public boolean secure() {
        return "https".equalsIgnoreCase(node.getScheme());
    }

    /**
     * The method.
     *
     * @return the method, in capitals
     */
    public String method() {
        return method;
    }

    /**
     * The path.
     *
     * @return the path, not escaped
     */
    public String path() {
        return path;
    }

    /**
     * What stands behind the question mark.
     *
     * @return the query, still escaped; empty when there is none
     */
    public String query() {
        return query == null ? "" : query;
    }

    /**
     * The address of the client.
     *
     * @return the address as text, or empty when it is not known
     */
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(remoteAddress);
    }

    /**
     * Whether the request bore a {@code Via} header.
     *
     * @return whether it did
     */
    public boolean viaProxy() {
        return viaProxy;
    }

    /**
     * Whether the request bore the header {@link #UDS_FORWARDED}.
     *
     * @return whether it did
     */
    public boolean udsForwarded() {
        return udsForwarded;
    }

    /**
     * The certificate that the client has proven to own and that is trusted.
     *
     * @return the certificate, or empty when it showed none
     */
    public Optional<X509Certificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    /** The certificate and what the client sent behind it; none when it showed none. */
    List<X509Certificate> chain() {
        List<X509Certificate> chain = new ArrayList<>();
        if (certificate != null) {
            chain.add(certificate);
            chain.addAll(issuers);
        }
        return List.copyOf(chain);
    }

    /** The body; not copied, as it never leaves this package. */
    byte[] bytes() {
        return body;
    }

    /** Method and path; no query and no body. */
    @Override
    public String toString() {
        return "EmRequest[" + method + " " + Require.clip(path) + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final URI node;
        private final String method;
        private final String path;
        private @Nullable String query;
        private @Nullable String remoteAddress;
        private boolean viaProxy;
        private boolean udsForwarded;
        private @Nullable X509Certificate certificate;
        private List<X509Certificate> issuers = List.of();
        private byte[] body = {};

        private Builder(URI node, String method, String path) {
            this.node = Objects.requireNonNull(node, "node");
            this.method = Objects.requireNonNull(method, "method");
            this.path = Objects.requireNonNull(path, "path");
            boolean http = "http".equalsIgnoreCase(node.getScheme()) || "https".equalsIgnoreCase(node.getScheme());
            if (!http
                    || node.getHost() == null
                    || !node.getRawPath().isEmpty()
                    || node.getRawQuery() != null
                    || node.getRawFragment() != null
                    || node.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "node must be http or https with a host, and nothing before or behind it");
            }
        }

        /**
         * The query.
         *
         * @param rawQuery what stands behind the question mark, still escaped
         * @return this builder
         */
        public Builder query(String rawQuery) {
            this.query = Objects.requireNonNull(rawQuery, "rawQuery");
            return this;
        }

        /**
         * The address of the client; behind a proxy its own and not that of the proxy. Wrong passwords and PINs are counted by it, and it is
         * held against the list of trusted addresses: all clients without one count as one, which is not trusted. The zone of a link-local address ({@code fe80::1%eth0}) is left out: it tells an interface of this
         * node, and no list of trusted addresses knows it.
         *
         * @param address the address as text, 1 to 255 characters without its zone
         * @return this builder
         * @throws IllegalArgumentException when the address breaks its rule
         */
        public Builder remoteAddress(String address) {
            this.remoteAddress = Require.text(withoutZone(address), "remote address", 255);
            return this;
        }

        /** Some servers give an address in brackets. */
        private static String withoutZone(String address) {
            int zone = address.indexOf('%');
            return zone < 0 ? address : address.substring(0, zone) + (address.endsWith("]") ? "]" : "");
        }

        /**
         * Whether the request bore a {@code Via} header.
         *
         * @param via whether it did; false by default
         * @return this builder
         */
        public Builder viaProxy(boolean via) {
            this.viaProxy = via;
            return this;
        }

        /**
         * Whether the request bore the header {@link EmRequest#UDS_FORWARDED}. Hand it on: clusters that ask each other for a user would
         * else go on until their limits end it.
         *
         * @param forwarded whether it did; false by default
         * @return this builder
         */
        public Builder udsForwarded(boolean forwarded) {
            this.udsForwarded = forwarded;
            return this;
        }

        /**
         * The client's certificate. Only one whose key the client has proven to own, and whose chain was trusted, may be given here:
         * a cluster is known by it.
         *
         * @param proven the certificate
         * @return this builder
         */
        public Builder certificate(X509Certificate proven) {
            this.certificate = Objects.requireNonNull(proven, "certificate");
            return this;
        }

        /**
         * What the client sent behind its certificate; nothing by default. It is needed where certificates are issued by an authority that is
         * not in the trust store itself.
         *
         * @param behind the certificates, in the order in which they came; they need not be trusted
         * @return this builder
         */
        public Builder issuers(List<X509Certificate> behind) {
            this.issuers = List.copyOf(behind);
            return this;
        }

        /**
         * The body. More than {@link EmService#BODY_LIMIT} bytes are answered with 413, so no more than one byte beyond it need be read.
         *
         * @param bytes the body; copied
         * @return this builder
         */
        public Builder body(byte[] bytes) {
            this.body = Objects.requireNonNull(bytes, "bytes").clone();
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public EmRequest build() {
            return new EmRequest(this);
        }
    }
}
