/**
 * The files that phones read: their own configuration, the home configuration of an EMCC login, the redirect that sends them to
 * another cluster, and dial rules.
 *
 * <p>Start with {@link org.emcc.tftp.config.PhoneConfiguration}. What a reader does not know is kept in its place:
 *
 * <pre>{@code
 * var file = PhoneConfiguration.homeFile(VersionStamp.of(now, uuid))
 *         .devicePool("Roaming")
 *         .callManager(CallManagerNode.of("10.1.0.10"))
 *         .line(SipLine.builder(1, "5001").displayName("Ada").build())
 *         .userId(UserId.of("ada"))
 *         .phoneService(PhoneServiceEntry.extensionMobility("10.1.0.10", 8080))
 *         .build();
 * byte[] served = file.encode();
 * }</pre>
 *
 * <p>Source: phone-config-files 3 to 5.
 */
@NullMarked
package org.emcc.tftp.config;

import org.jspecify.annotations.NullMarked;
