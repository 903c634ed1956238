package org.emcc.core.audit;

import java.util.List;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.internal.Require;
import org.emcc.core.session.TemporaryDevice;

/**
 * Knows which roads calls of a logged-in phone take, an emergency call above all. emcc-sip has one.
 *
 * <p>Source: emcc-behaviour 6.2 to 6.4.
 *
 * @threadsafety as the implementation says
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallRoads {
    /**
     * A call, and its road.
     *
     * @param number what is dialled
     * @param steps where it goes, one sentence a step, the last with how it ends
     * @param arrives whether it ends where it should
     */
    record Road(String number, List<String> steps, boolean arrives) {
        /**
         * Copies the steps.
         *
         * @param number what is dialled
         * @param steps where it goes
         * @param arrives whether it ends where it should
         */
        public Road {
            Require.text(number, "number", 64);
            steps = Require.list(steps, "steps");
        }
    }

    /**
     * The calls that matter for a phone, with their roads.
     *
     * @param home the cluster where the phone is registered
     * @param visiting the cluster where the phone is
     * @param device what home made of the phone
     * @return the calls
     */
    List<Road> of(ClusterSettings home, ClusterSettings visiting, TemporaryDevice device);

    /**
     * Knows no road.
     *
     * @return roads of no call
     */
    static CallRoads none() {
        return (home, visiting, device) -> List.of();
    }
}
