package org.emcc.model;

import java.util.Arrays;

/** A number for each of many states, in 20 bytes a place. For one thread at a time. */
final class Keys {
    private static final int ABSENT = -1;

    private long[] keys = new long[2 << 10];
    private int[] values = new int[1 << 10];
    private int size;

    Keys() {
        Arrays.fill(values, ABSENT);
    }

    int size() {
        return size;
    }

    boolean contains(Digest.Key key) {
        return values[place(key)] != ABSENT;
    }

    /** The number of a state, or -1. */
    int get(Digest.Key key) {
        return values[place(key)];
    }

    /** Notes a state; says whether it is new. */
    boolean add(Digest.Key key) {
        return put(key, 0);
    }

    /** Notes a state with a number of at least 0, unless it has one; says whether it is new. */
    boolean put(Digest.Key key, int value) {
        int place = place(key);
        if (values[place] != ABSENT) {
            return false;
        }
        keys[2 * place] = key.a();
        keys[2 * place + 1] = key.b();
        values[place] = value;
        if (++size * 3L > values.length * 2L) {
            grow();
        }
        return true;
    }

    int greatest() {
        return Math.max(0, Arrays.stream(values).max().orElse(0));
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
                int place = place(key);
                keys[2 * place] = key.a();
                keys[2 * place + 1] = key.b();
                values[place] = oldValues[i];
            }
        }
    }
}
