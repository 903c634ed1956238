package org.emcc.certs.pkcs12;

import org.emcc.core.Problem;

/** A part of a file cannot be read. Checked, so that every caller decides whether the part or the whole is lost. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    MalformedException(String where, String message) {
        super(message);
        this.problem = new Problem(where, message);
    }

    Problem problem() {
        return problem;
    }
}
