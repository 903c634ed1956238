package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.Release;
import org.emcc.core.internal.Require;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * One rule, looked at once. Every fact is asked here, so that one that is unknown is noticed: then the rule counts as not checked,
 * never as kept, however many findings there are besides.
 */
final class Look {
    private final AuditRule rule;
    private final List<String> clusters;
    private final Surroundings surroundings;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final Map<String, Gap> gaps = new LinkedHashMap<>();
    private final Set<Look> taken = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A fact that nobody told, of one object or of many. */
    private static final class Gap {
        private final String first;
        private final boolean isOne;
        private int times;

        Gap(String first, boolean isOne) {
            this.first = first;
            this.isOne = isOne;
        }
    }

    Look(AuditRule rule, List<String> clusters, Surroundings surroundings) {
        this.rule = rule;
        this.clusters = clusters;
        this.surroundings = surroundings;
    }

    /** A parameter by which the cluster goes: the value, or the default; an invalid one is a gap here, and for another rule to tell. */
    <T> Optional<T> held(ClusterSnapshot cluster, Parameter<T> parameter, Setting<T> setting) {
        if (setting instanceof Setting.Invalid<T> invalid) {
            once(
                    cluster.name() + " " + parameter.name(),
                    parameter.name() + " of " + cluster.name() + " is not valid: " + Require.clip(invalid.text()));
        }
        return effective(parameter, setting);
    }

    /** The release of a cluster; one that is not known or not valid is a gap. */
    Optional<Release> release(ClusterSnapshot cluster) {
        Optional<Release> release = cluster.release().value();
        if (release.isEmpty()) {
            once(cluster.name() + " release", "the release of " + cluster.name() + " is unknown");
        }
        return release;
    }

    /** A box that is not ticked unless somebody has ticked it; an unknown one is a gap, and counts as not ticked. */
    boolean isSurelyTicked(ClusterSnapshot cluster, ClusterObject object, ObjectField<Boolean> field) {
        return get(cluster, object, field).value().orElse(false);
    }

    /** What an audit is told besides the snapshots. */
    Surroundings surroundings() {
        return surroundings;
    }

    // ----- facts

    /** All objects of a kind; none, and a gap, when the kind is unknown. */
    List<ClusterObject> all(ClusterSnapshot cluster, ObjectKind kind) {
        if (!cluster.knows(kind)) {
            once(cluster.name() + " " + kind, "no " + kind.label() + " of " + cluster.name() + " is known");
        }
        return cluster.all(kind);
    }

    /** An object by its name; none, and a gap, when the kind is unknown. */
    Optional<ClusterObject> named(ClusterSnapshot cluster, ObjectKind kind, String name) {
        return all(cluster, kind).isEmpty() ? Optional.empty() : cluster.find(kind, name);
    }

    /** The object that a field names. Empty when the field is not set, unknown, or names nothing that is there. */
    Optional<ClusterObject> target(ClusterSnapshot cluster, ClusterObject object, ObjectField<String> field) {
        ObjectKind kind = field.target().orElseThrow();
        return get(cluster, object, field).value().flatMap(name -> named(cluster, kind, name));
    }

    /** A setting; unknown ones are a gap. */
    <T> Setting<T> get(ClusterSnapshot cluster, ClusterObject object, ObjectField<T> field) {
        Setting<T> found = object.get(field);
        if (found instanceof Setting.Unknown) {
            gap(
                    cluster.name() + " " + object.kind() + " " + field.name(),
                    field.label() + " of " + object + " of " + cluster.name() + " is unknown");
        }
        return found;
    }

    /** Whether a box is ticked; an unknown one is a gap, and counts as ticked, so that nothing is found by it. */
    boolean isTicked(ClusterSnapshot cluster, ClusterObject object, ObjectField<Boolean> field) {
        Setting<Boolean> found = get(cluster, object, field);
        return found instanceof Setting.Unknown || found.value().orElse(false);
    }

    /** An enterprise parameter; an unknown one is a gap. */
    <T> Setting<T> enterprise(ClusterSnapshot cluster, Parameter<T> parameter) {
        return parameter(cluster, parameter, cluster.enterpriseParameters().setting(parameter));
    }

    /** An EMCC feature parameter; an unknown one is a gap. */
    <T> Setting<T> feature(ClusterSnapshot cluster, Parameter<T> parameter) {
        return parameter(cluster, parameter, cluster.featureParameters().setting(parameter));
    }

    /** A service parameter; an unknown one is a gap. */
    <T> Setting<T> service(ClusterSnapshot cluster, Parameter<T> parameter) {
        return parameter(cluster, parameter, cluster.serviceParameters().setting(parameter));
    }

    /** What holds of a feature, service or enterprise parameter: the value, or the default; empty when unknown or invalid. */
    <T> Optional<T> effective(Parameter<T> parameter, Setting<T> setting) {
        return setting instanceof Setting.Absent ? parameter.byDefault() : setting.value();
    }

    private <T> Setting<T> parameter(ClusterSnapshot cluster, Parameter<T> parameter, Setting<T> found) {
        if (found instanceof Setting.Unknown) {
            once(cluster.name() + " " + parameter.name(), parameter.name() + " of " + cluster.name() + " is unknown");
        }
        return found;
    }

    /** Something that is worked out once for a cluster. What was unknown then is a gap of every look that asks. */
    <T> T fact(ClusterSnapshot cluster, BiFunction<ClusterSnapshot, Look, T> fact) {
        Facts.Known<T> known =
                surroundings.facts().get(cluster, fact, new Look(rule, List.of(cluster.name()), surroundings));
        if (taken.add(known.look())) {
            known.look().gaps.forEach(this::merge);
        }
        return known.value();
    }

    private void merge(String key, Gap gap) {
        if (gap.isOne) {
            once(key, gap.first);
        } else {
            gaps.computeIfAbsent(key, any -> new Gap(gap.first, false)).times += gap.times;
        }
    }

    /** A fact that there is but one of: asked twice, it is not two that nobody told. */
    private void once(String key, String clause) {
        gaps.computeIfAbsent(key, any -> new Gap(clause, true)).times = 1;
    }

    /** A fact that nobody told; of those with one key the first is named and the others counted. */
    void gap(String key, String clause) {
        gaps.computeIfAbsent(key, any -> new Gap(clause, false)).times++;
    }

    // ----- findings

    /** A finding, to be told with {@link Told#add}. */
    Told finding(String subject, String message) {
        return new Told(subject, message);
    }

    /** A finding in the making. */
    final class Told {
        private final String subject;
        private final String message;
        private final List<Evidence> evidence = new ArrayList<>();
        private FindingSeverity severity = rule.severity();
        private List<ErrorCode> codes = rule.errorCodes();
        private List<String> about = clusters;
        private @Nullable Remedy remedy;

        private Told(String subject, String message) {
            this.subject = subject;
            this.message = message;
        }

        Told severity(FindingSeverity other) {
            severity = other;
            return this;
        }

        /** About some of the clusters only. */
        Told about(ClusterSnapshot... some) {
            about = Arrays.stream(some).map(ClusterSnapshot::name).toList();
            return this;
        }

        /** Other codes than the rule has. */
        Told codes(ErrorCode... others) {
            codes = List.of(others);
            return this;
        }

        Told evidence(ClusterSnapshot cluster, ClusterObject object, ObjectField<?> field) {
            return evidence(cluster, object.toString(), field.label(), said(object, field));
        }

        Told evidence(ClusterSnapshot cluster, Parameter<?> parameter, Setting<?> setting) {
            return evidence(cluster, "", parameter.name(), said(parameter, setting));
        }

        Told evidence(ClusterSnapshot cluster, String object, String setting, String text) {
            evidence.add(new Evidence(cluster.name(), object, setting, text));
            return this;
        }

        /** What to do on the pages of a kind of object. */
        Told remedy(ClusterSnapshot cluster, ObjectKind kind, String action) {
            return remedy(cluster, kind.menu(), action);
        }

        Told remedy(ClusterSnapshot cluster, String menu, String action) {
            remedy = new Remedy(cluster.name(), menu, action);
            return this;
        }

        void add() {
            findings.add(new AuditFinding(
                    rule.code(),
                    severity,
                    about,
                    subject,
                    message,
                    Objects.requireNonNull(remedy, "remedy"),
                    evidence,
                    rule.source(),
                    codes));
        }
    }

    /** The text of a setting, for evidence. */
    private static String said(ClusterObject object, ObjectField<?> field) {
        if (!object.knows(field)) {
            return "(unknown)";
        }
        String text = object.text(field);
        return text.isEmpty() ? "(not set)" : Require.clip(text, 500);
    }

    @SuppressWarnings("unchecked") // a parameter reads settings of its own type only
    private static <T> String said(Parameter<T> parameter, Setting<?> setting) {
        if (setting instanceof Setting.Valid<?> valid) {
            return parameter.write((T) valid.setting());
        }
        if (setting instanceof Setting.Invalid<?> invalid) {
            return Require.clip(invalid.text(), 500);
        }
        return setting instanceof Setting.Absent ? "(not set)" : "(unknown)";
    }

    // ----- what comes out

    List<AuditFinding> findings() {
        return findings;
    }

    boolean isComplete() {
        return gaps.isEmpty();
    }

    /** Empty when it was checked in whole. */
    Optional<Unchecked> unchecked() {
        if (isComplete()) {
            return Optional.empty();
        }
        return Optional.of(new Unchecked(
                rule.code(),
                clusters,
                gaps.values().stream()
                        .map(gap -> gap.first + (gap.times > 1 ? ", and " + (gap.times - 1) + " more such" : ""))
                        .collect(Collectors.joining("; "))));
    }

    /** Menus of parameters, which belong to no kind of object. */
    static final String FEATURE_MENU = "Advanced Features > EMCC > EMCC Feature Configuration";

    static final String SERVICE_MENU = "System > Service Parameters > Cisco Extension Mobility";
    static final String ENTERPRISE_MENU = "System > Enterprise Parameters";

    /** The parameters of a cluster, for names in messages. */
    static String menu(Parameter<?> parameter) {
        if (FeatureParameters.all().contains(parameter)) {
            return FEATURE_MENU;
        }
        return ServiceParameters.all().contains(parameter)
                        || !EnterpriseParameters.all().contains(parameter)
                ? SERVICE_MENU
                : ENTERPRISE_MENU;
    }
}
