package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.ReportText;
import org.emcc.core.FindingSeverity;

/**
 * What {@link CertificateChecks} found in a bundle.
 *
 * <p>Source: certificates 4.4 (C9, C19).
 *
 * @param all the findings, in the order of their codes, and by certificates
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CertificateFindings(List<CertificateFinding> all) {
    private static final Pattern FINGERPRINT = Pattern.compile("fingerprint ([0-9a-f]{16})[0-9a-f]{48}");

    /**
     * Copies the list.
     *
     * @param all the findings
     */
    public CertificateFindings {
        all = List.copyOf(all);
    }

    /**
     * Whether nothing was found.
     *
     * @return whether there is no finding
     */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * The findings of one severity.
     *
     * @param severity the severity
     * @return those of {@link #all}, in their order; unmodifiable
     */
    public List<CertificateFinding> all(FindingSeverity severity) {
        return all.stream().filter(each -> each.severity() == severity).toList();
    }

    /**
     * How much the gravest finding matters.
     *
     * @return its severity; empty when nothing was found
     */
    public Optional<FindingSeverity> gravest() {
        return all.stream().map(CertificateFinding::severity).min(Comparator.naturalOrder());
    }

    /**
     * The findings for people. Fingerprints are shortened to 16 digits.
     *
     * @return lines that end in a line feed
     */
    public String toText() {
        ReportText out = new ReportText().line("Findings about certificates: " + counts());
        for (CertificateFinding each : all) {
            out.heading(each.severity() + " " + each.code() + ": " + each.sentence());
            each.evidence()
                    .forEach(line -> out.line("  " + FINGERPRINT.matcher(line).replaceAll("SHA-256 $1…")));
            out.line("  Remedy: " + each.remedy());
        }
        return out.toString();
    }

    /** Such as {@code 1 error, 2 warnings}. */
    private String counts() {
        List<String> counts = new ArrayList<>();
        for (FindingSeverity severity : FindingSeverity.values()) {
            int count = all(severity).size();
            if (count > 0) {
                counts.add(ReportText.count(count, severity.name().toLowerCase(Locale.ROOT)));
            }
        }
        return counts.isEmpty() ? "none" : String.join(", ", counts);
    }

    /**
     * The findings for programs.
     *
     * @return a JSON object on several lines; names may be added in later versions
     */
    public String toJson() {
        Map<String, Object> json = Json.object();
        gravest().ifPresent(severity -> json.put("gravest", severity));
        json.put("findings", all.stream().map(CertificateFindings::json).toList());
        return Json.pretty(json);
    }

    private static Map<String, Object> json(CertificateFinding each) {
        return Json.object(
                "code", each.code(),
                "severity", each.severity(),
                "sentence", each.sentence(),
                "certificates", each.certificates(),
                "evidence", each.evidence(),
                "remedy", each.remedy());
    }

    /** How many findings there are, by severity. */
    @Override
    public String toString() {
        return "CertificateFindings[" + counts() + "]";
    }
}
