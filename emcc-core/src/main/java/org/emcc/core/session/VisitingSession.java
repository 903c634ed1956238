package org.emcc.core.session;

import java.util.List;
import java.util.Objects;

/**
 * A login as visiting stores it: its facts, where it stands, and what is still to be done about it.
 *
 * <p>Source: design 4.1 and 4.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class VisitingSession {
    private final VisitingLogin login;
    private final VisitingState state;
    private final List<VisitingEffect> pending;

    private VisitingSession(Builder builder) {
        this.login = builder.login;
        this.state = builder.state;
        this.pending = builder.pending;
    }

    /**
     * Starts one.
     *
     * @param login the facts
     * @param state where it stands
     * @return a builder
     */
    public static Builder builder(VisitingLogin login, VisitingState state) {
        return new Builder(login, state);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(login, state);
        copy.pending = pending;
        return copy;
    }

    /**
     * The facts.
     *
     * @return the facts
     */
    public VisitingLogin login() {
        return login;
    }

    /**
     * Where it stands.
     *
     * @return where it stands
     */
    public VisitingState state() {
        return state;
    }

    /**
     * Effects that were ordered and not yet confirmed.
     *
     * @return effects that were ordered and not yet confirmed
     */
    public List<VisitingEffect> pending() {
        return pending;
    }

    /**
     * A copy that stands elsewhere.
     *
     * @param next where it stands
     * @param effects what is to be done about it
     * @return the new value
     */
    public VisitingSession moved(VisitingState next, List<VisitingEffect> effects) {
        return builder(login, next).pending(effects).build();
    }

    /**
     * Whether the login lives: it holds the phone until it has returned or failed.
     *
     * @return true while no other login can begin at the phone
     */
    public boolean live() {
        return state.kind() != VisitingState.Kind.RETURNED && state.kind() != VisitingState.Kind.FAILED;
    }

    /**
     * Whether nothing is left to be done for it: it stands until something happens, or is over.
     *
     * @return false while effects are pending, and while it is on its way in or out
     */
    public boolean settled() {
        return pending.isEmpty()
                && switch (state.kind()) {
                    case LOCATING, AWAITING_HOME, RECORDED, RETURNING -> false;
                    case REDIRECTED, AWAY, RETURNED, FAILED -> true;
                };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VisitingSession that
                && Objects.equals(login, that.login)
                && Objects.equals(state, that.state)
                && Objects.equals(pending, that.pending);
    }

    @Override
    public int hashCode() {
        return Objects.hash(login, state, pending);
    }

    @Override
    public String toString() {
        return "VisitingSession[" + login.id() + " " + state.kind() + " " + login.device() + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final VisitingLogin login;
        private final VisitingState state;
        private List<VisitingEffect> pending = List.of();

        private Builder(VisitingLogin login, VisitingState state) {
            this.login = Objects.requireNonNull(login, "login");
            this.state = Objects.requireNonNull(state, "state");
        }

        /**
         * Effects that were ordered and not yet confirmed.
         *
         * @param pending the value
         * @return this builder
         */
        public Builder pending(List<VisitingEffect> pending) {
            this.pending = List.copyOf(pending);
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public VisitingSession build() {
            return new VisitingSession(this);
        }
    }
}
