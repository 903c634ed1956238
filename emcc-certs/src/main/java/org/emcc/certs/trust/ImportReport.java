package org.emcc.certs.trust;

import java.util.List;
import java.util.Objects;
import org.emcc.core.Problem;

/**
 * What an import made of the trust stores of a cluster. The import is a plan as long as nobody uses {@link #stores}.
 *
 * @param stores the stores after the import
 * @param results one for each certificate and each store in which it lands, the newest certificates first
 * @param problems certificates that land nowhere; the position is the name of the file
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ImportReport(TrustStores stores, List<ImportResult> results, List<Problem> problems) {
    /**
     * Copies the lists.
     *
     * @param stores the stores after the import
     * @param results one for each certificate and store
     * @param problems certificates that land nowhere
     */
    public ImportReport {
        Objects.requireNonNull(stores, "stores");
        results = List.copyOf(results);
        problems = List.copyOf(problems);
    }
}
