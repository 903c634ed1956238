package org.emcc.testkit.axl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.Release;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;

/** A snapshot with objects of every kind that AXL offers, with a valid text in every field, and one with every field empty but its keys. */
final class Everything {
    private static final List<String> INTERCLUSTER = List.of("EMCC", "PSTN Access");

    private Everything() {}

    static ClusterSnapshot of(Release release) {
        ClusterSnapshot.Builder all = ClusterSnapshot.builder("everything").release(release);
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind.axlType().isPresent()) {
                all.objects(kind, List.of(full(kind, 1), full(kind, 2), bare(kind)));
            }
        }
        return all.enterpriseParameters(EnterpriseParameters.read(Map.of("Cluster ID", "NYC")))
                .featureParameters(FeatureParameters.read(Map.of("EMCC Geolocation Filter", "filter <1> & \"more\"")))
                .build();
    }

    private static ClusterObject full(ObjectKind kind, int number) {
        ClusterObject.Builder object = ClusterObject.builder(kind);
        offered(kind).forEach(field -> object.read(field, texts(kind, field, number)));
        return object.build();
    }

    private static ClusterObject bare(ObjectKind kind) {
        ClusterObject.Builder object = ClusterObject.builder(kind);
        offered(kind)
                .forEach(field -> object.read(field, kind.keys().contains(field) ? texts(kind, field, 3) : List.of()));
        return object.build();
    }

    static Stream<ObjectField<?>> offered(ObjectKind kind) {
        return kind.fields().stream().filter(field -> !field.axlPath().isEmpty());
    }

    /** The first text that the field takes; its keys are names, and differ. */
    private static List<String> texts(ObjectKind kind, ObjectField<?> field, int number) {
        if (kind == ObjectKind.INTERCLUSTER_SERVICE && kind.keys().contains(field)) {
            return List.of(number <= INTERCLUSTER.size() ? INTERCLUSTER.get(number - 1) : "UDS");
        }
        for (List<String> each : List.of(
                List.of(field.axlParts().stream().map(part -> part + number).collect(Collectors.joining(";"))),
                List.of(field.name() + " <" + number + "> & \u00e9"),
                List.of(field.name() + number),
                List.of("true"),
                List.of("17"),
                List.of("1"),
                List.of("US"),
                List.of("10.1.1." + number),
                List.of("1;200" + number + ";pt users;Alice", "2;9;;"),
                List.of("0;pt b", "1;pt a"),
                List.of("1;name"))) {
            Setting<?> read = field.read(each);
            if (read instanceof Setting.Valid && field.texts(cast(read)).equals(each)) {
                return each;
            }
        }
        throw new IllegalStateException("no text for " + kind + " " + field + ": " + field.rule());
    }

    @SuppressWarnings("unchecked") // it was read by the same field
    private static <T> Setting<T> cast(Setting<?> read) {
        return (Setting<T>) read;
    }

    /** What of an object a version of the schema has. */
    static ClusterObject in(AxlVersion version, ObjectShape shape, ClusterObject object) {
        List<String> names = new ArrayList<>();
        shape.fields(version, false).forEach(field -> names(field, names));
        ClusterObject.Builder known = ClusterObject.builder(object.kind());
        offered(object.kind())
                .filter(field -> names.contains(field.axlPath().split("/", 2)[0]))
                .forEach(field -> known.read(field, object.texts(field)));
        return known.build();
    }

    /** Every field that is known, with its texts, so that a difference can be read. */
    static Map<String, Object> told(ClusterObject object) {
        Map<String, Object> told = new TreeMap<>(object.others());
        object.kind().fields().stream()
                .filter(object::knows)
                .forEach(field -> told.put(field.name(), object.texts(field)));
        return told;
    }

    private static void names(Shape shape, List<String> names) {
        if (shape.isChoice()) {
            shape.below().forEach(each -> names(each, names));
        } else {
            names.add(shape.name());
        }
    }
}
