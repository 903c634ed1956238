package org.emcc.core.audit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.emcc.core.session.ErrorCode;

/** A report as JSON, for programs. Its form is told in {@link AuditReport#toJson}. */
final class AuditJson {
    private final StringBuilder out = new StringBuilder();
    /** Whether something stands before the next member. */
    private boolean first = true;

    private AuditJson() {}

    static String of(AuditReport report) {
        AuditJson json = new AuditJson();
        json.object(() -> json.report(report));
        return json.out.append('\n').toString();
    }

    private void report(AuditReport report) {
        name("version");
        out.append('1');
        strings("clusters", report.clusters());
        list("findings", report.findings(), this::finding);
        list("suppressed", report.suppressed(), each -> {
            text("reason", each.by().reason());
            name("finding");
            object(() -> finding(each.finding()));
        });
        list("unchecked", report.unchecked(), each -> {
            text("code", each.code());
            strings("clusters", each.clusters());
            text("why", each.why());
        });
        list("passed", List.copyOf(report.passed().entrySet()), this::passed);
        strings("remarks", report.remarks());
    }

    private void passed(Map.Entry<String, Integer> entry) {
        text("code", entry.getKey());
        name("times");
        out.append(entry.getValue());
    }

    private void finding(AuditFinding finding) {
        text("code", finding.code());
        text("severity", finding.severity().name());
        strings("clusters", finding.clusters());
        text("subject", finding.subject());
        text("message", finding.message());
        name("remedy");
        object(() -> {
            text("cluster", finding.remedy().cluster());
            text("menu", finding.remedy().menu());
            text("action", finding.remedy().action());
        });
        list("evidence", finding.evidence(), each -> {
            text("cluster", each.cluster());
            text("object", each.object());
            text("setting", each.setting());
            text("text", each.text());
        });
        text("source", finding.source());
        name("errorCodes");
        out.append('[');
        String comma = "";
        for (ErrorCode code : finding.errorCodes()) {
            out.append(comma).append(code.number());
            comma = ",";
        }
        out.append(']');
    }

    private void object(Runnable members) {
        boolean before = first;
        first = true;
        out.append('{');
        members.run();
        out.append('}');
        first = before;
    }

    private <T> void list(String name, List<T> values, Consumer<T> members) {
        name(name);
        out.append('[');
        String comma = "\n";
        for (T value : values) {
            out.append(comma);
            object(() -> members.accept(value));
            comma = ",\n";
        }
        out.append(']');
    }

    private void strings(String name, List<String> values) {
        name(name);
        out.append('[');
        String comma = "";
        for (String value : values) {
            out.append(comma);
            string(value);
            comma = ",";
        }
        out.append(']');
    }

    private void text(String name, String value) {
        name(name);
        string(value);
    }

    private void name(String name) {
        out.append(first ? "" : ",");
        first = false;
        string(name);
        out.append(':');
    }

    /** RFC 8259, 7. A half of a surrogate pair is written as a code, too. */
    private void string(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029' || c == 0x7F) {
                out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
