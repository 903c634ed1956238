package org.emcc.core.audit;

import java.util.Objects;

/**
 * What mends a finding: where, and what to do there.
 *
 * @param cluster the name of the cluster where it is to be done
 * @param menu the path of menus, such as {@code System > Device Pool}
 * @param action what to set to which value, as a sentence
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Remedy(String cluster, String menu, String action) {
    /**
     * Checks that all are given.
     *
     * @param cluster the name of the cluster where it is to be done
     * @param menu the path of menus
     * @param action what to set to which value
     */
    public Remedy {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(menu, "menu");
        Objects.requireNonNull(action, "action");
    }

    @Override
    public String toString() {
        return cluster + ": " + menu + ": " + action;
    }
}
