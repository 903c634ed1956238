package org.emcc.core.snapshot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.emcc.core.configuration.Setting;
import org.emcc.core.internal.Require;

/** Takes values out of a snapshot, and keeps what could not be taken. What nobody told is summed up by kind and field. */
final class Taking {
    private final ClusterSnapshot snapshot;
    private final List<Omission> omissions = new ArrayList<>();
    private final Map<ObjectKind, Map<ObjectField<?>, Integer>> unknown = new LinkedHashMap<>();

    Taking(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** What was built of the objects of one kind, found without regard to the case of names. */
    static final class Built<V> {
        private final Map<String, V> byName = new LinkedHashMap<>();

        List<V> all() {
            return List.copyOf(byName.values());
        }

        Optional<V> find(String name) {
            return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /** Builds each object of a kind, the first of a name. */
    <V> Built<V> each(ObjectKind kind, Function<ClusterObject, Optional<V>> build) {
        Built<V> built = new Built<>();
        if (!snapshot.knows(kind)) {
            omissions.add(new Omission("every " + kind.label(), "", "unknown; none is taken over"));
        }
        Map<String, ClusterObject> seen = new LinkedHashMap<>();
        for (ClusterObject object : snapshot.all(kind)) {
            String name = object.name();
            if (name.isEmpty()) {
                omit(object, "it has no name, and is left out");
            } else if (seen.putIfAbsent(name.toLowerCase(Locale.ROOT), object) != null) {
                omit(object, "another one before it has its name, and is the one that counts");
            } else {
                whole(object, () -> build.apply(object))
                        .ifPresent(value -> built.byName.put(name.toLowerCase(Locale.ROOT), value));
            }
        }
        return built;
    }

    /** What is built of an object, unless its texts break a rule. */
    private <V> Optional<V> whole(ClusterObject object, Supplier<Optional<V>> build) {
        try {
            return build.get();
        } catch (IllegalArgumentException e) {
            omit(object, "it is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    void omit(ClusterObject object, String why) {
        omissions.add(new Omission(Require.clip(object.toString(), 300), "", why));
    }

    void omit(ClusterObject object, ObjectField<?> field, String why) {
        omissions.add(new Omission(Require.clip(object.toString(), 300), field.label(), why));
    }

    void omit(String object, String field, String why) {
        omissions.add(new Omission(object, field, why));
    }

    /** The text of a field, valid or not; empty where there is none. */
    String text(ClusterObject object, ObjectField<?> field) {
        sum(object, field);
        return object.text(field);
    }

    private void sum(ClusterObject object, ObjectField<?> field) {
        if (!object.knows(field)) {
            unknown.computeIfAbsent(object.kind(), none -> new LinkedHashMap<>())
                    .merge(field, 1, Integer::sum);
        }
    }

    /** Hands on a text, if there is one, that the configuration may refuse. */
    void text(ClusterObject object, ObjectField<?> field, Consumer<String> into) {
        String text = text(object, field);
        if (!text.isEmpty()) {
            try {
                into.accept(text);
            } catch (IllegalArgumentException e) {
                omit(object, field, "it is taken as not set: " + e.getMessage());
            }
        }
    }

    boolean flag(ClusterObject object, ObjectField<Boolean> field, boolean byDefault) {
        sum(object, field);
        Setting<Boolean> setting = object.get(field);
        if (setting instanceof Setting.Invalid<Boolean> invalid) {
            omit(object, field, said(invalid.text()) + "; it is taken as " + byDefault);
        }
        return setting.value().orElse(byDefault);
    }

    void number(ClusterObject object, ObjectField<Long> field, Consumer<Integer> into) {
        sum(object, field);
        Setting<Long> setting = object.get(field);
        if (setting instanceof Setting.Invalid<Long> invalid) {
            omit(object, field, said(invalid.text()) + "; it is taken as not set");
        }
        setting.value().ifPresent(value -> into.accept(value.intValue()));
    }

    <E> E choice(ClusterObject object, ObjectField<String> field, Function<String, Optional<E>> byLabel, E byDefault) {
        String text = text(object, field);
        if (text.isEmpty()) {
            return byDefault;
        }
        return byLabel.apply(text).orElseGet(() -> {
            omit(object, field, said(text) + ", which is none of the choices; it is taken as " + byDefault);
            return byDefault;
        });
    }

    /** The values of a field of several; none when it is invalid. */
    <T> List<T> values(ClusterObject object, ObjectField<List<T>> field) {
        sum(object, field);
        Setting<List<T>> setting = object.get(field);
        if (setting instanceof Setting.Invalid<List<T>> invalid) {
            omit(object, field, said(invalid.text()) + "; it is taken as not set");
        }
        return setting.value().orElse(List.of());
    }

    /** What a field names. */
    <V> Optional<V> named(ClusterObject object, ObjectField<String> field, Built<V> built) {
        String name = text(object, field);
        return name.isEmpty() ? Optional.empty() : named(object, field, name, built);
    }

    <V> Optional<V> named(ClusterObject object, ObjectField<?> field, String name, Built<V> built) {
        Optional<V> found = built.find(name);
        if (found.isEmpty()) {
            omit(object, field, said(name) + ", which is not there; it is taken as not set");
        }
        return found;
    }

    static String said(String text) {
        return "it is \"" + Require.clip(text) + "\"";
    }

    /** All that could not be taken, the unknown last. */
    List<Omission> omissions() {
        List<Omission> all = new ArrayList<>(omissions);
        unknown.forEach((kind, fields) -> fields.forEach((field, count) -> all.add(new Omission(
                count + " of " + snapshot.all(kind).size() + ", each a " + kind.label(),
                field.label(),
                "unknown; it is taken as not set"))));
        return all;
    }
}
