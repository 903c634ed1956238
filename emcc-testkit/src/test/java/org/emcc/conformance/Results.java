package org.emcc.conformance;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What came of each script on each stage. */
final class Results {
    private final Map<String, Map<StageKind, Boolean>> all = new ConcurrentHashMap<>();
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /** It passed. */
    void passed(String script, StageKind stage) {
        put(script, stage, true);
    }

    /**
     * It failed.
     *
     * @param why the message of the failure
     */
    void failed(String script, StageKind stage, String why) {
        put(script, stage, false);
        reasons.put(script + " on " + stage, why);
    }

    /** Why a script failed; empty when it did not. */
    Optional<String> why(String script, StageKind stage) {
        return Optional.ofNullable(reasons.get(script + " on " + stage));
    }

    private synchronized void put(String script, StageKind stage, boolean passed) {
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
