package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a TVS certificate. A certificate that the trust verification service knows.
 *
 * <p>Source: em-api-and-axl 4.8.
 *
 * @since 0.1.0
 */
public final class TvsCertificateFields {
    /** Subject. */
    public static final ObjectField<String> SUBJECT_NAME =
            ObjectField.text("subjectName", "Subject", 0).make();

    /** Issuer. */
    public static final ObjectField<String> ISSUER_NAME =
            ObjectField.text("issuerName", "Issuer", 0).make();

    /** Serial Number. */
    public static final ObjectField<String> SERIAL_NUMBER =
            ObjectField.text("serialNumber", "Serial Number", 0).make();

    /** Roles. */
    public static final ObjectField<List<String>> ROLES = ObjectField.texts("roles", "Roles")
            .at("roles/role/roleName")
            .unlisted()
            .make();

    static final List<ObjectField<?>> ALL = List.of(SUBJECT_NAME, ISSUER_NAME, SERIAL_NUMBER, ROLES);

    private TvsCertificateFields() {}
}
