/**
 * Serves files over TFTP, HTTP and HTTPS; one source under several servers gives the same on all. Over TFTP, one thread serves everybody:
 *
 * <pre>{@code
 * try (var server = TftpServer.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), store).start()) {
 *     int port = server.address().getPort();
 * }
 * }</pre>
 *
 * <p>Source: tftp 2, 5, 9 and 10; phone-config-files 2.3.
 */
@NullMarked
package org.emcc.tftp.server;

import org.jspecify.annotations.NullMarked;
