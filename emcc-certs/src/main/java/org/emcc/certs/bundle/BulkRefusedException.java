package org.emcc.certs.bundle;

import java.util.List;
import java.util.stream.Collectors;
import org.emcc.certs.internal.Printable;
import org.emcc.core.EmccException;
import org.emcc.core.Problem;

/**
 * An action of Bulk Certificate Management was refused. The message has the code, the rule, the first three files at fault and the remedy;
 * {@link #problems} has all files.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class BulkRefusedException extends EmccException {
    private static final long serialVersionUID = 1L;
    private static final int SAID = 3;

    private final BulkRefusal reason;
    private final transient List<Problem> problems;

    BulkRefusedException(BulkRefusal reason, List<Problem> problems) {
        super(sentence(reason, problems));
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    private static String sentence(BulkRefusal reason, List<Problem> problems) {
        String files = problems.stream()
                .limit(SAID)
                .map(each -> Printable.of(each.toString()))
                .collect(Collectors.joining("; "));
        return reason.code() + ": " + reason.message() + (files.isEmpty() ? "" : ", but " + files)
                + (problems.size() > SAID ? "; and " + (problems.size() - SAID) + " more" : "") + ". Remedy: "
                + reason.remedy();
    }

    /**
     * Why the action was refused.
     *
     * @return the refusal, with its rule
     */
    public BulkRefusal reason() {
        return reason;
    }

    /**
     * The stable code of the refusal.
     *
     * @return such as {@code EMCC-CERTS-0001}
     */
    public String code() {
        return reason.code();
    }

    /**
     * What an operator does next.
     *
     * @return a plain sentence
     */
    public String remedy() {
        return reason.remedy();
    }

    /**
     * The files at fault, where it is a matter of files.
     *
     * @return the problems; the position of each begins with the name of the file; unmodifiable, and empty after this exception was
     *     serialized
     */
    @SuppressWarnings("ConstantValue")
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
