package org.emcc.core.session;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * What visiting publishes in place of the phone's own file: where home's files are, and where to log out.
 *
 * <p>Source: emcc-behaviour 2.8 V3; phone-config-files 4.3.
 *
 * @param device the phone
 * @param homeTftpServers 1 to 4 addresses, in the order in which the phone tries them
 * @param logoutUri the logout address of the visiting cluster
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Redirect(DeviceName device, List<ServiceAddress> homeTftpServers, URI logoutUri) {
    /**
     * Checks the parts.
     *
     * @param device the phone
     * @param homeTftpServers 1 to 4 addresses, in the order in which the phone tries them
     * @param logoutUri the logout address of the visiting cluster
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public Redirect {
        Objects.requireNonNull(device, "device");
        homeTftpServers = List.copyOf(homeTftpServers);
        Require.range(homeTftpServers.size(), "number of home TFTP servers", 1, 4);
        Objects.requireNonNull(logoutUri, "logoutUri");
    }
}
