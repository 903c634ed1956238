package org.emcc.conformance;

import java.util.Arrays;
import java.util.Optional;

/** Where a script can run. */
enum StageKind {
    /** The real rules and shells of every cluster in one process, on a clock that stands until it is moved. */
    RULES("rules"),
    /** The same, where every message takes its time, comes twice or is overtaken, as a seed has it. */
    SIMULATION("simulation"),
    /** The socket lab: HTTPS, TFTP and SIP on loopback, and phones that register. */
    LAB("lab");

    private final String word;

    StageKind(String word) {
        this.word = word;
    }

    static Optional<StageKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
