package org.emcc.core.configuration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * The inter-cluster service profile: which services this cluster takes part in, and by which trunk. Everything is off until it is activated.
 *
 * <p>Source: emcc-behaviour 5.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class InterclusterServiceProfile {
    private final boolean emccActive;
    private final boolean pstnAccessActive;
    private final @Nullable String pstnAccessTrunk;
    private final boolean rsvpAgentActive;
    private final @Nullable String rsvpAgentTrunk;

    private InterclusterServiceProfile(Builder builder) {
        this.emccActive = builder.emccActive;
        this.pstnAccessActive = builder.pstnAccessActive;
        this.pstnAccessTrunk = builder.pstnAccessTrunk;
        this.rsvpAgentActive = builder.rsvpAgentActive;
        this.rsvpAgentTrunk = builder.rsvpAgentTrunk;
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
        copy.emccActive = emccActive;
        copy.pstnAccessActive = pstnAccessActive;
        copy.pstnAccessTrunk = pstnAccessTrunk;
        copy.rsvpAgentActive = rsvpAgentActive;
        copy.rsvpAgentTrunk = rsvpAgentTrunk;
        return copy;
    }

    /**
     * Whether EMCC is active; if not, a login from here ends with 201.
     *
     * @return whether EMCC is active; if not, a login from here ends with 201
     */
    public boolean emccActive() {
        return emccActive;
    }

    /**
     * Whether PSTN Access is active; if not, a login from here ends with 211.
     *
     * @return whether PSTN Access is active; if not, a login from here ends with 211
     */
    public boolean pstnAccessActive() {
        return pstnAccessActive;
    }

    /**
     * The trunk of PSTN Access, of the EMCC service type.
     *
     * @return the trunk of PSTN Access, of the EMCC service type, or empty when there is none
     */
    public Optional<String> pstnAccessTrunk() {
        return Optional.ofNullable(pstnAccessTrunk);
    }

    /**
     * Whether RSVP Agent is active.
     *
     * @return whether RSVP Agent is active
     */
    public boolean rsvpAgentActive() {
        return rsvpAgentActive;
    }

    /**
     * The trunk of RSVP Agent, of the EMCC service type.
     *
     * @return the trunk of RSVP Agent, of the EMCC service type, or empty when there is none
     */
    public Optional<String> rsvpAgentTrunk() {
        return Optional.ofNullable(rsvpAgentTrunk);
    }

    /**
     * The services that this cluster takes part in.
     *
     * @return those of EMCC, PSTN Access and RSVP Agent that are active
     */
    public Set<InterclusterService> activeServices() {
        EnumSet<InterclusterService> active = EnumSet.noneOf(InterclusterService.class);
        if (emccActive) {
            active.add(InterclusterService.EMCC);
        }
        if (pstnAccessActive) {
            active.add(InterclusterService.PSTN_ACCESS);
        }
        if (rsvpAgentActive) {
            active.add(InterclusterService.RSVP_AGENT);
        }
        return Collections.unmodifiableSet(active);
    }

    /**
     * What the button <em>Validate</em> minds; <em>Save</em> only when there is nothing. An active PSTN Access and an active RSVP
     * Agent each need a trunk, which exists and is of service type EMCC; the two may share one.
     *
     * @param trunks the trunks of the cluster
     * @return the failure messages, or none
     */
    public List<String> failures(List<SipTrunk> trunks) {
        List<String> failures = new ArrayList<>();
        validate("PSTN Access", pstnAccessActive, pstnAccessTrunk, Require.list(trunks, "trunks"), failures);
        validate("RSVP Agent", rsvpAgentActive, rsvpAgentTrunk, trunks, failures);
        return List.copyOf(failures);
    }

    private static void validate(
            String service, boolean active, @Nullable String trunk, List<SipTrunk> trunks, List<String> failures) {
        if (trunk == null) {
            if (active) {
                failures.add(service + " is active and must have a SIP trunk, but has none");
            }
        } else if (trunks.stream()
                .noneMatch(known -> known.name().equals(trunk)
                        && known.serviceType() == TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)) {
            failures.add(service + " must have a SIP trunk of service type EMCC, but has " + trunk);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InterclusterServiceProfile that
                && emccActive == that.emccActive
                && pstnAccessActive == that.pstnAccessActive
                && Objects.equals(pstnAccessTrunk, that.pstnAccessTrunk)
                && rsvpAgentActive == that.rsvpAgentActive
                && Objects.equals(rsvpAgentTrunk, that.rsvpAgentTrunk);
    }

    @Override
    public int hashCode() {
        return Objects.hash(emccActive, pstnAccessActive, pstnAccessTrunk, rsvpAgentActive, rsvpAgentTrunk);
    }

    @Override
    public String toString() {
        return "InterclusterServiceProfile[EMCC " + emccActive + ", PSTN access " + pstnAccessActive + ", RSVP agent "
                + rsvpAgentActive + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private boolean emccActive = false;
        private boolean pstnAccessActive = false;
        private @Nullable String pstnAccessTrunk;
        private boolean rsvpAgentActive = false;
        private @Nullable String rsvpAgentTrunk;

        private Builder() {}

        /**
         * Whether EMCC is active; if not, a login from here ends with 201.
         *
         * @param emccActive the value
         * @return this builder
         */
        public Builder emccActive(boolean emccActive) {
            this.emccActive = emccActive;
            return this;
        }

        /**
         * Whether PSTN Access is active; if not, a login from here ends with 211.
         *
         * @param pstnAccessActive the value
         * @return this builder
         */
        public Builder pstnAccessActive(boolean pstnAccessActive) {
            this.pstnAccessActive = pstnAccessActive;
            return this;
        }

        /**
         * The trunk of PSTN Access, of the EMCC service type.
         *
         * @param pstnAccessTrunk its device name, 1 to 128 characters
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder pstnAccessTrunk(String pstnAccessTrunk) {
            this.pstnAccessTrunk = Require.text(pstnAccessTrunk, "PSTN access trunk", 128);
            return this;
        }

        /**
         * Whether RSVP Agent is active.
         *
         * @param rsvpAgentActive the value
         * @return this builder
         */
        public Builder rsvpAgentActive(boolean rsvpAgentActive) {
            this.rsvpAgentActive = rsvpAgentActive;
            return this;
        }

        /**
         * The trunk of RSVP Agent, of the EMCC service type.
         *
         * @param rsvpAgentTrunk its device name, 1 to 128 characters
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder rsvpAgentTrunk(String rsvpAgentTrunk) {
            this.rsvpAgentTrunk = Require.text(rsvpAgentTrunk, "RSVP agent trunk", 128);
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public InterclusterServiceProfile build() {
            return new InterclusterServiceProfile(this);
        }
    }
}
