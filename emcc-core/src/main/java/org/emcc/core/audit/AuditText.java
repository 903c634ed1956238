package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.emcc.core.FindingSeverity;
import org.emcc.core.session.ErrorCode;

/** A report as plain text, to be read in a terminal or a mail. */
final class AuditText {
    private final AuditReport report;
    private final StringBuilder out = new StringBuilder();

    private AuditText(AuditReport report) {
        this.report = report;
    }

    static String of(AuditReport report) {
        AuditText text = new AuditText(report);
        text.write();
        return text.out.toString();
    }

    private void write() {
        line("Audit of " + String.join(", ", report.clusters()));
        line(summary(report));
        for (FindingSeverity severity : FindingSeverity.values()) {
            List<AuditFinding> findings = report.findings(severity);
            if (!findings.isEmpty()) {
                heading(plural(severity));
                findings.forEach(this::finding);
            }
        }
        section(
                "Suppressed",
                report.suppressed().stream()
                        .map(each ->
                                each.finding().code() + " " + each.finding().message() + " (because "
                                        + each.by().reason() + ")")
                        .toList());
        section(
                "Not checked",
                report.unchecked().stream().map(Unchecked::toString).toList());
        section(
                "Kept",
                report.passed().entrySet().stream()
                        .map(each -> each.getKey() + " " + title(each.getKey()) + times(each.getValue()))
                        .toList());
        section("Remarks", report.remarks());
    }

    /** How many of each there are, as one sentence. */
    static String summary(AuditReport report) {
        return counted(report.findings(FindingSeverity.ERROR).size(), "error") + ", "
                + counted(report.findings(FindingSeverity.WARNING).size(), "warning") + ", "
                + counted(report.findings(FindingSeverity.NOTICE).size(), "notice") + "; "
                + counted(report.suppressed().size(), "finding") + " suppressed; "
                + counted(report.unchecked().size(), "check") + " not made, or in part.";
    }

    static String counted(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    static String plural(FindingSeverity severity) {
        return switch (severity) {
            case ERROR -> "Errors: it does not work";
            case WARNING -> "Warnings: it works, but wrong or at a risk";
            case NOTICE -> "Notices: good to know";
        };
    }

    /** The title of a rule, where it is one of ours. */
    static String title(String code) {
        return AuditRule.byCode(code).map(AuditRule::title).orElse("");
    }

    static String times(int count) {
        return count == 1 ? "" : String.format(Locale.ROOT, " (%,d times)", count);
    }

    /** What the phone shows, each once, and the number that only the log has (emcc-behaviour 7.2). */
    static String codes(List<ErrorCode> codes) {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        for (ErrorCode code : codes) {
            List<String> logged = shown.computeIfAbsent(display(code), any -> new ArrayList<>());
            if (code.internal()) {
                logged.add(Integer.toString(code.number()));
            }
        }
        return shown.entrySet().stream()
                .map(each -> each.getKey()
                        + (each.getValue().isEmpty() ? "" : " (" + String.join(", ", each.getValue()) + " in the log)"))
                .collect(Collectors.joining(", "));
    }

    /** The number on the phone; where there is none, the words. */
    private static String display(ErrorCode code) {
        if (!code.internal()) {
            return Integer.toString(code.number());
        }
        return ErrorCode.fromDisplay(code.loginDisplay()).stream()
                .filter(other -> !other.internal())
                .findFirst()
                .map(other -> Integer.toString(other.number()))
                .orElseGet(() -> "\"" + code.loginDisplay() + "\"");
    }

    private void finding(AuditFinding finding) {
        line(finding.code() + " [" + String.join(", ", finding.clusters()) + "] " + finding.message() + ".");
        if (!finding.errorCodes().isEmpty()) {
            line("    the phone would show: " + codes(finding.errorCodes()));
        }
        finding.evidence().forEach(evidence -> line("    found at " + evidence));
        line("    to mend it, at " + finding.remedy());
        line("    source: " + finding.source());
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            heading(title);
            lines.forEach(this::line);
        }
    }

    private void heading(String title) {
        line("");
        line(title);
        line("-".repeat(title.length()));
    }

    /** What a snapshot holds cannot break a line. */
    private void line(String text) {
        text.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        out.append('\n');
    }
}
