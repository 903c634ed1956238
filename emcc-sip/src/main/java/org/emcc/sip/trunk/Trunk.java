package org.emcc.sip.trunk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a SIP trunk. What is built by hand keeps the rules of the form, and those of its service type; what is read
 * from a cluster keeps what is wrong, and {@link #findings} tells it.
 *
 * <p>The service type is given at creation and cannot be changed. The peers of an EMCC trunk are not in its configuration: it has no
 * destination, and calls go to the addresses that the records of remote clusters have learned ({@link TrunkPeers}).
 *
 * <p>Source: sip 1.1, 1.2, 1.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Trunk {
    /** The most destinations that a trunk has. */
    static final int MOST_DESTINATIONS = 16;

    private static final String WHAT = "trunk";

    private final FormValues values;
    private final Setting<List<Destination>> destinations;

    private Trunk(FormValues values, Setting<List<Destination>> destinations) {
        this.values = values;
        this.destinations = destinations;
    }

    /**
     * Starts a trunk as the product adds one: every required field has its default, and the protocol side is Network, as in the
     * vendor's sample.
     *
     * @param name the device name, 1 to 128 letters, digits, dots, hyphens, underscores and tildes
     * @param serviceType the service type, which cannot be changed later
     * @param devicePool the device pool
     * @return a builder
     * @throws IllegalArgumentException when the name breaks its rule
     */
    public static Builder builder(String name, TrunkServiceType serviceType, DevicePoolName devicePool) {
        FormValues values = FormValues.of(WHAT, TrunkFields.all());
        for (FormField<?> field : TrunkFields.all()) {
            if (field.required()) {
                values = withDefault(values, field);
            }
        }
        return new Builder(
                values.with(TrunkFields.NAME, name)
                        .with(TrunkFields.SIP_TRUNK_TYPE, Objects.requireNonNull(serviceType, "serviceType"))
                        .with(TrunkFields.DEVICE_POOL_NAME, devicePool.value())
                        .with(TrunkFields.PROTOCOL_SIDE, "Network"),
                Setting.of(List.of()),
                false);
    }

    private static <T> FormValues withDefault(FormValues values, FormField<T> field) {
        return field.byDefault().map(value -> values.with(field, value)).orElse(values);
    }

    /**
     * Reads what was found in a real cluster, without its destinations, which are unknown then.
     *
     * @param texts the texts by AXL name
     * @return the trunk
     * @see #read(Map, List)
     */
    public static Trunk read(Map<String, String> texts) {
        return new Trunk(FormValues.read(WHAT, TrunkFields.all(), texts), new Setting.Unknown<>());
    }

    /**
     * Reads what was found in a real cluster; nothing is refused. What is wrong is kept as invalid, a field that is not among the texts
     * is unknown, and a text under another name is kept in {@link #others}.
     *
     * @param texts the texts by AXL name
     * @param destinations the rows of the destination table, in order
     * @return the trunk
     */
    public static Trunk read(Map<String, String> texts, List<Destination> destinations) {
        return new Trunk(
                FormValues.read(WHAT, TrunkFields.all(), texts),
                Setting.of(Require.list(destinations, "destinations")));
    }

    /**
     * A builder that holds what this holds, for a change of an existing trunk. What is {@link FormField#fixed} cannot be changed, and
     * it refuses to build while it holds what is wrong.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(values, destinations, true);
    }

    /**
     * The device name, as it was found.
     *
     * @return the name, or an empty text when nobody said
     */
    public String name() {
        return values.text(TrunkFields.NAME);
    }

    /**
     * The service type.
     *
     * @return the type, {@link TrunkServiceType#NONE} when it is not set; empty when nobody said, or the text is none of the types
     */
    public Optional<TrunkServiceType> serviceType() {
        return values.certain(TrunkFields.SIP_TRUNK_TYPE);
    }

    /**
     * Whether the service type is EMCC.
     *
     * @return whether it certainly is
     */
    public boolean isEmcc() {
        return values.is(TrunkFields.SIP_TRUNK_TYPE, TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER);
    }

    /**
     * The rows of the destination table, in order.
     *
     * @return the destinations, none for an EMCC trunk that keeps its rules; unknown when they were not read
     */
    public Setting<List<Destination>> destinations() {
        return destinations;
    }

    /**
     * The setting of a field, as it was found.
     *
     * @param field one of {@link TrunkFields#all}
     * @param <T> the type of its values
     * @return the setting; absent when nobody set it
     * @throws IllegalArgumentException when it is none of them
     */
    public <T> Setting<T> setting(FormField<T> field) {
        return values.get(field);
    }

    /**
     * What the product goes by: the valid value, else the default. That an invalid text counts as the default is inferred.
     *
     * @param field one of {@link TrunkFields#all}
     * @param <T> the type of its values
     * @return the value, or empty when there is neither
     * @throws IllegalArgumentException when it is none of them
     */
    public <T> Optional<T> valueOrDefault(FormField<T> field) {
        return values.valueOrDefault(field);
    }

    /**
     * What is set, as AXL has it: invalid texts as they were read, and what was read under names that are not those of these fields.
     *
     * @return an unmodifiable map of texts by AXL name, in the order of the page; what is unknown or absent is not in it
     */
    public Map<String, String> texts() {
        return values.texts();
    }

    /**
     * What was read under names that are not those of these fields.
     *
     * @return an unmodifiable map of the texts by name
     */
    public Map<String, String> others() {
        return values.others();
    }

    /**
     * The trunk as the settings of a cluster have it.
     *
     * @return the name and the service type; empty when one of them is not known
     */
    public Optional<SipTrunk> sipTrunk() {
        return values.get(TrunkFields.NAME)
                .value()
                .flatMap(name -> serviceType().map(type -> new SipTrunk(name, type)));
    }

    /**
     * What is wrong with it, and what is worth knowing.
     *
     * @return the findings, in the order of the fields and then of the rules
     */
    public List<TrunkFinding> findings() {
        return TrunkChecks.findings(WHAT + " " + Findings.quoted(name()), values, destinations);
    }

    /**
     * Whether this can become {@code after} by a change: what is fixed at creation must be equal where both say what it is.
     *
     * @param after the same trunk later
     * @return the findings, of {@link TrunkRule#FIXED_FIELD_CHANGED}; none when it can
     */
    public List<TrunkFinding> changeTo(Trunk after) {
        Findings findings = new Findings();
        for (FormField<?> field : TrunkFields.all()) {
            if (field.fixed()) {
                Optional<?> was = values.certain(field);
                Optional<?> is = after.values.certain(field);
                if (was.isPresent() && is.isPresent() && !was.equals(is)) {
                    String me = WHAT + " " + Findings.quoted(name());
                    findings.add(
                            TrunkRule.FIXED_FIELD_CHANGED,
                            Findings.at(me, field),
                            field.name() + " of " + me + " is fixed at creation as " + textOf(values, field)
                                    + " and must not become " + textOf(after.values, field));
                }
            }
        }
        return findings.list();
    }

    private static <T> String textOf(FormValues values, FormField<T> field) {
        return values.certain(field).map(field::write).orElse("");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trunk that && values.equals(that.values) && destinations.equals(that.destinations);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values, destinations);
    }

    /** The fields that are set. */
    @Override
    public String toString() {
        return "Trunk[" + values + "]";
    }

    /**
     * Builds a trunk.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final boolean exists;
        private FormValues values;
        private Setting<List<Destination>> destinations;

        private Builder(FormValues values, Setting<List<Destination>> destinations, boolean exists) {
            this.values = values;
            this.destinations = destinations;
            this.exists = exists;
        }

        /**
         * Sets a field.
         *
         * @param field one of {@link TrunkFields#all}
         * @param value the value
         * @param <T> the type of its values
         * @return this builder
         * @throws IllegalArgumentException when it is none of them, or the value breaks its rule,
         *     or it cannot be changed: the service type never, and of an existing trunk whatever is {@link FormField#fixed}
         */
        public <T> Builder set(FormField<T> field, T value) {
            fixed(field, value);
            values = values.with(field, value);
            return this;
        }

        /**
         * Clears a field: the product takes its default.
         *
         * @param field one of {@link TrunkFields#all}
         * @return this builder
         * @throws IllegalArgumentException when it is none of them,
         *     or it cannot be changed
         */
        public Builder clear(FormField<?> field) {
            fixed(field, null);
            values = values.without(field);
            return this;
        }

        private <T> void fixed(FormField<T> field, @Nullable T value) {
            if (field.fixed()
                    && (exists || field.equals(TrunkFields.SIP_TRUNK_TYPE))
                    && (value == null || !values.is(field, value))) {
                throw new IllegalArgumentException(field.name()
                        + " must not change: it is fixed at creation (sip 1.1); delete the trunk and create it again");
            }
        }

        /**
         * The destinations, at most 16; an EMCC trunk has none.
         *
         * @param rows the destinations, in order
         * @return this builder
         */
        public Builder destinations(List<Destination> rows) {
            this.destinations = Setting.of(Require.list(rows, "destinations"));
            return this;
        }

        /**
         * The finished trunk.
         *
         * @return a new value
         * @throws IllegalArgumentException when it breaks a rule that is {@link TrunkRule#refused}; the message names all such
         *     places
         */
        public Trunk build() {
            Trunk built = new Trunk(values, destinations);
            Findings.refuse(WHAT + " " + Findings.quoted(built.name()), built.findings());
            return built;
        }
    }
}
