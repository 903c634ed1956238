package org.emcc.architecture.bad.habits;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Static state of all kinds, beside constants that are none. */
@SuppressWarnings({"NonFinalStaticField", "MutablePublicArray", "MutableConstantField", "unused", "UnusedVariable"})
final class State {
    static int notFinal;
    static final int[] OPEN_ARRAY = {1};
    static final AtomicInteger COUNTER = new AtomicInteger();
    static final List<String> GROWING = new ArrayList<>();
    static final Mutable OURS = new Mutable();

    static final String TEXT = "text";
    static final Pattern PATTERN = Pattern.compile("a");
    static final List<String> FIXED = List.of("a");
    static final Immutable VALUE = new Immutable(1);
    private static final int[] OWN_ARRAY = {1};

    private State() {}

    static final class Mutable {
        int count;
    }

    static final class Immutable {
        private final int count;

        Immutable(int count) {
            this.count = count;
        }
    }
}
