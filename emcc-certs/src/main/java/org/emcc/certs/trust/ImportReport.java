package org.emcc.certs.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.ReportText;
import org.emcc.core.Problem;

/**
 * What an import made of the trust stores of a cluster. The import is a plan as long as nobody uses {@link #stores}.
 *
 * @param stores the stores after the import
 * @param results one for each certificate and each store in which it lands, the newest certificates first
 * @param problems certificates that land nowhere; the position is the name of the file
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ImportReport(TrustStores stores, List<ImportResult> results, List<Problem> problems) {
    /**
     * Copies the lists.
     *
     * @param stores the stores after the import
     * @param results one for each certificate and store
     * @param problems certificates that land nowhere
     */
    public ImportReport {
        Objects.requireNonNull(stores, "stores");
        results = List.copyOf(results);
        problems = List.copyOf(problems);
    }

    /**
     * The import, or the plan of it, for people: store by store. Fingerprints are shortened to 16 digits.
     *
     * <p>Source: certificates 4.4 (C15).
     *
     * @return lines that end in a line feed
     */
    public String toText() {
        ReportText out = new ReportText().line("Import: " + counts());
        byStore().forEach((store, all) -> {
            out.heading(store.value());
            for (ImportResult each : all) {
                out.line("  " + words(each.action()) + ": "
                        + CertificateText.label(
                                each.certificate().certificate(),
                                each.certificate().fingerprint()));
                out.line("    found in "
                        + each.certificate().origins().stream()
                                .map(CertificateOrigin::toString)
                                .collect(Collectors.joining("; ")));
                out.line("    " + each.reason());
            }
        });
        return out.problems("Imported nowhere", problems).toString();
    }

    private Map<TrustStoreName, List<ImportResult>> byStore() {
        Map<TrustStoreName, List<ImportResult>> all = new TreeMap<>();
        results.forEach(each ->
                all.computeIfAbsent(each.store(), any -> new ArrayList<>()).add(each));
        return all;
    }

    private static String words(ImportAction action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Such as {@code 1 added, 2 already there}. */
    private String counts() {
        List<String> counts = new ArrayList<>();
        for (ImportAction action : ImportAction.values()) {
            long count =
                    results.stream().filter(each -> each.action() == action).count();
            if (count > 0) {
                counts.add(count + " " + words(action));
            }
        }
        return counts.isEmpty() ? "nothing" : String.join(", ", counts);
    }

    /**
     * The import, or the plan of it, for programs: the results in their order. What the stores hold afterwards is not in it.
     *
     * <p>Source: certificates 4.4 (C15).
     *
     * @return a JSON object on several lines; names may be added in later versions
     */
    public String toJson() {
        return Json.pretty(Json.object(
                "results", results.stream().map(ImportReport::json).toList(), "problems", ReportText.json(problems)));
    }

    private static Map<String, Object> json(ImportResult each) {
        Map<String, Object> json = Json.object(
                "store", each.store(),
                "action", each.action().name(),
                "certificate",
                        CertificateText.json(
                                each.certificate().certificate(),
                                each.certificate().fingerprint()),
                "origins",
                        each.certificate().origins().stream()
                                .map(ImportReport::json)
                                .toList(),
                "reason", each.reason());
        each.certificate().oldUntil().ifPresent(until -> json.put("oldUntil", until));
        return json;
    }

    private static Map<String, Object> json(CertificateOrigin origin) {
        return CertificateText.origin(
                origin.source(), origin.type(), origin.file(), origin.cluster().orElse(null));
    }
}
