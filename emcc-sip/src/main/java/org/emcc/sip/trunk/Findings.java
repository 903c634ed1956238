package org.emcc.sip.trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.emcc.core.configuration.Setting;
import org.emcc.core.internal.Require;

/** Collects findings, and what every form is checked for. */
final class Findings {
    private final List<TrunkFinding> found = new ArrayList<>();

    void add(TrunkRule rule, String where, String message) {
        found.add(new TrunkFinding(rule, where, message));
    }

    void addAll(List<TrunkFinding> more) {
        found.addAll(more);
    }

    List<TrunkFinding> list() {
        return List.copyOf(found);
    }

    /** The object and a field of it. */
    static String at(String object, FormField<?> field) {
        return object + ", " + field.name();
    }

    /** Text of a cluster, made fit for a message. */
    static String quoted(String text) {
        return "\"" + Require.clip(text) + "\"";
    }

    /** Rules of single fields: each value is legal, and what must be set is not empty. */
    void form(String object, FormValues values) {
        for (FormField<?> field : values.fields()) {
            Setting<?> setting = values.get(field);
            if (setting instanceof Setting.Invalid<?> invalid) {
                add(
                        field.type() == FieldType.CHOICE ? TrunkRule.TEXT_UNKNOWN : TrunkRule.VALUE_INVALID,
                        at(object, field),
                        field.label() + " of " + object + " must " + field.rule() + ", but is "
                                + quoted(invalid.text()));
            } else if (field.required() && setting instanceof Setting.Absent) {
                add(
                        TrunkRule.REQUIRED_MISSING,
                        at(object, field),
                        field.label() + " of " + object + " must be set, but is empty");
            }
        }
    }

    /** Refuses what was built by hand and breaks a rule for which that is so. */
    static void refuse(String object, List<TrunkFinding> findings) {
        List<TrunkFinding> refused =
                findings.stream().filter(finding -> finding.rule().refused()).toList();
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(object + " breaks its rules: "
                    + refused.stream()
                            .map(finding ->
                                    finding.message() + " (" + finding.rule().section() + ")")
                            .collect(Collectors.joining("; ")));
        }
    }
}
