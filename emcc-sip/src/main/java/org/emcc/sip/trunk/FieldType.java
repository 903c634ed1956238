package org.emcc.sip.trunk;

/**
 * What kind of value a field has.
 *
 * <p>Source: sip 1.5 to 1.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum FieldType {
    /** A text. */
    TEXT,
    /** The name of another object of the cluster. */
    REFERENCE,
    /** True or false. */
    FLAG,
    /** A whole number. */
    NUMBER,
    /** One of the texts that the product has for it. */
    CHOICE
}
