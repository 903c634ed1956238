package org.emcc.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.emcc.core.FindingSeverity;
import org.emcc.core.session.ErrorCode;
import org.junit.jupiter.api.Test;

/** What a report says of itself, to people and to programs. */
class AuditReportTest {
    private static AuditFinding finding(FindingSeverity severity, String subject, String message) {
        return new AuditFinding(
                "EMCC-RC-03",
                severity,
                List.of("LON", "NYC"),
                subject,
                message,
                new Remedy("LON", "Advanced Features > Cluster View", "Tick EMCC of NYC, and save"),
                List.of(new Evidence("LON", "remote cluster NYC", "EMCC: Enabled", "false")),
                "emcc-behaviour 5.4",
                List.of(ErrorCode.of(208)));
    }

    private static AuditReport report(List<AuditFinding> findings) {
        return new AuditReport(
                List.of("LON", "NYC"),
                findings,
                List.of(new Suppressed(
                        finding(FindingSeverity.WARNING, "", "Suppressed thing"),
                        new Suppression("EMCC-RC-03", "", "", "we live with it"))),
                List.of(new Unchecked("EMCC-AR-01", List.of("NYC"), "no node of NYC is known")),
                Map.of("EMCC-ID-01", 1, "EMCC-RC-01", 2),
                List.of("NYC: AXL does not offer base devices"));
    }

    @Test
    void textSaysEverything() {
        assertThat(report(List.of(finding(FindingSeverity.ERROR, "remote cluster NYC", "LON does not use EMCC")))
                        .toText())
                .isEqualTo("""
                        Audit of LON, NYC
                        1 error, 0 warnings, 0 notices; 1 finding suppressed; 1 check not made, or in part.

                        Errors: it does not work
                        ------------------------
                        EMCC-RC-03 [LON, NYC] LON does not use EMCC.
                            the phone would show: 208
                            found at LON: remote cluster NYC, EMCC: Enabled = false
                            to mend it, at LON: Advanced Features > Cluster View: Tick EMCC of NYC, and save
                            source: emcc-behaviour 5.4

                        Suppressed
                        ----------
                        EMCC-RC-03 Suppressed thing (because we live with it)

                        Not checked
                        -----------
                        EMCC-AR-01 NYC: not checked, because no node of NYC is known

                        Kept
                        ----
                        EMCC-ID-01 No two clusters have one cluster ID
                        EMCC-RC-01 Each of two clusters has a record of the other (2 times)

                        Remarks
                        -------
                        NYC: AXL does not offer base devices
                        """);
    }

    /** No phone ever shows 39, 44 or 41. */
    @Test
    void theLogsNumberIsNotThePhones() {
        List<ErrorCode> codes =
                Stream.of(39, 201, 44, 208, 41).map(ErrorCode::of).toList();

        assertThat(AuditText.codes(codes))
                .isEqualTo("201 (39, 44 in the log), 208, \"PIN change is required\" (41 in the log)");
        assertThat(AuditText.codes(AuditRule.EMCC_FP_01.errorCodes())).isEqualTo("201 (39 in the log)");
    }

    @Test
    void noTextOfAClusterBreaksALine() {
        String text = report(List.of(finding(FindingSeverity.ERROR, "", "a\nb\u001b[31mc\u0085d")))
                .toText();
        assertThat(text).contains("EMCC-RC-03 [LON, NYC] a b [31mc d.\n");
    }

    @Test
    void jsonIsExact() {
        assertThat(report(List.of(finding(FindingSeverity.ERROR, "x", "\"quoted\" \\ \n\u2028 \ud800 é")))
                        .toJson())
                .isEqualTo("""
                        {"version":1,"clusters":["LON","NYC"],"findings":[
                        {"code":"EMCC-RC-03","severity":"ERROR","clusters":["LON","NYC"],"subject":"x",\
                        "message":"\\"quoted\\" \\\\ \\u000a\\u2028 \\ud800 é","remedy":{"cluster":"LON",\
                        "menu":"Advanced Features > Cluster View","action":"Tick EMCC of NYC, and save"},"evidence":[
                        {"cluster":"LON","object":"remote cluster NYC","setting":"EMCC: Enabled","text":"false"}],\
                        "source":"emcc-behaviour 5.4","errorCodes":[208]}],"suppressed":[
                        {"reason":"we live with it","finding":{"code":"EMCC-RC-03","severity":"WARNING",\
                        "clusters":["LON","NYC"],"subject":"","message":"Suppressed thing","remedy":{"cluster":"LON",\
                        "menu":"Advanced Features > Cluster View","action":"Tick EMCC of NYC, and save"},"evidence":[
                        {"cluster":"LON","object":"remote cluster NYC","setting":"EMCC: Enabled","text":"false"}],\
                        "source":"emcc-behaviour 5.4","errorCodes":[208]}}],"unchecked":[
                        {"code":"EMCC-AR-01","clusters":["NYC"],"why":"no node of NYC is known"}],"passed":[
                        {"code":"EMCC-ID-01","times":1},
                        {"code":"EMCC-RC-01","times":2}],"remarks":["NYC: AXL does not offer base devices"]}
                        """);
    }

    @Test
    void aPageHoldsNothingThatRuns() {
        String page = report(List.of(finding(FindingSeverity.ERROR, "", "<script>alert(1)</script> ${title} $1 \\")))
                .toHtml();
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; ${title} $1 \\.")
                .doesNotContain("<script")
                .contains("<title>Audit of LON, NYC</title>", "id=\"unchecked\"", "the phone would show 208");
    }

    @Test
    void aPageSaysWhatItLeavesOut() {
        List<AuditFinding> many = IntStream.range(0, AuditPage.MOST + 7)
                .mapToObj(i -> finding(FindingSeverity.NOTICE, "", "finding " + i))
                .toList();
        String page = report(many).toHtml();
        assertThat(page.split("<article", -1)).hasSize(AuditPage.MOST + 1);
        assertThat(page).contains("7 more findings would be too much for a page");
        assertThat(report(List.of()).toHtml()).contains("Nothing was found.").doesNotContain("<article");
    }
}
