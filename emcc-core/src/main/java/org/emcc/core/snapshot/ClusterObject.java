package org.emcc.core.snapshot;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.emcc.core.configuration.Setting;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * An object of a cluster as it was found: a phone, a device pool, a remote cluster. Each of its fields is unknown, absent, valid or
 * invalid. What was read besides the fields of its kind is kept.
 *
 * <p>Source: design 5; em-api-and-axl 4.1 (absent, nil and value; unknown elements).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ClusterObject {
    private final ObjectKind kind;
    /** In the order of the kind's fields; null where a field is unknown. */
    private final @Nullable Setting<?>[] settings;

    private final Map<String, String> others;

    private ClusterObject(Builder builder) {
        this.kind = builder.kind;
        this.settings = builder.settings.clone();
        this.others = builder.others.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(builder.others));
    }

    /**
     * Starts an object of which nothing is known.
     *
     * @param kind its kind
     * @return a builder
     */
    public static Builder builder(ObjectKind kind) {
        return new Builder(Objects.requireNonNull(kind, "kind"));
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(kind);
        System.arraycopy(settings, 0, copy.settings, 0, settings.length);
        copy.others.putAll(others);
        return copy;
    }

    /**
     * What kind of object it is.
     *
     * @return the kind
     */
    public ObjectKind kind() {
        return kind;
    }

    /**
     * The name by which a cluster and a report know it: the texts of its keys, valid or not, parted by {@code " / "}.
     *
     * @return the name; empty when no key is known
     */
    public String name() {
        List<ObjectField<?>> keys = kind.keys();
        if (keys.size() == 1) {
            return text(keys.get(0));
        }
        return keys.stream().map(this::text).filter(text -> !text.isEmpty()).collect(Collectors.joining(" / "));
    }

    /**
     * A setting.
     *
     * @param field a field of its kind
     * @param <T> the type of its values
     * @return the setting
     * @throws IllegalArgumentException when the field is one of another kind
     */
    @SuppressWarnings("unchecked") // each field has put its own type there
    public <T> Setting<T> get(ObjectField<T> field) {
        Setting<?> found = settings[index(kind, field)];
        return found == null ? Setting.unknown() : (Setting<T>) found;
    }

    /**
     * The text of a field, valid or not; several are parted by commas.
     *
     * @param field a field of its kind
     * @return the text; empty where it is unknown or absent
     * @throws IllegalArgumentException when the field is one of another kind
     */
    public String text(ObjectField<?> field) {
        List<String> texts = texts(field);
        return texts.size() == 1 ? texts.get(0) : String.join(", ", texts);
    }

    /**
     * The texts of a field, valid or not.
     *
     * @param field a field of its kind
     * @param <T> the type of its values
     * @return the texts; empty where it is unknown or absent
     * @throws IllegalArgumentException when the field is one of another kind
     */
    public <T> List<String> texts(ObjectField<T> field) {
        return field.texts(get(field));
    }

    /**
     * Whether anything was said of a field.
     *
     * @param field a field of its kind
     * @return false when it is unknown
     * @throws IllegalArgumentException when the field is one of another kind
     */
    public boolean knows(ObjectField<?> field) {
        return settings[index(kind, field)] != null;
    }

    /**
     * What was read besides, by the name of its element: the text of a plain element, or else the XML of all that is inside it.
     *
     * @return an unmodifiable map, by name in order
     */
    public Map<String, String> others() {
        return others;
    }

    private static int index(ObjectKind kind, ObjectField<?> field) {
        int index = kind.fields().indexOf(Objects.requireNonNull(field, "field"));
        if (index < 0) {
            throw new IllegalArgumentException(
                    "field must be one of a " + kind.label() + ", but is " + field.name() + " of another kind");
        }
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterObject that
                && kind == that.kind
                && Arrays.equals(settings, that.settings)
                && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.hashCode() + Arrays.hashCode(settings)) + others.hashCode();
    }

    @Override
    public String toString() {
        return kind.label() + " " + name();
    }

    /**
     * Builds an object.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final ObjectKind kind;
        private final @Nullable Setting<?>[] settings;
        private final Map<String, String> others = new TreeMap<>();

        private Builder(ObjectKind kind) {
            this.kind = kind;
            this.settings = new Setting<?>[kind.fields().size()];
        }

        /**
         * A valid value, as one builds it by hand.
         *
         * @param field a field of the kind
         * @param value its value
         * @param <T> the type of its values
         * @return this builder
         * @throws IllegalArgumentException when the field is one of another kind, or the value breaks its rule
         */
        public <T> Builder set(ObjectField<T> field, T value) {
            return setting(field, Setting.of(field.check(value)));
        }

        /**
         * A setting as it was found.
         *
         * @param field a field of the kind
         * @param setting the setting
         * @param <T> the type of its values
         * @return this builder
         * @throws IllegalArgumentException when the field is one of another kind
         */
        public <T> Builder setting(ObjectField<T> field, Setting<T> setting) {
            Objects.requireNonNull(setting, "setting");
            settings[index(kind, field)] = setting instanceof Setting.Unknown ? null : setting;
            return this;
        }

        /**
         * A text as it was found, whatever it says.
         *
         * @param field a field of the kind
         * @param text the text
         * @return this builder
         * @throws IllegalArgumentException when the field is one of another kind
         */
        public Builder read(ObjectField<?> field, String text) {
            return read(field, List.of(Objects.requireNonNull(text, "text")));
        }

        /**
         * Texts as they were found, whatever they say.
         *
         * @param field a field of the kind
         * @param texts the texts
         * @param <T> the type of its values
         * @return this builder
         * @throws IllegalArgumentException when the field is one of another kind
         */
        public <T> Builder read(ObjectField<T> field, List<String> texts) {
            return setting(field, field.read(texts));
        }

        /**
         * What was found besides.
         *
         * @param element the name of its element, which is none of a field of the kind
         * @param content the text of a plain element, or else the XML of all that is inside it
         * @return this builder
         */
        public Builder other(String element, String content) {
            others.put(Require.text(element, "name of an element", 255), Objects.requireNonNull(content, "content"));
            return this;
        }

        /**
         * The finished object.
         *
         * @return a new value
         */
        public ClusterObject build() {
            return new ClusterObject(this);
        }
    }
}
