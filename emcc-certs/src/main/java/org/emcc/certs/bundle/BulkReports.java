package org.emcc.certs.bundle;

import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.ReportText;

/** What came of an action of Bulk Certificate Management, as text and as JSON. */
final class BulkReports {
    private BulkReports() {}

    static String text(BulkResult<?> result) {
        ReportText out = new ReportText();
        if (result instanceof BulkResult.Refused<?> refused) {
            return out.line("Refused, and nothing was written: "
                            + refused.reason().code() + ": " + refused.reason().message())
                    .line("  Remedy: " + refused.reason().remedy())
                    .problems("At fault", refused.problems())
                    .toString();
        }
        Object made = result.result().orElseThrow();
        if (made instanceof Consolidation consolidation) {
            out.report(consolidation.toText());
        } else if (made instanceof CertificateBundle bundle) {
            out.report(bundle.toText());
        } else {
            out.line(made.toString());
        }
        return out.problems("Tolerated", result.problems()).toString();
    }

    static String json(BulkResult<?> result) {
        if (result instanceof BulkResult.Refused<?> refused) {
            return Json.pretty(Json.object(
                    "refusal", BundleText.json(refused.reason()), "problems", ReportText.json(refused.problems())));
        }
        return Json.pretty(Json.object(
                "result", made(result.result().orElseThrow()), "problems", ReportText.json(result.problems())));
    }

    private static Object made(Object made) {
        if (made instanceof Consolidation consolidation) {
            return consolidation.json();
        }
        return made instanceof CertificateBundle bundle ? bundle.json() : made.toString();
    }
}
