package org.emcc.model;

/** 128 bits that stand for what was added, in order. Not for adversaries. */
final class Digest {
    private long a = 0x9E3779B97F4A7C15L;
    private long b = 0xC2B2AE3D27D4EB4FL;

    /** Two numbers that are equal when two states are. */
    record Key(long a, long b) implements Comparable<Key> {
        @Override
        public int hashCode() {
            return (int) (a ^ (a >>> 32));
        }

        @Override
        public int compareTo(Key other) {
            int first = Long.compare(a, other.a);
            return first != 0 ? first : Long.compare(b, other.b);
        }
    }

    Digest add(long value) {
        a = mix(a ^ value) + 0x165667B19E3779F9L;
        b = mix(b + value * 0x9FB21C651E98DF25L) ^ a;
        return this;
    }

    Digest add(boolean value) {
        return add(value ? 1 : 2);
    }

    Digest add(Key key) {
        return add(key.a()).add(key.b());
    }

    Key key() {
        return new Key(mix(a), mix(b + a));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
