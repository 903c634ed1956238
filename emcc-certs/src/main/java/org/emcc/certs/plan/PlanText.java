package org.emcc.certs.plan;

import java.util.Locale;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.trust.TrustStoreName;
import org.jspecify.annotations.Nullable;

/** A plan for people. */
final class PlanText {
    private static final String INDENT = " ".repeat(19);

    private PlanText() {}

    static String of(ImportPlan plan) {
        StringBuilder out = new StringBuilder();
        out.append("Import plan of ")
                .append(plan.cluster())
                .append(" (")
                .append(plan.inventory().release())
                .append("): ")
                .append(plan.way().words())
                .append('\n');
        if (plan.isEmpty()) {
            out.append("\nNothing would change.\n");
        }
        @Nullable TrustStoreName store = null;
        for (PlanStep step : plan.steps()) {
            if (!step.store().equals(store)) {
                store = step.store();
                out.append('\n').append(store).append('\n');
            }
            out.append(String.format(
                    Locale.ROOT,
                    "  %-15s  %s, SHA-256 %s…\n",
                    step.verdict().words(),
                    CertificateUses.label(step.certificate()),
                    Fingerprint.of(step.certificate()).value().substring(0, 16)));
            out.append(INDENT).append(CertificateUses.text(step.uses())).append('\n');
            out.append(INDENT)
                    .append(step.reason())
                    .append(" [")
                    .append(step.section())
                    .append("]\n");
        }
        if (!plan.findings().isEmpty()) {
            out.append("\nFindings\n");
            plan.findings()
                    .forEach(each -> out.append("  ")
                            .append(each)
                            .append(" [")
                            .append(each.rule().section())
                            .append("]\n    Remedy: ")
                            .append(each.rule().remedy())
                            .append('\n'));
        }
        if (!plan.followUps().isEmpty()) {
            out.append("\nAfterwards, in this order [certificates 1.9]\n");
            int number = 1;
            for (FollowUp each : plan.followUps()) {
                out.append(String.format(Locale.ROOT, "  %2d. ", number++))
                        .append(each)
                        .append(": ")
                        .append(each.reason())
                        .append('\n');
            }
        }
        if (plan.way() == ImportPlan.Way.MANUAL && !plan.uploads().isEmpty()) {
            out.append("\nUploads [certificates 1.11]\n");
            plan.uploads().forEach(each -> out.append("  ").append(each).append('\n'));
        }
        plan.manual().ifPresent(manual -> out.append('\n').append(of(manual)));
        return out.toString();
    }

    /** The name under which a node's page offers a certificate of this kind. */
    static String fileName(PlanStep step) {
        CertificateType type = step.types().isEmpty()
                ? CertificateType.of("certificate")
                : step.types().get(0);
        if (type.equals(CertificateType.TFTP)) {
            return "CallManager.pem";
        }
        if (type.equals(CertificateType.ITL_RECOVERY)) {
            return "ITLRecovery.pem";
        }
        if (type.equals(CertificateType.CAPF)) {
            return "CAPF.pem";
        }
        return type.value().toLowerCase(Locale.ROOT) + ".pem";
    }
}
