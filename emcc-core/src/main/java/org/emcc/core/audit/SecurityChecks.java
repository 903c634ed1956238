package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.login.Compatibility;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.PhoneFields;

/** Whether secure phones find a home (emcc-behaviour 8.1). The phones of a cluster are looked at once, not once for each home. */
final class SecurityChecks {
    static final List<Check> ALL = List.of(
            new Check.OfSeveral(AuditRule.EMCC_SEC_01, (all, look) -> refused(all, look, AuditRule.EMCC_SEC_01)),
            new Check.OfSeveral(AuditRule.EMCC_SEC_02, (all, look) -> refused(all, look, AuditRule.EMCC_SEC_02)));

    private SecurityChecks() {}

    /** What both roles need to know of a cluster. */
    private record Side(int place, ClusterSnapshot cluster) {
        Optional<Release> release() {
            return cluster.release().value();
        }

        Optional<ClusterSecurityMode> mode() {
            Setting<ClusterSecurityMode> setting =
                    cluster.enterpriseParameters().setting(EnterpriseParameters.CLUSTER_SECURITY_MODE);
            return setting instanceof Setting.Absent
                    ? EnterpriseParameters.CLUSTER_SECURITY_MODE.byDefault()
                    : setting.value();
        }

        /** Asked only where it decides. */
        boolean isKnown(Look look) {
            look.release(cluster);
            look.held(
                    cluster,
                    EnterpriseParameters.CLUSTER_SECURITY_MODE,
                    look.enterprise(cluster, EnterpriseParameters.CLUSTER_SECURITY_MODE));
            return release().isPresent() && mode().isPresent();
        }
    }

    private static void refused(List<ClusterSnapshot> all, Look look, AuditRule rule) {
        List<Side> sides = IntStream.range(0, all.size())
                .mapToObj(place -> new Side(place, all.get(place)))
                .toList();
        for (Side visiting : sides) {
            // A secure phone can exist in a mixed cluster only (emcc-behaviour 8.1).
            if (visiting.mode().equals(Optional.of(ClusterSecurityMode.NONSECURE))) {
                continue;
            }
            List<ClusterObject> secure = securePhones(visiting.cluster(), look);
            if (secure.isEmpty() || !visiting.isKnown(look)) {
                continue;
            }
            for (Side home : sides) {
                if (home.place() != visiting.place() && home.isKnown(look)) {
                    refusal(visiting, home)
                            .filter(code -> rule.errorCodes().contains(code))
                            .ifPresent(code -> tell(visiting, home, secure, look, rule));
                }
            }
        }
    }

    private static List<ClusterObject> securePhones(ClusterSnapshot cluster, Look look) {
        List<ClusterObject> secure = new ArrayList<>();
        for (ClusterObject phone : PhoneChecks.lent(cluster, look)) {
            if (SecurityModes.isSecure(look, cluster, phone, PhoneFields.SECURITY_PROFILE_NAME)) {
                secure.add(phone);
            }
        }
        return secure;
    }

    private static Optional<ErrorCode> refusal(Side visiting, Side home) {
        return Compatibility.securityRefusal(
                visiting.release().orElseThrow(),
                visiting.mode().orElseThrow(),
                home.release().orElseThrow(),
                home.mode().orElseThrow(),
                PhoneSecurity.SECURE);
    }

    private static void tell(Side visiting, Side home, List<ClusterObject> secure, Look look, AuditRule rule) {
        boolean byMode = rule == AuditRule.EMCC_SEC_01;
        ClusterObject first = secure.get(0);
        String phones = secure.size() == 1
                ? first + " of " + visiting.cluster().name() + " is secure"
                : secure.size() + " phones of " + visiting.cluster().name() + " are secure (the first is "
                        + first.name() + ")";
        String home0 = home.cluster().name();
        look.finding(
                        "secure phones of " + visiting.cluster().name() + " with " + home0,
                        phones + ", but "
                                + (byMode
                                        ? home0 + " is not in mixed mode"
                                        : home0 + " (release " + home.release().orElseThrow() + ") and "
                                                + visiting.cluster().name() + " (release "
                                                + visiting.release().orElseThrow()
                                                + ") do not both know secure EMCC"))
                .about(visiting.cluster(), home.cluster())
                .evidence(visiting.cluster(), first, PhoneFields.SECURITY_PROFILE_NAME)
                .evidence(
                        visiting.cluster(),
                        "",
                        "Release",
                        visiting.release().orElseThrow().toString())
                .evidence(
                        home.cluster(),
                        EnterpriseParameters.CLUSTER_SECURITY_MODE,
                        home.cluster().enterpriseParameters().setting(EnterpriseParameters.CLUSTER_SECURITY_MODE))
                .evidence(
                        home.cluster(),
                        "",
                        "Release",
                        home.release().orElseThrow().toString())
                .remedy(
                        visiting.cluster(),
                        ObjectKind.PHONE,
                        "Give the phones a nonsecure Device Security Profile, or "
                                + (byMode
                                        ? "bring " + home0 + " into mixed mode"
                                        : "upgrade the older cluster to 9.0" + " or later"))
                .add();
    }
}
