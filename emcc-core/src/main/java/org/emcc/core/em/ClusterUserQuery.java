package org.emcc.core.em;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * The question where a user is at home, as UDS is asked it.
 *
 * <p>Source: em-api-and-axl 3.6.
 *
 * @param key by what the user is named
 * @param value the name, 1 to 255 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ClusterUserQuery(Key key, String value) {
    /** By what a user is named. */
    public enum Key {
        /** The user ID. */
        USERNAME("username"),
        /** The mail address. */
        EMAIL("email"),
        /** The user ID or the mail address, whichever it is (inferred). */
        USER_IDENTIFIER("useridentifier");

        private final String parameter;

        Key(String parameter) {
            this.parameter = parameter;
        }

        /**
         * The parameter of a request.
         *
         * @return for example {@code username}
         */
        public String parameter() {
            return parameter;
        }
    }

    /**
     * Checks the parts.
     *
     * @param key by what the user is named
     * @param value the name
     * @throws IllegalArgumentException when the name is blank or too long or has control characters
     */
    public ClusterUserQuery {
        Objects.requireNonNull(key, "key");
        Require.text(value, key.parameter, 255);
    }

    /**
     * By the user ID.
     *
     * @param user the user ID
     * @return the question
     * @throws IllegalArgumentException when it is blank or too long or has control characters
     */
    public static ClusterUserQuery username(String user) {
        return new ClusterUserQuery(Key.USERNAME, user);
    }
}
