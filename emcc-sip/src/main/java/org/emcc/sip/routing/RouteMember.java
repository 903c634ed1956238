package org.emcc.sip.routing;

import org.emcc.core.internal.Require;

/**
 * A member of a route list: a named route group, or the standard local route group, which is another for each caller.
 *
 * <p>Source: sip 2.2 to 2.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface RouteMember {
    /** Which of them it is, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Group}. */
        GROUP,
        /** {@link StandardLocalRouteGroup}. */
        STANDARD_LOCAL_ROUTE_GROUP
    }

    /**
     * Which of them it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * A route group by its name.
     *
     * @param name 1 to 50 characters
     */
    record Group(String name) implements RouteMember {
        /**
         * Checks the name.
         *
         * @param name 1 to 50 characters
         * @throws IllegalArgumentException when the name breaks the rule
         */
        public Group {
            Require.text(name, "route group", 50);
        }

        @Override
        public Kind kind() {
            return Kind.GROUP;
        }
    }

    /**
     * <em>Standard Local Route Group</em>. For an ordinary phone it is the local route group of its device pool. For a phone whose user is at
     * home here and sits in another cluster it means: to that cluster, over the PSTN Access trunk.
     */
    record StandardLocalRouteGroup() implements RouteMember {
        @Override
        public Kind kind() {
            return Kind.STANDARD_LOCAL_ROUTE_GROUP;
        }
    }
}
