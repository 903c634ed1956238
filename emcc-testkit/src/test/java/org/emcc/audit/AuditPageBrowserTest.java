package org.emcc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.emcc.browser.Browser;
import org.emcc.browser.OpenBrowser;
import org.emcc.core.FindingSeverity;
import org.emcc.core.audit.Audit;
import org.emcc.core.audit.AuditContributor;
import org.emcc.core.audit.AuditFinding;
import org.emcc.core.audit.AuditReport;
import org.emcc.core.audit.Evidence;
import org.emcc.core.audit.Remedy;
import org.emcc.core.audit.Suppression;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real browser makes of the page of an audit. */
@Timeout(240)
class AuditPageBrowserTest {
    @RegisterExtension
    static final OpenBrowser OPEN = new OpenBrowser();

    private static AuditFinding finding(FindingSeverity severity, String message) {
        return new AuditFinding(
                "OWN-" + severity,
                severity,
                List.of("NYC", "LON"),
                "remote cluster LON",
                message,
                new Remedy("NYC", "Advanced Features > Cluster View", "Tick EMCC of the record of LON, and save"),
                List.of(
                        new Evidence("NYC", "remote cluster LON", "EMCC: Enabled", "false"),
                        new Evidence("LON", "remote cluster NYC", "EMCC: Enabled", "true")),
                "emcc-behaviour 5.4",
                List.of(ErrorCode.of(208)));
    }

    private static AuditReport report() {
        AuditContributor own = (clusters, results) -> {
            for (FindingSeverity severity : FindingSeverity.values()) {
                results.found(finding(severity, "NYC does not use EMCC with LON, and <b>says</b> " + "so".repeat(200)));
            }
            results.found(finding(FindingSeverity.WARNING, "This one is known"));
        };
        return Audit.builder(Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC))
                .cluster(ClusterSnapshot.builder("NYC").build())
                .cluster(ClusterSnapshot.builder("LON").build())
                .contributor(own)
                .suppress(new Suppression("OWN-NOTICE", "", "", "nobody minds"))
                .build()
                .run();
    }

    @ParameterizedTest
    @CsvSource({"390, false", "390, true", "1280, false", "1280, true"})
    void readsWellOnPhonesAndDesks(int width, boolean dark) throws Exception {
        Browser browser = OPEN.page();
        browser.window(width, 900, dark);
        OPEN.show("audit", report().toHtml());

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
        assertThat(browser.overflow()).isZero();
        for (String id : List.of("summary", "contents", "findings", "error", "warning", "suppressed", "unchecked")) {
            assertThat(browser.evaluate("document.getElementById('" + id + "') !== null"))
                    .as(id)
                    .isEqualTo("true");
        }
        assertThat(browser.evaluate("document.querySelectorAll('article.error').length"))
                .isEqualTo("1");
        assertThat(browser.evaluate("document.querySelectorAll('article b').length"))
                .as("nothing of a cluster is taken for HTML: a code and a heading in each of three")
                .isEqualTo("6");
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark ? "rgb(20, 24, 31)" : "rgb(251, 251, 248)");
        browser.picture(Path.of("target", "pages", "audit-" + width + (dark ? "-dark" : "") + ".png"));
    }
}
