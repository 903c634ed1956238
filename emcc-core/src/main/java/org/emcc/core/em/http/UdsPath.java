package org.emcc.core.em.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.em.ClusterUserQuery;
import org.emcc.core.em.UdsCodec;
import org.emcc.core.em.UdsDiscovery;

/** What UDS answers, without authentication. */
final class UdsPath {
    private static final String TYPE = "application/xml; charset=UTF-8";

    private final UdsDiscovery discovery;
    private final ClusterDirectory directory;
    private final PeerBinding binding;

    UdsPath(UdsDiscovery discovery, ClusterDirectory directory, PeerBinding binding) {
        this.discovery = discovery;
        this.directory = directory;
        this.binding = binding;
    }

    /** Answers a request for one of the three resources below the base. */
    CompletableFuture<EmResponse> answer(EmRequest request, URI base) {
        return switch (request.path()) {
            case Wire.UDS_SERVERS -> done(UdsCodec.encode(discovery.servers(base)));
            case Wire.UDS_VERSION -> done(UdsCodec.encode(discovery.version(base)));
            default -> clusterUser(request, base);
        };
    }

    private CompletableFuture<EmResponse> clusterUser(EmRequest request, URI base) {
        Optional<ClusterUserQuery> query = query(request.query());
        if (query.isEmpty()) {
            return CompletableFuture.completedFuture(EmResponses.text(
                    400, "There must be one of username, email and useridentifier, with 1 to 255 characters."));
        }
        return discovery
                .clusterUser(base, query.get(), fromCluster(request))
                .thenApply(user -> document(UdsCodec.encode(user)));
    }

    private boolean fromCluster(EmRequest request) {
        return request.udsForwarded()
                || (request.certificate().isPresent()
                        && binding.speaksForAny(
                                request.chain(), directory.settings().remoteClusters()));
    }

    /** The one question in a query. */
    private static Optional<ClusterUserQuery> query(String query) {
        List<ClusterUserQuery> all = new ArrayList<>();
        try {
            for (String pair : query.split("&", -1)) {
                for (ClusterUserQuery.Key key : ClusterUserQuery.Key.values()) {
                    if (pair.startsWith(key.parameter() + "=")) {
                        String value = pair.substring(key.parameter().length() + 1);
                        all.add(new ClusterUserQuery(key, URLDecoder.decode(value, StandardCharsets.UTF_8)));
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not escaped as it must be, or of a length that no name has
        }
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static CompletableFuture<EmResponse> done(byte[] document) {
        return CompletableFuture.completedFuture(document(document));
    }

    private static EmResponse document(byte[] document) {
        return EmResponse.of(200, TYPE, document);
    }
}
