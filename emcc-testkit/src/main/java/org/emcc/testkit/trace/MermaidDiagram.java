package org.emcc.testkit.trace;

import java.util.List;

/** Events as a Mermaid sequence diagram. */
final class MermaidDiagram {
    private MermaidDiagram() {}

    static String of(List<TraceEvent> events, long gone) {
        Lanes lanes = Lanes.of(events);
        StringBuilder out = new StringBuilder("sequenceDiagram\n");
        for (int i = 0; i < lanes.names().size(); i++) {
            out.append("    participant p" + i + " as ")
                    .append(escaped(lanes.names().get(i)))
                    .append('\n');
        }
        if (gone > 0) {
            out.append("    Note over p0: ").append(Trace.goneInWords(gone)).append('\n');
        }
        events.forEach(event -> out.append("    ").append(line(event, lanes)).append('\n'));
        return out.toString();
    }

    private static String line(TraceEvent event, Lanes lanes) {
        String from = "p" + lanes.indexOf(event.from());
        String facts = event.facts().isEmpty() ? "" : ": " + String.join(", ", event.facts());
        String text = escaped(event.what() + facts);
        if (event.isOwn()) {
            return "Note over " + from + ": " + (event.amiss() ? "AMISS " : "") + text;
        }
        return from + (event.amiss() ? "-x" : "->>") + "p" + lanes.indexOf(event.to()) + ": " + text;
    }

    /** Semicolons and hashes mean something in a Mermaid diagram, and a line ends where the text ends. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c == '#' ? "#35;" : c == ';' ? "#59;" : String.valueOf(c));
        }
        return out.toString().replaceAll("\\s+", " ");
    }
}
