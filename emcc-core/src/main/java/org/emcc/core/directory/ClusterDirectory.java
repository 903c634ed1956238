package org.emcc.core.directory;

import org.emcc.core.configuration.ClusterSettings;

/**
 * The settings of this cluster as they are now.
 *
 * @implSpec Durability: read only. Concurrency: called from any thread, calls overlap; each call may answer with newer settings.
 *     Failure: throw any unchecked exception; the login ends with code 6 and leaves nothing behind. Nullness: never null.
 *     Contract suite: {@code org.emcc.testkit.contract.ClusterDirectoryContract}.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClusterDirectory {
    /**
     * The settings.
     *
     * @return what is set for the whole cluster; the cluster ID never changes
     */
    ClusterSettings settings();
}
