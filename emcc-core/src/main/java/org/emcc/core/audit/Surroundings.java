package org.emcc.core.audit;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.emcc.core.id.ServiceAddress;

/** What an audit is told besides the snapshots. */
final class Surroundings {
    private final Instant now;
    private final Probe probe;
    private final Map<String, Integer> expectedLogins;
    private final Facts facts = new Facts();
    private final Map<String, Boolean> models;

    Surroundings(Instant now, Probe probe, Map<String, Integer> expectedLogins, Map<String, Boolean> models) {
        this.now = now;
        this.probe = probe;
        this.expectedLogins = Map.copyOf(expectedLogins);
        this.models = Map.copyOf(models);
    }

    /** When the audit is made. */
    Instant now() {
        return now;
    }

    /** What was worked out in this run. */
    Facts facts() {
        return facts;
    }

    /** The probe, held to its word: no answer must not pass for a good one. */
    Probe probe() {
        return new Probe() {
            @Override
            public Answer resolves(String cluster, ServiceAddress host) {
                return Objects.requireNonNull(probe.resolves(cluster, host), "answer of the probe");
            }

            @Override
            public Answer reaches(String cluster, ServiceAddress host, int port) {
                return Objects.requireNonNull(probe.reaches(cluster, host, port), "answer of the probe");
            }
        };
    }

    /** How many users of a cluster are logged in abroad at the same time, where somebody said so. */
    OptionalInt expectedLogins(String cluster) {
        Integer said = expectedLogins.get(cluster);
        return said == null ? OptionalInt.empty() : OptionalInt.of(said);
    }

    /** Whether a model of phone supports EMCC, where somebody said so. */
    Optional<Boolean> supportsEmcc(String model) {
        return Optional.ofNullable(models.get(model.toLowerCase(Locale.ROOT)));
    }
}
