package org.emcc.certs.bundle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two writers on one depot. Every question of one to the depot is one step, and so is each change; where the depot replaces a
 * file in two steps, or lists files in two, so are both. Gone through is every order of steps in which a writer that could go on is made to wait for the other at
 * most twice, in the deep profile three times: all places of these switches, and both writers as the first. What is left of a writer when the other
 * has come to its end is done then; in another end it is never done, which is the crash of a writer at that step.
 *
 * <p>After each step a reader must find all files of one moment, and nothing of what it could see before may be taken back; what is in a file, a manifest has said. At each
 * end of the orders the files must be what the manifests say; and after a crash too, the next writers leave nothing
 * behind but what their manifests name.
 *
 * <p>A writer depends on nothing but the answers of the depot. So it is run from its beginning with the answers it had, and what it
 * does with the same answers is remembered; orders that come to the same moment are gone on with once.
 */
class LedgerInterleavingTest {
    private static final String A = "a_tomcat.pkcs12";
    private static final String OTHER_A = "A_tomcat.pkcs12";
    private static final String B = "b_tomcat.pkcs12";
    private static final String BULK = "10.0.0.5_bulk_tomcat.pkcs12";
    private static final String OTHER_BULK = "10.0.0.5_bulk_tftp.pkcs12";
    private static final int LARGEST = 1000;
    private static final TypeSuffixes SUFFIXES = TypeSuffixes.DEFAULTS;
    private static final int SWITCHES = Boolean.getBoolean("emcc.deep") ? 3 : 2;

    /** More steps than any writer needs who is alone from some step on. */
    private static final int MOST_STEPS = 2000;

    private final TreeMap<String, String> begin = new TreeMap<>();
    private final Map<SortedMap<String, String>, Files> moments = new HashMap<>();

    // The depot.

    /** How a depot replaces a file, and lists all files: in two steps it first looks at some of the names, then at the others. */
    enum Replacing {
        IN_ONE_STEP,
        IN_TWO_STEPS
    }

    private enum Kind {
        LIST,
        READ,
        CREATE,
        REPLACE,
        DELETE
    }

    /** What a writer asks of a depot; contents are texts of one octet for each character. */
    private record Question(Kind kind, String name, String content) {
        Object answer(SortedMap<String, String> files) {
            return switch (kind) {
                case LIST ->
                    files.keySet().stream()
                            .filter(each -> String.valueOf(each.hashCode() & 1).contains(name))
                            .toList();
                case READ -> Optional.ofNullable(files.get(name));
                case CREATE -> Optional.ofNullable(files.putIfAbsent(name, content));
                case REPLACE -> Optional.ofNullable(files.put(name, content));
                case DELETE -> files.remove(name) != null;
            };
        }
    }

    private abstract static class Depot implements CertificateDepot {
        private final Replacing replacing;

        Depot(Replacing replacing) {
            this.replacing = replacing;
        }

        abstract Object ask(Question question);

        @Override
        public List<String> names() {
            if (replacing == Replacing.IN_ONE_STEP) {
                return list("");
            }
            List<String> all = new ArrayList<>(list("0"));
            all.addAll(list("1"));
            Collections.sort(all);
            return all;
        }

        @SuppressWarnings("unchecked")
        private List<String> list(String half) {
            return (List<String>) ask(new Question(Kind.LIST, half, ""));
        }

        @Override
        @SuppressWarnings("unchecked")
        public Optional<byte[]> read(String name, int most) {
            return ((Optional<String>) ask(new Question(Kind.READ, name, "")))
                    .map(LedgerInterleavingTest::octets)
                    .map(octets -> Arrays.copyOf(octets, Math.min(octets.length, most)));
        }

        @Override
        public void write(String name, byte[] content) {
            String text = new String(content, ISO_8859_1);
            if (replacing == Replacing.IN_ONE_STEP) {
                ask(new Question(Kind.REPLACE, name, text));
                return;
            }
            Object there = ask(new Question(Kind.CREATE, name, text));
            while (!there.equals(Optional.empty()) && !there.equals(Optional.of(text))) {
                delete(name);
                there = ask(new Question(Kind.CREATE, name, text));
            }
        }

        @Override
        public boolean delete(String name) {
            return (Boolean) ask(new Question(Kind.DELETE, name, ""));
        }
    }

    private static final class Plain extends Depot {
        private final SortedMap<String, String> files;

        Plain(SortedMap<String, String> files) {
            super(Replacing.IN_ONE_STEP);
            this.files = files;
        }

        @Override
        Object ask(Question question) {
            return question.answer(files);
        }
    }

    /** All files at one moment; there is one object for the same files. */
    private final class Files {
        private final SortedMap<String, String> all;
        private final Map<Question, Outcome> outcomes = new HashMap<>();
        private @Nullable View view;
        private boolean repaired;

        Files(SortedMap<String, String> all) {
            this.all = all;
        }

        Outcome after(Question question) {
            return outcomes.computeIfAbsent(question, any -> {
                SortedMap<String, String> copy = new TreeMap<>(all);
                Object answer = question.answer(copy);
                return new Outcome(answer, copy.equals(all) ? this : moment(copy));
            });
        }

        View view() {
            if (view == null) {
                view = look(all);
            }
            return view;
        }
    }

    private record Outcome(Object answer, Files files) {}

    private Files moment(SortedMap<String, String> files) {
        return moments.computeIfAbsent(files, Files::new);
    }

    // The writers, and how far they have come.

    /** A writer after some answers. */
    private static final class Point {
        private final Consumer<Ledger> writer;
        private final Replacing replacing;
        private final @Nullable Point before;
        private final Object answer;
        private final Map<Object, Point> following = new HashMap<>();
        private boolean known;
        private boolean refused;
        private @Nullable Question next;

        Point(Consumer<Ledger> writer, Replacing replacing, @Nullable Point before, Object answer) {
            this.writer = writer;
            this.replacing = replacing;
            this.before = before;
            this.answer = answer;
        }

        Point after(Object given) {
            return following.computeIfAbsent(given, any -> new Point(writer, replacing, this, given));
        }

        /** What the writer asks next; it is run to its end for that, as though it were alone from here on. */
        Optional<Question> next(Files files) {
            if (!known) {
                List<Object> answers = new ArrayList<>();
                Point first = this;
                while (first.before != null) {
                    answers.add(first.answer);
                    first = first.before;
                }
                Collections.reverse(answers);
                Run run = new Run(first, answers, files);
                try {
                    writer.accept(new Ledger(run, LARGEST, SUFFIXES));
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining(BulkRefusal.NODE_OF_ANOTHER_CLUSTER.code());
                    run.at.refused = true;
                }
                run.at.known = true;
            }
            return Optional.ofNullable(next);
        }
    }

    private static final class Run extends Depot {
        private Point at;
        private final List<Object> answers;
        private Files files;
        private int asked;

        Run(Point first, List<Object> answers, Files files) {
            super(first.replacing);
            this.at = first;
            this.answers = answers;
            this.files = files;
        }

        @Override
        Object ask(Question question) {
            if (asked == MOST_STEPS || (at.next != null && !at.next.equals(question))) {
                throw new AssertionError("step " + asked + " after the same answers: " + at.next + ", " + question);
            }
            at.next = question;
            at.known = true;
            Object answer;
            if (asked < answers.size()) {
                answer = answers.get(asked);
            } else {
                Outcome outcome = files.after(question);
                answer = outcome.answer();
                files = outcome.files();
            }
            asked++;
            at = at.after(answer);
            return answer;
        }
    }

    /** Where the writers are, which of them is at work, and how often it may yet be made to wait. */
    private record Moment(Files files, Point working, Point waiting, int switches) {}

    // The reader.

    private record View(ExportManifest exports, List<Ledger.Laid> laid, Map<String, String> contents) {
        Object lastWord(String file) {
            return file.equals(BULK) || file.equals(OTHER_BULK) ? laid : exports.last(file);
        }

        /** Whether nothing is taken back that a reader saw before. */
        boolean follows(View before) {
            boolean later = before.laid().isEmpty()
                    || (!laid.isEmpty()
                            && (laid.equals(before.laid())
                                    || ConsolidationManifest.ORDER.compare(
                                                    laid.get(0).manifest(),
                                                    before.laid().get(0).manifest())
                                            >= 0));
            return later && exports.merge(before.exports()).equals(exports);
        }
    }

    private static View look(SortedMap<String, String> files) {
        Ledger ledger = new Ledger(new Plain(new TreeMap<>(files)), LARGEST, SUFFIXES);
        Ledger.State state = ledger.load();
        assertThat(state.problems()).isEmpty();
        assertThat(state.settled()).isTrue();
        Map<String, String> wanted = new TreeMap<>();
        state.exports().counting().forEach((file, entry) -> entry.hash().ifPresent(hash -> wanted.put(file, hash)));
        state.consolidation().ifPresent(last -> last.outputs().forEach(each -> wanted.put(each.file(), each.sha256())));
        wanted.replaceAll((file, hash) -> ledger.content(new FileHash(file, hash), state)
                .map(found -> new String(found.content(), ISO_8859_1))
                .orElseThrow(() -> new AssertionError(file + " is lost: " + files)));
        return new View(state.exports(), state.consolidations(), wanted);
    }

    // The writers.

    private static byte[] octets(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static Consumer<Ledger> exporter(Map<String, String> files) {
        return exporter(null, files);
    }

    private static Consumer<Ledger> exporter(@Nullable ClusterId cluster, Map<String, String> files) {
        Map<String, byte[]> contents = new TreeMap<>();
        files.forEach((file, text) -> contents.put(file, octets(text)));
        return ledger -> ledger.export(contents, cluster);
    }

    private static Consumer<Ledger> retirer(String file, String text) {
        return ledger -> ledger.retire(Map.of(file, Optional.of(Hashes.sha256(octets(text)))));
    }

    /** Makes one BULK file of all STORE files, as {@link BulkCertificates} does. */
    private static Consumer<Ledger> consolidator(String mark) {
        return consolidator(mark, null);
    }

    /** And a second one with a text, unless there is none. */
    private static Consumer<Ledger> consolidator(String mark, @Nullable String other) {
        return ledger -> {
            boolean done = false;
            while (!done) {
                Ledger.State state = ledger.load();
                StringBuilder all = new StringBuilder(mark);
                boolean whole = true;
                for (Map.Entry<String, ExportManifest.Entry> each :
                        state.exports().counting().entrySet()) {
                    if (each.getValue().hash().isPresent()) {
                        Optional<Ledger.Found> found = ledger.content(
                                new FileHash(
                                        each.getKey(), each.getValue().hash().orElseThrow()),
                                state);
                        whole &= found.isPresent();
                        found.ifPresent(content -> all.append(new String(content.content(), ISO_8859_1)));
                    }
                }
                SortedMap<String, byte[]> made = new TreeMap<>();
                made.put(BULK, octets(all.toString()));
                if (other != null) {
                    made.put(OTHER_BULK, octets(other));
                }
                done = whole
                        && ledger.consolidate(
                                made,
                                new ConsolidationManifest(
                                        1,
                                        state.exports().weight(),
                                        made.entrySet().stream()
                                                .map(each ->
                                                        new FileHash(each.getKey(), Hashes.sha256(each.getValue())))
                                                .toList(),
                                        List.of(),
                                        Map.of(),
                                        Map.of()),
                                state);
            }
        };
    }

    private void before(Consumer<Ledger> writer) {
        writer.accept(new Ledger(new Plain(begin), LARGEST, SUFFIXES));
    }

    // The orders.

    /** At every moment a reader must find one of the sets of files that are seen; when both are done, one of the last ones. */
    private final class Orders {
        private final Set<Map<String, String>> seen;
        private final Set<Map<String, String>> last;
        private final Set<Moment> visited = new HashSet<>();
        private final Set<List<Object>> stopped = new HashSet<>();
        private final Set<Boolean> refusals = new HashSet<>();

        Orders(Set<Map<String, String>> seen, Set<Map<String, String>> last) {
            this.seen = seen;
            this.last = last;
        }

        int goThrough(Consumer<Ledger> one, Consumer<Ledger> other, Replacing replacing) {
            Point first = new Point(one, replacing, null, "");
            Point second = new Point(other, replacing, null, "");
            Files files = moment(new TreeMap<>(begin));
            Deque<Moment> open = new ArrayDeque<>();
            open.add(new Moment(files, first, second, SWITCHES));
            open.add(new Moment(files, second, first, SWITCHES));
            while (!open.isEmpty()) {
                Moment now = open.removeLast();
                if (!visited.add(now)) {
                    continue;
                }
                Optional<Question> next = now.working().next(now.files());
                if (next.isPresent()) {
                    Outcome outcome = now.files().after(next.get());
                    check(now.files(), outcome.files());
                    open.add(new Moment(
                            outcome.files(), now.working().after(outcome.answer()), now.waiting(), now.switches()));
                    if (now.switches() > 0) {
                        open.add(new Moment(now.files(), now.waiting(), now.working(), now.switches() - 1));
                    }
                } else if (now.waiting().next(now.files()).isPresent()) {
                    checkRepair(now.files());
                    open.add(new Moment(now.files(), now.waiting(), now.working(), 0));
                } else {
                    refusals.add(now.working().refused || now.waiting().refused);
                    checkEnd(now.files());
                }
            }
            return visited.size();
        }

        /** Whether in every order at least one writer was told of the other; or in none. */
        Set<Boolean> refusals() {
            return refusals;
        }

        private void check(Files before, Files after) {
            if (before != after && stopped.add(List.of(before, after))) {
                assertThat(seen).contains(after.view().contents());
                assertThat(after.view().follows(before.view()))
                        .as("takes nothing back")
                        .isTrue();
                View first = moment(new TreeMap<>(begin)).view();
                after.all.forEach((file, content) -> {
                    if (!file.startsWith("emcc-") && !content.equals(begin.get(file))) {
                        assertThat(after.view().lastWord(file))
                                .as("said before it is in " + file)
                                .isNotEqualTo(first.lastWord(file));
                    }
                });
            }
        }

        private void checkEnd(Files end) {
            if (stopped.add(List.of(end))) {
                assertThat(last).contains(end.view().contents());
                Map<String, String> files = new TreeMap<>(end.all);
                files.keySet().removeIf(name -> name.startsWith("emcc-"));
                assertThat(files)
                        .as("the files themselves")
                        .isEqualTo(end.view().contents());
                checkRepair(end);
            }
        }

        /** Whoever writes after a crash has the last word; and the second of them leaves nothing of it behind. */
        private void checkRepair(Files files) {
            if (files.repaired) {
                return;
            }
            files.repaired = true;
            SortedMap<String, String> after = new TreeMap<>(files.all);
            String other = after.getOrDefault(OTHER_BULK, "");
            boolean named = after.entrySet().stream()
                    .anyMatch(each -> each.getKey().endsWith(".manifest")
                            && each.getValue().contains(Hashes.sha256(octets(other))));
            if (!named) {
                // Of a slow writer that crashed when its manifest had been taken away.
                after.remove(OTHER_BULK);
            }
            for (String round : List.of("8", "9")) {
                Map<String, String> said = new TreeMap<>();
                for (String file : List.of(A, B)) {
                    ExportManifest now = look(after).exports();
                    ClusterId cluster = now.last(file)
                            .filter(word -> !word.entry().gone())
                            .flatMap(word -> word.entry().of())
                            .orElse(null);
                    String text = file.substring(0, 1).toUpperCase(Locale.ROOT) + round;
                    exporter(cluster, Map.of(file, text)).accept(new Ledger(new Plain(after), LARGEST, SUFFIXES));
                    said.put(now.spelling(file), text);
                }
                consolidator(round).accept(new Ledger(new Plain(after), LARGEST, SUFFIXES));
                said.put(BULK, round + "A" + round + "B" + round);
                assertThat(look(after).contents()).isEqualTo(said);
                assertThat(after).containsAllEntriesOf(said);
            }
            assertThat(after.keySet())
                    .filteredOn(name -> name.endsWith(".content"))
                    .hasSize(3);
            assertThat(after.keySet())
                    .filteredOn(name -> name.endsWith(".manifest"))
                    .hasSize(2);
            assertThat(after).hasSize(8);
        }
    }

    private static Map<String, String> files(String a, String b) {
        return Map.of(A, a, B, b);
    }

    private static Map<String, String> files(String a, String b, String bulk) {
        return Map.of(A, a, B, b, BULK, bulk);
    }

    @ParameterizedTest
    @EnumSource
    void twoExportsOfTheSameFiles(Replacing replacing) {
        before(exporter(files("A0", "B0")));

        int moments = new Orders(
                        Set.of(files("A0", "B0"), files("A1", "B1"), files("A2", "B2")),
                        Set.of(files("A1", "B1"), files("A2", "B2")))
                .goThrough(exporter(files("A1", "B1")), exporter(files("A2", "B2")), replacing);

        assertThat(moments).isGreaterThan(1000);
    }

    /** Only one of two clusters with a node of one name can have its certificate there, and never both believe that they have. */
    @ParameterizedTest
    @EnumSource
    void twoClustersWithANodeOfOneName(Replacing replacing) {
        before(exporter(Map.of(B, "B0")));
        Orders orders = new Orders(
                Set.of(Map.of(B, "B0"), files("A1", "B0"), files("A2", "B0")),
                Set.of(files("A1", "B0"), files("A2", "B0")));

        orders.goThrough(
                exporter(ClusterId.of("east"), Map.of(A, "A1")),
                exporter(ClusterId.of("west"), Map.of(A, "A2")),
                replacing);

        assertThat(orders.refusals()).containsExactly(true);
    }

    /** Names of hosts have no case: the same, and of the file that does not count nothing is left. */
    @ParameterizedTest
    @EnumSource
    void twoClustersWithANodeOfTwoSpellings(Replacing replacing) {
        before(exporter(Map.of(B, "B0")));
        Orders orders = new Orders(
                Set.of(Map.of(B, "B0"), files("A1", "B0"), Map.of(OTHER_A, "A2", B, "B0")),
                Set.of(files("A1", "B0"), Map.of(OTHER_A, "A2", B, "B0")));

        orders.goThrough(
                exporter(ClusterId.of("east"), Map.of(A, "A1")),
                exporter(ClusterId.of("west"), Map.of(OTHER_A, "A2")),
                replacing);

        assertThat(orders.refusals()).containsExactly(true);
    }

    /** Of one cluster, at the same moment: the one file that counts is whole, and there is no other. */
    @ParameterizedTest
    @EnumSource
    void twoExportsOfANodeInTwoSpellings(Replacing replacing) {
        before(exporter(Map.of(B, "B0")));

        new Orders(
                        Set.of(
                                Map.of(B, "B0"),
                                files("A1", "B0"),
                                files("A2", "B0"),
                                Map.of(OTHER_A, "A1", B, "B0"),
                                Map.of(OTHER_A, "A2", B, "B0")),
                        Set.of(
                                files("A1", "B0"),
                                files("A2", "B0"),
                                Map.of(OTHER_A, "A1", B, "B0"),
                                Map.of(OTHER_A, "A2", B, "B0")))
                .goThrough(exporter(Map.of(A, "A1")), exporter(Map.of(OTHER_A, "A2")), replacing);
    }

    /** The cluster that one of two states has the last word, and the other is told. */
    @ParameterizedTest
    @EnumSource
    void anExportWithAClusterAndOneWithout(Replacing replacing) {
        before(exporter(files("A0", "B0")));
        Orders orders =
                new Orders(Set.of(files("A0", "B0"), files("A1", "B0"), files("A2", "B0")), Set.of(files("A1", "B0")));

        orders.goThrough(exporter(ClusterId.of("east"), Map.of(A, "A1")), exporter(Map.of(A, "A2")), replacing);
    }

    @ParameterizedTest
    @EnumSource
    void twoExportsOfWhichOneChangesLess(Replacing replacing) {
        before(exporter(files("A0", "B0")));

        new Orders(
                        Set.of(files("A0", "B0"), files("A0", "B1"), files("A2", "B2")),
                        Set.of(files("A0", "B1"), files("A2", "B2")))
                .goThrough(exporter(files("A0", "B1")), exporter(files("A2", "B2")), replacing);
    }

    @ParameterizedTest
    @EnumSource
    void theSameExportTwice(Replacing replacing) {
        before(exporter(files("A0", "B0")));

        new Orders(Set.of(files("A0", "B0"), files("A1", "B0")), Set.of(files("A1", "B0")))
                .goThrough(exporter(Map.of(A, "A1")), exporter(Map.of(A, "A1")), replacing);
    }

    @ParameterizedTest
    @EnumSource
    void anExportAndTheOneBefore(Replacing replacing) {
        before(exporter(files("A1", "B0")));
        before(exporter(files("A0", "B0")));

        new Orders(Set.of(files("A0", "B0"), files("A1", "B0")), Set.of(files("A0", "B0"), files("A1", "B0")))
                .goThrough(exporter(Map.of(A, "A1")), exporter(Map.of(A, "A0")), replacing);
    }

    @ParameterizedTest
    @EnumSource
    void twoExportsOfDifferentFiles(Replacing replacing) {
        before(exporter(files("A0", "B0")));

        new Orders(
                        Set.of(files("A0", "B0"), files("A1", "B0"), files("A0", "B1"), files("A1", "B1")),
                        Set.of(files("A1", "B1")))
                .goThrough(exporter(Map.of(A, "A1")), exporter(Map.of(B, "B1")), replacing);
    }

    @ParameterizedTest
    @EnumSource
    void anExportAndARetirement(Replacing replacing) {
        before(exporter(files("A0", "B0")));

        new Orders(
                        Set.of(files("A0", "B0"), files("A1", "B0"), Map.of(B, "B0")),
                        Set.of(files("A1", "B0"), Map.of(B, "B0")))
                .goThrough(exporter(Map.of(A, "A1")), retirer(A, "A0"), replacing);
    }

    @ParameterizedTest
    @EnumSource
    void anExportAndAConsolidation(Replacing replacing) {
        before(exporter(files("A0", "B0")));
        before(consolidator(""));

        new Orders(
                        Set.of(
                                files("A0", "B0", "A0B0"),
                                files("A0", "B0", "xA0B0"),
                                files("A1", "B1", "A0B0"),
                                files("A1", "B1", "xA0B0"),
                                files("A1", "B1", "xA1B1")),
                        Set.of(files("A1", "B1", "xA0B0"), files("A1", "B1", "xA1B1")))
                .goThrough(exporter(files("A1", "B1")), consolidator("x"), replacing);
    }

    @ParameterizedTest
    @EnumSource
    void aRetirementAndAConsolidation(Replacing replacing) {
        before(exporter(files("A0", "B0")));
        before(consolidator(""));

        new Orders(
                        Set.of(
                                files("A0", "B0", "A0B0"),
                                files("A0", "B0", "xA0B0"),
                                Map.of(B, "B0", BULK, "A0B0"),
                                Map.of(B, "B0", BULK, "xA0B0"),
                                Map.of(B, "B0", BULK, "xB0")),
                        Set.of(Map.of(B, "B0", BULK, "xA0B0"), Map.of(B, "B0", BULK, "xB0")))
                .goThrough(retirer(A, "A0"), consolidator("x"), replacing);
    }

    @ParameterizedTest
    @EnumSource
    void twoConsolidations(Replacing replacing) {
        before(exporter(files("A0", "B0")));
        before(consolidator(""));

        new Orders(
                        Set.of(files("A0", "B0", "A0B0"), files("A0", "B0", "xA0B0"), files("A0", "B0", "yA0B0")),
                        Set.of(files("A0", "B0", "xA0B0"), files("A0", "B0", "yA0B0")))
                .goThrough(consolidator("x"), consolidator("y"), replacing);
    }

    /** Whoever consolidates after an export has it in the end, however slow others are who read before it. */
    @ParameterizedTest
    @EnumSource
    void aConsolidationThatReadBeforeAnExport(Replacing replacing) {
        before(exporter(files("A0", "B0")));
        before(consolidator(""));

        new Orders(
                        Set.of(
                                files("A0", "B0", "A0B0"),
                                files("A0", "B0", "xA0B0"),
                                files("A1", "B0", "A0B0"),
                                files("A1", "B0", "xA0B0"),
                                files("A1", "B0", "xA1B0"),
                                files("A1", "B0", "yA1B0")),
                        Set.of(files("A1", "B0", "xA1B0"), files("A1", "B0", "yA1B0")))
                .goThrough(consolidator("x"), exporter(Map.of(A, "A1")).andThen(consolidator("y")), replacing);
    }

    /** A BULK file that is not made again goes, however slow the writer is who made it; and is there when it is made later. */
    @ParameterizedTest
    @EnumSource
    void aConsolidationThatMakesLessAndOneThatDoesNot(Replacing replacing) {
        before(exporter(files("A0", "B0")));
        before(consolidator("", "C0"));
        for (String other : List.of("C0", "C1")) {
            Map<String, String> more = new TreeMap<>(files("A0", "B0", "yA0B0"));
            more.put(OTHER_BULK, other);
            Map<String, String> old = new TreeMap<>(files("A0", "B0", "A0B0"));
            old.put(OTHER_BULK, "C0");
            Map<String, String> less = files("A0", "B0", "xA0B0");

            new Orders(Set.of(old, more, less), Set.of(more, less))
                    .goThrough(consolidator("x"), consolidator("y", other), replacing);
        }
    }
}
