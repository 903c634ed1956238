package org.emcc.core.login;

import java.util.List;
import java.util.Optional;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.device.Phone;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginRequest;

/** What visiting checks before it asks anybody (emcc-behaviour 2.5 step 3 and 2.13); the order within is inferred. */
final class OwnChecks {
    private OwnChecks() {}

    /** The phone: known (11), enabled (22), free (18). */
    static Optional<ErrorCode> device(Optional<Phone> phone, boolean inUse) {
        if (phone.isEmpty()) {
            return Optional.of(ErrorCode.of(11));
        }
        if (!phone.get().extensionMobilityEnabled()) {
            return Optional.of(ErrorCode.of(22));
        }
        return inUse ? Optional.of(ErrorCode.of(18)) : Optional.empty();
    }

    /**
     * For a user who is not local: a phone that can (23, 213), no proxy where none may be (30), services that are on (201, 211), somebody
     * to ask (36). That a phone for IPv6 only, which is not supported (9 row 3), gets 213 too is inferred, as is that the proxy counts
     * only under <em>Validate IP Address</em>, as it does within the cluster (5.2).
     */
    static Optional<ErrorCode> crossCluster(Phone phone, LoginRequest request, ClusterSettings settings) {
        if (!request.emccCapable()) {
            return Optional.of(ErrorCode.of(23));
        }
        ServiceParameters parameters = settings.serviceParameters();
        if (request.viaProxy() && parameters.validateIpAddress() && !parameters.emccAllowProxy()) {
            return Optional.of(ErrorCode.of(30));
        }
        if (!phone.supportsEmcc()) {
            return Optional.of(ErrorCode.of(213));
        }
        if (!settings.serviceProfile().emccActive()) {
            return Optional.of(ErrorCode.of(201));
        }
        if (!settings.serviceProfile().pstnAccessActive()) {
            return Optional.of(ErrorCode.of(211));
        }
        return partners(settings).isEmpty() ? Optional.of(ErrorCode.of(36)) : Optional.empty();
    }

    /** The remote clusters that are asked for users: enabled here and active there. */
    static List<RemoteCluster> partners(ClusterSettings settings) {
        return settings.remoteClusters().stream()
                .filter(RemoteCluster::takesPartInEmcc)
                .toList();
    }
}
