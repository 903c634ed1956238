package org.emcc.testkit.lab;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.em.http.PeerBinding;
import org.emcc.core.id.ClusterId;

/** A binding whose objections are told. That a peer does not speak for one of several clusters is no objection yet. */
final class TracedBinding implements PeerBinding {
    private final PeerBinding binding;
    private final BiConsumer<ClusterId, String> refused;

    TracedBinding(PeerBinding binding, BiConsumer<ClusterId, String> refused) {
        this.binding = binding;
        this.refused = refused;
    }

    @Override
    public Optional<String> objection(List<X509Certificate> chain, RemoteCluster cluster) {
        Optional<String> objection = binding.objection(chain, cluster);
        objection.ifPresent(why -> refused.accept(cluster.id(), why));
        return objection;
    }

    @Override
    public boolean speaksForAny(List<X509Certificate> chain, Collection<RemoteCluster> clusters) {
        return binding.speaksForAny(chain, clusters);
    }
}
