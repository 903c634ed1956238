package org.emcc.certs.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.trust.TrustStoreName;
import org.jspecify.annotations.Nullable;

/** A plan for people. */
final class PlanText {
    private static final String INDENT = " ".repeat(19);

    /** As nodes name their own certificates (certificates 1.7), where that is not the name of the type. */
    private static final Map<CertificateType, String> SPELLINGS = Map.of(
            CertificateType.TOMCAT,
            "tomcat",
            CertificateType.TOMCAT_ECDSA,
            "tomcat-ECDSA",
            CertificateType.TFTP,
            "CallManager",
            CertificateType.of("CallManager-ECDSA"),
            "CallManager-ECDSA",
            CertificateType.ITL_RECOVERY,
            "ITLRecovery",
            CertificateUses.TVS,
            "TVS");

    private PlanText() {}

    /** A time in the headings, to the second. */
    static Instant time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    static String of(ImportPlan plan) {
        ReportText out = new ReportText()
                .line("Import plan of " + plan.cluster() + " ("
                        + plan.inventory().release() + "): " + plan.way().words());
        if (plan.isEmpty()) {
            out.heading("Nothing would change.");
        }
        @Nullable TrustStoreName store = null;
        for (PlanStep step : plan.steps()) {
            if (!step.store().equals(store)) {
                store = step.store();
                out.heading(store.value());
            }
            out.line(String.format(
                    Locale.ROOT,
                    "  %-15s  %s, SHA-256 %s…",
                    step.verdict().words(),
                    CertificateUses.label(step.certificate()),
                    Fingerprint.of(step.certificate()).value().substring(0, 16)));
            out.line(INDENT + CertificateUses.text(step.uses()));
            out.line(INDENT + step.reason() + " [" + step.section() + "]");
        }
        if (!plan.findings().isEmpty()) {
            out.heading("Findings");
            for (PlanFinding each : plan.findings()) {
                out.line("  " + each + " [" + each.rule().section() + "]");
                out.line("    Remedy: " + each.remedy());
            }
        }
        if (!plan.followUps().isEmpty()) {
            out.heading("Afterwards, in this order [certificates 1.9]");
            int number = 1;
            for (FollowUp each : plan.followUps()) {
                out.line(String.format(Locale.ROOT, "  %2d. %s: %s", number++, each, each.reason()));
            }
        }
        if (plan.tellsUploads() && !plan.uploads().isEmpty()) {
            out.heading(
                    plan.way() == ImportPlan.Way.MANUAL
                            ? "Uploads [certificates 1.11]"
                            : "Uploads, if the import fails [certificates 1.11]");
            plan.uploads().forEach(each -> out.line("  " + each));
        }
        plan.manual().ifPresent(manual -> out.report("\n".concat(of(manual))));
        return out.toString();
    }

    /** The name under which a node's page offers a certificate of this kind. */
    static String fileName(PlanStep step) {
        CertificateType type = step.types().isEmpty()
                ? CertificateType.of("certificate")
                : step.types().get(0);
        return SPELLINGS.getOrDefault(type, type.value()) + ".pem";
    }
}
