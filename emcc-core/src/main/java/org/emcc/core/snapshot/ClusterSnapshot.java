package org.emcc.core.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.emcc.core.internal.Require;

/**
 * What a cluster is really configured with for EMCC, as it was found: by AXL, in a file, or said by hand. It keeps what is wrong, and
 * says what nobody told: a kind of objects that was not read is not the same as one of which there are none. It holds no secret.
 *
 * <p>Source: design 5; emcc-behaviour 2.1 (the order of configuration).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ClusterSnapshot {
    private final String title;
    private final Setting<Release> release;
    private final EnterpriseParameters enterpriseParameters;
    private final FeatureParameters featureParameters;
    private final ServiceParameters serviceParameters;
    private final Map<ObjectKind, List<ClusterObject>> objects;
    private final Map<ObjectKind, Map<String, ClusterObject>> byName;
    private final List<String> remarks;
    private final Map<String, String> others;

    private ClusterSnapshot(Builder builder) {
        this.title = builder.title;
        this.release = builder.release;
        this.enterpriseParameters = builder.enterpriseParameters;
        this.featureParameters = builder.featureParameters;
        this.serviceParameters = builder.serviceParameters;
        this.objects = Collections.unmodifiableMap(new EnumMap<>(builder.objects));
        this.remarks = List.copyOf(builder.remarks);
        this.others = Collections.unmodifiableMap(new TreeMap<>(builder.others));
        this.byName = new EnumMap<>(ObjectKind.class);
        objects.forEach((kind, list) -> byName.put(kind, index(list)));
    }

    private static Map<String, ClusterObject> index(List<ClusterObject> list) {
        Map<String, ClusterObject> found = new HashMap<>(list.size() * 2);
        list.forEach(object -> found.putIfAbsent(key(object.name()), object));
        return found;
    }

    /** The product does not tell names apart by case (inferred). */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Starts a snapshot of which nothing is known.
     *
     * @param title how reports call the cluster where its ID is not known, 1 to 255 characters
     * @return a builder
     */
    public static Builder builder(String title) {
        return new Builder(Require.text(title, "title of a snapshot", 255));
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(title);
        copy.release = release;
        copy.enterpriseParameters = enterpriseParameters;
        copy.featureParameters = featureParameters;
        copy.serviceParameters = serviceParameters;
        copy.objects.putAll(objects);
        copy.remarks.addAll(remarks);
        copy.others.putAll(others);
        return copy;
    }

    /**
     * How reports call the cluster: its ID where that is known, else the title.
     *
     * @return the name
     */
    public String name() {
        return enterpriseParameters.setting(EnterpriseParameters.CLUSTER_ID) instanceof Setting.Valid<ClusterId> valid
                ? valid.setting().value()
                : title;
    }

    /**
     * What the snapshot was called when it was made.
     *
     * @return the title
     */
    public String title() {
        return title;
    }

    /**
     * The release of the cluster.
     *
     * @return the setting
     */
    public Setting<Release> release() {
        return release;
    }

    /**
     * The enterprise parameters that EMCC needs, the cluster ID among them.
     *
     * @return the parameters
     */
    public EnterpriseParameters enterpriseParameters() {
        return enterpriseParameters;
    }

    /**
     * The EMCC feature parameters.
     *
     * @return the parameters
     */
    public FeatureParameters featureParameters() {
        return featureParameters;
    }

    /**
     * The service parameters of Extension Mobility.
     *
     * @return the parameters
     */
    public ServiceParameters serviceParameters() {
        return serviceParameters;
    }

    /**
     * Whether the objects of a kind were read. Then there are no others of that kind.
     *
     * @param kind a kind
     * @return false when nobody said which there are
     */
    public boolean knows(ObjectKind kind) {
        return objects.containsKey(Objects.requireNonNull(kind, "kind"));
    }

    /**
     * The objects of a kind, also those of which two have one name.
     *
     * @param kind a kind
     * @return an unmodifiable list in the order in which they were given; empty when the kind is not known
     */
    public List<ClusterObject> all(ObjectKind kind) {
        return objects.getOrDefault(Objects.requireNonNull(kind, "kind"), List.of());
    }

    /**
     * An object by its name, which is not told apart by case (inferred).
     *
     * @param kind a kind
     * @param name the name, as {@link ClusterObject#name} has it
     * @return the first of that name, or empty when there is none, or the kind is not known
     */
    public Optional<ClusterObject> find(ObjectKind kind, String name) {
        return Optional.ofNullable(byName.getOrDefault(Objects.requireNonNull(kind, "kind"), Map.of())
                .get(key(Objects.requireNonNull(name, "name"))));
    }

    /**
     * What could not be read, and why, in sentences for people.
     *
     * @return an unmodifiable list
     */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * What a file had besides: kinds of objects that nobody knows here, and their XML as it was.
     *
     * @return an unmodifiable map, by name in order
     */
    public Map<String, String> others() {
        return others;
    }

    /**
     * What the rules of the login run on, so far as this says it.
     *
     * @return the configuration with what could not be taken over, or why there is none
     */
    public SnapshotProjection toConfiguration() {
        return SnapshotProjection.of(this);
    }

    /**
     * The snapshot of a cluster that is configured so. What is named inside an object, such as the geolocation of a device pool, is an
     * object of its own. Kinds of which a configuration says nothing are unknown.
     *
     * @param configuration the configuration
     * @return the snapshot; its title is the cluster ID
     */
    public static ClusterSnapshot of(ClusterConfiguration configuration) {
        return ConfigurationWriter.snapshot(Objects.requireNonNull(configuration, "configuration"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterSnapshot that
                && title.equals(that.title)
                && release.equals(that.release)
                && enterpriseParameters.equals(that.enterpriseParameters)
                && featureParameters.equals(that.featureParameters)
                && serviceParameters.equals(that.serviceParameters)
                && objects.equals(that.objects)
                && remarks.equals(that.remarks)
                && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                title, release, enterpriseParameters, featureParameters, serviceParameters, objects, remarks, others);
    }

    @Override
    public String toString() {
        return "ClusterSnapshot[" + name() + ", "
                + objects.values().stream().mapToInt(List::size).sum() + " objects]";
    }

    /**
     * Builds a snapshot.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final String title;
        private Setting<Release> release = Setting.unknown();
        private EnterpriseParameters enterpriseParameters = EnterpriseParameters.read(Map.of());
        private FeatureParameters featureParameters = FeatureParameters.read(Map.of());
        private ServiceParameters serviceParameters = ServiceParameters.read(Map.of());
        private final Map<ObjectKind, List<ClusterObject>> objects = new EnumMap<>(ObjectKind.class);
        private final List<String> remarks = new ArrayList<>();
        private final Map<String, String> others = new TreeMap<>();

        private Builder(String title) {
            this.title = title;
        }

        /**
         * The release of the cluster.
         *
         * @param found the setting
         * @return this builder
         */
        public Builder release(Setting<Release> found) {
            this.release = Objects.requireNonNull(found, "release");
            return this;
        }

        /**
         * The release of the cluster.
         *
         * @param known such as 12.5
         * @return this builder
         */
        public Builder release(Release known) {
            return release(Setting.of(known));
        }

        /**
         * The enterprise parameters.
         *
         * @param parameters the parameters
         * @return this builder
         */
        public Builder enterpriseParameters(EnterpriseParameters parameters) {
            this.enterpriseParameters = Objects.requireNonNull(parameters, "enterpriseParameters");
            return this;
        }

        /**
         * The EMCC feature parameters.
         *
         * @param parameters the parameters
         * @return this builder
         */
        public Builder featureParameters(FeatureParameters parameters) {
            this.featureParameters = Objects.requireNonNull(parameters, "featureParameters");
            return this;
        }

        /**
         * The service parameters of Extension Mobility.
         *
         * @param parameters the parameters
         * @return this builder
         */
        public Builder serviceParameters(ServiceParameters parameters) {
            this.serviceParameters = Objects.requireNonNull(parameters, "serviceParameters");
            return this;
        }

        /**
         * All objects of a kind, in place of those given before.
         *
         * @param kind the kind
         * @param all every object of the kind that there is
         * @return this builder
         * @throws IllegalArgumentException when one is of another kind
         */
        public Builder objects(ObjectKind kind, List<ClusterObject> all) {
            Objects.requireNonNull(kind, "kind");
            List<ClusterObject> copy = Require.list(all, "objects");
            copy.stream().filter(object -> object.kind() != kind).findFirst().ifPresent(object -> {
                throw new IllegalArgumentException(
                        "objects must each be a " + kind.label() + ", but one is " + Require.clip(object.toString()));
            });
            objects.put(kind, copy);
            return this;
        }

        /**
         * One more object; its kind is known from then on.
         *
         * @param more objects, each of any kind
         * @return this builder
         */
        public Builder add(ClusterObject... more) {
            Arrays.stream(more).forEach(object -> {
                List<ClusterObject> longer = new ArrayList<>(objects.getOrDefault(object.kind(), List.of()));
                longer.add(object);
                objects.put(object.kind(), List.copyOf(longer));
            });
            return this;
        }

        /**
         * Of a kind nothing is known.
         *
         * @param kind the kind
         * @return this builder
         */
        public Builder unknown(ObjectKind kind) {
            objects.remove(Objects.requireNonNull(kind, "kind"));
            return this;
        }

        /**
         * What could not be read.
         *
         * @param sentence a sentence for people
         * @return this builder
         */
        public Builder remark(String sentence) {
            remarks.add(Require.text(sentence, "remark", 2_000));
            return this;
        }

        /**
         * What a file had besides.
         *
         * @param name the name of a kind or element that nobody knows here, 1 to 255 characters
         * @param content the XML inside it
         * @return this builder
         */
        public Builder other(String name, String content) {
            others.put(Require.text(name, "name of an element", 255), Objects.requireNonNull(content, "content"));
            return this;
        }

        /**
         * The finished snapshot.
         *
         * @return a new value
         */
        public ClusterSnapshot build() {
            return new ClusterSnapshot(this);
        }
    }
}
