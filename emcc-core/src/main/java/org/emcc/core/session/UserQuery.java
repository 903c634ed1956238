package org.emcc.core.session;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.LoginType;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * The question "is this user yours?", which goes to every remote cluster. It carries no PIN.
 *
 * <p>Source: emcc-behaviour 2.5 and 12.4 (the absence of the PIN is our choice).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class UserQuery {
    private final ClusterId from;
    private final String identifier;
    private final @Nullable LoginType loginType;

    private UserQuery(Builder builder) {
        this.from = builder.from;
        this.identifier = builder.identifier;
        this.loginType = builder.loginType;
    }

    /**
     * Starts one.
     *
     * @param from the asking cluster
     * @param identifier what the user typed
     * @return a builder
     */
    public static Builder builder(ClusterId from, String identifier) {
        return new Builder(from, identifier);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(from, identifier);
        copy.loginType = loginType;
        return copy;
    }

    /**
     * The asking cluster.
     *
     * @return the asking cluster
     */
    public ClusterId from() {
        return from;
    }

    /**
     * What the user typed.
     *
     * @return what the user typed
     */
    public String identifier() {
        return identifier;
    }

    /**
     * The login type of the service URL.
     *
     * @return the login type of the service URL, or empty when there is none
     */
    public Optional<LoginType> loginType() {
        return Optional.ofNullable(loginType);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserQuery that
                && Objects.equals(from, that.from)
                && Objects.equals(identifier, that.identifier)
                && Objects.equals(loginType, that.loginType);
    }

    @Override
    public int hashCode() {
        return Objects.hash(from, identifier, loginType);
    }

    @Override
    public String toString() {
        return "UserQuery[" + identifier + " from " + from + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final ClusterId from;
        private final String identifier;
        private @Nullable LoginType loginType;

        private Builder(ClusterId from, String identifier) {
            this.from = Objects.requireNonNull(from, "from");
            this.identifier = Require.text(identifier, "user identifier", 128);
        }

        /**
         * The login type of the service URL.
         *
         * @param loginType the value
         * @return this builder
         */
        public Builder loginType(LoginType loginType) {
            this.loginType = Objects.requireNonNull(loginType, "loginType");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public UserQuery build() {
            return new UserQuery(this);
        }
    }
}
