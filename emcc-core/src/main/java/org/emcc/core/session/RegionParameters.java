package org.emcc.core.session;

import java.util.Objects;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.LinkLossType;
import org.emcc.core.internal.Require;

/**
 * The three region parameters that have to be equal in all clusters; where they differ, the RSVP Agent service toward the other
 * cluster is off.
 *
 * <p>Source: emcc-behaviour 5.1.
 *
 * @param audioBitRate <em>EMCC Region Max Audio Bit Rate</em>, kbit/s, at least 1
 * @param videoBitRate <em>EMCC Region Max Video Call Bit Rate</em>, kbit/s, 0 to 8128
 * @param linkLossType <em>EMCC Region Link Loss Type</em>
 * @threadsafety immutable
 * @since 0.1.0
 */
public record RegionParameters(int audioBitRate, int videoBitRate, LinkLossType linkLossType) {
    /**
     * Checks the parts.
     *
     * @param audioBitRate kbit/s, at least 1
     * @param videoBitRate kbit/s, 0 to 8128
     * @param linkLossType the type
     * @throws IllegalArgumentException when a rate is out of range
     */
    public RegionParameters {
        Require.range(audioBitRate, "EMCC Region Max Audio Bit Rate", 1, 100_000);
        Require.range(videoBitRate, "EMCC Region Max Video Call Bit Rate", 0, 8128);
        Objects.requireNonNull(linkLossType, "linkLossType");
    }

    /**
     * Those of a cluster; what is not set has the product's default (8, 384, low loss).
     *
     * @param parameters its feature parameters
     * @return the three
     */
    public static RegionParameters of(FeatureParameters parameters) {
        return new RegionParameters(
                parameters
                        .valueOrDefault(FeatureParameters.REGION_MAX_AUDIO_BIT_RATE)
                        .orElseThrow(),
                parameters
                        .valueOrDefault(FeatureParameters.REGION_MAX_VIDEO_BIT_RATE)
                        .orElseThrow(),
                parameters
                        .valueOrDefault(FeatureParameters.REGION_LINK_LOSS_TYPE)
                        .orElseThrow());
    }
}
