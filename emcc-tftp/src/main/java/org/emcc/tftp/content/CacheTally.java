package org.emcc.tftp.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts for {@link CachedContent#counters()}. Guarded by whoever has it. */
final class CacheTally {
    private static final List<String> CACHED_KINDS = List.of("SEP", "SIP", "LD", "GK");

    private final Map<String, Long> counts = new LinkedHashMap<>();

    CacheTally() {
        for (String each : List.of(
                "BuildCount",
                "BuildAbortCount",
                "BuildDeviceCount",
                "BuildDialruleCount",
                "BuildSoftkeyCount",
                "ChangeNotifications",
                "DeviceChangeNotifications",
                "DialruleChangeNotifications",
                "SoftkeyChangeNotifications")) {
            counts.put(each, 0L);
        }
        for (String kind : CACHED_KINDS) {
            counts.put(kind + "FoundCount", 0L);
            counts.put(kind + "NotFoundCount", 0L);
        }
    }

    void looked(ContentName name, boolean found) {
        String file = file(name);
        for (String kind : CACHED_KINDS) {
            if (file.regionMatches(true, 0, kind, 0, kind.length())) {
                count(kind + (found ? "FoundCount" : "NotFoundCount"));
                return;
            }
        }
    }

    void built(ContentName name, ContentAnswer answer) {
        if (answer instanceof ContentAnswer.Busy) {
            count("BuildAbortCount");
        } else if (answer instanceof ContentAnswer.Found) {
            count("BuildCount");
            kind(name).ifPresent(kind -> count("Build" + kind + "Count"));
        }
    }

    void changed(ContentName name) {
        count("ChangeNotifications");
        kind(name).ifPresent(kind -> count(kind + "ChangeNotifications"));
    }

    void allChanged() {
        count("ChangeNotifications");
    }

    private static Optional<String> kind(ContentName name) {
        String file = file(name);
        if (file.startsWith("sep") || file.startsWith("ata")) {
            return Optional.of("Device");
        }
        if (file.contains("dialrules")) {
            return Optional.of("Dialrule");
        }
        return file.startsWith("sk") ? Optional.of("Softkey") : Optional.empty();
    }

    private static String file(ContentName name) {
        return name.value().substring(name.value().lastIndexOf('/') + 1);
    }

    private void count(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    ContentCounters snapshot() {
        return ContentCounters.of(counts);
    }
}
