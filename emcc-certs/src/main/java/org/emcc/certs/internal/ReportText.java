package org.emcc.certs.internal;

import java.util.List;
import java.util.Map;
import org.emcc.core.Problem;

/** The lines of a report for people, and what reports for programs have in common. Not thread-safe. */
public final class ReportText {
    private final StringBuilder out = new StringBuilder();

    /**
     * One line; what is in one stays in one, whatever names say.
     *
     * @param text the line
     * @return this
     */
    public ReportText line(String text) {
        out.append(Printable.of(text)).append('\n');
        return this;
    }

    /**
     * A line with an empty one before it, unless it is the first.
     *
     * @param text the line
     * @return this
     */
    public ReportText heading(String text) {
        if (out.length() > 0) {
            out.append('\n');
        }
        return line(text);
    }

    /**
     * What somebody met, under a heading; nothing when there is nothing.
     *
     * @param heading the heading
     * @param problems what was met
     * @return this
     */
    public ReportText problems(String heading, List<Problem> problems) {
        if (!problems.isEmpty()) {
            heading(heading);
            problems.forEach(each -> line("  " + each));
        }
        return this;
    }

    /**
     * A report of others.
     *
     * @param report lines that end in a line feed
     * @return this
     */
    public ReportText report(String report) {
        out.append(report);
        return this;
    }

    /** The lines so far, each with a line feed at its end. */
    @Override
    public String toString() {
        return out.toString();
    }

    /**
     * A number of things.
     *
     * @param count the number
     * @param noun the name of one
     * @return such as {@code 2 errors}
     */
    public static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /**
     * What somebody met, for programs.
     *
     * @param problems what was met
     * @return names and values
     */
    public static List<Map<String, Object>> json(List<Problem> problems) {
        return problems.stream()
                .map(each -> Json.object("where", each.where(), "message", each.message()))
                .toList();
    }
}
