package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.em.http.PeerBinding;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;

class TracedBindingTest {
    private static RemoteCluster record(String id) {
        return RemoteCluster.builder(ClusterId.of(id), ServiceAddress.of(id + ".example"))
                .build();
    }

    @Test
    void tellsOfRefusalsOnly() {
        PeerBinding east = new PeerBinding() {
            @Override
            public Optional<String> objection(List<X509Certificate> chain, RemoteCluster cluster) {
                return cluster.id().value().equals("EAST") ? Optional.empty() : Optional.of("it is East's");
            }

            @Override
            public boolean speaksForAny(List<X509Certificate> chain, Collection<RemoteCluster> clusters) {
                return clusters.stream().anyMatch(each -> each.id().value().equals("EAST"));
            }
        };
        List<String> told = new ArrayList<>();
        PeerBinding traced = new TracedBinding(east, (cluster, why) -> told.add(cluster + ": " + why));

        assertThat(traced.speaksForAny(List.of(), List.of(record("WEST"), record("EAST"))))
                .isTrue();
        assertThat(traced.objection(List.of(), record("EAST"))).isEmpty();
        assertThat(told)
                .as("one of the records fitted, so that nobody was refused")
                .isEmpty();

        assertThat(traced.objection(List.of(), record("WEST"))).contains("it is East's");
        assertThat(told).containsExactly("WEST: it is East's");
    }
}
