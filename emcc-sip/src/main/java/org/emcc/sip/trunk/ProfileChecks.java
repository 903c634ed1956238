package org.emcc.sip.trunk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What must hold between the fields of a security profile (sip 1.6). */
final class ProfileChecks {
    private static final int PAGE_DESCRIPTION = 50;

    private ProfileChecks() {}

    static void security(String me, FormValues values, Findings findings) {
        Optional<TrunkSecurityMode> mode = values.certain(SecurityProfileFields.SECURITY_MODE);
        mode.ifPresent(known -> {
            boolean tls = known.usesTls();
            transport(
                    me,
                    values,
                    known,
                    SecurityProfileFields.INCOMING_TRANSPORT,
                    tls ? List.of(TrunkTransport.TLS) : List.of(TrunkTransport.TCP_UDP),
                    findings);
            transport(
                    me,
                    values,
                    known,
                    SecurityProfileFields.OUTGOING_TRANSPORT,
                    tls ? List.of(TrunkTransport.TLS) : List.of(TrunkTransport.TCP, TrunkTransport.UDP),
                    findings);
        });
        if (values.is(SecurityProfileFields.APPL_LEVEL_AUTHENTICATION, true)
                && values.is(SecurityProfileFields.DIGEST_AUTHENTICATION, false)) {
            findings.add(
                    TrunkRule.AUTHORIZATION_WITHOUT_DIGEST,
                    Findings.at(me, SecurityProfileFields.APPL_LEVEL_AUTHENTICATION),
                    "applLevelAuthentication of " + me + " must go with digestAuthentication, which is off");
        }
        if (values.differs(SecurityProfileFields.NONCE_POLICY_TIME)
                && values.is(SecurityProfileFields.DIGEST_AUTHENTICATION, false)) {
            findings.add(
                    TrunkRule.NONCE_WITHOUT_DIGEST,
                    Findings.at(me, SecurityProfileFields.NONCE_POLICY_TIME),
                    "noncePolicyTime of " + me + " must be 600 while digestAuthentication is off, but is "
                            + values.text(SecurityProfileFields.NONCE_POLICY_TIME));
        }
        if (values.differs(SecurityProfileFields.X509_SUBJECT_NAME)
                && mode.filter(known -> !known.usesTls()).isPresent()) {
            findings.add(
                    TrunkRule.SUBJECT_WITHOUT_TLS,
                    Findings.at(me, SecurityProfileFields.X509_SUBJECT_NAME),
                    "x509SubjectName of " + me + " is used only with TLS, but securityMode is Non Secure");
        }
        if (mode.filter(TrunkSecurityMode.AUTHENTICATED::equals).isPresent()) {
            findings.add(
                    TrunkRule.NULL_CIPHER,
                    Findings.at(me, SecurityProfileFields.SECURITY_MODE),
                    "securityMode of " + me
                            + " is Authenticated: TLS with a NULL cipher, which fails against peers that do not offer it");
        }
        if (values.text(SecurityProfileFields.DESCRIPTION).length() > PAGE_DESCRIPTION) {
            findings.add(
                    TrunkRule.PAGE_LIMIT_EXCEEDED,
                    Findings.at(me, SecurityProfileFields.DESCRIPTION),
                    "the page takes descriptions of at most 50 characters, but that of " + me + " has "
                            + values.text(SecurityProfileFields.DESCRIPTION).length());
        }
    }

    private static void transport(
            String me,
            FormValues values,
            TrunkSecurityMode mode,
            FormField<TrunkTransport> field,
            List<TrunkTransport> legal,
            Findings findings) {
        values.get(field)
                .value()
                .filter(transport -> !legal.contains(transport))
                .ifPresent(transport -> findings.add(
                        TrunkRule.TRANSPORT_NOT_OF_MODE,
                        Findings.at(me, field),
                        field.name() + " of " + me + " must be "
                                + legal.stream().map(TrunkTransport::label).collect(Collectors.joining(" or "))
                                + " when securityMode is " + mode.label() + ", but is " + transport.label()));
    }
}
