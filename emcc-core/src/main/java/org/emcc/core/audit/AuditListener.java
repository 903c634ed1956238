package org.emcc.core.audit;

/**
 * Is told how far an audit is.
 *
 * @threadsafety called from the thread of the audit
 * @since 0.1.0
 */
@FunctionalInterface
public interface AuditListener {
    /**
     * A rule has been checked for all clusters and pairs.
     *
     * @param rule the rule
     * @param done how many rules are checked, 1 and up
     * @param all how many there are
     */
    void checked(AuditRule rule, int done, int all);
}
