package org.emcc.certs.pkcs12;

import java.util.List;
import java.util.stream.Collectors;
import org.emcc.core.EmccException;
import org.emcc.core.Problem;

/**
 * Input that is not what this module reads: the one exception of its {@code decodeOrThrow} methods. The message is made
 * of the first three problems and never holds a password; {@link #problems} has all of them.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CertificateFormatException extends EmccException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    CertificateFormatException(List<Problem> problems) {
        super(problems.stream().limit(3).map(Problem::toString).collect(Collectors.joining("; "))
                + (problems.size() > 3 ? "; and " + (problems.size() - 3) + " more" : ""));
        this.problems = List.copyOf(problems);
    }

    /**
     * Everything that is wrong, in the order it was met.
     *
     * @return at least one problem; empty only after this exception was serialized
     */
    @SuppressWarnings("ConstantValue")
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
