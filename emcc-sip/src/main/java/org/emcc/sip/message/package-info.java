/**
 * A lossless codec of SIP messages: what is read keeps its bytes, the order of its headers and everything unknown, and is
 * written as it came. Typed reading is lazy: a broken header is reported when it is asked for, and never spoils the message.
 *
 * <p>Start with {@link org.emcc.sip.message.SipMessage#decode(byte[])}, or with
 * {@link org.emcc.sip.message.SipRequest#builder(String, Uri)}:
 *
 * <pre>{@code
 * SipMessage message = SipMessage.decodeOrThrow(datagram);
 * if (message instanceof SipRequest request && request.method().equals("REGISTER")) {
 *     for (NameAddress contact : request.contacts().value().orElse(List.of())) {
 *         contact.parameters().value("+u.sip!devicename.ccm.cisco.com").ifPresent(System.out::println);
 *     }
 * }
 * byte[] same = message.encode();
 * }</pre>
 *
 * <p>Beside it: {@link org.emcc.sip.message.StreamReader} cuts a connection into messages,
 * {@link org.emcc.sip.message.SipValidator} says which answer a message is owed, {@link org.emcc.sip.message.Multipart} is a body of
 * several parts, and {@link org.emcc.sip.message.DigestChallenge} and {@link org.emcc.sip.message.DigestCredentials} are digest
 * authentication. No reader throws anything but {@link org.emcc.sip.message.SipFormatException}, works more than linearly, or keeps
 * more than a small multiple of what it reads.
 *
 * <p>Source: RFC 3261; sip 5.1 to 5.5, 5.10 and 6.4. This is no user agent and no proxy: dialogs, forking and media are out of scope.
 */
@NullMarked
package org.emcc.sip.message;

import org.jspecify.annotations.NullMarked;
