package org.emcc.core.audit;

import java.util.Locale;
import java.util.Optional;
import org.emcc.core.configuration.Setting;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.PhoneSecurityProfileFields;

/** What the security profile of a device asks for (emcc-behaviour 8.1; em-api-and-axl 4.7). */
final class SecurityModes {
    private SecurityModes() {}

    /** Whether a device is secure by the profile that it names; what does not say so is a gap, and counts as nonsecure. */
    static boolean isSecure(Look look, ClusterSnapshot cluster, ClusterObject device, ObjectField<String> field) {
        if (look.get(cluster, device, field) instanceof Setting.Unknown) {
            return false;
        }
        Optional<ClusterObject> profile = look.target(cluster, device, field);
        if (profile.isEmpty()) {
            look.gap(
                    cluster.name() + " security of " + device.text(field),
                    "whether " + device + " of " + cluster.name() + " is secure is unknown: its security profile "
                            + (device.text(field).isEmpty() ? "is not set" : device.text(field) + " is not known"));
            return false;
        }
        return isSecure(look, cluster, profile.get());
    }

    private static boolean isSecure(Look look, ClusterSnapshot cluster, ClusterObject profile) {
        Setting<String> mode = look.get(cluster, profile, PhoneSecurityProfileFields.DEVICE_SECURITY_MODE);
        if (mode instanceof Setting.Unknown) {
            return false;
        }
        switch (mode.value().orElse("").toLowerCase(Locale.ROOT).replace(" ", "")) {
            case "authenticated", "encrypted" -> {
                return true;
            }
            case "nonsecure" -> {
                return false;
            }
            default -> {
                look.gap(
                        cluster.name() + " mode of " + profile.name(),
                        "Device Security Mode of " + profile + " of " + cluster.name()
                                + " is none of Non Secure, Authenticated and Encrypted");
                return false;
            }
        }
    }
}
