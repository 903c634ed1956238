package org.emcc.certs.bundle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.emcc.certs.bundle.BulkFileName.Kind;
import org.emcc.core.Problem;
import org.emcc.core.id.ClusterId;

/**
 * Of which node, type and cluster files are: by their names, by what exporters stated, and by what the caller knows. All files of a node
 * are of the cluster that was stated of one of them, or that the node is known to be of; but of none when two clusters are named for the
 * node.
 */
final class FileOrigins {
    private final TypeSuffixes suffixes;
    private final Map<String, Set<String>> clusters = new HashMap<>();

    /** What names say that were asked for before: of each file several things are asked. */
    private final Map<String, Optional<BulkFileName>> names = new HashMap<>();

    /**
     * The origins at one moment.
     *
     * @param suffixes how names are read
     * @param known the clusters of nodes, by their names in lower case
     * @param exports what exporters stated
     */
    FileOrigins(TypeSuffixes suffixes, Map<String, ClusterId> known, ExportManifest exports) {
        this.suffixes = suffixes;
        known.forEach(this::add);
        exports.counting()
                .forEach((file, entry) -> entry.of()
                        .ifPresent(cluster -> name(file).ifPresent(name -> add(Names.node(name.source()), cluster))));
    }

    private void add(String node, ClusterId cluster) {
        clusters.computeIfAbsent(node, any -> new TreeSet<>()).add(cluster.value());
    }

    private Optional<BulkFileName> name(String file) {
        return BulkFileName.isListed(file)
                ? names.computeIfAbsent(file, name -> BulkFileName.parse(name, suffixes))
                : Optional.empty();
    }

    /** Whether the product's page lists such a file, whose name says nothing. */
    boolean isMisnamed(String file) {
        return BulkFileName.isListed(file) && name(file).isEmpty();
    }

    boolean is(Kind kind, String file) {
        return name(file).filter(name -> name.kind() == kind).isPresent();
    }

    /** The origin of a file whose name says something. */
    CertificateOrigin of(String file) {
        BulkFileName name = name(file).orElseThrow();
        CertificateOrigin origin = new CertificateOrigin(name.source(), name.type(), file);
        Set<String> named = clusters.getOrDefault(Names.node(name.source()), Set.of());
        return name.kind() == Kind.BULK || named.size() != 1
                ? origin
                : origin.withCluster(ClusterId.of(named.iterator().next()));
    }

    /** What is wrong with a STORE file of whose node two clusters are named. */
    Optional<Problem> contradiction(String file) {
        return name(file)
                .filter(name -> name.kind() == Kind.STORE)
                .map(name -> clusters.getOrDefault(Names.node(name.source()), Set.of()))
                .filter(named -> named.size() > 1)
                .map(named -> new Problem(
                        file,
                        "must be of a node of one cluster, but its node is said to be of "
                                + named.stream().collect(Collectors.joining(" and of "))
                                + "; it counts for none of them"));
    }
}
