package org.emcc.testkit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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
}
