/**
 * Fetches files over TFTP, by default as a phone does: octet mode, no options, blocks of 512 bytes.
 *
 * <pre>{@code
 * try (var client = TftpClient.builder().open()) {
 *     FetchOutcome outcome = client.fetch(server.address(), "SEP001122334455.cnf.xml");
 *     if (outcome instanceof FetchOutcome.Fetched fetched) {
 *         var file = PhoneConfiguration.decodeOrThrow(fetched.bytes());
 *     }
 * }
 * }</pre>
 *
 * <p>Source: tftp 2.3, 3.2 and 11.
 */
@NullMarked
package org.emcc.tftp.client;

import org.jspecify.annotations.NullMarked;
