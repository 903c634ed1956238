package org.emcc.core.audit;

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
}
