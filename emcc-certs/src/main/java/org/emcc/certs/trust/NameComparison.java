package org.emcc.certs.trust;

/**
 * When two certificates are of one entity. The product's documents name the subject and, in brackets, the common name; which
 * of the two it compares is not public.
 *
 * <p>Source: certificates 1.6 (rule 1), 7 (item 4).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum NameComparison {
    /** When their whole subjects are equal, regardless of case and of spaces at the ends and doubled ones. */
    SUBJECT,

    /** When the common names in their subjects are, likewise; of several the first counts, and without any the subject. */
    COMMON_NAME
}
