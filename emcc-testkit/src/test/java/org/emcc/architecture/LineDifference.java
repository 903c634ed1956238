package org.emcc.architecture;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, line by line, for people: what goes is marked {@code -}, what comes {@code +}. */
public final class LineDifference {
    private LineDifference() {}

    /**
     * The lines that differ, each group under the last line without indentation, so that one sees
     * where it is.
     *
     * @param before the lines that were expected
     * @param after the lines that are there
     * @return nothing when they are equal
     */
    public static List<String> of(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> out = new ArrayList<>();
        String heading = "";
        String shown = "";
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean equal =
                    i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
            if (equal) {
                heading = isHeading(after.get(j)) ? after.get(j) : heading;
                i++;
                j++;
                continue;
            }
            boolean goes = j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1]);
            String line = goes ? before.get(i++) : after.get(j++);
            if (isHeading(line)) {
                heading = line;
            } else if (!shown.equals(heading)) {
                out.add("  " + heading);
            }
            shown = heading;
            out.add((goes ? "- " : "+ ") + line);
        }
        return out;
    }

    private static boolean isHeading(String line) {
        return !line.isBlank() && !line.startsWith(" ");
    }
}
