package org.emcc.tftp.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CachedContentTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    /** Builds that the test runs when it wants to. */
    private final Deque<Runnable> builds = new ArrayDeque<>();

    private final Map<ContentName, Integer> built = new HashMap<>();
    private String version = "1";

    private static ContentName name(String name) {
        return ContentName.of(name);
    }

    private static ContentRequest ask(String name) {
        return new ContentRequest(name(name), CLIENT, Transport.HTTP);
    }

    private static ContentAnswer now(ContentAnswer answer) {
        return answer instanceof ContentAnswer.Building building
                ? building.later().toCompletableFuture().getNow(answer)
                : answer;
    }

    private CachedContent source() {
        return CachedContent.of(this::build, builds::add);
    }

    private Optional<Content> build(ContentName name) {
        built.merge(name, 1, Integer::sum);
        return name.value().startsWith("none") ? Optional.empty() : Optional.of(content(name, version));
    }

    private static Content content(ContentName name, String version) {
        return Content.of(new byte[1_000], name + " " + version);
    }

    private static ContentAnswer found(String name, String version) {
        return new ContentAnswer.Found(content(name(name), version));
    }

    @Test
    void buildsOnceAndKeeps() {
        CachedContent source = source();
        ContentAnswer first = source.find(ask("a"));
        assertThat(first).isInstanceOf(ContentAnswer.Building.class);
        assertThat(source.find(ask("A"))).as("whoever asks meanwhile").isSameAs(first);
        assertThat(source.find(ask("b"))).as("another name").isNotSameAs(first);
        assertThat(builds).hasSize(2);

        builds.remove().run();

        assertThat(now(first)).isEqualTo(found("a", "1"));
        assertThat(source.find(ask("a"))).isEqualTo(found("a", "1"));
        assertThat(built).isEqualTo(Map.of(name("a"), 1));
    }

    @Test
    void thatThereIsNoneIsSaidAndNotKept() {
        CachedContent source = source();
        ContentAnswer first = source.find(ask("none"));
        builds.remove().run();
        assertThat(now(first)).isEqualTo(new ContentAnswer.NotFound());

        assertThat(source.find(ask("none"))).isInstanceOf(ContentAnswer.Building.class);
        assertThat(builds).hasSize(1);
    }

    @Test
    void aBuildThatFailsIsAFailureAndTheNextRequestBuildsAgain() {
        for (boolean error : new boolean[] {false, true}) {
            boolean[] fails = {true};
            CachedContent source = CachedContent.of(
                    name -> {
                        if (fails[0]) {
                            if (error) {
                                throw new StackOverflowError("too deep");
                            }
                            throw new IllegalStateException("no database");
                        }
                        return Optional.of(content(name, "2"));
                    },
                    builds::add);
            ContentAnswer first = source.find(ask("a"));
            builds.remove().run();
            assertThatThrownBy(() -> now(first))
                    .hasRootCauseInstanceOf(error ? StackOverflowError.class : IllegalStateException.class);

            fails[0] = false;
            ContentAnswer second = source.find(ask("a"));
            builds.remove().run();
            assertThat(now(second)).isEqualTo(found("a", "2"));
        }
    }

    @Test
    void anExecutorThatRefusesIsBusyToo() {
        for (Throwable thrown : List.of(
                new RejectedExecutionException("full"), new OutOfMemoryError("unable to create native thread"))) {
            CachedContent source = CachedContent.of(this::build, task -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) thrown;
            });

            assertThat(source.find(ask("a"))).isEqualTo(new ContentAnswer.Busy());
            assertThat(source.find(ask("a"))).as("no build is thought to run").isEqualTo(new ContentAnswer.Busy());
        }
    }

    @Test
    void anExecutorThatRunsAtOnceAnswersAtOnce() {
        assertThat(CachedContent.of(this::build, Runnable::run).find(ask("a"))).isEqualTo(found("a", "1"));
    }

    @Test
    void forgetsWhatItIsToldTo() {
        CachedContent source = CachedContent.of(this::build, Runnable::run);
        assertThat(source.find(ask("a"))).isEqualTo(found("a", "1"));
        assertThat(source.find(ask("b"))).isEqualTo(found("b", "1"));
        version = "2";
        source.invalidate(name("A"));

        assertThat(source.find(ask("a"))).isEqualTo(found("a", "2"));
        assertThat(source.find(ask("b"))).isEqualTo(found("b", "1"));
        source.invalidateAll();
        assertThat(source.find(ask("b"))).isEqualTo(found("b", "2"));
    }

    /** Who asks after an invalidation never gets what was read before it, and still only one build of a name runs. */
    @Test
    void whoAsksAfterAnInvalidationGetsALaterBuild() {
        CachedContent source = source();
        ContentAnswer before = source.find(ask("a"));
        source.invalidate(name("a"));
        ContentAnswer after = source.find(ask("a"));
        assertThat(after).isNotSameAs(before);
        assertThat(source.find(ask("a"))).isSameAs(after);
        assertThat(builds).as("one at a time").hasSize(1);

        builds.remove().run();

        assertThat(now(before)).isEqualTo(found("a", "1"));
        assertThat(now(after)).isSameAs(after);
        version = "2";
        assertThat(source.find(ask("a"))).as("what is stale is not kept").isSameAs(after);
        builds.remove().run();
        assertThat(now(after)).isEqualTo(found("a", "2"));
        assertThat(source.find(ask("a"))).isEqualTo(found("a", "2"));
        assertThat(builds).isEmpty();
    }

    @Test
    void aBuildThatFollowsCanBeInvalidatedAsWell() {
        CachedContent source = source();
        source.find(ask("a"));
        source.invalidateAll();
        ContentAnswer second = source.find(ask("a"));
        builds.remove().run(); // the second is running now
        source.invalidate(name("a"));
        ContentAnswer third = source.find(ask("a"));
        assertThat(third).isNotSameAs(second);
        version = "3";
        builds.remove().run();
        builds.remove().run();
        assertThat(now(third)).isEqualTo(found("a", "3"));
        assertThat(built).containsEntry(name("a"), 3);
    }

    @Test
    void keepsWhatWasAskedForLast() {
        int each = 1_000 + CachedContent.OVERHEAD;
        CachedContent source = CachedContent.builder(this::build, Runnable::run)
                .byteLimit(3L * each)
                .build();
        for (String name : List.of("a", "b", "c", "a", "d")) {
            source.find(ask(name));
        }
        built.clear();

        for (String kept : List.of("a", "c", "d")) {
            source.find(ask(kept));
        }
        assertThat(built).isEmpty();
        source.find(ask("b"));
        assertThat(built).isEqualTo(Map.of(name("b"), 1));
        source.invalidateAll();
        built.clear();
        for (String name : List.of("a", "b", "c", "a", "b", "c")) {
            source.find(ask(name));
        }
        assertThat(built).as("the room is free again").isEqualTo(Map.of(name("a"), 1, name("b"), 1, name("c"), 1));
    }

    @Test
    void whatIsLargerThanTheLimitIsServedAndNotKept() {
        CachedContent.Builder source = CachedContent.builder(this::build, Runnable::run);
        for (long limit : new long[] {0, 1_000 + CachedContent.OVERHEAD - 1}) {
            CachedContent small = source.byteLimit(limit).build();
            built.clear();
            assertThat(small.find(ask("a"))).isEqualTo(found("a", "1"));
            assertThat(small.find(ask("a"))).isEqualTo(found("a", "1"));
            assertThat(built).containsEntry(name("a"), 2);
        }
        assertThatThrownBy(() -> source.byteLimit(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("byte limit must not be negative, but is -1");
    }

    /** A builder that hangs costs no more than it may. */
    @Test
    void boundsBuildsAndThoseWhoWaitForOne() {
        CachedContent source = CachedContent.builder(this::build, builds::add)
                .buildsAtOnce(2)
                .waitersPerBuild(3)
                .build();
        ContentAnswer first = source.find(ask("a"));
        assertThat(source.find(ask("a"))).isSameAs(first);
        assertThat(source.find(ask("a"))).isSameAs(first);
        assertThat(source.find(ask("a"))).as("one more than may wait").isEqualTo(new ContentAnswer.Busy());
        assertThat(source.find(ask("b"))).isInstanceOf(ContentAnswer.Building.class);
        assertThat(source.find(ask("c"))).as("one more build than may run").isEqualTo(new ContentAnswer.Busy());
        assertThat(builds).hasSize(2);

        builds.remove().run();

        assertThat(now(first)).isEqualTo(found("a", "1"));
        assertThat(source.find(ask("a"))).isEqualTo(found("a", "1"));
        assertThat(source.find(ask("c"))).as("a place is free again").isInstanceOf(ContentAnswer.Building.class);
        source.invalidate(name("b"));
        for (int i = 0; i < 3; i++) {
            assertThat(source.find(ask("b"))).isInstanceOf(ContentAnswer.Building.class);
        }
        assertThat(source.find(ask("b"))).as("of the build that follows too").isEqualTo(new ContentAnswer.Busy());
        CachedContent.Builder builder = CachedContent.builder(this::build, builds::add);
        assertThatThrownBy(() -> builder.buildsAtOnce(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("builds at once must be from 1 to 65536, but is 0");
        assertThatThrownBy(() -> builder.waitersPerBuild(65_537))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("waiters per build must be from 1 to 65536, but is 65537");
    }

    @Test
    void triesNoBuildForNamesThatAreNotItsOwn() {
        CachedContent source = CachedContent.builder(this::build, Runnable::run)
                .names(name -> name.value().endsWith(".xml"))
                .build();
        assertThat(source.find(ask("a.xml.sgn"))).isEqualTo(new ContentAnswer.NotFound());
        assertThat(source.find(ask("a.xml"))).isEqualTo(found("a.xml", "1"));
        assertThat(built).isEqualTo(Map.of(name("a.xml"), 1));
    }

    @Test
    void countsByTheNamesOfTheProduct() {
        boolean[] fails = {false};
        CachedContent source = CachedContent.of(
                name -> {
                    if (fails[0]) {
                        throw new IllegalStateException("no database");
                    }
                    return build(name);
                },
                Runnable::run);
        for (String name : List.of(
                "SEP0011AABBCCDD.cnf.xml", "sep0011aabbccdd.cnf.xml", "SKx.xml", "AppDialRules.xml", "SIPx", "none")) {
            source.find(ask(name));
        }
        source.find(ask("folder/LDx"));
        source.find(ask("GKx"));
        source.invalidate(name("SEP0011AABBCCDD.cnf.xml"));
        source.invalidateAll();
        fails[0] = true;
        source.find(ask("SEP0011AABBCCDD.cnf.xml"));

        Map<String, Long> counts = new HashMap<>(source.counters().toMap());
        counts.values().removeIf(count -> count == 0);
        assertThat(counts)
                .isEqualTo(Map.ofEntries(
                        Map.entry("BuildCount", 6L),
                        Map.entry("BuildAbortCount", 1L),
                        Map.entry("BuildDeviceCount", 1L),
                        Map.entry("BuildDialruleCount", 1L),
                        Map.entry("BuildSoftkeyCount", 1L),
                        Map.entry("ChangeNotifications", 2L),
                        Map.entry("DeviceChangeNotifications", 1L),
                        Map.entry("SEPFoundCount", 1L),
                        Map.entry("SEPNotFoundCount", 2L),
                        Map.entry("SIPNotFoundCount", 1L),
                        Map.entry("LDNotFoundCount", 1L),
                        Map.entry("GKNotFoundCount", 1L)));
        ContentCounters twice = source.counters().and(source.counters());
        assertThat(twice.toMap()).containsEntry("BuildCount", 12L);
        assertThat(twice.toMap()).doesNotContainKey("EncryptCount");
    }

    /** While one build stands still, names that are kept, and other builds, go on. */
    @Test
    void noLockIsHeldWhileAFileIsBuilt() throws Exception {
        CountDownLatch inBuild = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Function<ContentName, Optional<Content>> builder = name -> {
                if (name.value().equals("slow")) {
                    inBuild.countDown();
                    await(release);
                }
                return Optional.of(content(name, "1"));
            };
            CachedContent source = CachedContent.of(builder, threads);
            ContentAnswer slow = source.find(ask("slow"));
            assertThat(inBuild.await(30, TimeUnit.SECONDS)).isTrue();

            ContentAnswer other = source.find(ask("other"));
            if (other instanceof ContentAnswer.Building building) {
                other = building.later().toCompletableFuture().get(30, TimeUnit.SECONDS);
            }
            assertThat(other).isEqualTo(found("other", "1"));
            source.invalidate(name("other"));
            source.invalidateAll();
            assertThat(now(slow)).isSameAs(slow);
            release.countDown();
            assertThat(((ContentAnswer.Building) slow)
                            .later()
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS))
                    .isEqualTo(found("slow", "1"));
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Many threads ask and change. Of one name never two builds run at once, and who asks after an invalidation gets no older version than
     * was there before it.
     */
    @Test
    void holdsUnderManyThreads() throws Exception {
        Map<ContentName, AtomicInteger> versions = new ConcurrentHashMap<>();
        Map<ContentName, AtomicInteger> running = new ConcurrentHashMap<>();
        AtomicInteger together = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            versions.put(name("n" + i), new AtomicInteger());
            running.put(name("n" + i), new AtomicInteger());
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        ExecutorService askers = Executors.newFixedThreadPool(4);
        try {
            CachedContent source = CachedContent.builder(
                            name -> {
                                if (running.get(name).incrementAndGet() > 1) {
                                    together.incrementAndGet();
                                }
                                int now = versions.get(name).get();
                                Thread.onSpinWait();
                                running.get(name).decrementAndGet();
                                return Optional.of(Content.of(new byte[100], Integer.toString(now)));
                            },
                            threads)
                    .byteLimit(2 * (100 + CachedContent.OVERHEAD))
                    .build();
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                RandomGenerator random = Seeds.random(Seeds.seed(), t);
                all.add(askers.submit(() -> {
                    for (int i = 0; i < Seeds.cases(100_000); i++) {
                        ContentName name = name("n" + random.nextInt(4));
                        if (random.nextInt(4) == 0) {
                            versions.get(name).incrementAndGet();
                        }
                        int floor = -1;
                        if (random.nextInt(8) == 0) {
                            floor = versions.get(name).get();
                            source.invalidateAll();
                        } else if (random.nextBoolean()) {
                            floor = versions.get(name).get();
                            source.invalidate(name);
                        }
                        ContentAnswer answer = source.find(new ContentRequest(name, CLIENT, Transport.TFTP));
                        if (answer instanceof ContentAnswer.Building building) {
                            answer = building.later().toCompletableFuture().get(30, TimeUnit.SECONDS);
                        }
                        assertThat(answer).isInstanceOf(ContentAnswer.Found.class);
                        assertThat(Integer.parseInt(
                                        ((ContentAnswer.Found) answer).content().version()))
                                .as("seed %s case %s", Seeds.seed(), i)
                                .isGreaterThanOrEqualTo(floor);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(50, TimeUnit.SECONDS);
            }
            assertThat(together).hasValue(0);
        } finally {
            askers.shutdownNow();
            threads.shutdownNow();
        }
    }
}
