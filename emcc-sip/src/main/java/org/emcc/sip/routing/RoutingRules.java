package org.emcc.sip.routing;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * What the public sources leave open or only let one infer, in one place, so that who knows better can say so.
 *
 * <p>Source: sip 2 and 8; every default here is inferred.
 *
 * @threadsafety immutable when its {@link MatchRule} is
 * @since 0.1.0
 */
public final class RoutingRules {
    /** The rules with all defaults. */
    public static final RoutingRules DEFAULT = builder().build();

    /** What visiting does with a call of a phone it does not know, where it is to use that phone's CSS. */
    public enum UnknownPhone {
        /** It uses the trunk's CSS: better an emergency call by the trunk's rules than none. */
        USE_TRUNK_CSS,
        /** It refuses the call. */
        REFUSE
    }

    private final MatchRule matchRule;
    private final UnknownPhone unknownPhone;
    private final boolean nextMemberWhenUnavailable;
    private final int maxTranslations;
    private final int maxClusters;

    private RoutingRules(Builder builder) {
        this.matchRule = builder.matchRule;
        this.unknownPhone = builder.unknownPhone;
        this.nextMemberWhenUnavailable = builder.nextMemberWhenUnavailable;
        this.maxTranslations = builder.maxTranslations;
        this.maxClusters = builder.maxClusters;
    }

    /**
     * Starts with the defaults.
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
        copy.matchRule = matchRule;
        copy.unknownPhone = unknownPhone;
        copy.nextMemberWhenUnavailable = nextMemberWhenUnavailable;
        copy.maxTranslations = maxTranslations;
        copy.maxClusters = maxClusters;
        return copy;
    }

    /**
     * Which of several matches is the best; {@link MatchRule#closest} by default.
     *
     * @return the rule
     */
    public MatchRule matchRule() {
        return matchRule;
    }

    /**
     * What visiting does with a call of a phone it does not know, where <em>CSS for PSTN Access SIP Trunk</em> says <em>Use phone's
     * original device CSS</em>; the trunk's CSS by default.
     *
     * @return what it does
     */
    public UnknownPhone unknownPhone() {
        return unknownPhone;
    }

    /**
     * Whether a call goes on to the next member of its route list when the standard local route group leads nowhere: PSTN Access is not
     * active, or the device pool names no group. True by default.
     *
     * @return false when the call fails there
     */
    public boolean nextMemberWhenUnavailable() {
        return nextMemberWhenUnavailable;
    }

    /**
     * How often one call may be translated in one cluster before it counts as a loop, 1 to 50; 10 by default.
     *
     * @return the number
     */
    public int maxTranslations() {
        return maxTranslations;
    }

    /**
     * Through how many clusters one call may go before it counts as a loop, 2 to 20; 5 by default.
     *
     * @return the number
     */
    public int maxClusters() {
        return maxClusters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoutingRules that
                && matchRule.equals(that.matchRule)
                && unknownPhone == that.unknownPhone
                && nextMemberWhenUnavailable == that.nextMemberWhenUnavailable
                && maxTranslations == that.maxTranslations
                && maxClusters == that.maxClusters;
    }

    @Override
    public int hashCode() {
        return Objects.hash(matchRule, unknownPhone, nextMemberWhenUnavailable, maxTranslations, maxClusters);
    }

    @Override
    public String toString() {
        return "RoutingRules[unknown phone " + unknownPhone + ", next member when unavailable "
                + nextMemberWhenUnavailable + ", at most " + maxTranslations + " translations and " + maxClusters
                + " clusters]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private MatchRule matchRule = MatchRule.closest();
        private UnknownPhone unknownPhone = UnknownPhone.USE_TRUNK_CSS;
        private boolean nextMemberWhenUnavailable = true;
        private int maxTranslations = 10;
        private int maxClusters = 5;

        private Builder() {}

        /**
         * Which of several matches is the best.
         *
         * @param matchRule the rule
         * @return this builder
         */
        public Builder matchRule(MatchRule matchRule) {
            this.matchRule = Objects.requireNonNull(matchRule, "matchRule");
            return this;
        }

        /**
         * What visiting does with a call of a phone it does not know.
         *
         * @param unknownPhone the value
         * @return this builder
         */
        public Builder unknownPhone(UnknownPhone unknownPhone) {
            this.unknownPhone = Objects.requireNonNull(unknownPhone, "unknownPhone");
            return this;
        }

        /**
         * Whether a call goes on to the next member when the standard local route group leads nowhere.
         *
         * @param nextMemberWhenUnavailable the value
         * @return this builder
         */
        public Builder nextMemberWhenUnavailable(boolean nextMemberWhenUnavailable) {
            this.nextMemberWhenUnavailable = nextMemberWhenUnavailable;
            return this;
        }

        /**
         * How often one call may be translated in one cluster.
         *
         * @param maxTranslations 1 to 50
         * @return this builder
         * @throws IllegalArgumentException when the number is out of range
         */
        public Builder maxTranslations(int maxTranslations) {
            this.maxTranslations = Require.range(maxTranslations, "number of translations", 1, 50);
            return this;
        }

        /**
         * Through how many clusters one call may go.
         *
         * @param maxClusters 2 to 20
         * @return this builder
         * @throws IllegalArgumentException when the number is out of range
         */
        public Builder maxClusters(int maxClusters) {
            this.maxClusters = Require.range(maxClusters, "number of clusters", 2, 20);
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public RoutingRules build() {
            return new RoutingRules(this);
        }
    }
}
