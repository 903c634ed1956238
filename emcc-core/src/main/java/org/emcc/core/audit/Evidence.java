package org.emcc.core.audit;

import java.util.Objects;

/**
 * What a finding rests on: a setting as it was found.
 *
 * @param cluster the name of the cluster
 * @param object the object, such as {@code device pool DP-LON}; empty for a parameter of the cluster
 * @param setting the setting, as the administrator's page calls it
 * @param text what it is set to, or in words that it is not set, or unknown
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Evidence(String cluster, String object, String setting, String text) {
    /**
     * Checks that all are given.
     *
     * @param cluster the name of the cluster
     * @param object the object; empty for a parameter of the cluster
     * @param setting the setting
     * @param text what it is set to
     */
    public Evidence {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return cluster + ": " + (object.isEmpty() ? "" : object + ", ") + setting + " = " + text;
    }
}
