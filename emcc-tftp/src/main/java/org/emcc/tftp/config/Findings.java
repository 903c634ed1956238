package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.List;
import org.emcc.core.Problem;

/** What a check finds: at most 200, of which the last says when there were more. */
final class Findings {
    static final int MOST = 200;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private boolean cut;

    /** For a file whose root has this name. */
    Findings(String file) {
        this.file = file;
    }

    void add(String where, String sentence) {
        if (found.size() < MOST) {
            found.add(new Problem(where, sentence));
        } else {
            cut = true;
        }
    }

    List<Problem> list() {
        if (cut) {
            found.set(MOST - 1, new Problem(file, "the file has more findings than these " + (MOST - 1) + "."));
        }
        return List.copyOf(found);
    }
}
