package org.emcc.sip.routing;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * A calling search space in the order in which a caller's are searched, and why it is there.
 *
 * <p>Source: sip 2.1 and 2.4.
 *
 * @param role why it is there
 * @param name the name of the calling search space, 1 to 50 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record SearchSpace(Role role, String name) {
    /** Why a calling search space is searched. */
    public enum Role {
        /** The adjunct CSS of the roaming device pool, first for an EMCC phone. */
        ADJUNCT("adjunct CSS"),
        /** That of the line. */
        LINE("line CSS"),
        /** The EMCC CSS of the user device profile, last for an EMCC phone. */
        EMCC("EMCC CSS"),
        /** That of the device, for an ordinary phone. */
        DEVICE("device CSS"),
        /** That of the trunk or gateway by which a call comes in. */
        INBOUND("inbound CSS"),
        /** That which the visiting phone has when nobody is logged in. */
        ORIGINAL_DEVICE("original device CSS"),
        /** That of a translation pattern. */
        TRANSLATION("CSS of the translation pattern");

        private final String title;

        Role(String title) {
            this.title = title;
        }

        /**
         * The role for people.
         *
         * @return such as {@code adjunct CSS}
         */
        public String title() {
            return title;
        }
    }

    /**
     * Checks the parts.
     *
     * @param role why it is there
     * @param name the name of the calling search space
     * @throws IllegalArgumentException when the name breaks its rule
     */
    public SearchSpace {
        Objects.requireNonNull(role, "role");
        Require.text(name, "calling search space", 50);
    }

    @Override
    public String toString() {
        return role.title() + " " + name;
    }
}
