package org.emcc.testkit.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TraceTest {
    private static final Instant BEGUN = Instant.parse("2026-11-23T08:00:00Z");

    /** Each look at it is 250 ms later than the last. */
    private static Clock ticking() {
        return new Clock() {
            private Instant next = BEGUN;

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("one zone is enough");
            }

            @Override
            public Instant instant() {
                Instant now = next;
                next = now.plus(Duration.ofMillis(250));
                return now;
            }
        };
    }

    private static Trace refusedLogin() {
        Trace trace = new Trace(ticking());
        trace.record("SEP1", "LON", "sends user ID and PIN", "alice", "PIN hidden");
        trace.record("LON", "NYC", "is <this> user yours?");
        trace.recordAmiss("NYC", "LON", "no; nobody's #1", "code 35");
        trace.recordAmiss("LON", "LON", "login ends");
        return trace;
    }

    @Test
    void everyFormSaysTheSame() {
        Trace trace = refusedLogin();

        assertThat(trace.asText()).isEqualTo("""
                   250 ms  SEP1 -> LON       sends user ID and PIN  [alice; PIN hidden]
                   500 ms  LON -> NYC        is <this> user yours?
                   750 ms !NYC -> LON        no; nobody's #1  [code 35]
                  1000 ms !LON               login ends
                """);
        assertThat(trace.asMermaid()).isEqualTo("""
                sequenceDiagram
                    participant p0 as SEP1
                    participant p1 as LON
                    participant p2 as NYC
                    p0->>p1: sends user ID and PIN: alice, PIN hidden
                    p1->>p2: is <this> user yours?
                    p2-xp1: no#59; nobody's #35;1: code 35
                    Note over p1: AMISS login ends
                """);
        assertThat(trace.asHtml("A login"))
                .contains("<title>A login</title>")
                .contains("4 events between 3 lanes in 1,000 ms, from 2026-11-23T08:00:00Z.")
                .contains("The first that went amiss: <a href=\"#e3\">NYC \u2192 LON no; nobody&#39;s #1</a>")
                .contains("<li id=\"e2\" class=\"message right\">")
                .contains("<span class=\"what\" style=\"grid-column:5/7\">is &lt;this&gt; user yours?</span>")
                .contains("<li id=\"e3\" class=\"message left amiss\">")
                .contains("<li id=\"e4\" class=\"own amiss\">")
                .contains("<span class=\"what\" style=\"grid-column:4/6\">login ends</span>")
                .contains("<dt>Fact</dt><dd>code 35</dd>")
                .contains("<a href=\"#e1\"><line x1=\"0\" x2=\"0\"")
                .contains("<a href=\"#e3\" class=\"amiss\"><line x1=\"666\"")
                .contains("repeat(6, minmax(0, 1fr))");
    }

    @Test
    void aPageLoadsNothingAndNobodyWritesIntoIt() {
        Trace trace = new Trace(ticking());
        String hostile = "\"><img src='http://198.51.100.1/x'>&${title}\u0000\n</script>";
        trace.record(hostile, hostile, hostile, hostile);
        String page = trace.asHtml(hostile);

        String safe = "&quot;&gt;&lt;img src=&#39;http://198.51.100.1/x&#39;&gt;&amp;${title}\uFFFD &lt;/script&gt;";
        assertThat(page)
                .contains("<h1>" + safe + "</h1>", "<dd>" + safe + "</dd>", "<b style=\"grid-column:2/4\">" + safe);
        assertThat(Pattern.compile("<(\\w+)[^>]*\\b(?:src|href|action|data)=\"(?!#|data:,\")")
                        .matcher(page)
                        .find())
                .isFalse();
        assertThat(page).contains("default-src 'none'").doesNotContain("<img", "url(", "@import", "fetch(");
    }

    @Test
    void anEmptyTraceIsAPageToo() {
        assertThat(new Trace(ticking()).asHtml("")).contains("0 events between 0 lanes in 0 ms", "Nothing went amiss.");
    }

    @Test
    void watchersHearOfAllThatIsRecorded() {
        List<TraceEvent> told = new ArrayList<>();
        Trace trace = new Trace(ticking());
        trace.watch(told::add);
        trace.record("a", "a", "x");
        trace.recordAmiss("a", "b", "y");
        assertThat(told).isEqualTo(trace.events()).extracting(TraceEvent::amiss).containsExactly(false, true);
    }

    /** A watcher that waits for another thread, which records something itself, as the wires of a lab do. */
    @Test
    @Timeout(60)
    void aWatcherMayWaitForWhoeverRecordsToo() {
        Trace trace = new Trace(ticking());
        List<String> told = new CopyOnWriteArrayList<>();
        trace.watch(event -> {
            told.add(event.what());
            if (event.what().equals("first")) {
                Thread other = new Thread(() -> trace.record("b", "b", "second"));
                other.start();
                joined(other);
                trace.record("a", "a", "third");
                assertThat(told).as("one is told after the other").containsExactly("first");
            }
        });
        trace.record("a", "a", "first");
        assertThat(told).containsExactly("first", "second", "third");
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAWatcherThrowsHarmsNobody() {
        Trace trace = new Trace(ticking());
        List<TraceEvent> told = new ArrayList<>();
        trace.watch(event -> {
            throw new IllegalStateException("on purpose");
        });
        trace.watch(event -> {
            throw new AssertionError("on purpose");
        });
        Consumer<TraceEvent> last = told::add;
        trace.watch(last);
        trace.record("a", "a", "x");
        trace.record("a", "a", "y");
        trace.unwatch(last);
        trace.record("a", "a", "z");
        assertThat(told).extracting(TraceEvent::what).containsExactly("x", "y");
        assertThat(trace.events()).hasSize(3);
    }

    @Test
    void somethingIsDoneOnceWhenItHappens() {
        Trace trace = new Trace(ticking());
        List<Integer> seen = new ArrayList<>();
        trace.when("login request", () -> seen.add(trace.events().size()));
        trace.record("a", "b", "asks");
        trace.record("a", "b", "sends the login request");
        trace.record("a", "b", "sends the login request");
        assertThat(seen).containsExactly(2);
        assertThatIllegalArgumentException().isThrownBy(() -> trace.when(" ", () -> {}));
    }

    @Test
    void aMessageHoldsWhatHappenedLast() {
        Trace trace = new Trace(ticking(), 3);
        for (String what : List.of("one", "two", "three", "four")) {
            trace.record("a", "b", what);
        }
        assertThat(trace.asText(2))
                .startsWith("2 earlier events are left out\n")
                .contains("three", "four")
                .doesNotContain("two");
        assertThat(trace.asText(9))
                .startsWith("1 earlier events are left out\n")
                .contains("two", "three", "four");
        assertThat(new Trace(ticking()).asText(9)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> trace.asText(-1));
    }

    @Test
    @Timeout(60)
    void whoMustNotWaitIsNotHeldUpByAWatcher() throws InterruptedException {
        Trace trace = new Trace(ticking());
        CountDownLatch recorded = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        trace.watch(event -> {
            try {
                recorded.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            told.countDown();
        });
        trace.recordAmissAside("a", "b", "x");
        recorded.countDown();
        assertThat(told.await(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theOldestEventsGoAndEveryFormSaysHowMany() {
        Trace trace = new Trace(ticking(), 2);
        for (String what : List.of("one", "two", "three", "four")) {
            trace.record("a", "a", what);
        }
        assertThat(trace.events()).extracting(TraceEvent::what).containsExactly("three", "four");
        assertThat(trace.latest(1)).extracting(TraceEvent::what).containsExactly("four");
        assertThat(trace.gone()).isEqualTo(2);
        assertThat(trace.asText()).startsWith("2 older events are gone\n").hasLineCount(3);
        assertThat(trace.asMermaid()).contains("participant p0 as a\n    Note over p0: 2 older events are gone\n");
        assertThat(trace.asHtml("")).contains("Of what was before, 2 older events are gone.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Trace(ticking(), 0));
    }

    @Test
    void aPageHasTheLastTenThousandEvents() {
        Trace trace = new Trace(ticking());
        for (int i = 0; i <= TracePage.MOST; i++) {
            trace.record("a", "a", "x");
        }
        assertThat(trace.events()).hasSize(TracePage.MOST + 1);
        assertThat(trace.asHtml("")).contains("10,000 events between 1 lane in", "1 older event is gone.");
    }

    @Test
    void noEventIsEarlierThanTheOneBefore() {
        Deque<Instant> times =
                new ArrayDeque<>(List.of(BEGUN, BEGUN.plusSeconds(2), BEGUN.plusSeconds(1), BEGUN.plusSeconds(3)));
        Trace trace = new Trace(new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("one zone is enough");
            }

            @Override
            public Instant instant() {
                return times.remove();
            }
        });
        trace.record("a", "a", "x");
        trace.record("a", "a", "y");
        trace.record("a", "a", "z");
        assertThat(trace.events())
                .extracting(TraceEvent::at)
                .containsExactly(BEGUN.plusSeconds(2), BEGUN.plusSeconds(2), BEGUN.plusSeconds(3));
    }
}
