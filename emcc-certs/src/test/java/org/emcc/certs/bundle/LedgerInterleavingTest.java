package org.emcc.certs.bundle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/**
 * Two writers on one depot that replaces files in two steps. Small ones in every order in which their steps can come, where what one
 * reads between two changes is one step; greater ones in orders by chance, where every question to the depot is a step. A writer
 * depends on nothing but the answers of the depot: so it is run from its beginning with the answers it had, up to what is next.
 * That one of them crashes at some step is that its further steps do not come: every order shows it, and what the other does then.
 */
class LedgerInterleavingTest {
    private static final String A = "a_tomcat.pkcs12";
    private static final String B = "b_tomcat.pkcs12";
    private static final String BULK = "10.0.0.5_bulk_tomcat.pkcs12";
    private static final int LARGEST = 1000;

    private final TreeMap<String, String> begin = new TreeMap<>();
    private final Map<Map<String, String>, View> views = new HashMap<>();

    // The depot.

    /** Files whose content is kept as text of one octet for each character. */
    private static class Plain implements CertificateDepot {
        private final SortedMap<String, String> files;

        Plain(SortedMap<String, String> files) {
            this.files = files;
        }

        <T> T step(boolean changes, Function<SortedMap<String, String>, T> action) {
            return action.apply(files);
        }

        @Override
        public List<String> names() {
            return step(false, all -> List.copyOf(all.keySet()));
        }

        @Override
        public Optional<byte[]> read(String name, int most) {
            Optional<String> content = step(false, all -> Optional.ofNullable(all.get(name)));
            return content.map(text -> text.getBytes(ISO_8859_1))
                    .map(octets -> Arrays.copyOf(octets, Math.min(octets.length, most)));
        }

        @Override
        public void write(String name, byte[] content) {
            String text = new String(content, ISO_8859_1);
            String there = create(name, text);
            while (!there.equals(text)) {
                delete(name);
                there = create(name, text);
            }
        }

        private String create(String name, String text) {
            return step(
                    true,
                    all -> Optional.ofNullable(all.putIfAbsent(name, text)).orElse(text));
        }

        @Override
        public boolean delete(String name) {
            return step(true, all -> all.remove(name) != null);
        }
    }

    private static final class NextStep extends Error {
        private static final long serialVersionUID = 1L;

        NextStep() {
            super("", null, false, false);
        }
    }

    /** Which questions are answered beyond those that were answered before. */
    private enum Beyond {
        NONE,
        ONE,
        READING
    }

    private static final class Replay extends Plain {
        private final List<Object> answers;
        private Beyond beyond;
        private int given;
        private boolean changes;

        Replay(List<Object> answers, SortedMap<String, String> files, Beyond beyond) {
            super(files);
            this.answers = new ArrayList<>(answers);
            this.beyond = beyond;
        }

        @Override
        @SuppressWarnings("unchecked")
        <T> T step(boolean change, Function<SortedMap<String, String>, T> action) {
            if (given == answers.size()) {
                if (beyond == Beyond.NONE || (beyond == Beyond.READING && change)) {
                    changes = change;
                    throw new NextStep();
                }
                answers.add(super.step(change, action));
                beyond = beyond == Beyond.ONE ? Beyond.NONE : beyond;
            }
            return (T) answers.get(given++);
        }
    }

    /** How far a writer has come; the same answers lead to the same object. */
    private static final class Progress {
        private final Consumer<Ledger> writer;
        private final List<Object> answers;
        private final Map<Object, Progress> following = new HashMap<>();
        private final boolean done;
        private final boolean changes;

        Progress(Consumer<Ledger> writer, List<Object> answers) {
            this.writer = writer;
            this.answers = answers;
            Replay replay = new Replay(answers, new TreeMap<>(), Beyond.NONE);
            done = run(replay);
            changes = replay.changes;
        }

        private boolean run(Replay replay) {
            try {
                writer.accept(new Ledger(replay, LARGEST));
                return true;
            } catch (NextStep e) {
                return false;
            }
        }

        boolean isDone() {
            return done;
        }

        /** One step, or all that are read before the next change. */
        Progress step(SortedMap<String, String> files, boolean whileItReads) {
            Replay replay = new Replay(answers, files, whileItReads && !changes ? Beyond.READING : Beyond.ONE);
            run(replay);
            List<Object> all = replay.answers;
            List<Object> key = List.copyOf(all.subList(answers.size(), all.size()));
            return following.computeIfAbsent(key, any -> new Progress(writer, all));
        }
    }

    private record Moment(SortedMap<String, String> files, Progress one, Progress other) {}

    // The reader.

    private record View(ExportManifest exports, List<Ledger.Laid> laid, Map<String, String> contents) {}

    private View view(SortedMap<String, String> files) {
        return views.computeIfAbsent(files, any -> {
            Ledger ledger = new Ledger(new Plain(new TreeMap<>(files)), LARGEST);
            Ledger.State state = ledger.load();
            assertThat(state.problems()).isEmpty();
            assertThat(state.settled()).isTrue();
            Map<String, String> wanted = new TreeMap<>();
            state.exports().entries().forEach((file, entry) -> entry.hash().ifPresent(hash -> wanted.put(file, hash)));
            state.consolidation()
                    .ifPresent(last -> last.outputs().forEach(each -> wanted.put(each.file(), each.sha256())));
            wanted.replaceAll((file, hash) -> ledger.content(new FileHash(file, hash), state)
                    .map(found -> new String(found.content(), ISO_8859_1))
                    .orElseThrow(() -> new AssertionError(file + " is lost: " + files)));
            return new View(state.exports(), state.consolidations(), wanted);
        });
    }

    /** Whether nothing is taken back that a reader saw before. */
    private static boolean follows(View before, View after) {
        boolean laid = before.laid().isEmpty()
                || (!after.laid().isEmpty()
                        && (after.laid().equals(before.laid())
                                || ConsolidationManifest.ORDER.compare(
                                                after.laid().get(0).manifest(),
                                                before.laid().get(0).manifest())
                                        >= 0));
        return laid && after.exports().merge(before.exports()).equals(after.exports());
    }

    // The writers.

    private static byte[] octets(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static Consumer<Ledger> exporter(Map<String, String> files) {
        Map<String, byte[]> contents = new TreeMap<>();
        Map<String, ExportManifest.Entry> words = new TreeMap<>();
        files.forEach((file, text) -> {
            contents.put(file, octets(text));
            words.put(file, ExportManifest.Entry.exported(Hashes.sha256(octets(text)), null));
        });
        return ledger -> ledger.export(contents, words);
    }

    private static Consumer<Ledger> retirer(String file, String text) {
        return ledger -> ledger.retire(Map.of(file, Optional.of(Hashes.sha256(octets(text)))));
    }

    /** Makes one BULK file of all STORE files, as {@link BulkCertificates} does. */
    private static Consumer<Ledger> consolidator(String mark) {
        return ledger -> {
            boolean done = false;
            while (!done) {
                Ledger.State state = ledger.load();
                StringBuilder all = new StringBuilder(mark);
                boolean whole = true;
                for (Map.Entry<String, ExportManifest.Entry> each :
                        state.exports().entries().entrySet()) {
                    Optional<Ledger.Found> found = ledger.content(
                            new FileHash(each.getKey(), each.getValue().hash().orElseThrow()), state);
                    whole &= found.isPresent();
                    found.ifPresent(content -> all.append(new String(content.content(), ISO_8859_1)));
                }
                byte[] content = octets(all.toString());
                done = whole
                        && ledger.consolidate(
                                Map.of(BULK, content),
                                new ConsolidationManifest(
                                        1,
                                        state.exports().weight(),
                                        List.of(new FileHash(BULK, Hashes.sha256(content))),
                                        List.of(),
                                        Map.of(),
                                        Map.of()),
                                state);
            }
        };
    }

    private void before(Consumer<Ledger> writer) {
        writer.accept(new Ledger(new Plain(begin), LARGEST));
    }

    /** At every moment a reader must find one of these sets of files. */
    private void look(Moment now, Set<Map<String, String>> seen) {
        assertThat(seen).contains(view(now.files()).contents());
    }

    /**
     * When both are done, one of these sets must be there, in the files themselves too; and whoever exports then, or when one of
     * them has stopped for ever, has the last word.
     */
    private void lookAtTheEnd(Moment now, Set<Map<String, String>> last) {
        View view = view(now.files());
        if (now.one().isDone() && now.other().isDone()) {
            assertThat(last).contains(view.contents());
            Map<String, String> files = new TreeMap<>(now.files());
            files.keySet().removeIf(name -> name.startsWith("emcc-"));
            assertThat(files).as("the files themselves").isEqualTo(view.contents());
        }
        SortedMap<String, String> files = new TreeMap<>(now.files());
        exporter(Map.of(A, "A9", B, "B9")).accept(new Ledger(new Plain(files), LARGEST));
        assertThat(view(files).contents()).containsEntry(A, "A9").containsEntry(B, "B9");
        assertThat(files).containsEntry(A, "A9").containsEntry(B, "B9");
    }

    private Moment next(Moment now, boolean first, boolean whileItReads) {
        SortedMap<String, String> files = new TreeMap<>(now.files());
        Progress moved = (first ? now.one() : now.other()).step(files, whileItReads);
        assertThat(follows(view(now.files()), view(files)))
                .as("takes nothing back")
                .isTrue();
        return first ? new Moment(files, moved, now.other()) : new Moment(files, now.one(), moved);
    }

    private int inAllOrders(
            Consumer<Ledger> one,
            Consumer<Ledger> other,
            Set<Map<String, String>> seen,
            Set<Map<String, String>> last) {
        Set<Moment> visited = new HashSet<>();
        Set<Map<String, String>> ended = new HashSet<>();
        Deque<Moment> open = new ArrayDeque<>();
        open.add(new Moment(begin, new Progress(one, List.of()), new Progress(other, List.of())));
        while (!open.isEmpty() && visited.size() < Seeds.cases(100_000)) {
            Moment now = open.removeLast();
            if (visited.add(now)) {
                look(now, seen);
                boolean both = now.one().isDone() && now.other().isDone();
                if (both || ((now.one().isDone() || now.other().isDone()) && ended.add(now.files()))) {
                    lookAtTheEnd(now, last);
                }
                if (!now.one().isDone()) {
                    open.add(next(now, true, true));
                }
                if (!now.other().isDone()) {
                    open.add(next(now, false, true));
                }
            }
        }
        return visited.size();
    }

    private void inOrdersByChance(
            Consumer<Ledger> one,
            Consumer<Ledger> other,
            Set<Map<String, String>> seen,
            Set<Map<String, String>> last) {
        for (int i = 0; i < Seeds.cases(500); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            Moment now = new Moment(begin, new Progress(one, List.of()), new Progress(other, List.of()));
            boolean first = true;
            while (!now.one().isDone() || !now.other().isDone()) {
                first = random.nextInt(4) == 0 ? !first : first;
                first = now.other().isDone() || (first && !now.one().isDone());
                now = next(now, first, false);
                look(now, seen);
                if (random.nextInt(20) == 0) {
                    lookAtTheEnd(now, last);
                }
            }
            lookAtTheEnd(now, last);
        }
    }

    private static Map<String, String> files(String a, String b) {
        return Map.of(A, a, B, b);
    }

    @Test
    void twoExportsOfTheSameFiles() {
        before(exporter(files("A0", "B0")));

        inOrdersByChance(
                exporter(files("A1", "B1")),
                exporter(files("A2", "B2")),
                Set.of(files("A0", "B0"), files("A1", "B1"), files("A2", "B2")),
                Set.of(files("A1", "B1"), files("A2", "B2")));
    }

    @Test
    void twoExportsOfTheSameFile() {
        before(exporter(files("A0", "B0")));

        int moments = inAllOrders(
                exporter(Map.of(A, "A1")),
                exporter(Map.of(A, "A2")),
                Set.of(files("A0", "B0"), files("A1", "B0"), files("A2", "B0")),
                Set.of(files("A1", "B0"), files("A2", "B0")));

        assertThat(moments).isGreaterThan(500);
    }

    @Test
    void twoExportsOfWhichOneChangesLess() {
        before(exporter(files("A0", "B0")));

        inOrdersByChance(
                exporter(files("A0", "B1")),
                exporter(files("A2", "B2")),
                Set.of(files("A0", "B0"), files("A0", "B1"), files("A2", "B2")),
                Set.of(files("A0", "B1"), files("A2", "B2")));
    }

    @Test
    void theSameExportTwice() {
        before(exporter(files("A0", "B0")));

        inAllOrders(
                exporter(Map.of(A, "A1")),
                exporter(Map.of(A, "A1")),
                Set.of(files("A0", "B0"), files("A1", "B0")),
                Set.of(files("A1", "B0")));
    }

    @Test
    void anExportAndTheOneBefore() {
        before(exporter(files("A1", "B0")));
        before(exporter(files("A0", "B0")));

        inAllOrders(
                exporter(Map.of(A, "A1")),
                exporter(Map.of(A, "A0")),
                Set.of(files("A0", "B0"), files("A1", "B0")),
                Set.of(files("A0", "B0"), files("A1", "B0")));
    }

    @Test
    void twoExportsOfDifferentFiles() {
        before(exporter(files("A0", "B0")));

        inAllOrders(
                exporter(Map.of(A, "A1")),
                exporter(Map.of(B, "B1")),
                Set.of(files("A0", "B0"), files("A1", "B0"), files("A0", "B1"), files("A1", "B1")),
                Set.of(files("A1", "B1")));
    }

    @Test
    void anExportAndARetirement() {
        before(exporter(files("A0", "B0")));

        inAllOrders(
                exporter(Map.of(A, "A1")),
                retirer(A, "A0"),
                Set.of(files("A0", "B0"), files("A1", "B0"), Map.of(B, "B0")),
                Set.of(files("A1", "B0"), Map.of(B, "B0")));
    }

    private static Map<String, String> files(String a, String b, String bulk) {
        return Map.of(A, a, B, b, BULK, bulk);
    }

    @Test
    void twoConsolidations() {
        before(exporter(files("A0", "B0")));
        before(consolidator(""));

        inAllOrders(
                consolidator("x"),
                consolidator("y"),
                Set.of(files("A0", "B0", "A0B0"), files("A0", "B0", "xA0B0"), files("A0", "B0", "yA0B0")),
                Set.of(files("A0", "B0", "xA0B0"), files("A0", "B0", "yA0B0")));
    }

    /** Whoever consolidates after an export has it in the end, however slow others are who read before it. */
    @Test
    void aConsolidationThatReadBeforeAnExport() {
        before(exporter(files("A0", "B0")));
        before(consolidator(""));

        inOrdersByChance(
                consolidator("x"),
                exporter(Map.of(A, "A1")).andThen(consolidator("y")),
                Set.of(
                        files("A0", "B0", "A0B0"),
                        files("A0", "B0", "xA0B0"),
                        files("A1", "B0", "A0B0"),
                        files("A1", "B0", "xA0B0"),
                        files("A1", "B0", "xA1B0"),
                        files("A1", "B0", "yA1B0")),
                Set.of(files("A1", "B0", "xA1B0"), files("A1", "B0", "yA1B0")));
    }
}
