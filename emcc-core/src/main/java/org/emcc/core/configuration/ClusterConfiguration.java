package org.emcc.core.configuration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.BaseDeviceRecords;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.Phone;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.emcc.core.user.EndUser;

/**
 * The snapshot of all a cluster is configured with for EMCC. It holds no secret: PINs are not part of a configuration.
 *
 * <p>Source: design 5; emcc-behaviour 2.1 (the order of configuration), 5.6
 * (base devices).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ClusterConfiguration {
    private final ClusterSettings settings;
    private final Map<DeviceName, Phone> phones;
    private final Map<DeviceProfileName, DeviceProfile> profiles;
    private final Map<UserId, EndUser> users;
    private final List<BaseDevice> baseDevices;
    private final Set<String> remoteDestinationProfiles;

    private ClusterConfiguration(Builder builder) {
        this.settings = builder.settings;
        List<String> problems = new ArrayList<>();
        this.phones = byName(builder.phones, Phone::name, "phone", problems);
        this.profiles = byName(builder.profiles, DeviceProfile::name, "device profile", problems);
        this.users = byName(builder.users, EndUser::id, "user", problems);
        this.baseDevices = List.copyOf(byName(builder.baseDevices, BaseDevice::name, "base device", problems)
                .values());
        this.remoteDestinationProfiles = builder.remoteDestinationProfiles;
        for (Phone phone : builder.phones) {
            if (settings.devicePool(phone.devicePool()).isEmpty()) {
                problems.add(
                        "phone " + phone.name() + " names device pool " + phone.devicePool() + ", which is not there");
            }
        }
        for (EndUser user : builder.users) {
            for (DeviceProfileName profile : user.controlledProfiles()) {
                if (!profiles.containsKey(profile)) {
                    problems.add("user " + user.id() + " names device profile " + profile + ", which is not there");
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("configuration of cluster " + settings.id() + " does not fit together: "
                    + String.join("; ", problems));
        }
    }

    private static <K, V> Map<K, V> byName(List<V> values, Function<V, K> name, String what, List<String> problems) {
        Map<K, V> found = new LinkedHashMap<>();
        for (V value : values) {
            if (found.put(name.apply(value), value) != null) {
                problems.add(what + " " + name.apply(value) + " is there twice");
            }
        }
        return Collections.unmodifiableMap(found);
    }

    /**
     * Starts a configuration.
     *
     * @param settings what is set once for the whole cluster
     * @return a builder without phones, profiles, users and base devices
     */
    public static Builder builder(ClusterSettings settings) {
        return new Builder(settings);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(settings)
                .phones(List.copyOf(phones.values()))
                .profiles(List.copyOf(profiles.values()))
                .users(List.copyOf(users.values()))
                .baseDevices(baseDevices)
                .remoteDestinationProfiles(remoteDestinationProfiles);
    }

    /**
     * What is set once for the whole cluster.
     *
     * @return the settings
     */
    public ClusterSettings settings() {
        return settings;
    }

    /**
     * The phones by name.
     *
     * @return an unmodifiable map in the order in which they were given
     */
    public Map<DeviceName, Phone> phones() {
        return phones;
    }

    /**
     * The user device profiles by name.
     *
     * @return an unmodifiable map in the order in which they were given
     */
    public Map<DeviceProfileName, DeviceProfile> profiles() {
        return profiles;
    }

    /**
     * The end users by user ID.
     *
     * @return an unmodifiable map in the order in which they were given
     */
    public Map<UserId, EndUser> users() {
        return users;
    }

    /**
     * The EMCC base devices.
     *
     * @return an unmodifiable list in the order in which they were given
     */
    public List<BaseDevice> baseDevices() {
        return baseDevices;
    }

    /**
     * The names of the remote destination profiles, which base devices must not have.
     *
     * @return an unmodifiable set
     */
    public Set<String> remoteDestinationProfiles() {
        return remoteDestinationProfiles;
    }

    /**
     * What the bulk jobs for EMCC devices look at: the base devices, the templates, the number of phones, and the names that are
     * taken. The last number used is taken to be the highest that is there.
     *
     * @return the records, without waiting jobs
     */
    public BaseDeviceRecords baseDeviceRecords() {
        Set<String> names = new HashSet<>(remoteDestinationProfiles);
        phones.keySet().forEach(name -> names.add(name.value()));
        profiles.keySet().forEach(name -> names.add(name.value()));
        List<EmccTemplate> templates = new ArrayList<>(settings.otherTemplates());
        settings.template().ifPresent(templates::add);
        BaseDeviceRecords.Builder records = BaseDeviceRecords.builder()
                .devices(baseDevices)
                .templates(templates)
                .otherNames(names)
                .phones(phones.size());
        settings.template().ifPresent(template -> records.defaultTemplate(template.name()));
        return records.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterConfiguration that
                && settings.equals(that.settings)
                && phones.equals(that.phones)
                && profiles.equals(that.profiles)
                && users.equals(that.users)
                && baseDevices.equals(that.baseDevices)
                && remoteDestinationProfiles.equals(that.remoteDestinationProfiles);
    }

    @Override
    public int hashCode() {
        return Objects.hash(settings, phones, profiles, users, baseDevices, remoteDestinationProfiles);
    }

    @Override
    public String toString() {
        return "ClusterConfiguration[" + settings.id() + ", " + phones.size() + " phones, " + users.size() + " users]";
    }

    /**
     * Builds a configuration.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private ClusterSettings settings;
        private List<Phone> phones = List.of();
        private List<DeviceProfile> profiles = List.of();
        private List<EndUser> users = List.of();
        private List<BaseDevice> baseDevices = List.of();
        private Set<String> remoteDestinationProfiles = Set.of();

        private Builder(ClusterSettings settings) {
            this.settings = Objects.requireNonNull(settings, "settings");
        }

        /**
         * Other settings for the whole cluster.
         *
         * @param replacement the settings
         * @return this builder
         */
        public Builder settings(ClusterSettings replacement) {
            this.settings = Objects.requireNonNull(replacement, "settings");
            return this;
        }

        /**
         * The phones.
         *
         * @param values the phones, each name once
         * @return this builder
         */
        public Builder phones(List<Phone> values) {
            this.phones = Require.list(values, "phones");
            return this;
        }

        /**
         * The user device profiles.
         *
         * @param values the profiles, each name once
         * @return this builder
         */
        public Builder profiles(List<DeviceProfile> values) {
            this.profiles = Require.list(values, "profiles");
            return this;
        }

        /**
         * The end users.
         *
         * @param values the users, each user ID once
         * @return this builder
         */
        public Builder users(List<EndUser> values) {
            this.users = Require.list(values, "users");
            return this;
        }

        /**
         * The EMCC base devices.
         *
         * @param values the base devices, each name once
         * @return this builder
         */
        public Builder baseDevices(List<BaseDevice> values) {
            this.baseDevices = Require.list(values, "baseDevices");
            return this;
        }

        /**
         * So many nonsecure base devices, {@code EMCC1} and on, as the bulk job inserts them.
         *
         * @param count how many, 0 to 30000 (emcc-behaviour 5.7)
         * @return this builder
         * @throws IllegalArgumentException when the count is out of range
         */
        public Builder baseDevices(int count) {
            Require.range(count, "number of EMCC base devices", 0, 30_000);
            return baseDevices(IntStream.rangeClosed(1, count)
                    .mapToObj(number -> new BaseDevice(BaseDeviceName.of(number), PhoneSecurity.NONSECURE))
                    .toList());
        }

        /**
         * The names of the remote destination profiles.
         *
         * @param values the names
         * @return this builder
         */
        public Builder remoteDestinationProfiles(Set<String> values) {
            this.remoteDestinationProfiles = Require.set(values, "remoteDestinationProfiles");
            return this;
        }

        /**
         * The finished configuration.
         *
         * @return a new value
         * @throws IllegalArgumentException when a name is there twice or names something that is not there; the message names
         *     all such places
         */
        public ClusterConfiguration build() {
            return new ClusterConfiguration(this);
        }
    }
}
