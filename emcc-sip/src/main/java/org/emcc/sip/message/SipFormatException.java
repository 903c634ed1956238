package org.emcc.sip.message;

import org.emcc.core.EmccException;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;

/**
 * Text or bytes from outside are not what SIP allows. The only exception that the readers of this module throw.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SipFormatException extends EmccException {
    private static final long serialVersionUID = 1L;

    /** The position, as in {@link Problem#where()}. */
    private final String where;

    /** The sentence, as in {@link Problem#message()}. */
    private final String what;

    /**
     * Makes an exception of the problem that a reader met.
     *
     * @param problem where and what
     */
    public SipFormatException(Problem problem) {
        super(problem.toString());
        this.where = problem.where();
        this.what = problem.message();
    }

    static SipFormatException at(int index, String message) {
        return new SipFormatException(new Problem("character " + (index + 1), message));
    }

    static SipFormatException at(int index, String message, String met) {
        return at(index, message + ", but is \"" + Require.clip(met) + "\"");
    }

    /**
     * What was met, and where.
     *
     * @return the problem
     */
    public Problem problem() {
        return new Problem(where, what);
    }
}
