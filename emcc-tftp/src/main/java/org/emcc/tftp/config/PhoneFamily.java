package org.emcc.tftp.config;

import java.util.Optional;

/**
 * The families of phones that read some elements in a way of their own.
 *
 * <p>Source: phone-config-files 3.10, and the model columns of 3.3 to 3.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum PhoneFamily {
    /** 6901 to 6961. */
    SERIES_69,
    /** 7811 to 7861. */
    SERIES_78,
    /** 7906 to 7985, without the wireless ones. */
    SERIES_79,
    /** The wireless 7921, 7925 and 7926. */
    WIRELESS_79,
    /** 8811 to 8865. */
    SERIES_88,
    /** 8941 to 8961, 9951 and 9971. */
    SERIES_89_99;

    /**
     * The family of a model.
     *
     * @param model for example {@code Cisco 8851}; the first number of four digits in it counts
     * @return the family, or empty when the model belongs to none
     */
    public static Optional<PhoneFamily> ofModel(String model) {
        String digits = PhoneModels.number(model).orElse("0000");
        return switch (digits.substring(0, 2)) {
            case "69" -> Optional.of(SERIES_69);
            case "78" -> Optional.of(SERIES_78);
            case "79" -> Optional.of(digits.startsWith("792") ? WIRELESS_79 : SERIES_79);
            case "88" -> Optional.of(SERIES_88);
            case "89", "99" -> Optional.of(SERIES_89_99);
            default -> Optional.empty();
        };
    }
}
