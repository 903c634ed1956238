package org.emcc.tftp;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.emcc.core.Decoded;
import org.emcc.core.EmccException;
import org.emcc.core.Problem;

/**
 * A packet or a file of this module that cannot be read. The only exception that the {@code decodeOrThrow} methods of this
 * module let out.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TftpFormatException extends EmccException {
    private static final long serialVersionUID = 1L;

    /** Not serialised: a reader of the exception elsewhere has the message, which names them all. */
    private final transient List<Problem> problems;

    private TftpFormatException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = problems;
    }

    /**
     * Unwraps a reader's answer.
     *
     * @param <T> what was read
     * @param decoded the answer
     * @return the value in it
     * @throws TftpFormatException when there is none
     */
    public static <T> T unwrap(Decoded<T> decoded) {
        Objects.requireNonNull(decoded, "decoded");
        return decoded.value().orElseThrow(() -> new TftpFormatException(decoded.problems()));
    }

    /**
     * Why the input could not be read.
     *
     * @return at least one problem; none after a journey through Java serialisation, which keeps only the message
     */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
