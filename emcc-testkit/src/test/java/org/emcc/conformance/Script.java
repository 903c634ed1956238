package org.emcc.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One conformance script.
 *
 * @param file its path below the folder of all scripts
 * @param id the case
 * @param title what it shows, as one sentence
 * @param source where the behaviour is documented
 * @param shows the behaviours of the catalogue that it shows
 * @param runsOn where it runs
 * @param notOn why it does not run where all its phrases could
 * @param lines what is given, done and expected, in the order of the file
 */
record Script(
        String file,
        String id,
        String title,
        String source,
        List<String> shows,
        Set<StageKind> runsOn,
        Map<StageKind, String> notOn,
        List<Line> lines) {
    List<Line> givens() {
        return lines.stream().filter(line -> line.kind() == Line.Kind.GIVEN).toList();
    }

    List<Line> acts() {
        return lines.stream().filter(line -> line.kind() != Line.Kind.GIVEN).toList();
    }
}
