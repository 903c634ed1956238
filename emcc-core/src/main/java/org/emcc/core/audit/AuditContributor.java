package org.emcc.core.audit;

import java.util.List;
import org.emcc.core.snapshot.ClusterSnapshot;

/**
 * More checks, of another module or of the caller. It is passed to {@link Audit.Builder#contributor}; nothing is looked for by itself.
 *
 * @threadsafety as the implementation says; an audit calls it from its own thread
 * @since 0.1.0
 */
public interface AuditContributor {
    /**
     * Checks the clusters of an audit.
     *
     * @param clusters all of them, in the order of the audit; unmodifiable
     * @param results takes what is found, passed, or could not be checked
     */
    void check(List<ClusterSnapshot> clusters, Results results);

    /** Takes what a contributor has to say. Each is counted under its code. */
    interface Results {
        /**
         * A rule is broken.
         *
         * @param finding what was found
         */
        void found(AuditFinding finding);

        /**
         * A rule is kept.
         *
         * @param code its code
         */
        void passed(String code);

        /**
         * A rule could not be checked.
         *
         * @param unchecked what, and why
         */
        void unchecked(Unchecked unchecked);
    }
}
