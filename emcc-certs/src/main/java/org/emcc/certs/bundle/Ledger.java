package org.emcc.certs.bundle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;

/**
 * The manifests of a depot, and files by what manifests say of them.
 *
 * <p>A manifest has the hash of its content in its name: half of one is none, and none is ever replaced. To change files, a
 * writer lays their content down under names made of its hash; then a manifest, by which it counts; then it replaces the files
 * and takes the copies away. A reader takes the file if it has the hash of the manifest, and else the copy; so at any moment it
 * finds all files of the last manifest, and it does not matter whether the depot can replace a file in one step.
 *
 * <p>Source: certificates 1.8, 1.12, 4.4 (C7).
 */
final class Ledger {
    private static final Pattern MANIFEST = Pattern.compile("emcc-(export|consolidation)-([0-9a-f]{64})\\.manifest");
    private static final Pattern COPY = Pattern.compile("emcc-([0-9a-f]{64})\\.content");
    private static final int LARGEST_MANIFEST = 64 << 20;
    private static final int ATTEMPTS = 1000;

    private final CertificateDepot depot;
    private final int largestFile;

    Ledger(CertificateDepot depot, int largestFile) {
        this.depot = depot;
        this.largestFile = largestFile;
    }

    /**
     * What lay in the depot at one moment.
     *
     * @param names the names of all files
     * @param exports what all manifests of exports say together
     * @param consolidations the last manifest of a consolidation, or none
     * @param read the names of the manifests that were read
     * @param problems the manifests that could not be read, though whole
     * @param settled whether the manifests stayed the same while they were read
     */
    record State(
            List<String> names,
            ExportManifest exports,
            List<ConsolidationManifest> consolidations,
            List<String> read,
            List<Problem> problems,
            boolean settled) {
        /** The last manifest of a consolidation, if there is one. */
        Optional<ConsolidationManifest> consolidation() {
            return consolidations.stream().findFirst();
        }
    }

    private static String copyName(String sha256) {
        return "emcc-" + sha256 + ".content";
    }

    private static List<String> manifests(List<String> names) {
        return names.stream()
                .filter(name -> MANIFEST.matcher(name).matches())
                .sorted()
                .toList();
    }

    State load() {
        State state = once();
        for (int i = 1; i < ATTEMPTS && !state.settled(); i++) {
            state = once();
        }
        return state;
    }

    private State once() {
        List<String> names = depot.names();
        ExportManifest exports = ExportManifest.NONE;
        List<Map.Entry<String, ConsolidationManifest>> consolidations = new ArrayList<>();
        List<String> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        boolean settled = true;
        for (String name : manifests(names)) {
            Matcher parts = MANIFEST.matcher(name);
            Optional<byte[]> content = depot.read(name, LARGEST_MANIFEST);
            if (content.isEmpty() || !parts.matches()) {
                settled = false;
                continue;
            }
            if (!Hashes.sha256(content.get()).equals(parts.group(2))) {
                continue;
            }
            if (parts.group(1).equals("export")) {
                Decoded<ExportManifest> decoded = ExportManifest.decode(name, content.get());
                exports = decoded.value().map(exports::merge).orElse(exports);
                problems.addAll(decoded.problems());
                decoded.value().ifPresent(good -> read.add(name));
            } else {
                Decoded<ConsolidationManifest> decoded = ConsolidationManifest.decode(name, content.get());
                problems.addAll(decoded.problems());
                decoded.value().ifPresent(good -> {
                    read.add(name);
                    consolidations.add(Map.entry(name, good));
                });
            }
        }
        Optional<ConsolidationManifest> last = consolidations.stream()
                .max(Comparator.comparingLong((Map.Entry<String, ConsolidationManifest> each) ->
                                each.getValue().sequence())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getValue);
        // A directory that changes while it is listed may show neither what went nor what came.
        settled &= manifests(depot.names()).equals(manifests(names));
        return new State(names, exports, last.stream().toList(), read, problems, settled);
    }

    /** The content of a file that a manifest names, if it can be found by its hash; or of one too long to be looked into. */
    Optional<byte[]> content(FileHash wanted) {
        for (String name : List.of(wanted.file(), copyName(wanted.sha256()))) {
            Optional<byte[]> content = depot.read(name, most());
            if (content.isPresent()
                    && (content.get().length > largestFile
                            || Hashes.sha256(content.get()).equals(wanted.sha256()))) {
                return content;
            }
        }
        return Optional.empty();
    }

    /** The content of a file of which no manifest speaks, if it is the same twice. */
    Optional<byte[]> stable(String file) {
        Optional<byte[]> first = depot.read(file, most());
        Optional<byte[]> second = depot.read(file, most());
        return first.isPresent()
                        && second.isPresent()
                        && Hashes.sha256(first.get()).equals(Hashes.sha256(second.get()))
                ? second
                : Optional.empty();
    }

    /** One more than is allowed, so that a file which is too long is seen to be. */
    private int most() {
        return Math.min(largestFile, Integer.MAX_VALUE - 1) + 1;
    }

    private boolean holds(String name, String sha256, int most) {
        return depot.read(name, most)
                .filter(content -> Hashes.sha256(content).equals(sha256))
                .isPresent();
    }

    /** Lays down STORE files by a manifest. */
    void export(Map<String, byte[]> files, Function<String, ExportManifest.Entry> entry) {
        Map<FileHash, byte[]> changed = copies(files);
        Map<String, ExportManifest.Entry> words = new TreeMap<>();
        files.forEach((file, content) -> words.put(file, entry.apply(Hashes.sha256(content))));
        say(words);
        replace(changed);
    }

    /** Retires STORE files by a manifest, then takes them away. */
    void retire(Map<String, Optional<String>> hashes) {
        Map<String, ExportManifest.Entry> words = new TreeMap<>();
        hashes.keySet().forEach(file -> words.put(file, new ExportManifest.Entry(1, null, null)));
        say(words);
        hashes.forEach((file, sha256) -> {
            depot.delete(file);
            sha256.ifPresent(known -> depot.delete(copyName(known)));
        });
        clear();
    }

    private void say(Map<String, ExportManifest.Entry> words) {
        State state = load();
        publish("export", state.exports().with(words).encode(), state);
    }

    /** Lays down the BULK files of a consolidation by a manifest. */
    void consolidate(Map<String, byte[]> files, ConsolidationManifest manifest) {
        Map<FileHash, byte[]> changed = copies(files);
        State state = load();
        long last = state.consolidation().map(ConsolidationManifest::sequence).orElse(0L);
        boolean repeats = state.consolidation()
                .map(present -> present.withSequence(1).equals(manifest.withSequence(1)))
                .orElse(false);
        publish(
                "consolidation",
                manifest.withSequence(repeats ? last : ManifestLines.after(last))
                        .encode(),
                state);
        replace(changed);
    }

    private Map<FileHash, byte[]> copies(Map<String, byte[]> files) {
        Map<FileHash, byte[]> changed = new LinkedHashMap<>();
        files.forEach((file, content) -> {
            String sha256 = Hashes.sha256(content);
            if (!holds(file, sha256, content.length + 1)) {
                if (!holds(copyName(sha256), sha256, content.length + 1)) {
                    depot.write(copyName(sha256), content);
                }
                changed.put(new FileHash(file, sha256), content);
            }
        });
        return changed;
    }

    /** What it supersedes is taken away only when it is there. */
    private void publish(String kind, byte[] manifest, State state) {
        String name = "emcc-" + kind + "-" + Hashes.sha256(manifest) + ".manifest";
        if (!state.read().contains(name)) {
            depot.write(name, manifest);
        }
        state.read().stream()
                .filter(each -> each.startsWith("emcc-" + kind + "-") && !each.equals(name))
                .forEach(depot::delete);
    }

    private void replace(Map<FileHash, byte[]> changed) {
        State now = load();
        changed.forEach((file, content) -> {
            if (named(file.sha256(), now).contains(file.file())) {
                depot.write(file.file(), content);
            } else if (named(file.sha256(), now).isEmpty()) {
                depot.delete(copyName(file.sha256())); // a later writer was faster
            }
        });
        clear();
    }

    /**
     * Takes away the copies of files that have been replaced; not while the manifests of several writers lie there, who may be
     * at work on the same files: the next writer does it. A copy of which no manifest speaks may be that of a writer at work.
     */
    private void clear() {
        State state = load();
        if (state.read().size() > (state.consolidation().isPresent() ? 2 : 1)) {
            return;
        }
        for (String name : state.names()) {
            Matcher copy = COPY.matcher(name);
            if (copy.matches() && replaced(copy.group(1), state)) {
                depot.delete(name);
            }
        }
    }

    /** Whether all files that a manifest names with this hash have it. */
    private boolean replaced(String sha256, State state) {
        List<String> files = named(sha256, state);
        return !files.isEmpty() && files.stream().allMatch(file -> holds(file, sha256, most()));
    }

    private static List<String> named(String sha256, State state) {
        List<String> files = new ArrayList<>();
        state.exports().entries().forEach((file, entry) -> {
            if (sha256.equals(entry.sha256())) {
                files.add(file);
            }
        });
        state.consolidation().stream()
                .flatMap(manifest -> manifest.outputs().stream())
                .filter(output -> output.sha256().equals(sha256))
                .forEach(output -> files.add(output.file()));
        return files;
    }
}
