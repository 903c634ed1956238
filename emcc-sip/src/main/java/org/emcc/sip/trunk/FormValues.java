package org.emcc.sip.trunk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.emcc.core.configuration.Setting;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/** Settings by field, each of the type of its field; and the texts of fields that nobody here knows. */
final class FormValues {
    private final String what;
    private final List<FormField<?>> fields;
    private final Set<FormField<?>> known;
    private final Map<FormField<?>, Setting<?>> settings;
    private final Map<String, String> others;

    private FormValues(
            String what,
            List<FormField<?>> fields,
            Set<FormField<?>> known,
            Map<FormField<?>, Setting<?>> settings,
            Map<String, String> others) {
        this.what = what;
        this.fields = fields;
        this.known = known;
        this.settings = settings;
        this.others = others;
    }

    /** Values in which nothing is set. */
    static FormValues of(String what, List<FormField<?>> fields) {
        return new FormValues(what, fields, Set.copyOf(fields), Map.of(), Map.of());
    }

    /** What a cluster says: a field that is not among the texts is unknown, a text of another name is kept. */
    static FormValues read(String what, List<FormField<?>> fields, Map<String, String> texts) {
        Map<FormField<?>, Setting<?>> settings = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>(Objects.requireNonNull(texts, "texts"));
        others.forEach((name, text) -> Objects.requireNonNull(text, Objects.requireNonNull(name, "name")));
        for (FormField<?> field : fields) {
            String text = others.remove(field.name());
            Setting<?> setting = text == null ? new Setting.Unknown<>() : field.read(text);
            if (!(setting instanceof Setting.Absent)) {
                settings.put(field, setting);
            }
        }
        return new FormValues(
                what,
                fields,
                Set.copyOf(fields),
                Collections.unmodifiableMap(settings),
                Collections.unmodifiableMap(others));
    }

    /** Only {@link #with} and {@link #read} put settings in, so each has the type of its field. */
    @SuppressWarnings("unchecked")
    <T> Setting<T> get(FormField<T> field) {
        Setting<?> found = settings.get(known(field));
        return found == null ? Setting.absent() : (Setting<T>) found;
    }

    <T> Optional<T> valueOrDefault(FormField<T> field) {
        return get(field).value().or(field::byDefault);
    }

    /** The value where it is certain: nobody can tell what an unknown or an invalid setting is. */
    <T> Optional<T> certain(FormField<T> field) {
        Setting<T> setting = get(field);
        return setting instanceof Setting.Absent ? field.byDefault() : setting.value();
    }

    /** Whether a value other than the default is set. */
    <T> boolean differs(FormField<T> field) {
        return get(field)
                .value()
                .filter(value -> !field.byDefault().equals(Optional.of(value)))
                .isPresent();
    }

    <T> boolean is(FormField<T> field, T value) {
        return certain(field).filter(value::equals).isPresent();
    }

    <T> FormValues with(FormField<T> field, T value) {
        return put(field, Setting.of(field.check(value)));
    }

    FormValues without(FormField<?> field) {
        return put(field, null);
    }

    private FormValues put(FormField<?> field, @Nullable Setting<?> setting) {
        known(field);
        Map<FormField<?>, Setting<?>> copy = new LinkedHashMap<>(settings);
        if (setting == null) {
            copy.remove(field);
        } else {
            copy.put(field, setting);
        }
        return new FormValues(what, fields, known, Collections.unmodifiableMap(copy), others);
    }

    List<FormField<?>> fields() {
        return fields;
    }

    Map<String, String> others() {
        return others;
    }

    /** The text of a setting as it was read or is written; empty when there is none. */
    <T> String text(FormField<T> field) {
        Setting<T> setting = get(field);
        if (setting instanceof Setting.Invalid<T> invalid) {
            return invalid.text();
        }
        return setting.value().map(field::write).orElse("");
    }

    /** What is set, by AXL name and in the order of the fields; then what nobody here knows. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (FormField<?> field : fields) {
            String text = text(field);
            if (!text.isEmpty()) {
                texts.put(field.name(), text);
            }
        }
        texts.putAll(others);
        return Collections.unmodifiableMap(texts);
    }

    private <T> FormField<T> known(FormField<T> field) {
        if (!known.contains(Objects.requireNonNull(field, "field"))) {
            throw new IllegalArgumentException(
                    "field must be one of a " + what + ", but is " + Require.clip(field.name()) + " of the page "
                            + field.pane().page());
        }
        return field;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormValues that
                && what.equals(that.what)
                && settings.equals(that.settings)
                && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        return Objects.hash(settings, others);
    }

    /** What is set. */
    @Override
    public String toString() {
        return texts().entrySet().stream()
                .map(entry -> Require.clip(entry.getKey()) + "=" + Require.clip(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
