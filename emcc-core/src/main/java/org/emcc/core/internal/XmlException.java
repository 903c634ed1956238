package org.emcc.core.internal;

/** A document that is not well-formed, or breaks a limit. Checked, so that every module maps it to its own exception. */
public final class XmlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String where;

    /** Made by {@link Xml} only. */
    XmlException(String where, String message) {
        super(message);
        this.where = where;
    }

    /** The position, such as {@code line 3, column 14}. */
    public String where() {
        return where;
    }
}
