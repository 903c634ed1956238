package org.emcc.sip.trunk;

import java.util.List;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * What comes next of a ping.
 *
 * @param next the next state
 * @param effects what is to be done, in this order
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PingStep(PingState next, List<PingEffect> effects) {
    /**
     * Copies the effects.
     *
     * @param next the next state
     * @param effects what is to be done
     */
    public PingStep {
        Objects.requireNonNull(next, "next");
        effects = Require.list(effects, "effects");
    }
}
