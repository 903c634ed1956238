package org.emcc.sip.location;

import java.util.List;
import java.util.Objects;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;

/**
 * What one value of a Geolocation header led to.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ConveyedLocation {
    /**
     * The value.
     *
     * @return the value of the header
     */
    GeolocationValue value();

    /**
     * The location document is in the same message.
     *
     * @param value the value of the header
     * @param document the document
     * @param problems what was tolerated in the document
     */
    record Here(GeolocationValue value, PidfLo document, List<Problem> problems) implements ConveyedLocation {
        /**
         * Copies the list.
         *
         * @param value the value of the header
         * @param document the document
         * @param problems what was tolerated in the document
         */
        public Here {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(document, "document");
            problems = Require.list(problems, "problems");
        }
    }

    /**
     * The location is to be fetched from the URI of the value. This SDK does not do that.
     *
     * @param value the value of the header
     */
    record Elsewhere(GeolocationValue value) implements ConveyedLocation {
        /**
         * Checks that a value is given.
         *
         * @param value the value of the header
         */
        public Elsewhere {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The value means a part of the message that is missing, or cannot be read.
     *
     * @param value the value of the header
     * @param error what the sender is owed
     * @param problem what is wrong
     */
    record Broken(GeolocationValue value, GeolocationError error, Problem problem) implements ConveyedLocation {
        /**
         * Checks that all are given.
         *
         * @param value the value of the header
         * @param error what the sender is owed
         * @param problem what is wrong
         */
        public Broken {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(problem, "problem");
        }
    }
}
