package org.emcc.core.snapshot;

import java.util.Objects;

/**
 * One difference between two snapshots. Values are told as texts: {@code unknown}, {@code not set}, or the text in quotation marks, which
 * says when it is invalid.
 *
 * <p>Source: design 5; emcc-behaviour 2.1 (the steps).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface SnapshotChange {
    /**
     * The step of the configuration procedure that sets what has changed. Which step an object belongs to that the procedure does not name
     * is our choice.
     *
     * @return 1 to 16; 0 for what belongs to none, such as the release
     */
    int step();

    /**
     * A sentence for people, without a full stop.
     *
     * @return the sentence, in the words of the administrator's pages
     */
    String sentence();

    /**
     * A parameter, or the release, is another.
     *
     * @param step the step of the procedure
     * @param what such as {@code service parameter}
     * @param name its name on the page
     * @param before what it was
     * @param after what it is
     */
    record ParameterChanged(int step, String what, String name, String before, String after) implements SnapshotChange {
        /**
         * Checks that all is given.
         *
         * @param step the step of the procedure
         * @param what such as {@code service parameter}
         * @param name its name on the page
         * @param before what it was
         * @param after what it is
         */
        public ParameterChanged {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }

        @Override
        public String sentence() {
            return what + " " + name + " was " + before + " and is " + after;
        }
    }

    /**
     * It became known which objects of a kind there are, or is no longer.
     *
     * @param kind the kind
     * @param known whether it is known after
     */
    record KindChanged(ObjectKind kind, boolean known) implements SnapshotChange {
        /**
         * Checks that there is a kind.
         *
         * @param kind the kind
         * @param known whether it is known after
         */
        public KindChanged {
            Objects.requireNonNull(kind, "kind");
        }

        @Override
        public int step() {
            return SnapshotSteps.of(kind);
        }

        @Override
        public String sentence() {
            return "every " + kind.label() + (known ? " was unknown and is known" : " was known and is unknown");
        }
    }

    /**
     * An object is there that was not.
     *
     * @param object the object
     */
    record ObjectAdded(ClusterObject object) implements SnapshotChange {
        /**
         * Checks that there is one.
         *
         * @param object the object
         */
        public ObjectAdded {
            Objects.requireNonNull(object, "object");
        }

        @Override
        public int step() {
            return SnapshotSteps.of(object.kind());
        }

        @Override
        public String sentence() {
            return object + " is added";
        }
    }

    /**
     * An object was there that is not.
     *
     * @param object the object
     */
    record ObjectRemoved(ClusterObject object) implements SnapshotChange {
        /**
         * Checks that there is one.
         *
         * @param object the object
         */
        public ObjectRemoved {
            Objects.requireNonNull(object, "object");
        }

        @Override
        public int step() {
            return SnapshotSteps.of(object.kind());
        }

        @Override
        public String sentence() {
            return object + " is removed";
        }
    }

    /**
     * A field of an object is another.
     *
     * @param kind the kind of the object
     * @param name the name of the object, as it is after
     * @param label what the page calls the field; of what was read besides, the name of its element
     * @param before what it was
     * @param after what it is
     */
    record FieldChanged(ObjectKind kind, String name, String label, String before, String after)
            implements SnapshotChange {
        /**
         * Checks that all is given.
         *
         * @param kind the kind of the object
         * @param name the name of the object
         * @param label what the page calls the field
         * @param before what it was
         * @param after what it is
         */
        public FieldChanged {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }

        @Override
        public int step() {
            return SnapshotSteps.of(kind);
        }

        @Override
        public String sentence() {
            return kind.label() + " " + name + ", " + label + " was " + before + " and is " + after;
        }
    }
}
