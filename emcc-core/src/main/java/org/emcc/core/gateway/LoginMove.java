package org.emcc.core.gateway;

import java.util.List;
import java.util.Objects;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;

/**
 * What the rules of one side were asked about a login, and what they said: enough to ask them again. A {@link LoginStep} says what has
 * happened to a login; this says by which rule. It holds no secret.
 *
 * <p>Source: design 4.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface LoginMove {
    /**
     * The login and the phone.
     *
     * @return the login and the phone
     */
    LoginStep.Subject subject();

    /**
     * The version under which the store keeps the login since. Several moves that were saved together have the same, and are told in their
     * order.
     *
     * @return 1 or more; 0 when the login was over before it was stored
     */
    long version();

    private static void atLeastZero(long version) {
        if (version < 0) {
            throw new IllegalArgumentException("version of a login must be 0 or more, but is " + version);
        }
    }

    /**
     * A move of a home session, as {@link org.emcc.core.login.HomeRules} know it.
     *
     * @param subject the login and the phone
     * @param version the version under which it is stored since, 0 or more
     * @param before where the login stood
     * @param event what happened
     * @param after where it stands now
     * @param effects what is to be done, in this order
     */
    record Home(
            LoginStep.Subject subject,
            long version,
            HomeState before,
            HomeEvent event,
            HomeState after,
            List<HomeEffect> effects)
            implements LoginMove {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param version the version under which it is stored since
         * @param before where the login stood
         * @param event what happened
         * @param after where it stands now
         * @param effects what is to be done
         * @throws IllegalArgumentException when the version is negative
         */
        public Home {
            Objects.requireNonNull(subject, "subject");
            atLeastZero(version);
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(after, "after");
            effects = List.copyOf(effects);
        }
    }

    /**
     * A move of a visiting session, as {@link org.emcc.core.login.VisitingRules} know it.
     *
     * @param subject the login and the phone
     * @param version the version under which it is stored since, 0 or more
     * @param before where the login stood
     * @param event what happened
     * @param after where it stands now
     * @param effects what is to be done, in this order
     */
    record Visiting(
            LoginStep.Subject subject,
            long version,
            VisitingState before,
            VisitingEvent event,
            VisitingState after,
            List<VisitingEffect> effects)
            implements LoginMove {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param version the version under which it is stored since
         * @param before where the login stood
         * @param event what happened
         * @param after where it stands now
         * @param effects what is to be done
         * @throws IllegalArgumentException when the version is negative
         */
        public Visiting {
            Objects.requireNonNull(subject, "subject");
            atLeastZero(version);
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(after, "after");
            effects = List.copyOf(effects);
        }
    }
}
