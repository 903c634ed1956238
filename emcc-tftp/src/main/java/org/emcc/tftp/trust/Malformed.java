package org.emcc.tftp.trust;

import org.emcc.core.Decoded;

/** Carries a refusal from the depth of a reader to its entry; never leaves the package. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int at;
    private final String rule;

    Malformed(int at, String rule) {
        super(rule, null, false, false);
        this.at = at;
        this.rule = rule;
    }

    <T> Decoded<T> refusal() {
        return Decoded.refused(where(at), rule);
    }

    static String where(int at) {
        return "byte " + at;
    }
}
