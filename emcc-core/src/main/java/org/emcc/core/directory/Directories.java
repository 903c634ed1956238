package org.emcc.core.directory;

import java.util.Objects;
import org.emcc.core.configuration.ClusterConfiguration;

/**
 * The three directories of one cluster.
 *
 * @param cluster its settings
 * @param users its users
 * @param devices its phones, profiles and base devices
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Directories(ClusterDirectory cluster, UserDirectory users, DeviceDirectory devices) {
    /**
     * Checks the parts.
     *
     * @param cluster its settings
     * @param users its users
     * @param devices its phones, profiles and base devices
     */
    public Directories {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(users, "users");
        Objects.requireNonNull(devices, "devices");
    }

    /**
     * Directories that read a snapshot.
     *
     * @param configuration the snapshot
     * @return directories that always answer from it
     */
    public static Directories of(ClusterConfiguration configuration) {
        return SnapshotDirectories.of(Objects.requireNonNull(configuration, "configuration"));
    }
}
