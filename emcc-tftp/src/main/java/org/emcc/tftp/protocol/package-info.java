/**
 * TFTP without sockets and clocks: the packets, the options, and a transfer as a pure state machine for either side. Whoever has
 * a socket feeds it datagrams and the time, and sends what it answers; {@code org.emcc.tftp.server} and
 * {@code org.emcc.tftp.client} do just that.
 *
 * <p>Start with {@link org.emcc.tftp.protocol.TftpPacket} for single packets and with
 * {@link org.emcc.tftp.protocol.SendingTransfer} and {@link org.emcc.tftp.protocol.ReceivingTransfer} for transfers:
 *
 * <pre>{@code
 * var step = SendingTransfer.begin(request, content, ServingLimits.standard(), RetryPolicy.standard(), seed, now);
 * while (step.next().deadline().isPresent()) {
 *     step.send().forEach(packet -> wire.send(packet.encode()));
 *     step = wire.waitUntil(step.next().deadline().get())
 *             ? step.next().receive(wire.datagram(), clock.instant())
 *             : step.next().elapse(clock.instant());
 * }
 * }</pre>
 *
 * <p>Source: tftp 1 to 8; RFC 1350, 1123 4.2, 2347, 2348, 2349, 7440.
 */
@NullMarked
package org.emcc.tftp.protocol;

import org.jspecify.annotations.NullMarked;
