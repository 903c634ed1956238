package org.emcc.conformance;

/** A script breaks a rule of the format; the message names the file, the line and the rule. */
final class BadScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadScriptException(String file, int line, String rule) {
        super(file + ":" + line + ": " + rule);
    }
}
