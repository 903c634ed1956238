package org.emcc.tftp.protocol;

import org.emcc.core.internal.Require;

/**
 * The code of an ERROR packet. Codes that no document names are kept as they are.
 *
 * <p>Phones act on the code only: {@link #NOT_FOUND} means "does not exist, go on", anything else "try again, or another
 * server". So {@link #NOT_FOUND} is never the answer to a passing condition.
 *
 * <p>Source: tftp 8.
 *
 * @param value 0 to 65535
 * @threadsafety immutable
 * @since 0.1.0
 */
public record TftpError(int value) {
    /** Not defined: an internal failure, an overload, a shutdown. */
    public static final TftpError NOT_DEFINED = new TftpError(0);
    /** File not found. */
    public static final TftpError NOT_FOUND = new TftpError(1);
    /** Access violation. */
    public static final TftpError ACCESS_VIOLATION = new TftpError(2);
    /** Disk full; from a receiver: more than it wants to take. */
    public static final TftpError DISK_FULL = new TftpError(3);
    /** Illegal TFTP operation. */
    public static final TftpError ILLEGAL_OPERATION = new TftpError(4);
    /** Unknown transfer id: the packet came from or to a port that has no such transfer. */
    public static final TftpError UNKNOWN_TRANSFER = new TftpError(5);
    /** Option refused (RFC 2347). */
    public static final TftpError OPTION_REFUSED = new TftpError(8);

    /**
     * Checks the range.
     *
     * @param value 0 to 65535
     * @throws IllegalArgumentException when it is outside
     */
    public TftpError {
        Require.range(value, "TFTP error code", 0, 0xFFFF);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
