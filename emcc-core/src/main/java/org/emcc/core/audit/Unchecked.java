package org.emcc.core.audit;

import java.util.List;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * What could not be checked, in whole or in part, because a fact is not known. It is never a pass.
 *
 * @param code the stable code of the rule
 * @param clusters the names of the clusters that it is about
 * @param why which fact is missing, as a clause, such as {@code Auto-registration Enabled of 3 nodes is unknown}
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Unchecked(String code, List<String> clusters, String why) {
    /**
     * Checks that all are given.
     *
     * @param code the stable code of the rule
     * @param clusters the names of the clusters that it is about
     * @param why which fact is missing
     */
    public Unchecked {
        Objects.requireNonNull(code, "code");
        clusters = Require.list(clusters, "clusters");
        Objects.requireNonNull(why, "why");
    }

    @Override
    public String toString() {
        return code + " " + String.join(", ", clusters) + ": not checked, because " + why;
    }
}
