package org.emcc.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A number for each of many states, in 20 bytes a place. For any number of threads. */
final class Keys {
    private static final int ABSENT = -1;
    private static final int PARTS = 64;

    private final List<Part> parts = Stream.generate(Part::new).limit(PARTS).toList();

    int size() {
        return parts.stream().mapToInt(Part::size).sum();
    }

    boolean contains(Digest.Key key) {
        return get(key) != ABSENT;
    }

    /** The number of a state, or -1. */
    int get(Digest.Key key) {
        return part(key).get(key);
    }

    /** Notes a state; says whether it is new. */
    boolean add(Digest.Key key) {
        return put(key, 0);
    }

    /** Notes a state with a number of at least 0, unless it has one; says whether it is new. */
    boolean put(Digest.Key key, int value) {
        return part(key).put(key, value);
    }

    int greatest() {
        return parts.stream().mapToInt(Part::greatest).max().orElse(0);
    }

    private Part part(Digest.Key key) {
        return parts.get((int) (key.b() >>> 32) & PARTS - 1);
    }

    /** Some of the states. */
    private static final class Part {
        private long[] keys = new long[2 << 6];
        private int[] values = new int[1 << 6];
        private int size;

        Part() {
            Arrays.fill(values, ABSENT);
        }

        synchronized int size() {
            return size;
        }

        synchronized int get(Digest.Key key) {
            return values[place(key)];
        }

        synchronized boolean put(Digest.Key key, int value) {
            int place = place(key);
            if (values[place] != ABSENT) {
                return false;
            }
            set(place, key, value);
            if (++size * 3L > values.length * 2L) {
                grow();
            }
            return true;
        }

        synchronized int greatest() {
            return Math.max(0, Arrays.stream(values).max().orElse(0));
        }

        private void set(int place, Digest.Key key, int value) {
            keys[2 * place] = key.a();
            keys[2 * place + 1] = key.b();
            values[place] = value;
        }

        private int place(Digest.Key key) {
            int mask = values.length - 1;
            int place = (int) (key.a() ^ key.a() >>> 32) & mask;
            while (values[place] != ABSENT && (keys[2 * place] != key.a() || keys[2 * place + 1] != key.b())) {
                place = place + 1 & mask;
            }
            return place;
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldValues = values;
            keys = new long[oldKeys.length * 2];
            values = new int[oldValues.length * 2];
            Arrays.fill(values, ABSENT);
            for (int i = 0; i < oldValues.length; i++) {
                if (oldValues[i] != ABSENT) {
                    Digest.Key key = new Digest.Key(oldKeys[2 * i], oldKeys[2 * i + 1]);
                    set(place(key), key, oldValues[i]);
                }
            }
        }
    }
}
