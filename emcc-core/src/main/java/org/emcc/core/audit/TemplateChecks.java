package org.emcc.core.audit;

import java.util.List;
import java.util.Optional;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.EmccTemplateFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;

/** EMCC templates (emcc-behaviour 5.5). */
final class TemplateChecks {
    static final List<Check> ALL = List.of(new Check.OfCluster(AuditRule.EMCC_TPL_01, TemplateChecks::legal));

    private static final List<ObjectField<String>> NEEDED = List.of(
            EmccTemplateFields.DEVICE_POOL_NAME,
            EmccTemplateFields.SIP_PROFILE_NAME,
            EmccTemplateFields.COMMON_PHONE_CONFIG_NAME);

    private TemplateChecks() {}

    private static void legal(ClusterSnapshot cluster, Look look) {
        for (ClusterObject template : look.all(cluster, ObjectKind.EMCC_TEMPLATE)) {
            words(cluster, look, template, EmccTemplateFields.NAME);
            words(cluster, look, template, EmccTemplateFields.DESCRIPTION);
            NEEDED.forEach(field -> named(cluster, look, template, field, true));
            named(cluster, look, template, EmccTemplateFields.COMMON_DEVICE_CONFIG_NAME, false);
        }
    }

    /** What the product would refuse of the name or of the description. */
    private static void words(ClusterSnapshot cluster, Look look, ClusterObject template, ObjectField<String> field) {
        if (look.get(cluster, template, field) instanceof Setting.Unknown) {
            return;
        }
        refusal(field, template.text(field))
                .ifPresent(refusal -> broken(cluster, look, template, field, refusal)
                        .remedy(
                                cluster,
                                ObjectKind.EMCC_TEMPLATE,
                                "Correct " + field.label() + " of " + template.name())
                        .add());
    }

    private static Optional<String> refusal(ObjectField<String> field, String text) {
        try {
            EmccTemplate.Builder made = EmccTemplate.builder(
                    field == EmccTemplateFields.NAME ? text : "template", DevicePoolName.of("pool"), "sip", "phone");
            if (field == EmccTemplateFields.DESCRIPTION) {
                made.description(text);
            }
            made.build();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void named(
            ClusterSnapshot cluster, Look look, ClusterObject template, ObjectField<String> field, boolean needed) {
        if (look.get(cluster, template, field) instanceof Setting.Unknown) {
            return;
        }
        ObjectKind kind = field.target().orElseThrow();
        String name = template.text(field);
        if (name.isEmpty()) {
            if (needed) {
                broken(cluster, look, template, field, "is not set")
                        .remedy(
                                cluster,
                                ObjectKind.EMCC_TEMPLATE,
                                "Set " + field.label() + " of " + template.name() + " to a " + kind.label())
                        .add();
            }
        } else if (look.named(cluster, kind, name).isEmpty() && cluster.knows(kind)) {
            broken(cluster, look, template, field, "names " + name + ", which is no " + kind.label())
                    .remedy(
                            cluster,
                            ObjectKind.EMCC_TEMPLATE,
                            "Set " + field.label() + " of " + template.name() + " to a " + kind.label()
                                    + " that exists")
                    .add();
        }
    }

    private static Look.Told broken(
            ClusterSnapshot cluster, Look look, ClusterObject template, ObjectField<?> field, String why) {
        return look.finding(
                        template + ", " + field.label(),
                        field.label() + " of " + template + " of " + cluster.name() + ": " + why)
                .evidence(cluster, template, field);
    }
}
