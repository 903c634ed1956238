package org.emcc.core.user;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * An end user, as far as EMCC looks at one. The PIN is not here: {@code Credentials} knows it.
 *
 * <p>Source: emcc-behaviour 2.1, 2.4, 3.3 and 12.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class EndUser {
    private final UserId id;
    private final boolean emccEnabled;
    private final boolean homeCluster;
    private final List<DeviceProfileName> controlledProfiles;
    private final @Nullable String selfServiceId;
    private final @Nullable String primaryExtension;
    private final MaximumLoginTime maximumLoginTime;

    private EndUser(Builder builder) {
        this.id = builder.id;
        this.emccEnabled = builder.emccEnabled;
        this.homeCluster = builder.homeCluster;
        this.controlledProfiles = builder.controlledProfiles;
        this.selfServiceId = builder.selfServiceId;
        this.primaryExtension = builder.primaryExtension;
        this.maximumLoginTime = builder.maximumLoginTime;
    }

    /**
     * Starts a user.
     *
     * @param id the user ID
     * @return a builder with EMCC off, <em>Home Cluster</em> on, and nothing else
     */
    public static Builder builder(UserId id) {
        return new Builder(id);
    }

    /**
     * A builder that holds what this user holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(id);
        copy.emccEnabled = emccEnabled;
        copy.homeCluster = homeCluster;
        copy.controlledProfiles = controlledProfiles;
        copy.selfServiceId = selfServiceId;
        copy.primaryExtension = primaryExtension;
        copy.maximumLoginTime = maximumLoginTime;
        return copy;
    }

    /**
     * The user ID.
     *
     * @return the id
     */
    public UserId id() {
        return id;
    }

    /**
     * <em>Enable Extension Mobility Cross Cluster</em>.
     *
     * @return whether the box is ticked
     */
    public boolean emccEnabled() {
        return emccEnabled;
    }

    /**
     * <em>Home Cluster</em>: whether this cluster calls the user its own.
     *
     * @return whether the box is ticked
     */
    public boolean homeCluster() {
        return homeCluster;
    }

    /**
     * <em>Controlled Profiles</em>: the device profiles that are offered at login.
     *
     * @return the names, in the administrator's order
     */
    public List<DeviceProfileName> controlledProfiles() {
        return controlledProfiles;
    }

    /**
     * The self-service user ID, for login type SP.
     *
     * @return the id, or empty when none is set
     */
    public Optional<String> selfServiceId() {
        return Optional.ofNullable(selfServiceId);
    }

    /**
     * The primary extension, for login type DN.
     *
     * @return the number, or empty when none is set
     */
    public Optional<String> primaryExtension() {
        return Optional.ofNullable(primaryExtension);
    }

    /**
     * <em>Maximum Login Time</em> (12.5 and later; before that it is ignored).
     *
     * @return the choice; {@link MaximumLoginTime#resolve} tells what it means
     */
    public MaximumLoginTime maximumLoginTime() {
        return maximumLoginTime;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndUser that
                && id.equals(that.id)
                && emccEnabled == that.emccEnabled
                && homeCluster == that.homeCluster
                && controlledProfiles.equals(that.controlledProfiles)
                && Objects.equals(selfServiceId, that.selfServiceId)
                && Objects.equals(primaryExtension, that.primaryExtension)
                && maximumLoginTime.equals(that.maximumLoginTime);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                id, emccEnabled, homeCluster, controlledProfiles, selfServiceId, primaryExtension, maximumLoginTime);
    }

    @Override
    public String toString() {
        return "EndUser[" + id + "]";
    }

    /**
     * Builds a user.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final UserId id;
        private boolean emccEnabled;
        private boolean homeCluster = true;
        private List<DeviceProfileName> controlledProfiles = List.of();
        private @Nullable String selfServiceId;
        private @Nullable String primaryExtension;
        private MaximumLoginTime maximumLoginTime = MaximumLoginTime.systemDefault();

        private Builder(UserId id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        /**
         * <em>Enable Extension Mobility Cross Cluster</em>; off by default.
         *
         * @param ticked whether the box is ticked
         * @return this builder
         */
        public Builder emccEnabled(boolean ticked) {
            this.emccEnabled = ticked;
            return this;
        }

        /**
         * <em>Home Cluster</em>; on by default.
         *
         * @param ticked whether the box is ticked
         * @return this builder
         */
        public Builder homeCluster(boolean ticked) {
            this.homeCluster = ticked;
            return this;
        }

        /**
         * The device profiles that are offered at login.
         *
         * @param names the names, in order, each once
         * @return this builder
         * @throws IllegalArgumentException when a name is there twice
         */
        public Builder controlledProfiles(List<DeviceProfileName> names) {
            this.controlledProfiles = Require.distinct(Require.list(names, "controlledProfiles"), "controlled profile");
            return this;
        }

        /**
         * The self-service user ID.
         *
         * @param value 1 to 128 characters
         * @return this builder
         * @throws IllegalArgumentException when the text breaks the rule
         */
        public Builder selfServiceId(String value) {
            this.selfServiceId = Require.text(value, "self-service user id", 128);
            return this;
        }

        /**
         * The primary extension.
         *
         * @param value 1 to 50 characters
         * @return this builder
         * @throws IllegalArgumentException when the text breaks the rule
         */
        public Builder primaryExtension(String value) {
            this.primaryExtension = Require.text(value, "primary extension", 50);
            return this;
        }

        /**
         * <em>Maximum Login Time</em>; the system default by default.
         *
         * @param choice one of the three choices
         * @return this builder
         */
        public Builder maximumLoginTime(MaximumLoginTime choice) {
            this.maximumLoginTime = Objects.requireNonNull(choice, "maximumLoginTime");
            return this;
        }

        /**
         * <em>Maximum Login Time</em>: the user is logged out after this time.
         *
         * @param limit whole minutes, 0:01 to 168:00
         * @return this builder
         * @throws IllegalArgumentException when it is out of range or has seconds
         */
        public Builder maximumLoginTime(Duration limit) {
            return maximumLoginTime(MaximumLoginTime.after(limit));
        }

        /**
         * The user.
         *
         * @return a new value
         */
        public EndUser build() {
            return new EndUser(this);
        }
    }
}
