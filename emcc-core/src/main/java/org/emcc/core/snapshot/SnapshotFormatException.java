package org.emcc.core.snapshot;

import org.emcc.core.EmccException;

/**
 * A file of a snapshot that cannot be read. It says where and which rule is broken.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SnapshotFormatException extends EmccException {
    private static final long serialVersionUID = 1L;

    SnapshotFormatException(String message) {
        super(message);
    }
}
