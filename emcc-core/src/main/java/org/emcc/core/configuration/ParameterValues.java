package org.emcc.core.configuration;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.emcc.core.internal.Require;

/** Settings by parameter, each of the type of its parameter; and the texts of parameters that nobody here knows. */
final class ParameterValues {
    private final String what;
    private final List<Parameter<?>> parameters;
    private final Map<Parameter<?>, Setting<?>> settings;
    private final Map<String, String> others;

    private ParameterValues(
            String what,
            List<Parameter<?>> parameters,
            Map<Parameter<?>, Setting<?>> settings,
            Map<String, String> others) {
        this.what = what;
        this.parameters = parameters;
        this.settings = settings;
        this.others = others;
    }

    /** Values in which nothing is set. */
    static ParameterValues of(String what, List<Parameter<?>> parameters) {
        return new ParameterValues(what, parameters, Map.of(), Map.of());
    }

    /** Only {@link #with} puts settings in, so each has the type of its parameter. */
    @SuppressWarnings("unchecked")
    <T> Setting<T> get(Parameter<T> parameter) {
        Setting<?> found = settings.get(known(parameter));
        return found == null ? Setting.absent() : (Setting<T>) found;
    }

    <T> Optional<T> valueOrDefault(Parameter<T> parameter) {
        return get(parameter).value().or(parameter::byDefault);
    }

    <T> ParameterValues with(Parameter<T> parameter, Setting<T> setting) {
        Objects.requireNonNull(setting, "setting");
        known(parameter);
        setting.value().ifPresent(parameter::check);
        Map<Parameter<?>, Setting<?>> copy = new HashMap<>(settings);
        if (setting instanceof Setting.Absent) {
            copy.remove(parameter);
        } else {
            copy.put(parameter, setting);
        }
        return new ParameterValues(what, parameters, Collections.unmodifiableMap(copy), others);
    }

    ParameterValues withOther(String name, String text) {
        Require.text(name, "name of a " + what, 255);
        Map<String, String> copy = new LinkedHashMap<>(others);
        copy.put(name, Objects.requireNonNull(text, "text"));
        return new ParameterValues(what, parameters, settings, Collections.unmodifiableMap(copy));
    }

    /** Takes a text under the name of a parameter; under another name it is kept as it is. */
    ParameterValues read(String name, String text) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
        for (Parameter<?> parameter : parameters) {
            if (parameter.isNamed(name.trim())) {
                return readAs(parameter, text);
            }
        }
        return withOther(name, text);
    }

    private <T> ParameterValues readAs(Parameter<T> parameter, String text) {
        return with(parameter, parameter.read(text));
    }

    /** The same, with what is not set called unknown. */
    ParameterValues unknownUntilRead() {
        ParameterValues all = this;
        for (Parameter<?> parameter : parameters) {
            all = all.unknown(parameter);
        }
        return all;
    }

    <T> ParameterValues unknown(Parameter<T> parameter) {
        return with(parameter, new Setting.Unknown<>());
    }

    Map<String, String> others() {
        return others;
    }

    private <T> Parameter<T> known(Parameter<T> parameter) {
        if (!parameters.contains(Objects.requireNonNull(parameter, "parameter"))) {
            throw new IllegalArgumentException("parameter must be one of " + what + "s, but is \"" + parameter + "\"");
        }
        return parameter;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterValues that
                && parameters.equals(that.parameters)
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
        return parameters.stream()
                .filter(settings::containsKey)
                .map(parameter -> parameter + "=" + settings.get(parameter))
                .collect(Collectors.joining(", "));
    }
}
