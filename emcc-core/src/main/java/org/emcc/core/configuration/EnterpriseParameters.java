package org.emcc.core.configuration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;

/**
 * The enterprise parameters that EMCC needs: cluster ID, security mode, default geolocation, the rollback parameter, and the address
 * of the phones' pages.
 *
 * <p>Source: emcc-behaviour 2.1, 5.8, 8.1, 8.4 and 9. The internal names, under which AXL knows some of them, are not in public
 * documents of the product (inferred); a caller may give others.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class EnterpriseParameters {
    /** <em>Cluster ID</em>, 1 to 255 characters; unique over all clusters. */
    public static final Parameter<ClusterId> CLUSTER_ID =
            Parameter.clusterId("Cluster ID").alsoNamed("ClusterID");

    /** <em>Cluster Security Mode</em>: 0 is nonsecure, 1 is mixed. */
    public static final Parameter<ClusterSecurityMode> CLUSTER_SECURITY_MODE = Parameter.choice(
                    "Cluster Security Mode",
                    ClusterSecurityMode.NONSECURE,
                    EnterpriseParameters::label,
                    EnterpriseParameters::byLabel)
            .alsoNamed("ClusterSecurityMode");

    /** <em>Default Geolocation</em>: the name of a geolocation, or {@code Unspecified}, which is as good as none. */
    public static final Parameter<String> DEFAULT_GEOLOCATION = Parameter.text("Default Geolocation", 50);

    /** <em>Prepare Cluster for Rollback to pre 8.0</em> (default false): true empties the trust lists. */
    public static final Parameter<Boolean> PREPARE_FOR_ROLLBACK =
            Parameter.flag("Prepare Cluster for Rollback to pre 8.0", false);

    private static final List<Parameter<?>> ALL =
            List.of(CLUSTER_ID, CLUSTER_SECURITY_MODE, DEFAULT_GEOLOCATION, PREPARE_FOR_ROLLBACK);

    private static final String WHAT = "enterprise parameter";

    private final ParameterValues values;

    private EnterpriseParameters(ParameterValues values) {
        this.values = values;
    }

    private static String label(ClusterSecurityMode mode) {
        return mode == ClusterSecurityMode.MIXED ? "1" : "0";
    }

    private static Optional<ClusterSecurityMode> byLabel(String text) {
        return switch (text) {
            case "0" -> Optional.of(ClusterSecurityMode.NONSECURE);
            case "1" -> Optional.of(ClusterSecurityMode.MIXED);
            default -> Optional.empty();
        };
    }

    /**
     * The parameters.
     *
     * @return an unmodifiable list
     */
    public static List<Parameter<?>> all() {
        return ALL;
    }

    /**
     * Starts parameters of which nothing is set, so that each has its default.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder(ParameterValues.of(WHAT, ALL));
    }

    /**
     * Parameters as they were found; what was not found is unknown.
     *
     * @param texts texts by name, of other parameters too, which are kept
     * @return the parameters
     */
    public static EnterpriseParameters read(Map<String, String> texts) {
        Builder builder = new Builder(ParameterValues.of(WHAT, ALL).unknownUntilRead());
        Objects.requireNonNull(texts, "texts").forEach(builder::read);
        return builder.build();
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /**
     * A setting.
     *
     * @param parameter one of {@link #all}
     * @param <T> the type of its values
     * @return the setting
     * @throws IllegalArgumentException when it is another parameter
     */
    public <T> Setting<T> setting(Parameter<T> parameter) {
        return values.get(parameter);
    }

    /**
     * What holds: the value, or the default where there is one.
     *
     * @param parameter one of {@link #all}
     * @param <T> the type of its values
     * @return the value; empty where there is neither
     * @throws IllegalArgumentException when it is another parameter
     */
    public <T> Optional<T> valueOrDefault(Parameter<T> parameter) {
        return values.valueOrDefault(parameter);
    }

    /**
     * The texts of parameters that are none of {@link #all}.
     *
     * @return an unmodifiable map by name
     */
    public Map<String, String> others() {
        return values.others();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnterpriseParameters that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "EnterpriseParameters[" + values + "]";
    }

    /**
     * Builds parameters.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private ParameterValues values;

        private Builder(ParameterValues values) {
            this.values = values;
        }

        /**
         * A setting.
         *
         * @param parameter one of {@link EnterpriseParameters#all}
         * @param setting the setting
         * @param <T> the type of its values
         * @return this builder
         * @throws IllegalArgumentException when it is another parameter, or a valid setting breaks its rule
         */
        public <T> Builder set(Parameter<T> parameter, Setting<T> setting) {
            values = values.with(parameter, setting);
            return this;
        }

        /**
         * A text as it was found.
         *
         * @param name the name of a parameter; one that is none of {@link EnterpriseParameters#all} is kept
         * @param text its text
         * @return this builder
         */
        public Builder read(String name, String text) {
            values = values.read(name, text);
            return this;
        }

        /**
         * The finished parameters.
         *
         * @return a new value
         */
        public EnterpriseParameters build() {
            return new EnterpriseParameters(values);
        }
    }
}
