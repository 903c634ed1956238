package org.emcc.tftp.config;

import java.util.Objects;
import java.util.Optional;

/**
 * A feature that is on or off, and that the user may change or not: the value of {@code anonymousCallBlock},
 * {@code callerIdBlocking}, {@code callWaiting} and {@code callLogBlfEnabled}. The same digit says opposite things to different
 * families of phones, so it is encoded for one.
 *
 * <p>Source: phone-config-files 3.10.
 *
 * @param on whether the feature is on
 * @param userMayChange whether the user may change that; only 79xx are told
 * @threadsafety immutable
 * @since 0.1.0
 */
public record UserSetting(boolean on, boolean userMayChange) {
    /**
     * The digit for a family of phones. To families that know only on and off it says nothing else.
     *
     * @param family whose phones read it
     * @return 0 to 3, ready for {@link PhoneConfiguration#with}
     */
    public ElementValue encode(PhoneFamily family) {
        return ElementValue.number(
                switch (Objects.requireNonNull(family, "family")) {
                    case SERIES_79, WIRELESS_79 -> (on ? 1 : 0) + (userMayChange ? 0 : 2);
                    case SERIES_69, SERIES_89_99 -> on ? 3 : 0;
                    case SERIES_78, SERIES_88 -> on ? 1 : 0;
                });
    }

    /**
     * What a digit says to a family of phones. The value 3 is on for all; 2 says nothing documented to 78xx and 88xx.
     *
     * @param value what stands in the file
     * @param family whose phones read it
     * @return the setting, or empty when the value says nothing to that family
     */
    public static Optional<UserSetting> decode(ElementValue value, PhoneFamily family) {
        int digit = Objects.requireNonNull(value, "value").asNumber().orElse(-1);
        Objects.requireNonNull(family, "family");
        if (digit < 0 || digit > 3) {
            return Optional.empty();
        }
        return switch (family) {
            case SERIES_79, WIRELESS_79 -> Optional.of(new UserSetting((digit & 1) == 1, digit < 2));
            case SERIES_69, SERIES_89_99 -> Optional.of(new UserSetting(digit >= 2, true));
            case SERIES_78, SERIES_88 -> digit == 2 ? Optional.empty() : Optional.of(new UserSetting(digit != 0, true));
        };
    }
}
