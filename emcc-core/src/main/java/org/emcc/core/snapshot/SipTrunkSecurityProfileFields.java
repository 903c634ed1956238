package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a SIP trunk security profile. A SIP trunk security profile.
 *
 * <p>Source: em-api-and-axl 4.7.
 *
 * @since 0.1.0
 */
public final class SipTrunkSecurityProfileFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 75).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 255).make();

    /** Device Security Mode. */
    public static final ObjectField<String> SECURITY_MODE =
            ObjectField.text("securityMode", "Device Security Mode", 255).make();

    /** Incoming Transport Type. */
    public static final ObjectField<String> INCOMING_TRANSPORT = ObjectField.text(
                    "incomingTransport", "Incoming Transport Type", 255)
            .make();

    /** Outgoing Transport Type. */
    public static final ObjectField<String> OUTGOING_TRANSPORT = ObjectField.text(
                    "outgoingTransport", "Outgoing Transport Type", 255)
            .make();

    /** X.509 Subject Name. */
    public static final ObjectField<String> X509_SUBJECT_NAME =
            ObjectField.text("x509SubjectName", "X.509 Subject Name", 4096).make();

    /** Incoming Port. */
    public static final ObjectField<Long> INCOMING_PORT =
            ObjectField.number("incomingPort", "Incoming Port", 0, 65535).make();

    static final List<ObjectField<?>> ALL = List.of(
            NAME, DESCRIPTION, SECURITY_MODE, INCOMING_TRANSPORT, OUTGOING_TRANSPORT, X509_SUBJECT_NAME, INCOMING_PORT);

    private SipTrunkSecurityProfileFields() {}
}
