package org.emcc.sip.registration;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.emcc.sip.message.ContentType;

/**
 * The body of a service-control NOTIFY. Lines that are not known are ignored; they end in LF or CRLF. A stamp that is missing or none
 * is all zeros, which a phone takes for stale (inferred).
 *
 * <p>Source: sip 4.7.
 *
 * @param registerCallId the Call-ID of the phone's own registration
 */
record ServiceControl(ServiceAction action, String registerCallId, VersionStamps stamps) {
    static final ContentType TYPE = ContentType.of("text", "plain");

    private static final String CONFIG = "ConfigVersionStamp";
    private static final String DIAL_PLAN = "DialplanVersionStamp";
    private static final String SOFTKEYS = "SoftkeyVersionStamp";
    private static final String FEATURE_CONTROL = "FeatureControlVersionStamp";

    byte[] encode() {
        return ("action=" + action.value() + "\n"
                        + line("RegisterCallId", registerCallId)
                        + line(CONFIG, stamps.config())
                        + line(DIAL_PLAN, stamps.dialPlan())
                        + line(SOFTKEYS, stamps.softkeys())
                        + line(FEATURE_CONTROL, stamps.featureControl()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String name, String value) {
        return name + "={" + value + "}\n";
    }

    /** Empty when action or Call-ID are missing or broken. */
    static Optional<ServiceControl> decode(byte[] body) {
        String action = "";
        Map<String, String> braced = new HashMap<>();
        for (String line : new String(body, StandardCharsets.UTF_8).split("\r?\n", 100)) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String name = line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            if (name.equals("action")) {
                action = value;
            } else if (value.length() > 2 && value.startsWith("{") && value.endsWith("}")) {
                braced.put(name, value.substring(1, value.length() - 1));
            }
        }
        String callId = braced.getOrDefault("RegisterCallId", "");
        if (callId.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServiceControl(
                    new ServiceAction(action),
                    callId,
                    new VersionStamps(
                            stamp(braced, CONFIG),
                            stamp(braced, DIAL_PLAN),
                            stamp(braced, SOFTKEYS),
                            stamp(braced, FEATURE_CONTROL))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String stamp(Map<String, String> braced, String name) {
        String value = braced.getOrDefault(name, "");
        return VersionStamps.isStamp(value) ? value : VersionStamps.STALE.config();
    }
}
