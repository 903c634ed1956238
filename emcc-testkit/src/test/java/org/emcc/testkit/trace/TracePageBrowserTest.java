package org.emcc.testkit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.emcc.browser.Browser;
import org.emcc.browser.OpenBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real browser makes of the page of a trace. */
@Timeout(240)
class TracePageBrowserTest {
    @RegisterExtension
    static final OpenBrowser OPEN = new OpenBrowser();

    private static Trace login(int lanes) {
        Trace trace = new Trace(Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));
        for (int i = 0; i < 30; i++) {
            trace.record(
                    "SEP0011AABBCCD" + i % lanes, "LON", "reads its configuration file", "SEP.cnf.xml", "2,344 bytes");
            trace.record("LON", "NYC", "is this user yours?", "alice");
        }
        trace.recordAmiss("NYC", "LON", "x".repeat(300), "y".repeat(2_000));
        return trace;
    }

    @ParameterizedTest
    @CsvSource({"390, 1, false", "390, 12, true", "1280, 1, true", "1280, 12, false"})
    void readsWellOnPhonesAndDesks(int width, int lanes, boolean dark) throws Exception {
        Browser browser = OPEN.page();
        browser.window(width, 900, dark);
        OPEN.show("trace", login(lanes).asHtml("A login from " + lanes + " phones"));

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
        assertThat(browser.overflow()).isZero();
        for (String id : List.of("summary", "amiss", "axis", "steps", "lanes", "events")) {
            assertThat(browser.evaluate("document.getElementById('" + id + "') !== null"))
                    .as(id)
                    .isEqualTo("true");
        }
        assertThat(browser.evaluate("document.querySelectorAll('#events > li').length"))
                .isEqualTo("61");
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('#lanes')).display"))
                .isEqualTo(width == 390 ? "none" : "grid");
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark ? "rgb(20, 24, 31)" : "rgb(251, 251, 248)");
        browser.picture(Path.of("target", "pages", "trace-" + width + "-" + lanes + (dark ? "-dark" : "") + ".png"));
    }

    @Test
    void opensDetailsAndSteps() throws Exception {
        Browser browser = OPEN.page();
        browser.window(1280, 900, false);
        OPEN.show("steps", login(2).asHtml("Steps"));
        String open = "Array.from(document.querySelectorAll('.details:not([hidden])')).map(d => d.id).join()";

        assertThat(browser.evaluate(open)).isEmpty();
        browser.evaluate("document.querySelector('#e3 .row').click()");
        assertThat(browser.evaluate(open)).isEqualTo("d3");
        assertThat(browser.evaluate("document.querySelector('#d3').innerText")).contains("SEP.cnf.xml", "2,344 bytes");
        browser.evaluate("document.getElementById('next').click()");
        assertThat(browser.evaluate(open)).isEqualTo("d4");
        browser.evaluate("document.getElementById('back').click()");
        browser.evaluate("document.querySelector('#e3 .row').click()");
        assertThat(browser.evaluate(open)).as("closed again").isEmpty();

        browser.evaluate("new Promise(done => { addEventListener('hashchange', () => done());"
                + " document.querySelector('#amiss a').click(); })");
        assertThat(browser.evaluate(open)).isEqualTo("d61");
        assertThat(browser.evaluate("document.getElementById('position').textContent"))
                .isEqualTo("event 61 of 61");
        assertThat(browser.overflow()).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    /** What the tests above look at, they can see. */
    @Test
    void aBadPageIsFoundOut() throws Exception {
        Browser browser = OPEN.page();
        browser.window(390, 900, false);
        OPEN.show(
                "bad",
                "<!doctype html><title>bad</title><p style='width:600px'>wide</p>"
                        + "<img src='http://127.0.0.1:1/x.png'><script>console.error('no'); nothing.at.all;</script>");

        assertThat(browser.overflow()).isPositive();
        assertThat(browser.requests()).contains("http://127.0.0.1:1/x.png");
        assertThat(browser.complaints())
                .anyMatch(text -> text.startsWith("error ["))
                .anyMatch(text -> text.contains("ReferenceError"))
                .anyMatch(text -> text.contains("ERR_"));
    }
}
