/**
 * The EM service over HTTP and HTTPS, and the clients that ask it.
 *
 * <p>{@link org.emcc.core.em.http.EmService} is a function from request to response: it answers phones at {@code /emapp/EMAppServlet} and,
 * where a PIN is changed, at {@code /changecredential/ChangeCredentialServlet}; other clusters and applications at
 * {@code /emservice/EMServiceServlet}; and UDS. {@link org.emcc.core.em.http.EmServer} hosts it on the JDK's own server, and any other
 * server can. {@link org.emcc.core.em.http.EmClusterLink} is the
 * {@link org.emcc.core.gateway.ClusterLink} that speaks to such a server, {@link org.emcc.core.em.http.EmApiClient} calls the
 * Extension Mobility API of any cluster, and {@link org.emcc.core.em.http.UdsClient} asks where users are at home, this SDK's clusters
 * and real ones.
 *
 * <p>TLS between clusters is mutual (design 4.4). The certificate of each side is checked by the trust manager of the other and
 * must name, in its subject alternative names or in its common name where it has none, the host of the remote cluster record or
 * one of its node names: exactly, but for case, and without wildcards. A phone needs no certificate.
 */
@NullMarked
package org.emcc.core.em.http;

import org.jspecify.annotations.NullMarked;
