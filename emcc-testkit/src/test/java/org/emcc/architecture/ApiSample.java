package org.emcc.architecture;

import java.io.IOException;
import java.util.List;

/** Something of every kind, for the test of the listing. */
public sealed interface ApiSample {
    /** A constant. */
    int LIMIT = 1;

    /** A method with a body. */
    default String name() {
        return "sample";
    }

    /** A record. */
    record Point<T extends Number>(T x, List<String> tags) implements ApiSample, Comparable<Point<T>> {
        /** A factory. */
        public static <N extends Number> Point<N> of(N x, String... tags) {
            return new Point<>(x, List.of(tags));
        }

        @Override
        public int compareTo(Point<T> other) {
            return Integer.compare(x.intValue(), other.x.intValue());
        }
    }

    /** An enum. */
    enum Colour implements ApiSample {
        RED,
        @Deprecated
        GREEN
    }

    /** A class for extension. */
    abstract non-sealed class Open extends Hidden implements ApiSample {
        /** For subclasses. */
        protected Open(int size) {
            this(String.valueOf(size));
        }

        private Open(String size) {
            assert !size.isEmpty();
        }

        /** For everybody. */
        public abstract void read(byte[] bytes) throws IOException;
    }
}

/** Users cannot name it, but they can call what it gives to its subclass. */
abstract class Hidden {
    /** Part of the API of every visible subclass. */
    public long inherited() {
        return 1;
    }
}
