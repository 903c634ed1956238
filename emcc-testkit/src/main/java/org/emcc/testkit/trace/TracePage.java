package org.emcc.testkit.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.internal.Html;

/**
 * Events as a page that holds all it needs. What can be seen stands in the page itself; its script only opens details and steps. Each
 * lane takes two columns of a grid behind the one of the time, so that arrows go from middle to middle.
 */
final class TracePage {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+)}");

    /** A browser shows so many events in good time. */
    static final int MOST = 10_000;

    /** How many numbers stand below the axis. */
    private static final int MARKS = 5;

    private final Instant begun;
    private final List<TraceEvent> events;
    private final long gone;
    private final Lanes lanes;
    private final long first;
    private final long last;

    private TracePage(Instant begun, List<TraceEvent> events, long gone) {
        this.begun = begun;
        this.events = events;
        this.gone = gone;
        this.lanes = Lanes.of(events);
        this.first = events.isEmpty() ? 0 : millis(events.get(0));
        this.last = events.isEmpty() ? 0 : millis(events.get(events.size() - 1));
    }

    static String of(String title, Instant begun, List<TraceEvent> events, long gone) {
        TracePage page = new TracePage(begun, events, gone);
        Map<String, String> parts = Map.of(
                "title", Html.escaped(title),
                "summary", page.summary(),
                "amiss", page.amiss(),
                "halves", Integer.toString(Math.max(2, 2 * page.lanes.names().size())),
                "ticks", page.ticks(),
                "scale", page.scale(),
                "lanes", page.laneNames(),
                "lives", page.lives(),
                "events", page.rows());
        return PLACE.matcher(template())
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(TracePage.class.getResourceAsStream("page.html"), "page.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page of a trace cannot be read", e);
        }
    }

    private long millis(TraceEvent event) {
        return Duration.between(begun, event.at()).toMillis();
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    private String summary() {
        return counted(events.size(), "event") + " between "
                + counted(lanes.names().size(), "lane") + " in " + String.format(Locale.ROOT, "%,d", last)
                + " ms, from " + Html.escaped(begun.toString()) + "."
                + (gone == 0 ? "" : " Of what was before, " + Trace.goneInWords(gone) + ".");
    }

    private String amiss() {
        for (int i = 0; i < events.size(); i++) {
            TraceEvent event = events.get(i);
            if (event.amiss()) {
                return "The first that went amiss: <a href=\"#e" + (i + 1) + "\">"
                        + Html.escaped(who(event) + " " + event.what()) + "</a>";
            }
        }
        return "Nothing went amiss.";
    }

    private static String who(TraceEvent event) {
        return event.isOwn() ? event.from() : event.from() + " \u2192 " + event.to();
    }

    private String ticks() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < events.size(); i++) {
            TraceEvent event = events.get(i);
            long x = last <= first ? 500 : Math.max(0, Math.min(1000, (millis(event) - first) * 1000 / (last - first)));
            out.append("<a href=\"#e" + (i + 1) + "\"" + (event.amiss() ? " class=\"amiss\"" : "") + "><line x1=\"" + x
                    + "\" x2=\"" + x + "\" y1=\"4\" y2=\"28\"/></a>\n");
        }
        return out.toString();
    }

    private String scale() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < MARKS; i++) {
            out.append("<span>" + String.format(Locale.ROOT, "%,d", first + (last - first) * i / (MARKS - 1))
                    + " ms</span>");
        }
        return out.toString();
    }

    /** The line of the grid on which the arrows of a lane end; the lane's columns are before and behind it. */
    private int middle(String lane) {
        return 2 * lanes.indexOf(lane) + 3;
    }

    private String laneNames() {
        StringBuilder out = new StringBuilder();
        for (String name : lanes.names()) {
            out.append("<b style=\"grid-column:" + (middle(name) - 1) + "/" + (middle(name) + 1) + "\">"
                    + Html.escaped(name) + "</b>");
        }
        return out.toString();
    }

    private String lives() {
        StringBuilder out = new StringBuilder();
        for (String name : lanes.names()) {
            out.append("<i style=\"grid-row:1;grid-column:" + middle(name) + "\"></i>");
        }
        return out.toString();
    }

    private String rows() {
        StringBuilder out = new StringBuilder();
        Instant before = begun;
        for (int i = 0; i < events.size(); i++) {
            out.append(row(i + 1, events.get(i), before));
            before = events.get(i).at();
        }
        return out.toString();
    }

    private String row(int number, TraceEvent event, Instant before) {
        int from = middle(event.from());
        int to = middle(event.to());
        String kind = event.isOwn() ? "own" : "message " + (from < to ? "right" : "left");
        int begins = event.isOwn() ? from - 1 : Math.min(from, to);
        int ends = event.isOwn() ? from + 1 : Math.max(from, to);
        return "<li id=\"e" + number + "\" class=\"" + kind + (event.amiss() ? " amiss" : "")
                + "\"><button type=\"button\" class=\"row\" aria-expanded=\"false\" aria-controls=\"d" + number
                + "\"><span class=\"at\">" + millis(event) + " ms</span><span class=\"who\">" + Html.escaped(who(event))
                + "</span><span class=\"what\" style=\"grid-column:" + begins + "/" + ends + "\">"
                + Html.escaped(event.what()) + "</span></button>" + details(number, event, before) + "</li>\n";
    }

    private String details(int number, TraceEvent event, Instant before) {
        StringBuilder out = new StringBuilder("<div class=\"details\" id=\"d" + number + "\" hidden><dl>");
        entry(
                out,
                "At",
                event.at() + ", " + Duration.between(before, event.at()).toMillis() + " ms after the one before");
        entry(out, "Who", who(event));
        entry(out, "What", event.what());
        event.facts().forEach(fact -> entry(out, "Fact", fact));
        if (event.amiss()) {
            entry(out, "Amiss", "the run left the good way here");
        }
        return out.append("</dl></div>").toString();
    }

    private static void entry(StringBuilder out, String name, String value) {
        out.append("<dt>" + name + "</dt><dd>" + Html.escaped(value) + "</dd>");
    }
}
