package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.ReportText;

/**
 * What an export or a retirement would do to the STORE files of a depot: a dry run.
 *
 * <p>Source: certificates 4.4 (C15).
 *
 * @param changes what would become of each file, in the order of their names
 * @threadsafety immutable
 * @since 0.1.0
 */
public record DepotChanges(List<FileChange> changes) {
    /**
     * Copies the list, and puts it in order.
     *
     * @param changes what would become of each file
     */
    public DepotChanges {
        changes = changes.stream()
                .sorted(Comparator.comparing((FileChange each) -> each.origin().file()))
                .toList();
    }

    /**
     * The files that something of one kind would become of.
     *
     * @param kind the kind
     * @return those of this kind, in their order; unmodifiable
     */
    public List<FileChange> changes(FileChange.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).toList();
    }

    /**
     * Whether the action would be refused.
     *
     * @return why, when a file is refused; nothing at all would be written then
     */
    public Optional<BulkRefusal> refusal() {
        return changes(FileChange.Kind.REFUSED).isEmpty()
                ? Optional.empty()
                : Optional.of(BulkRefusal.NODE_OF_ANOTHER_CLUSTER);
    }

    /**
     * The dry run for people. Hashes are shortened to 16 digits.
     *
     * @return lines that end in a line feed
     */
    public String toText() {
        ReportText out = new ReportText().line("Files of the depot: " + counts());
        refusal()
                .ifPresent(reason -> out.line(
                                "  Refused, and nothing would be written: " + reason.code() + ": " + reason.message())
                        .line("  Remedy: " + reason.remedy()));
        for (FileChange.Kind kind : FileChange.Kind.values()) {
            List<FileChange> ofKind = changes(kind);
            if (!ofKind.isEmpty()) {
                String name = kind.name().toLowerCase(Locale.ROOT);
                out.heading(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
            }
            for (FileChange change : ofKind) {
                out.line("  " + change.origin());
                change.reason().ifPresent(reason -> out.line("    " + reason));
                change.before().ifPresent(hash -> out.line("    before SHA-256 " + CertificateText.shortened(hash)));
                change.there()
                        .ifPresent(hash -> out.line(
                                "    lies there SHA-256 " + CertificateText.shortened(hash) + ", by no manifest"));
                change.after().ifPresent(hash -> out.line("    after SHA-256 " + CertificateText.shortened(hash)));
            }
        }
        return out.toString();
    }

    /** Such as {@code 1 added, 2 replaced}. */
    private String counts() {
        List<String> counts = new ArrayList<>();
        for (FileChange.Kind kind : FileChange.Kind.values()) {
            int count = changes(kind).size();
            if (count > 0) {
                counts.add(count + " " + kind.name().toLowerCase(Locale.ROOT));
            }
        }
        return counts.isEmpty() ? "nothing would change" : String.join(", ", counts);
    }

    /**
     * The dry run for programs.
     *
     * @return a JSON object on several lines; names may be added in later versions
     */
    public String toJson() {
        Map<String, Object> json = Json.object();
        refusal().ifPresent(reason -> json.put("refusal", BundleText.json(reason)));
        json.put("changes", changes.stream().map(DepotChanges::json).toList());
        return Json.pretty(json);
    }

    private static Map<String, Object> json(FileChange change) {
        Map<String, Object> json = Json.object("kind", change.kind().name());
        json.putAll(BundleText.json(change.origin()));
        change.before().ifPresent(hash -> json.put("before", hash));
        change.there().ifPresent(hash -> json.put("there", hash));
        change.after().ifPresent(hash -> json.put("after", hash));
        change.reason().ifPresent(reason -> json.put("reason", reason));
        return json;
    }

    /** How many files there are, by kind. */
    @Override
    public String toString() {
        return "DepotChanges[" + counts() + "]";
    }
}
