package org.emcc.testkit.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who acts in some events, in the order in which they first do. */
final class Lanes {
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();

    private Lanes(List<String> names) {
        this.names = names;
        names.forEach(name -> places.put(name, places.size()));
    }

    static Lanes of(List<TraceEvent> events) {
        Set<String> names = new LinkedHashSet<>();
        for (TraceEvent event : events) {
            names.add(event.from());
            names.add(event.to());
        }
        return new Lanes(new ArrayList<>(names));
    }

    List<String> names() {
        return names;
    }

    /** From 0. */
    int indexOf(String name) {
        return places.getOrDefault(name, -1);
    }
}
