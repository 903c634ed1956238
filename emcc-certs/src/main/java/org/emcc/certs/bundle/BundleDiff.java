package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.emcc.certs.bundle.BundleChange.Kind;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.internal.SubjectNames;
import org.emcc.certs.pkcs12.Fingerprint;

/**
 * What differs between two bundles, such as those of two consolidations. The difference in the other direction is the same with
 * before and after exchanged.
 *
 * <p>A certificate that came is matched with one that went: first one of the same subject and key for the same type, then of the
 * same subject, then one of a same node and type, as far as the origins name
 * nodes, which those in BULK files do not. Where several fit, the older with the older.
 *
 * <p>Source: certificates 4.4 (C13), 1.7 (a CAPF certificate changes its subject).
 *
 * @param changes the differences: by kind, then by the fingerprint of the certificate that came, or else went
 * @threadsafety immutable
 * @since 0.1.0
 */
public record BundleDiff(List<BundleChange> changes) {
    private static final Comparator<BundledCertificate> OLDEST_FIRST = Comparator.comparing(
                    (BundledCertificate each) -> each.certificate().getNotBefore())
            .thenComparing(BundledCertificate::fingerprint);
    private static final Comparator<BundleChange> ORDER = Comparator.comparing(BundleChange::kind)
            .thenComparing(
                    change -> change.after().or(change::before).orElseThrow().fingerprint());

    /**
     * Copies the list.
     *
     * @param changes the differences
     */
    public BundleDiff {
        changes = List.copyOf(changes);
    }

    /**
     * Compares two bundles. A certificate that is old in one of them and not in the other, by a {@link RotationWindow}, counts as
     * one that is not there any more, or not yet.
     *
     * @param before the certificates before
     * @param after the certificates after
     * @return the differences; none when the bundles are equal
     */
    public static BundleDiff between(CertificateBundle before, CertificateBundle after) {
        List<BundleChange> changes = new ArrayList<>();
        Map<Fingerprint, BundledCertificate> gone = new LinkedHashMap<>();
        Map<Fingerprint, BundledCertificate> came = new LinkedHashMap<>();
        after.certificates().stream().sorted(OLDEST_FIRST).forEach(each -> came.put(each.fingerprint(), each));
        for (BundledCertificate each :
                before.certificates().stream().sorted(OLDEST_FIRST).toList()) {
            Optional<BundledCertificate> same = Optional.ofNullable(came.get(each.fingerprint()));
            boolean aged = same.isPresent() && isOld(same.get()) && !isOld(each);
            boolean revived = same.isPresent() && isOld(each) && !isOld(same.get());
            if (same.isEmpty() || aged) {
                gone.put(each.fingerprint(), each);
            }
            if (same.isPresent() && !revived) {
                came.remove(each.fingerprint());
            }
            if (same.isPresent() && !aged && !revived && !same.get().equals(each)) {
                changes.add(new BundleChange(Kind.MOVED, each, same.get()));
            }
        }
        match(Kind.REISSUED, gone, came, changes, each -> forTypes(each, Names.subject(each) + " " + Names.key(each)));
        match(Kind.RENEWED, gone, came, changes, each -> forTypes(each, Names.subject(each)));
        match(Kind.REKEYED, gone, came, changes, BundleDiff::places);
        gone.values().forEach(each -> changes.add(new BundleChange(Kind.REMOVED, each, null)));
        came.values().forEach(each -> changes.add(new BundleChange(Kind.ADDED, null, each)));
        changes.sort(ORDER);
        return new BundleDiff(changes);
    }

    private static boolean isOld(BundledCertificate each) {
        return each.oldUntil().isPresent();
    }

    private static List<String> forTypes(BundledCertificate each, String what) {
        return each.types().stream().map(type -> type + " " + what).toList();
    }

    private static List<String> places(BundledCertificate each) {
        return each.origins().stream()
                .filter(CertificateOrigin::isOfNode)
                .map(origin -> origin.type() + " " + Names.node(origin.source()))
                .distinct()
                .toList();
    }

    /** Pairs those that have a key in common, in the order of the keys, and within a key in the order of the maps. */
    private static void match(
            Kind kind,
            Map<Fingerprint, BundledCertificate> gone,
            Map<Fingerprint, BundledCertificate> came,
            List<BundleChange> changes,
            Function<BundledCertificate, List<String>> keys) {
        Map<String, List<BundledCertificate>> after = grouped(came.values(), keys);
        grouped(gone.values(), keys).forEach((key, group) -> {
            List<BundledCertificate> old = left(group, gone);
            List<BundledCertificate> fresh = left(after.getOrDefault(key, List.of()), came);
            for (int i = 0; i < Math.min(old.size(), fresh.size()); i++) {
                changes.add(new BundleChange(kind, old.get(i), fresh.get(i)));
                gone.remove(old.get(i).fingerprint());
                came.remove(fresh.get(i).fingerprint());
            }
        });
    }

    private static List<BundledCertificate> left(
            List<BundledCertificate> group, Map<Fingerprint, BundledCertificate> unmatched) {
        return group.stream()
                .filter(each -> unmatched.containsKey(each.fingerprint()))
                .toList();
    }

    private static Map<String, List<BundledCertificate>> grouped(
            Collection<BundledCertificate> certificates, Function<BundledCertificate, List<String>> keys) {
        Map<String, List<BundledCertificate>> groups = new TreeMap<>();
        for (BundledCertificate each : certificates) {
            keys.apply(each)
                    .forEach(key -> groups.computeIfAbsent(key, any -> new ArrayList<>())
                            .add(each));
        }
        return groups;
    }

    /**
     * Whether nothing differs.
     *
     * @return whether there is no difference
     */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * The differences of one kind.
     *
     * @param kind the kind
     * @return those of this kind, in their order; unmodifiable
     */
    public List<BundleChange> changes(Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).toList();
    }

    /**
     * The differences for people. Fingerprints are shortened to 16 digits.
     *
     * @return lines that end in a line feed
     */
    public String toText() {
        ReportText out = new ReportText().line("Differences: " + counts());
        for (Kind kind : Kind.values()) {
            List<BundleChange> ofKind = changes(kind);
            if (!ofKind.isEmpty()) {
                out.heading(heading(kind));
            }
            for (BundleChange change : ofKind) {
                BundledCertificate first = change.before().or(change::after).orElseThrow();
                out.line("  " + BundleText.label(first));
                if (kind == Kind.MOVED) {
                    out.line("    before " + BundleText.found(first));
                    change.after().ifPresent(now -> out.line("    now " + BundleText.found(now)));
                } else {
                    out.line("    " + dated(first));
                    change.before().flatMap(any -> change.after()).ifPresent(now -> replacement(first, now, out));
                }
            }
        }
        return out.toString();
    }

    private static void replacement(BundledCertificate before, BundledCertificate now, ReportText out) {
        boolean renamed = !spelled(now).equals(spelled(before));
        out.line("    now " + (renamed ? BundleText.label(now) : BundleText.number(now)));
        out.line("    " + dated(now));
    }

    private static String spelled(BundledCertificate each) {
        return SubjectNames.spelled(each.certificate().getSubjectX500Principal());
    }

    private static String dated(BundledCertificate each) {
        return CertificateText.dates(each.certificate()) + ", " + BundleText.found(each);
    }

    private static String heading(Kind kind) {
        return switch (kind) {
            case ADDED -> "Added";
            case REMOVED -> "Removed";
            case REISSUED -> "Reissued: the same key and subject";
            case RENEWED -> "Renewed: a new key for the same subject";
            case REKEYED ->
                "Rekeyed: a new key under a new subject, so that no trust store replaces the old certificate by it";
            case MOVED -> "Moved: the same certificate, found elsewhere";
        };
    }

    /** Such as {@code 1 added, 2 renewed}. */
    private String counts() {
        List<String> counts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int count = changes(kind).size();
            if (count > 0) {
                counts.add(count + " " + kind.name().toLowerCase(Locale.ROOT));
            }
        }
        return counts.isEmpty() ? "none" : String.join(", ", counts);
    }

    /**
     * The differences for programs.
     *
     * @return a JSON object on several lines; names may be added in later versions
     */
    public String toJson() {
        return Json.pretty(
                Json.object("changes", changes.stream().map(BundleDiff::json).toList()));
    }

    private static Map<String, Object> json(BundleChange change) {
        Map<String, Object> json = Json.object("kind", change.kind().name());
        change.before().ifPresent(each -> json.put("before", BundleText.json(each)));
        change.after().ifPresent(each -> json.put("after", BundleText.json(each)));
        return json;
    }

    /** How many differences there are, by kind. */
    @Override
    public String toString() {
        return "BundleDiff[" + counts() + "]";
    }
}
