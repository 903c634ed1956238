package org.emcc.core.audit;

import java.time.Duration;
import java.util.Objects;
import org.emcc.core.id.ServiceAddress;

/**
 * Looks at the network for checks that need it. Without one they are not checked.
 *
 * <p>Threading: an audit asks from its own thread, one question at a time. An implementation gives up after a time of its own and
 * then answers {@link Answer.NotTried}; it throws nothing for what it finds.
 *
 * <p>Source: emcc-behaviour 10.3 (EMCC-RC-02, EMCC-RC-08, EMCC-PH-06).
 *
 * @threadsafety as the implementation says
 * @since 0.1.0
 */
public interface Probe {
    /** What was seen. */
    sealed interface Answer {
        /** It is so. */
        record Yes() implements Answer {}

        /**
         * It is not so.
         *
         * @param why what was seen instead, as a clause
         */
        record No(String why) implements Answer {
            /**
             * Checks that a reason is given.
             *
             * @param why what was seen instead
             */
            public No {
                Objects.requireNonNull(why, "why");
            }
        }

        /**
         * Nobody looked, or no answer came in time.
         *
         * @param why the reason, as a clause
         */
        record NotTried(String why) implements Answer {
            /**
             * Checks that a reason is given.
             *
             * @param why the reason
             */
            public NotTried {
                Objects.requireNonNull(why, "why");
            }
        }
    }

    /**
     * Whether a name resolves to an address, as seen from a cluster.
     *
     * @param cluster the name of the cluster that has to resolve it
     * @param host a host name or an address
     * @return what was seen
     */
    Answer resolves(String cluster, ServiceAddress host);

    /**
     * Whether a TCP port can be reached, as seen from a cluster.
     *
     * @param cluster the name of the cluster that has to reach it
     * @param host a host name or an address
     * @param port 1 to 65535
     * @return what was seen
     */
    Answer reaches(String cluster, ServiceAddress host, int port);

    /**
     * A probe that looks at nothing.
     *
     * @return the probe
     */
    static Probe none() {
        return new NoProbe();
    }

    /**
     * A probe that looks from this machine, whichever cluster is asked about: with the resolver and the routes that it has, which are
     * not always those of the cluster. Every answer that says no says from where it was looked.
     *
     * @param patience how long a connection may take, 1 ms to 10 minutes
     * @return the probe; thread-safe, it opens a connection for each question and closes it at once
     * @throws IllegalArgumentException when the time is out of range
     */
    static Probe fromHere(Duration patience) {
        Objects.requireNonNull(patience, "patience");
        if (patience.compareTo(Duration.ofMillis(1)) < 0 || patience.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("patience must be from 1 ms to 10 minutes, but is " + patience);
        }
        return new ProbeFromHere(patience);
    }
}
