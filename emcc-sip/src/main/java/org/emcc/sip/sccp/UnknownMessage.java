package org.emcc.sip.sccp;

import java.util.Objects;

/**
 * A message whose id this package does not read. It is given back byte for byte.
 *
 * @param id the message id; 0 to 4,294,967,295
 * @param content everything behind the id
 * @threadsafety immutable
 * @since 0.1.0
 */
public record UnknownMessage(long id, SccpBytes content) implements SccpMessage {
    /**
     * Checks the parts.
     *
     * @param id the message id; 0 to 4,294,967,295
     * @param content everything behind the id
     * @throws IllegalArgumentException when the id is out of range
     */
    public UnknownMessage {
        Wire.unsigned32(id, "message id");
        Objects.requireNonNull(content, "content");
    }

    @Override
    public SccpBytes payload(int headerVersion) {
        return content;
    }
}
