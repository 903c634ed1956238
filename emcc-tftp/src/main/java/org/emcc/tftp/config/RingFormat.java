package org.emcc.tftp.config;

import java.util.List;
import java.util.Objects;
import org.emcc.core.Problem;

/**
 * What a file with a ring tone holds: samples and nothing else, for one channel. Source: phone-config-files 5.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum RingFormat {
    /** {@code .raw}: mu-law, 8 bits, 8 kHz; up to 2 s. */
    RAW(".raw", 1, 16_080),
    /** {@code .rwb}: signed 16 bits, <em>inferred</em> little-endian, 16 kHz; up to 10 s. */
    RWB(".rwb", 2, 160_800);

    private static final int LEAST = 240;

    private final String suffix;
    private final int bytesPerSample;
    private final int mostSamples;

    RingFormat(String suffix, int bytesPerSample, int mostSamples) {
        this.suffix = suffix;
        this.bytesPerSample = bytesPerSample;
        this.mostSamples = mostSamples;
    }

    /**
     * The format that a family plays.
     *
     * @param family the family
     * @return {@link #RWB} for 78xx and 88xx, {@link #RAW} for the others
     */
    public static RingFormat of(PhoneFamily family) {
        return switch (Objects.requireNonNull(family, "family")) {
            case SERIES_78, SERIES_88 -> RWB;
            case SERIES_69, SERIES_79, WIRELESS_79, SERIES_89_99 -> RAW;
        };
    }

    /**
     * The end of the names of such files.
     *
     * @return with the dot
     */
    public String suffix() {
        return suffix;
    }

    /**
     * What no phone would play, as far as the number of samples says.
     *
     * @param samples the content of the file
     * @return the findings; empty when there are none
     */
    public List<Problem> check(byte[] samples) {
        Objects.requireNonNull(samples, "samples");
        int count = samples.length / bytesPerSample;
        if (samples.length % bytesPerSample != 0) {
            return List.of(new Problem("byte " + samples.length, "a sample must have " + bytesPerSample + " bytes."));
        }
        if (count < LEAST || count > mostSamples) {
            return List.of(new Problem(
                    "file",
                    "the number of samples must be " + LEAST + " to " + mostSamples + ", but is " + count + "."));
        }
        return List.of();
    }

    /**
     * As {@link #check(byte[])}, with what phones of one family would not play. That 79xx want a multiple of 240 samples is <em>not
     * verified</em> (phone-config-files 5.2).
     *
     * @param samples the content of the file
     * @param family whose phones get it
     * @return the findings; empty when there are none
     */
    public List<Problem> check(byte[] samples, PhoneFamily family) {
        if (of(family) != this) {
            return List.of(
                    new Problem("file", "phones of the family " + family + " play " + of(family).suffix + " only."));
        }
        List<Problem> found = check(samples);
        int count = samples.length / bytesPerSample;
        boolean inBlocks = family == PhoneFamily.SERIES_79 || family == PhoneFamily.WIRELESS_79;
        return found.isEmpty() && inBlocks && count % LEAST != 0
                ? List.of(new Problem("file", "the number of samples must be a multiple of 240, but is " + count + "."))
                : found;
    }
}
