package org.emcc.tftp.protocol;

import java.util.Objects;

/**
 * An option as it stands in a packet: in the sender's own spelling, known or not. Names are compared without case.
 *
 * <p>Source: tftp 1 and 3.1 (RFC 2347).
 *
 * @param name the name, not empty, without NUL
 * @param value the value, without NUL
 * @threadsafety immutable
 * @since 0.1.0
 */
public record TftpOption(String name, String value) {
    /**
     * Checks that both can stand in a packet.
     *
     * @param name the name
     * @param value the value
     * @throws IllegalArgumentException when the name is empty, or either holds NUL or a character above U+00FF
     */
    public TftpOption {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name of a TFTP option must not be empty");
        }
        WireText.require(name, "name of a TFTP option");
        WireText.require(value, "value of a TFTP option");
    }

    /**
     * Whether this is the option of a name.
     *
     * @param other a name in any mix of cases
     * @return true when they are the same
     */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
