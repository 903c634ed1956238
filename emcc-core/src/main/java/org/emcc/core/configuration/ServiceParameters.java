package org.emcc.core.configuration;

import java.time.Duration;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * The service parameters of <em>Cisco Extension Mobility</em> that bear on EMCC.
 *
 * <p>Source: emcc-behaviour 5.2; the default of the maximum login time is what two vendor labs show, not documented.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ServiceParameters {
    private final Duration interclusterMaximumLoginTime;
    private final int maximumConcurrentRequests;
    private final MultipleLoginBehavior multipleLoginBehavior;

    private ServiceParameters(Builder builder) {
        this.interclusterMaximumLoginTime = builder.interclusterMaximumLoginTime;
        this.maximumConcurrentRequests = builder.maximumConcurrentRequests;
        this.multipleLoginBehavior = builder.multipleLoginBehavior;
    }

    /**
     * Starts one.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.interclusterMaximumLoginTime = interclusterMaximumLoginTime;
        copy.maximumConcurrentRequests = maximumConcurrentRequests;
        copy.multipleLoginBehavior = multipleLoginBehavior;
        return copy;
    }

    /**
     * <em>Inter-cluster Maximum Login Time</em>, more than zero, at most 168 hours (default 10 hours, inferred).
     *
     * @return <em>Inter-cluster Maximum Login Time</em>, more than zero, at most 168 hours (default 10 hours, inferred)
     */
    public Duration interclusterMaximumLoginTime() {
        return interclusterMaximumLoginTime;
    }

    /**
     * <em>Maximum Concurrent Requests</em>, 1 to 100 (default 5); more are answered with 26.
     *
     * @return <em>Maximum Concurrent Requests</em>, 1 to 100 (default 5); more are answered with 26
     */
    public int maximumConcurrentRequests() {
        return maximumConcurrentRequests;
    }

    /**
     * <em>Multiple Login Behavior</em> (default: not allowed).
     *
     * @return <em>Multiple Login Behavior</em> (default: not allowed)
     */
    public MultipleLoginBehavior multipleLoginBehavior() {
        return multipleLoginBehavior;
    }

    private static Duration loginTime(Duration limit) {
        if (limit.isNegative() || limit.isZero() || limit.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "inter-cluster maximum login time must be more than zero and at most 168 hours, but is " + limit);
        }
        return limit;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServiceParameters that
                && Objects.equals(interclusterMaximumLoginTime, that.interclusterMaximumLoginTime)
                && maximumConcurrentRequests == that.maximumConcurrentRequests
                && Objects.equals(multipleLoginBehavior, that.multipleLoginBehavior);
    }

    @Override
    public int hashCode() {
        return Objects.hash(interclusterMaximumLoginTime, maximumConcurrentRequests, multipleLoginBehavior);
    }

    @Override
    public String toString() {
        return "ServiceParameters[maximum login time " + interclusterMaximumLoginTime + ", " + multipleLoginBehavior
                + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private Duration interclusterMaximumLoginTime = Duration.ofHours(10);
        private int maximumConcurrentRequests = 5;
        private MultipleLoginBehavior multipleLoginBehavior = MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED;

        private Builder() {}

        /**
         * <em>Inter-cluster Maximum Login Time</em>, more than zero, at most 168 hours (default 10 hours, inferred).
         *
         * @param interclusterMaximumLoginTime the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder interclusterMaximumLoginTime(Duration interclusterMaximumLoginTime) {
            this.interclusterMaximumLoginTime = loginTime(interclusterMaximumLoginTime);
            return this;
        }

        /**
         * <em>Maximum Concurrent Requests</em>, 1 to 100 (default 5); more are answered with 26.
         *
         * @param maximumConcurrentRequests the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder maximumConcurrentRequests(int maximumConcurrentRequests) {
            this.maximumConcurrentRequests =
                    Require.range(maximumConcurrentRequests, "maximum concurrent requests", 1, 100);
            return this;
        }

        /**
         * <em>Multiple Login Behavior</em> (default: not allowed).
         *
         * @param multipleLoginBehavior the value
         * @return this builder
         */
        public Builder multipleLoginBehavior(MultipleLoginBehavior multipleLoginBehavior) {
            this.multipleLoginBehavior = Objects.requireNonNull(multipleLoginBehavior, "multipleLoginBehavior");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public ServiceParameters build() {
            return new ServiceParameters(this);
        }
    }
}
