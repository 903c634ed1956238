package org.emcc.core.snapshot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.Setting;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.SecretNames;

/**
 * What differs between two snapshots, such as before and after a change, in the order of the configuration procedure. Objects are the same
 * when they are of one kind and name, without regard to case (inferred); of several of one name the first are compared, then the second.
 * Titles, remarks and the order of objects are no difference. It holds no secret: what was read besides under the name of one is passed
 * over.
 *
 * <p>Source: design 5; emcc-behaviour 2.1 (the order).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SnapshotDifference {
    private static final int LONGEST = 200;

    private final List<SnapshotChange> changes;

    private SnapshotDifference(List<SnapshotChange> changes) {
        this.changes = changes.stream()
                .sorted(Comparator.comparingInt(SnapshotChange::step))
                .toList();
    }

    /**
     * Compares two snapshots.
     *
     * @param before the one
     * @param after the other
     * @return what differs
     */
    public static SnapshotDifference of(ClusterSnapshot before, ClusterSnapshot after) {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        List<SnapshotChange> changes = new ArrayList<>();
        String release = told(before.release(), SnapshotWriter.releaseText(before.release()));
        String newRelease = told(after.release(), SnapshotWriter.releaseText(after.release()));
        if (!release.equals(newRelease)) {
            changes.add(new SnapshotChange.ParameterChanged(0, "cluster", "Release", release, newRelease));
        }
        for (ParameterKind kind : ParameterKind.values()) {
            parameters(kind, before, after, changes);
        }
        SnapshotSteps.kinds().forEach(kind -> objects(kind, before, after, changes));
        return new SnapshotDifference(changes);
    }

    private static void parameters(
            ParameterKind kind, ClusterSnapshot before, ClusterSnapshot after, List<SnapshotChange> changes) {
        ParameterKind.Settings was = kind.settings(before);
        ParameterKind.Settings is = kind.settings(after);
        kind.all().forEach(parameter -> parameter(kind, parameter, was, is, changes));
        others(kind.others(before), kind.others(after))
                .forEach((name, texts) -> changes.add(new SnapshotChange.ParameterChanged(
                        kind.step(), kind.label(), Require.clip(name, LONGEST), texts.before(), texts.after())));
    }

    private static <T> void parameter(
            ParameterKind kind,
            Parameter<T> parameter,
            ParameterKind.Settings was,
            ParameterKind.Settings is,
            List<SnapshotChange> changes) {
        Setting<T> before = was.of(parameter);
        Setting<T> after = is.of(parameter);
        if (!before.equals(after)) {
            changes.add(new SnapshotChange.ParameterChanged(
                    kind.step(),
                    kind.label(),
                    parameter.name(),
                    told(before, ParameterKind.text(parameter, before)),
                    told(after, ParameterKind.text(parameter, after))));
        }
    }

    private static void objects(
            ObjectKind kind, ClusterSnapshot before, ClusterSnapshot after, List<SnapshotChange> changes) {
        if (before.knows(kind) != after.knows(kind)) {
            changes.add(new SnapshotChange.KindChanged(kind, after.knows(kind)));
            return;
        }
        Map<String, Deque<ClusterObject>> left = new HashMap<>();
        before.all(kind)
                .forEach(object -> left.computeIfAbsent(key(object), none -> new ArrayDeque<>())
                        .add(object));
        List<SnapshotChange> added = new ArrayList<>();
        List<SnapshotChange> changed = new ArrayList<>();
        for (ClusterObject object : after.all(kind)) {
            Deque<ClusterObject> same = left.get(key(object));
            ClusterObject was = same == null ? null : same.poll();
            if (was == null) {
                added.add(new SnapshotChange.ObjectAdded(object));
            } else if (!was.equals(object)) {
                fields(was, object, changed);
            }
        }
        // Those of one name were taken from the front, so the last of them are left.
        List<ClusterObject> reversed = new ArrayList<>(before.all(kind));
        Collections.reverse(reversed);
        Deque<SnapshotChange> removed = new ArrayDeque<>();
        for (ClusterObject object : reversed) {
            Deque<ClusterObject> rest = left.get(key(object));
            if (rest != null && rest.pollLast() != null) {
                removed.addFirst(new SnapshotChange.ObjectRemoved(object));
            }
        }
        changes.addAll(removed);
        changes.addAll(added);
        changes.addAll(changed);
    }

    private static String key(ClusterObject object) {
        return object.name().toLowerCase(Locale.ROOT);
    }

    private static void fields(ClusterObject before, ClusterObject after, List<SnapshotChange> changes) {
        for (ObjectField<?> field : after.kind().fields()) {
            if (!before.get(field).equals(after.get(field))) {
                changes.add(change(after, field.label(), told(before, field), told(after, field)));
            }
        }
        others(before.others(), after.others())
                .forEach((name, texts) ->
                        changes.add(change(after, Require.clip(name, LONGEST), texts.before(), texts.after())));
    }

    private static SnapshotChange change(ClusterObject object, String label, String before, String after) {
        return new SnapshotChange.FieldChanged(
                object.kind(), Require.clip(object.name(), LONGEST), label, before, after);
    }

    private static String told(ClusterObject object, ObjectField<?> field) {
        return told(object.get(field), object.text(field));
    }

    private static String told(Setting<?> setting, String text) {
        if (setting instanceof Setting.Unknown) {
            return "unknown";
        }
        if (setting instanceof Setting.Absent) {
            return "not set";
        }
        return "\"" + Require.clip(text, LONGEST) + "\"" + (setting instanceof Setting.Invalid ? " (invalid)" : "");
    }

    /** What was read besides, before and after. */
    private record Texts(String before, String after) {}

    private static Map<String, Texts> others(Map<String, String> before, Map<String, String> after) {
        Map<String, Texts> different = new LinkedHashMap<>();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            String was = other(before, name);
            String is = other(after, name);
            if (!Objects.equals(before.get(name), after.get(name))
                    && !SecretNames.isIn(name, before.getOrDefault(name, ""))
                    && !SecretNames.isIn(name, after.getOrDefault(name, ""))) {
                different.put(name, new Texts(was, is));
            }
        }
        return different;
    }

    private static String other(Map<String, String> others, String name) {
        String text = others.get(name);
        return text == null ? "unknown" : "\"" + Require.clip(text, LONGEST) + "\"";
    }

    /**
     * The changes.
     *
     * @return an unmodifiable list, step by step; in a step parameters first, then kind by kind what is removed, added, changed
     */
    public List<SnapshotChange> changes() {
        return changes;
    }

    /**
     * Whether nothing differs.
     *
     * @return true when there are no changes
     */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * All changes as a text for people.
     *
     * @return a line for each, with the step of the procedure in front; empty when there are none
     */
    public String text() {
        return changes.stream()
                .map(change -> (change.step() == 0 ? "" : "step " + change.step() + ": ") + change.sentence() + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SnapshotDifference that && changes.equals(that.changes);
    }

    @Override
    public int hashCode() {
        return changes.hashCode();
    }

    @Override
    public String toString() {
        return "SnapshotDifference[" + changes.size() + " changes]";
    }
}
