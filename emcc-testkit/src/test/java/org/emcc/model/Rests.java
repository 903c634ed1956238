package org.emcc.model;

import java.util.ArrayList;
import java.util.List;

/** From which states a world is known to come to rest, and within how many fair steps. For any number of threads. */
final class Rests {
    private static final int PARTS = 64;

    private final List<Keys> parts = new ArrayList<>();

    Rests() {
        for (int i = 0; i < PARTS; i++) {
            parts.add(new Keys());
        }
    }

    /** How many fair steps it takes, or -1 when that is not known. */
    int after(Digest.Key state) {
        Keys part = part(state);
        synchronized (part) {
            return part.get(state);
        }
    }

    void note(Digest.Key state, int steps) {
        Keys part = part(state);
        synchronized (part) {
            part.put(state, steps);
        }
    }

    int longest() {
        return parts.stream().mapToInt(Keys::greatest).max().orElse(0);
    }

    private Keys part(Digest.Key state) {
        return parts.get((int) (state.b() >>> 32) & PARTS - 1);
    }
}
