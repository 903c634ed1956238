/**
 * Serves files over TFTP. One thread serves everybody:
 *
 * <pre>{@code
 * try (var server = TftpServer.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), store).start()) {
 *     int port = server.address().getPort();
 * }
 * }</pre>
 *
 * <p>Source: tftp 2, 5, 9 and 10.
 */
@NullMarked
package org.emcc.tftp.server;

import org.jspecify.annotations.NullMarked;
