package org.emcc.sip.registration;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.emcc.sip.message.ContentType;

/**
 * The body of a service-control NOTIFY. Lines that are not known are ignored; they end in LF or CRLF.
 *
 * <p>Source: sip 4.7.
 */
record ServiceControl(ServiceAction action, String registerCallId) {
    static final ContentType TYPE = ContentType.of("text", "plain");

    /** All zeros: everything that the phone holds is stale. That a stamp has the form of a UUID is inferred. */
    private static final String STALE = "{00000000-0000-0000-0000-000000000000}";

    byte[] encode() {
        return ("action=" + action.value() + "\n"
                        + "RegisterCallId={" + registerCallId + "}\n"
                        + "ConfigVersionStamp=" + STALE + "\n"
                        + "DialplanVersionStamp=" + STALE + "\n"
                        + "SoftkeyVersionStamp=" + STALE + "\n"
                        + "FeatureControlVersionStamp=" + STALE + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Empty when action or Call-ID are missing or broken. */
    static Optional<ServiceControl> decode(byte[] body) {
        String action = "";
        String callId = "";
        for (String line : new String(body, StandardCharsets.UTF_8).split("\r?\n", -1)) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String name = line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            if (name.equals("action")) {
                action = value;
            } else if (name.equals("RegisterCallId") && value.startsWith("{") && value.endsWith("}")) {
                callId = value.substring(1, value.length() - 1);
            }
        }
        if (callId.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServiceControl(new ServiceAction(action), callId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
