package org.emcc.core.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.FindingSeverity;
import org.emcc.core.internal.Html;

/** A report as a page that holds all it needs, without a script, for the screen and for paper. */
final class AuditPage {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+)}");

    /** A browser shows so many findings in good time; a page that leaves some out says so. */
    static final int MOST = 5_000;

    private final AuditReport report;
    private int shown;

    private AuditPage(AuditReport report) {
        this.report = report;
    }

    static String of(AuditReport report) {
        AuditPage page = new AuditPage(report);
        Map<String, String> parts = Map.of(
                "title", Html.escaped(title(report.clusters())),
                "summary", Html.escaped(AuditText.summary(report)),
                "contents", page.contents(),
                "findings", page.findings(),
                "others", page.others());
        return PLACE.matcher(template())
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
    }

    /** Two hundred names are no title. */
    private static String title(List<String> clusters) {
        return clusters.size() <= 4
                ? "Audit of " + String.join(", ", clusters)
                : "Audit of " + clusters.size() + " clusters";
    }

    private static String template() {
        try (InputStream in =
                Objects.requireNonNull(AuditPage.class.getResourceAsStream("report.html"), "report.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page of an audit cannot be read", e);
        }
    }

    private String contents() {
        List<String> links = new ArrayList<>();
        for (FindingSeverity severity : FindingSeverity.values()) {
            int count = report.findings(severity).size();
            if (count > 0) {
                links.add(link(id(severity), AuditText.counted(count, id(severity))));
            }
        }
        if (!report.unchecked().isEmpty()) {
            links.add(link("unchecked", AuditText.counted(report.unchecked().size(), "check") + " not made"));
        }
        return String.join("\n", links);
    }

    private static String link(String id, String text) {
        return "<a href=\"#" + id + "\">" + Html.escaped(text) + "</a>";
    }

    private static String id(FindingSeverity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private String findings() {
        StringBuilder out = new StringBuilder();
        for (FindingSeverity severity : FindingSeverity.values()) {
            List<AuditFinding> findings = report.findings(severity);
            if (!findings.isEmpty()) {
                out.append("<h2 id=\"" + id(severity) + "\">" + Html.escaped(AuditText.plural(severity)) + "</h2>\n");
                findings.stream().limit(MOST - shown).forEach(finding -> out.append(article(finding)));
                shown = Math.min(MOST, shown + findings.size());
            }
        }
        int left = report.findings().size() - shown;
        if (left > 0) {
            out.append("<p id=\"left\">" + AuditText.counted(left, "more finding")
                    + " would be too much for a page: they are in the report as text and as JSON.</p>\n");
        }
        return out.length() == 0 ? "<p>Nothing was found.</p>" : out.toString();
    }

    private static String article(AuditFinding finding) {
        StringBuilder out = new StringBuilder("<article class=\"" + id(finding.severity()) + "\"><h3><b class=\"code\">"
                + Html.escaped(finding.code()) + "</b> " + Html.escaped(finding.message())
                + ".</h3><p class=\"where\">"
                + Html.escaped(String.join(", ", finding.clusters()))
                + (finding.errorCodes().isEmpty()
                        ? ""
                        : "; the phone would show " + AuditText.codes(finding.errorCodes()))
                + "</p>");
        if (!finding.evidence().isEmpty()) {
            out.append("<table class=\"evidence\"><thead><tr><th>Cluster</th><th>Object</th><th>Setting</th>"
                    + "<th>Found</th></tr></thead><tbody>");
            finding.evidence()
                    .forEach(each -> out.append("<tr><td>" + Html.escaped(each.cluster()) + "</td><td>"
                            + Html.escaped(each.object()) + "</td><td>" + Html.escaped(each.setting()) + "</td><td>"
                            + Html.escaped(each.text()) + "</td></tr>"));
            out.append("</tbody></table>");
        }
        return out.append("<p class=\"remedy\"><b>To mend it</b> on "
                        + Html.escaped(finding.remedy().cluster())
                        + ", <em>" + Html.escaped(finding.remedy().menu()) + "</em>: "
                        + Html.escaped(finding.remedy().action())
                        + ".</p><p class=\"source\">Source: " + Html.escaped(finding.source()) + "</p></article>\n")
                .toString();
    }

    private String others() {
        StringBuilder out = new StringBuilder();
        section(
                out,
                "suppressed",
                "Suppressed",
                report.suppressed().stream()
                        .map(each ->
                                each.finding().code() + " " + each.finding().message() + " (because "
                                        + each.by().reason() + ")")
                        .toList());
        section(
                out,
                "unchecked",
                "Not checked, because a fact is not known",
                report.unchecked().stream()
                        .map(each -> each.code() + " " + AuditText.title(each.code()) + " ["
                                + String.join(", ", each.clusters()) + "]: " + each.why())
                        .toList());
        section(
                out,
                "kept",
                "Kept",
                report.passed().entrySet().stream()
                        .map(each ->
                                each.getKey() + " " + AuditText.title(each.getKey()) + AuditText.times(each.getValue()))
                        .toList());
        section(out, "remarks", "Remarks", report.remarks());
        return out.toString();
    }

    private static void section(StringBuilder out, String id, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        out.append("<section id=\"" + id + "\"><h2>" + Html.escaped(title) + "</h2><ul class=\"faint\">\n");
        lines.stream().limit(MOST).forEach(line -> out.append("<li>" + Html.escaped(line) + "</li>\n"));
        if (lines.size() > MOST) {
            out.append("<li>and " + (lines.size() - MOST) + " more, in the report as text and as JSON</li>\n");
        }
        out.append("</ul></section>\n");
    }
}
