package org.emcc.core.em;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode.Element;

/** The elements of a message of the API that the reader passes over, by their paths: named
 * for diagnosis (em-api-and-axl 1.11); {@link MessageExtras} keeps them. */
final class UnknownElements {
    /** No more than these are named: a document is outside data. */
    private static final int MOST = 16;

    private static final Set<String> CALLER = Set.of("remoteIPAddr", "isViaHeaderSet");
    private static final Set<String> OF_USERS = Set.of("userID", "remoteIPAddr", "isViaHeaderSet");

    /** What may stand in what. An element that is not a key holds text only. */
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            entry("request", Set.of("appInfo", "login", "logout", "logoutAll")),
            entry("appInfo", Set.of("appID", "appCertificate", "appEncryptedCertificate")),
            entry(
                    "login",
                    Set.of(
                            "deviceName",
                            "userID",
                            "deviceProfile",
                            "exclusiveDuration",
                            "remoteIPAddr",
                            "isViaHeaderSet")),
            entry("exclusiveDuration", Set.of("time", "indefinite")),
            entry("logout", Set.of("deviceName", "remoteIPAddr", "isViaHeaderSet")),
            entry("logoutAll", CALLER),
            entry(
                    "query",
                    Set.of(
                            "appInfo",
                            "deviceUserQuery",
                            "userDevicesQuery",
                            "userQuery",
                            "checkUser",
                            "deviceProfileQuery",
                            "userDeviceProfileQuery")),
            entry("deviceUserQuery", Set.of("deviceName", "loginType", "remoteIPAddr", "isViaHeaderSet")),
            entry("userDevicesQuery", OF_USERS),
            entry("userQuery", OF_USERS),
            entry("checkUser", OF_USERS),
            entry("deviceProfileQuery", OF_USERS),
            entry("userDeviceProfileQuery", OF_USERS),
            entry(
                    "response",
                    Set.of(
                            "success",
                            "failure",
                            "deviceUserResults",
                            "userDevicesResults",
                            "checkUserResults",
                            "deviceProfileResults")),
            entry("failure", Set.of("error", "errorMessage")),
            entry("deviceUserResults", Set.of("device")),
            entry("device", Set.of("userID", "lastlogin", "none", "doesNotExist", "emccDevice")),
            entry("userDevicesResults", Set.of("user")),
            entry("checkUserResults", Set.of("user")),
            entry("deviceProfileResults", Set.of("user")),
            entry("user", Set.of("deviceName", "none", "doesNotExist", "exists", "deviceProfile", "failure")),
            entry("deviceProfile", Set.of("deviceProfileName", "isDefaultDeviceProfile")));

    private UnknownElements() {}

    /** Whether an element of this name is known in one of that. */
    static boolean isKnown(String parent, String child) {
        return KNOWN.getOrDefault(parent, Set.of()).contains(child);
    }

    static List<Problem> of(Element root) {
        List<Problem> found = new ArrayList<>();
        collect(root, root.name(), found);
        return found;
    }

    private static void collect(Element element, String path, List<Problem> found) {
        Set<String> known = KNOWN.getOrDefault(element.name(), Set.of());
        for (Element child : element.elements()) {
            if (found.size() == MOST) {
                return;
            }
            String where = path + "/" + Require.clip(child.name());
            if (known.contains(child.name())) {
                collect(child, where, found);
            } else {
                found.add(new Problem(where, "the element is not known, and was passed over"));
            }
        }
    }
}
