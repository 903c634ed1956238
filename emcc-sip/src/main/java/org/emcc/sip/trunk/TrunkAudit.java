package org.emcc.sip.trunk;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.audit.AuditContributor;
import org.emcc.core.audit.AuditFinding;
import org.emcc.core.audit.Evidence;
import org.emcc.core.audit.Remedy;
import org.emcc.core.audit.Unchecked;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.emcc.core.internal.Require;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.SipTrunkFields;

/**
 * What the rules of trunks say of the EMCC trunks of audited clusters and of the profiles that these name, beyond what the audit
 * checks by itself. Ordinary trunks are left alone. Codes are those of {@link TrunkRule}.
 *
 * <pre>{@code
 * Audit.builder(clock).cluster(newYork).cluster(london).contributor(new TrunkAudit()).build().run();
 * }</pre>
 *
 * <p>Source: sip 1.1 to 1.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrunkAudit implements AuditContributor {
    /** Passed for a cluster whose EMCC trunks break no rule, and not checked where there is something unknown. */
    private static final String ALL = "EMCC-SIP";

    /** Where the rules are that the audit checks by itself. */
    private static final String OF_THE_AUDIT = "emcc-behaviour 10.3";

    /** Told by EMCC-TRK-03. */
    private static final Set<TrunkRule> PROFILES_NOT_THERE =
            Set.of(TrunkRule.SECURITY_PROFILE_NOT_THERE, TrunkRule.SIP_PROFILE_NOT_THERE);

    /** A contributor; one serves any number of audits. */
    public TrunkAudit() {}

    @Override
    public void check(List<ClusterSnapshot> clusters, Results results) {
        Objects.requireNonNull(results, "results");
        Require.list(clusters, "clusters").forEach(cluster -> check(cluster, results));
    }

    private static void check(ClusterSnapshot cluster, Results results) {
        if (!cluster.knows(ObjectKind.SIP_TRUNK)) {
            unchecked(cluster, "no " + ObjectKind.SIP_TRUNK.label() + " of " + cluster.name() + " is known", results);
            return;
        }
        List<ClusterObject> all = cluster.all(ObjectKind.SIP_TRUNK);
        all.stream()
                .filter(trunk -> !trunk.knows(SipTrunkFields.SIP_TRUNK_TYPE))
                .findFirst()
                .ifPresent(trunk -> unchecked(
                        cluster,
                        SipTrunkFields.SIP_TRUNK_TYPE.label() + " of " + trunk + " of " + cluster.name()
                                + " is unknown",
                        results));
        List<ClusterObject> emcc = all.stream().filter(TrunkAudit::isEmcc).toList();
        emcc.forEach(trunk -> gap(trunk).ifPresent(why -> unchecked(cluster, why + " of " + cluster.name(), results)));
        boolean complete = all.stream().allMatch(trunk -> trunk.knows(SipTrunkFields.SIP_TRUNK_TYPE))
                && emcc.stream().allMatch(trunk -> gap(trunk).isEmpty());
        List<TrunkFinding> found = settings(cluster, emcc).findings().stream()
                .filter(finding -> !isOfTheAudit(finding.rule()))
                .toList();
        found.forEach(finding -> results.found(told(cluster, finding, emcc)));
        if (complete && found.isEmpty()) {
            results.passed(ALL);
        }
    }

    /** A rule about a field that nobody told is not kept. */
    private static Optional<String> gap(ClusterObject trunk) {
        Map<String, String> told = texts(trunk);
        List<String> unknown = TrunkFields.all().stream()
                .map(FormField::name)
                .filter(name -> !told.containsKey(name))
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(unknown.size() + " fields are unknown, " + unknown.get(0) + " first, of " + trunk);
    }

    private static boolean isOfTheAudit(TrunkRule rule) {
        return rule.section().contains(OF_THE_AUDIT) || PROFILES_NOT_THERE.contains(rule);
    }

    private static void unchecked(ClusterSnapshot cluster, String why, Results results) {
        results.unchecked(new Unchecked(ALL, List.of(cluster.name()), why));
    }

    private static boolean isEmcc(ClusterObject trunk) {
        return trunk.get(SipTrunkFields.SIP_TRUNK_TYPE)
                .value()
                .flatMap(TrunkServiceType::byLabel)
                .filter(TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER::equals)
                .isPresent();
    }

    /** The trunks and the profiles that they name. ID and release are in no rule that is left here; unknown ones are made up. */
    private static TrunkSettings settings(ClusterSnapshot cluster, List<ClusterObject> emcc) {
        TrunkSettings.Builder builder = TrunkSettings.builder(ClusterSettings.builder(
                        ClusterId.of(cluster.name()), cluster.release().value().orElse(Release.parse("12.5")))
                .build());
        builder.trunks(emcc.stream().map(TrunkAudit::trunk).toList());
        if (cluster.knows(ObjectKind.SIP_TRUNK_SECURITY_PROFILE)) {
            builder.securityProfiles(
                    used(cluster, emcc, SipTrunkFields.SECURITY_PROFILE_NAME, ObjectKind.SIP_TRUNK_SECURITY_PROFILE)
                            .stream()
                            .map(profile -> TrunkSecurityProfile.read(texts(profile)))
                            .toList());
        }
        if (cluster.knows(ObjectKind.SIP_PROFILE)) {
            builder.sipProfiles(used(cluster, emcc, SipTrunkFields.SIP_PROFILE_NAME, ObjectKind.SIP_PROFILE).stream()
                    .map(profile -> SipProfile.read(texts(profile)))
                    .toList());
        }
        return builder.build();
    }

    private static List<ClusterObject> used(
            ClusterSnapshot cluster, List<ClusterObject> emcc, ObjectField<String> field, ObjectKind kind) {
        Set<String> names = new HashSet<>();
        emcc.forEach(trunk -> names.add(trunk.text(field)));
        return cluster.all(kind).stream()
                .filter(profile -> names.contains(profile.name()))
                .toList();
    }

    /** Where destinations are unknown, so they are; those that are there are a rule of the audit itself. */
    private static Trunk trunk(ClusterObject object) {
        Map<String, String> texts = texts(object);
        return object.get(SipTrunkFields.DESTINATIONS) instanceof Setting.Absent
                ? Trunk.read(texts, List.of())
                : Trunk.read(texts);
    }

    /** The plain texts of an object by their names in AXL; what is not known is left out. */
    private static Map<String, String> texts(ClusterObject object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.others().forEach((name, text) -> {
            if (!text.contains("<")) {
                texts.put(name, text);
            }
        });
        for (ObjectField<?> field : object.kind().fields()) {
            if (object.knows(field) && !field.isMany()) {
                texts.put(field.axlPath(), object.text(field));
            }
        }
        return texts;
    }

    /** The place of a finding is the object and, after the last comma, the field. */
    private static AuditFinding told(ClusterSnapshot cluster, TrunkFinding finding, List<ClusterObject> emcc) {
        int comma = finding.where().lastIndexOf(", ");
        String object = comma < 0 ? finding.where() : finding.where().substring(0, comma);
        String field = comma < 0 ? "" : finding.where().substring(comma + 2);
        return new AuditFinding(
                finding.rule().code(),
                finding.rule().severity(),
                List.of(cluster.name()),
                finding.where(),
                finding.message(),
                new Remedy(cluster.name(), menu(object), finding.rule().remedy()),
                List.of(new Evidence(cluster.name(), object, field, value(cluster, object, field, emcc))),
                finding.rule().section(),
                List.of());
    }

    private static ObjectKind kind(String object) {
        return object.startsWith("trunk ")
                ? ObjectKind.SIP_TRUNK
                : object.startsWith("SIP profile") ? ObjectKind.SIP_PROFILE : ObjectKind.SIP_TRUNK_SECURITY_PROFILE;
    }

    private static String menu(String object) {
        return kind(object).menu();
    }

    private static String value(ClusterSnapshot cluster, String object, String field, List<ClusterObject> emcc) {
        List<ClusterObject> all = kind(object) == ObjectKind.SIP_TRUNK ? emcc : cluster.all(kind(object));
        String text = all.stream()
                .filter(each -> object.contains("\"" + each.name() + "\""))
                .findFirst()
                .map(each -> texts(each).getOrDefault(field, ""))
                .orElse("");
        return text.isEmpty() ? "(not set)" : Require.clip(text, 500);
    }
}
