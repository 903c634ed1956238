package org.emcc.core.em;

import org.emcc.core.EmccException;

/**
 * A message or page of the EM service that cannot be read. It says where and which rule is broken, and quotes nothing of what was
 * read, because that may be a PIN.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class EmFormatException extends EmccException {
    private static final long serialVersionUID = 1L;

    EmFormatException(String message) {
        super(message);
    }
}
