package org.emcc.conformance;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What came of each script on each stage. */
final class Results {
    private final Map<String, Map<StageKind, Boolean>> all = new ConcurrentHashMap<>();

    synchronized void put(String script, StageKind stage, boolean passed) {
        all.computeIfAbsent(script, id -> new EnumMap<>(StageKind.class)).put(stage, passed);
    }

    /** Empty when it has not been run. */
    synchronized Optional<Boolean> of(String script, StageKind stage) {
        return Optional.ofNullable(all.getOrDefault(script, Map.of()).get(stage));
    }

    synchronized long count(StageKind stage, boolean passed) {
        return all.values().stream()
                .filter(each -> each.getOrDefault(stage, !passed) == passed)
                .count();
    }
}
