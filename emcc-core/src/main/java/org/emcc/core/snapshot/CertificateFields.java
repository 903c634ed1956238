package org.emcc.core.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * The fields of a certificate. A certificate in a store of a node. It holds no key.
 *
 * <p>Source: certificates 1; emcc-behaviour 8.4.
 *
 * @since 0.1.0
 */
public final class CertificateFields {
    /** Server. */
    public static final ObjectField<String> NODE =
            ObjectField.name("node", "Server", ObjectKind.NODE).byHand().make();

    /** Store. */
    public static final ObjectField<String> STORE =
            ObjectField.text("store", "Store", 50).byHand().make();

    /** Subject. */
    public static final ObjectField<String> SUBJECT =
            ObjectField.text("subject", "Subject", 0).byHand().make();

    /** Issuer. */
    public static final ObjectField<String> ISSUER =
            ObjectField.text("issuer", "Issuer", 0).byHand().make();

    /** Serial Number. */
    public static final ObjectField<String> SERIAL_NUMBER =
            ObjectField.text("serialNumber", "Serial Number", 255).byHand().make();

    /** SHA-256 fingerprint. */
    public static final ObjectField<String> SHA256 =
            ObjectField.text("sha256", "SHA-256 fingerprint", 95).byHand().make();

    /** Valid from. */
    public static final ObjectField<Instant> NOT_BEFORE =
            ObjectField.instant("notBefore", "Valid from").make();

    /** Valid to. */
    public static final ObjectField<Instant> NOT_AFTER =
            ObjectField.instant("notAfter", "Valid to").make();

    static final List<ObjectField<?>> ALL =
            List.of(NODE, STORE, SUBJECT, ISSUER, SERIAL_NUMBER, SHA256, NOT_BEFORE, NOT_AFTER);

    private CertificateFields() {}
}
