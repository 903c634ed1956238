/**
 * The files that phones read: their own configuration, the home configuration of an EMCC login, the redirect that sends them to
 * another cluster, the defaults of unknown phones, the stub that stands beside an encrypted file, and the smaller files: dial rules and
 * templates, soft keys, feature policies, tones, lists of rings and pictures. {@link org.emcc.tftp.config.LocaleFiles} names the files of
 * a locale, {@link org.emcc.tftp.config.RingFormat} says what a ring may be, and {@link org.emcc.tftp.config.NtpServer} and
 * {@link org.emcc.tftp.config.VpnGroup} are parts of a phone's own file.
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
 * <p>Every element that is known is in one table, {@link org.emcc.tftp.config.PhoneElement}. By it values are read and set with their
 * types, a file is checked, and {@link org.emcc.tftp.config.ConfigurationDiff} says what a change costs:
 *
 * <pre>{@code
 * var changed = file.with(PhoneElement.of("vendorConfig/pcPort"), ElementValue.flag(false));
 * List<Problem> findings = changed.check();
 * boolean restart = ConfigurationDiff.between(file, changed).effect() == PhoneElement.Effect.RESTART;
 * }</pre>
 *
 * <p>Source: phone-config-files 3 to 5.
 */
@NullMarked
package org.emcc.tftp.config;

import org.jspecify.annotations.NullMarked;
