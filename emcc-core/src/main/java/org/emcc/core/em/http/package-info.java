/**
 * The EM service over HTTPS, on the JDK's own server and client.
 *
 * <p>{@link org.emcc.core.em.http.EmServer} answers phones at {@code /emapp/EMAppServlet}, and other clusters and applications at
 * {@code /emservice/EMServiceServlet}; {@link org.emcc.core.em.http.EmClusterLink} is the
 * {@link org.emcc.core.gateway.ClusterLink} that speaks to such a server, and {@link org.emcc.core.em.http.EmApiClient} calls the
 * Extension Mobility API of any cluster.
 *
 * <p>TLS between clusters is mutual (design 4.4). The certificate of each side is checked by the trust manager of the other and
 * must name, in its subject alternative names or in its common name where it has none, the host of the remote cluster record or
 * one of its node names: exactly, but for case, and without wildcards. A phone needs no certificate.
 */
@NullMarked
package org.emcc.core.em.http;

import org.jspecify.annotations.NullMarked;
