package org.emcc.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page that shows behaviour, script and result: plain HTML that needs nothing else, light or dark as the reader has it. */
final class ConformancePage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Conformance of the EMCC SDK</title>
            <style>
            :root { color-scheme: light dark; --line: #ccc; --good: #176b2c; --bad: #b3261e; --mute: #666; }
            @media (prefers-color-scheme: dark) { :root { --line: #444; --good: #7bd88f; --bad: #ff8a80; --mute: #aaa; } }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 75rem; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top;
              overflow-wrap: anywhere; }
            pre { overflow-x: auto; border: 1px solid var(--line); padding: .6rem; }
            .good { color: var(--good); } .bad { color: var(--bad); } .mute { color: var(--mute); }
            summary { cursor: pointer; padding: .2rem 0; }
            code { font-size: .93em; }
            </style>
            </head>
            <body>
            <h1>Conformance of the EMCC SDK</h1>
            """;

    private final Map<String, Behaviours.Behaviour> catalogue;
    private final List<Script> scripts;
    private final Vocabulary vocabulary;
    private final Results results;
    private final StringBuilder out = new StringBuilder();

    private ConformancePage(
            Map<String, Behaviours.Behaviour> catalogue, List<Script> scripts, Vocabulary vocabulary, Results results) {
        this.catalogue = catalogue;
        this.scripts = scripts;
        this.vocabulary = vocabulary;
        this.results = results;
    }

    static String of(
            Map<String, Behaviours.Behaviour> catalogue, List<Script> scripts, Vocabulary vocabulary, Results results) {
        return new ConformancePage(catalogue, scripts, vocabulary, results).page();
    }

    private String page() {
        out.append(HEAD);
        summary();
        behaviours();
        without();
        texts();
        phrases();
        return out.append("</body>\n</html>\n").toString();
    }

    private void line(String html) {
        out.append(html).append('\n');
    }

    private void summary() {
        line("<p>" + scripts.size() + " scripts show " + shown() + " of " + catalogue.size() + " behaviours.</p>");
        line("<ul>");
        for (StageKind stage : StageKind.values()) {
            line("<li>on " + stage + ": <span class=\"good\">" + results.count(stage, true)
                    + " passed</span>, <span class=\"bad\">" + results.count(stage, false) + " failed</span></li>");
        }
        line("</ul>");
    }

    private long shown() {
        return catalogue.keySet().stream().filter(id -> !showing(id).isEmpty()).count();
    }

    private List<Script> showing(String behaviour) {
        return scripts.stream()
                .filter(script -> script.shows().contains(behaviour))
                .toList();
    }

    private void behaviours() {
        line("<h2 id=\"behaviours\">Behaviours</h2>");
        line(
                "<table><thead><tr><th>Behaviour</th><th>Source</th><th>What it is</th><th>Scripts and results</th></tr></thead><tbody>");
        for (Behaviours.Behaviour behaviour : catalogue.values()) {
            List<Script> by = showing(behaviour.id());
            if (!by.isEmpty()) {
                line("<tr id=\"" + behaviour.id() + "\"><td><code>" + behaviour.id() + "</code></td><td>"
                        + escaped(behaviour.source()) + "</td><td>" + escaped(behaviour.text()) + "</td><td>"
                        + by.stream().map(this::result).collect(Collectors.joining("<br>")) + "</td></tr>");
            }
        }
        line("</tbody></table>");
    }

    private String result(Script script) {
        String stages = Arrays.stream(StageKind.values())
                .map(stage -> script.runsOn().contains(stage)
                        ? verdict(script, stage)
                        : "<span class=\"mute\">not for " + stage + "</span>")
                .collect(Collectors.joining(", "));
        return "<a href=\"#" + script.id() + "\">" + script.id() + "</a>: " + stages;
    }

    private String verdict(Script script, StageKind stage) {
        return results.of(script.id(), stage)
                .map(passed -> passed
                        ? "<span class=\"good\">" + stage + " passed</span>"
                        : "<span class=\"bad\">" + stage + " failed</span>")
                .orElse("<span class=\"mute\">" + stage + " not run</span>");
    }

    private void without() {
        line("<h2 id=\"without\">Behaviours without a script</h2>");
        line(
                "<table><thead><tr><th>Behaviour</th><th>Source</th><th>What it is</th><th>Why there is none</th></tr></thead><tbody>");
        for (Behaviours.Behaviour behaviour : catalogue.values()) {
            if (showing(behaviour.id()).isEmpty()) {
                line("<tr><td><code>" + behaviour.id() + "</code></td><td>" + escaped(behaviour.source()) + "</td><td>"
                        + escaped(behaviour.text()) + "</td><td>" + escaped(behaviour.whyNone()) + "</td></tr>");
            }
        }
        line("</tbody></table>");
    }

    private void texts() {
        line("<h2 id=\"scripts\">Scripts</h2>");
        for (Script script : scripts) {
            line("<details id=\"" + script.id() + "\"><summary>" + result(script) + " &ndash; "
                    + escaped(script.title()) + "</summary>");
            out.append("<p class=\"mute\">")
                    .append(escaped(script.file() + "; " + script.source()))
                    .append("</p>\n<pre>");
            for (Line line : script.lines()) {
                out.append(String.format("%-8s  ", line.kind().word()))
                        .append(escaped(line.text()))
                        .append('\n');
            }
            line("</pre>");
            for (StageKind stage : StageKind.values()) {
                whyNot(script, stage).ifPresent(why -> line("<p class=\"mute\">" + escaped(why) + "</p>"));
                results.why(script.id(), stage).ifPresent(why -> line("<pre class=\"bad\">" + escaped(why) + "</pre>"));
            }
            line("</details>");
        }
    }

    /** Why a script does not run on a stage: what it says itself, or the first of its lines that cannot be done there. */
    private Optional<String> whyNot(Script script, StageKind stage) {
        if (script.runsOn().contains(stage)) {
            return Optional.empty();
        }
        return Optional.of("Not for " + stage + ": "
                + Optional.ofNullable(script.notOn().get(stage))
                        .or(() -> vocabulary
                                .impossible(script, stage)
                                .map(line -> "it cannot do \"" + line.text() + "\""))
                        .orElse("it does not say why"));
    }

    private void phrases() {
        line("<h2 id=\"vocabulary\">Vocabulary</h2>");
        line(
                "<p>Every script begins with two clusters, New York (NYC, where alice and mmeyer are at home, with the phones"
                        + " SEP00AA11BB22C1 and SEP00AA11BB22C2) and London (LON, where nora is at home, with SEP0011AABBCCD1 and"
                        + " SEP0011AABBCCD2), prepared as the configuration procedure asks. Each has three base devices, and all phones are"
                        + " registered with their own cluster. What is given says how it is otherwise.</p>");
        line("<table><thead><tr><th>Place</th><th>What may stand there</th></tr></thead><tbody>");
        Phrase.PLACES.forEach((name, place) ->
                line("<tr><td><code>{" + name + "}</code></td><td>" + escaped(place.meaning()) + "</td></tr>"));
        line("</tbody></table>");
        for (Line.Kind kind : Line.Kind.values()) {
            line("<h3>" + kind.word() + "</h3>");
            line("<table><thead><tr><th>Phrase</th><th>Meaning</th><th>Runs on</th></tr></thead><tbody>");
            vocabulary.phrases().stream()
                    .filter(phrase -> phrase.kind() == kind)
                    .filter(phrase -> !phrase.template().startsWith("from now on "))
                    .forEach(phrase ->
                            line("<tr><td>" + escaped(phrase.template()) + "</td><td>" + escaped(phrase.meaning())
                                    + "</td><td>"
                                    + Arrays.stream(StageKind.values())
                                            .filter(phrase.stages()::contains)
                                            .map(StageKind::toString)
                                            .collect(Collectors.joining(", "))
                                    + "</td></tr>"));
            line("</tbody></table>");
            if (kind == Line.Kind.STEP) {
                line(
                        "<p>Besides: <code>from now on</code> and any phrase of <code>given</code>, which an administrator then"
                                + " changes while all runs.</p>");
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
