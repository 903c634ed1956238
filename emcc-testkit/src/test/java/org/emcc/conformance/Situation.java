package org.emcc.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.ClusterConfiguration;

/** What a script gives: changes of the clusters' configuration, and what a stage has to do besides. */
final class Situation {
    private final Map<String, List<UnaryOperator<ClusterConfiguration>>> edits = new LinkedHashMap<>();
    private final List<Consumer<Stage>> besides = new ArrayList<>();
    private boolean paris;

    /** Changes the configuration of one cluster. */
    void edit(String cluster, UnaryOperator<ClusterConfiguration> change) {
        edits.computeIfAbsent(cluster, id -> new ArrayList<>()).add(change);
    }

    /** Something that is no configuration; it is done when the clusters run. */
    void besides(Consumer<Stage> what) {
        besides.add(what);
    }

    /** A third cluster takes part. */
    void withParis() {
        paris = true;
    }

    boolean paris() {
        return paris;
    }

    Iterable<String> clusters() {
        return edits.keySet();
    }

    ClusterConfiguration applied(String cluster, ClusterConfiguration before) {
        ClusterConfiguration now = before;
        for (UnaryOperator<ClusterConfiguration> edit : edits.getOrDefault(cluster, List.of())) {
            now = edit.apply(now);
        }
        return now;
    }

    List<Consumer<Stage>> besides() {
        return List.copyOf(besides);
    }
}
