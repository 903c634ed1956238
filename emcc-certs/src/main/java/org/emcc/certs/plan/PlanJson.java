package org.emcc.certs.plan;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Json;
import org.emcc.certs.pkcs12.Fingerprint;

/** A plan for programs. */
final class PlanJson {
    private PlanJson() {}

    static Map<String, Object> of(ImportPlan plan) {
        Map<String, Object> out = Json.object(
                "cluster", plan.cluster(),
                "release", plan.inventory().release(),
                "way", plan.way().name(),
                "steps", plan.steps().stream().map(PlanJson::step).toList(),
                "findings", plan.findings().stream().map(PlanJson::finding).toList(),
                "followUps", plan.followUps().stream().map(PlanJson::followUp).toList(),
                "restCalls", plan.restCalls().stream().map(PlanJson::call).toList());
        if (plan.tellsUploads()) {
            out.put("uploads", plan.uploads().stream().map(PlanJson::upload).toList());
        }
        plan.manual().ifPresent(manual -> out.put("manual", of(manual)));
        return out;
    }

    static Map<String, Object> certificate(X509Certificate certificate) {
        return CertificateText.json(certificate, Fingerprint.of(certificate));
    }

    static List<Map<String, Object>> uses(List<CertificateUse> uses) {
        return uses.stream()
                .map(use -> Json.object("cluster", use.cluster(), "node", use.node(), "type", use.type()))
                .toList();
    }

    private static Map<String, Object> step(PlanStep step) {
        return Json.object(
                "store", step.store(),
                "verdict", step.verdict().name(),
                "certificate", certificate(step.certificate()),
                "types", step.types().stream().map(CertificateType::value).toList(),
                "uses", uses(step.uses()),
                "replaced", step.replaced().stream().map(PlanJson::certificate).toList(),
                "reason", step.reason(),
                "section", step.section());
    }

    private static Map<String, Object> finding(PlanFinding finding) {
        return Json.object(
                "code", finding.code(),
                "severity", finding.severity(),
                "sentence", finding.sentence(),
                "remedy", finding.remedy(),
                "section", finding.rule().section());
    }

    private static Map<String, Object> followUp(FollowUp each) {
        Map<String, Object> out =
                Json.object("kind", each.kind(), "where", each.where(), "what", each.what(), "reason", each.reason());
        each.command().ifPresent(command -> out.put("command", command));
        return out;
    }

    private static Map<String, Object> call(RestCall call) {
        return Json.object("method", call.method(), "path", call.path(), "body", call.body());
    }

    private static Map<String, Object> upload(ManualUpload upload) {
        return Json.object(
                "file", upload.fileName(),
                "from", uses(upload.from()),
                "store", upload.store(),
                "sha256", Fingerprint.of(upload.certificate()));
    }
}
