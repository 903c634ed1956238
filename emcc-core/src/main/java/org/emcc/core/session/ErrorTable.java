package org.emcc.core.session;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of 7.1 and 7.2, in our own words but for the display texts; the mending side and the remedy are inferred (7.3). */
final class ErrorTable {
    private static final Map<Integer, ErrorCode> ROWS = Collections.unmodifiableMap(new ErrorTable().rows);

    /** What the list of the application interface says where the guide says something else. */
    private static final Map<Integer, String> TO_APPLICATIONS = Map.of(
            2, "The application could not be authenticated: its password is wrong.",
            4, "The request is against the user's policy, for example a second login, or one longer than is allowed.",
            5, "Enable Extension Mobility is off on the phone, at a logout.",
            9, "The user could not be authenticated, or the data of the user are missing.",
            20, "The flag Enable Extension Mobility could not be read from the database.",
            23, "The user is not of this cluster; calls of applications start no login across clusters.");

    private final Map<Integer, ErrorCode> rows = new TreeMap<>();

    private ErrorTable() {
        row(
                0,
                "Unknown error",
                "Login is unavailable (0)",
                "Logout is unavailable (0)",
                "Something happened that nobody foresaw.",
                MendingSide.BOTH,
                "Read the Extension Mobility logs of both clusters.");
        row(
                1,
                "Error on parsing",
                "Login is unavailable (1)",
                "Logout is unavailable (1)",
                "The request could not be read, or the other cluster is too old for it; a home cluster before 12.0 answers so to any login type.",
                MendingSide.VISITING,
                "Where a home cluster is older than 12.0, take loginType out of the service URL; else compare the releases of both clusters.");
        row(
                2,
                "EMCC authentication error",
                "Login is unavailable(2)",
                "Login is unavailable(2)",
                "The PIN is wrong.",
                MendingSide.USER,
                "Try again with the right PIN, or have it reset in the home cluster.");
        row(
                3,
                "Invalid application user",
                "Login is unavailable (3)",
                "Logout is unavailable (3)",
                "The application user that a call names is unknown or not valid; a wrong password of one that is known is 2.",
                MendingSide.APPLICATION,
                "Correct the name of the application user, or add the user.");
        row(
                4,
                "Policy validation error",
                "Login is unavailable (4)",
                "Logout is unavailable (4)",
                "The request could not be validated because of the database, the cache or an unknown reason.",
                MendingSide.BOTH,
                "Read the Extension Mobility logs; look at the database and the cache.");
        row(
                5,
                "Device logon disabled",
                "Login is unavailable (5)",
                "Logout is unavailable (5)",
                "Enable Extension Mobility is off on the phone.",
                MendingSide.VISITING,
                "Tick Enable Extension Mobility on the Phone page.");
        row(
                6,
                "Database error",
                "Login is unavailable (6)",
                "Logout is unavailable (6)",
                "A store, a directory or the phone file service failed at one of the clusters.",
                MendingSide.BOTH,
                "Read the failed step of the login listener, or the log, of both clusters; mend it, and try again.");
        row(
                7,
                "Logout request error",
                "Login is unavailable (7)",
                "Logout is unavailable (7)",
                "The automatic logout could not be set at the login, or not be taken back after the logout.",
                MendingSide.BOTH,
                "Log the user out by hand.");
        row(
                8,
                "Query type undetermined",
                "Login is unavailable (8)",
                "Logout is unavailable (8)",
                "The query is of no known kind.",
                MendingSide.APPLICATION,
                "Correct the query.");
        row(
                9,
                "Directory user information error",
                "Login is unavailable (9)",
                "Logout is unavailable (9)",
                "The identity service failed, or the data of the user could not be read.",
                MendingSide.HOME,
                "Look at the identity service and the user data of the home cluster.");
        row(
                10,
                "User lacks application proxy rights",
                "Login is unavailable (10)",
                "Logout is unavailable (10)",
                "The application user may not act for others.",
                MendingSide.APPLICATION,
                "Put the application user into a group with EM authentication proxy rights.");
        row(
                11,
                "Device does not exist",
                "Login is unavailable (11)",
                "Logout is unavailable (11)",
                "The visiting cluster has no phone of this name.",
                MendingSide.VISITING,
                "Add the phone, or correct the device name.");
        row(
                12,
                "Device profile not found",
                "Login is unavailable(12)",
                "Login is unavailable(12)",
                "The user has no device profile among the controlled profiles, or chose one that is not there.",
                MendingSide.HOME,
                "Move a user device profile to Controlled Profiles of the End User.");
        row(
                18,
                "Another user logged in",
                "Login is unavailable(18)",
                "Login is unavailable(18)",
                "Somebody is logged in at this phone.",
                MendingSide.USER,
                "Log out first.");
        row(
                19,
                "No user logged in",
                "Logout is unavailable(19)",
                "Logout is unavailable(19)",
                "Nobody is logged in at this phone.",
                MendingSide.USER,
                "Nothing is left to do.");
        row(
                20,
                "Hoteling flag error",
                "Login is unavailable (20)",
                "Logout is unavailable (20)",
                "Enable Extension Mobility is off on the phone, or could not be read.",
                MendingSide.VISITING,
                "Tick Enable Extension Mobility on the Phone page.");
        row(
                21,
                "Hoteling status error",
                "Login is unavailable (21)",
                "Logout is unavailable (21)",
                "The current user of the device could not be read.",
                MendingSide.VISITING,
                "Look at the database of the visiting cluster.");
        row(
                22,
                "Device logon disabled",
                "Login is unavailable(22)",
                "Login is unavailable(22)",
                "Enable Extension Mobility is off on the phone for which an application or the services button asked.",
                MendingSide.VISITING,
                "Tick Enable Extension Mobility on the Phone page.");
        row(
                23,
                "User does not exist",
                "Login is unavailable (23)",
                "Logout is unavailable (23)",
                "No cluster that was asked knows the user, or the self-service ID or primary extension is not set for the user.",
                MendingSide.USER,
                "Check the user ID; then the Home Cluster box of the user and the remote cluster records.");
        row(
                25,
                "User logged in elsewhere",
                "Multi-Login Not Allowed (25)",
                "Multi-Login Not Allowed (25)",
                "The user is logged in at another phone, and Multiple Login Behavior does not allow a second login.",
                MendingSide.USER,
                "Log out at the other phone, or change Multiple Login Behavior in the home cluster.");
        row(
                26,
                "Busy, please try again",
                "Login is unavailable (26)",
                "Logout is unavailable (26)",
                "More requests arrived than Maximum Concurrent Requests allows.",
                MendingSide.BOTH,
                "Try again; if it happens often, raise Maximum Concurrent Requests.");
        row(
                27,
                "Change password",
                "Login is unavailable (27)",
                "Logout is unavailable (27)",
                "The password must be changed at its first use or has expired; for the PIN of a phone user see 41.",
                MendingSide.USER,
                "Change the password.");
        row(
                28,
                "Untrusted IP error",
                "Login is unavailable (28)",
                "Logout is unavailable (28)",
                "Validate IP Address is True and the source of the request is not trusted.",
                MendingSide.VISITING,
                "Add the address to Trusted List of IPs.");
        row(
                29,
                "RIS down, contact administrator",
                "Login is unavailable (29)",
                "Logout is unavailable (29)",
                "The real-time information service is down.",
                MendingSide.BOTH,
                "Start the service.");
        row(
                30,
                "Proxy not allowed",
                "Login is unavailable (30)",
                "Logout is unavailable (30)",
                "The request came through a web proxy, and proxies are not allowed.",
                MendingSide.VISITING,
                "Set EMCC Allow Proxy to True where a proxy is used.");
        row(
                31,
                "EMCC not activated for the user",
                "Login is unavailable (31)",
                "Logout is unavailable (31)",
                "Enable Extension Mobility Cross Cluster is off for the user.",
                MendingSide.HOME,
                "Tick the box on the End User page of the home cluster.");
        row(
                32,
                "Device does not support EMCC",
                "Login is unavailable (32)",
                "Logout is unavailable (32)",
                "The model of the phone lacks the feature.",
                MendingSide.VISITING,
                "Use a phone whose model supports Extension Mobility Cross Cluster.");
        row(
                33,
                "No free EMCC dummy device",
                "Login is unavailable (33)",
                "Logout is unavailable (33)",
                "All EMCC base devices of the home cluster are in use, or none was inserted.",
                MendingSide.HOME,
                "Insert more EMCC base devices in the home cluster, or wait until a login ends.");
        row(
                35,
                "Visiting cluster information is not present in home cluster",
                "Login is unavailable (35)",
                "Logout is unavailable (35)",
                "The home cluster has no remote cluster record of the visiting cluster.",
                MendingSide.HOME,
                "Add the visiting cluster as a remote cluster in the home cluster.");
        row(
                36,
                "No remote cluster",
                "Login is unavailable (36)",
                "Logout is unavailable (36)",
                "The visiting cluster has no remote cluster with EMCC enabled.",
                MendingSide.VISITING,
                "Add the home cluster as a remote cluster and tick its EMCC service.");
        row(
                37,
                "Duplicate device name",
                "Login is unavailable (37)",
                "Logout is unavailable (37)",
                "The home cluster already has a device of this name.",
                MendingSide.BOTH,
                "Remove the device from the cluster that should not have it, and turn auto-registration off everywhere.");
        row(
                38,
                "EMCC not allowed",
                "Login is unavailable (38)",
                "Logout is unavailable (38)",
                "Enable Extension Mobility Cross Cluster is off for the user.",
                MendingSide.HOME,
                "Tick the box on the End User page of the home cluster.");
        row(
                39,
                "Configuration issue",
                "Please try to login again (201)",
                "Please try to login again (201)",
                "Neither the default nor the backup TFTP server for EMCC login devices is set in the home cluster.",
                MendingSide.HOME,
                "Set Default TFTP Server for EMCC Login Device in the EMCC feature configuration of the home cluster.");
        row(
                40,
                "No response from remote host",
                "Please try to login again (23)",
                "Please try to login again (23)",
                "A remote cluster did not answer in time.",
                MendingSide.BOTH,
                "Look at the remote cluster and the network between the clusters.");
        row(
                41,
                "PIN change is required",
                "PIN change is required",
                "PIN change is required",
                "The PIN must be changed before it is used.",
                MendingSide.USER,
                "Change the PIN.");
        row(
                42,
                "Invalid cluster ID",
                "Login is unavailable (42)",
                "Logout is unavailable (42)",
                "The cluster ID in a message is not that of the cluster that sent it.",
                MendingSide.BOTH,
                "Make the remote cluster record equal to the other cluster's enterprise parameter Cluster ID.");
        row(
                43,
                "Device security mode error",
                "Login is unavailable(43)",
                "Login is unavailable(43)",
                "The security profile of the EMCC base device is not nonsecure.",
                MendingSide.HOME,
                "Give the EMCC base devices a nonsecure security profile.");
        row(
                44,
                "Configuration issue",
                "Please try to login again (201)",
                "Please try to login again (201)",
                "The cluster ID is not valid.",
                MendingSide.BOTH,
                "Make the remote cluster record equal to the other cluster's enterprise parameter Cluster ID.");
        row(
                45,
                "Remote cluster version not supported",
                "Login is unsuccessful(45)",
                "Login is unsuccessful(45)",
                "The releases of the two clusters do not allow a secure phone to cross-register.",
                MendingSide.BOTH,
                "Upgrade the older cluster to 9.x or later, or give the phone a nonsecure profile.");
        row(
                46,
                "Remote cluster security mode not supported",
                "Login is unsuccessful(46)",
                "Login is unsuccessful(46)",
                "The phone is secure and the home cluster is not in mixed mode.",
                MendingSide.BOTH,
                "Give the phone a nonsecure profile, or bring the home cluster into mixed mode.");
        row(
                47,
                "DN has multiple users",
                "DN has multiple users(47)",
                "DN has multiple users(47)",
                "The primary extension belongs to several users of the home cluster.",
                MendingSide.HOME,
                "Make the primary extension unique.");
        row(
                201,
                "Authentication error",
                "Please try to login again (201)",
                "Please try to login again (201)",
                "EMCC is not active in the inter-cluster service profile of the visiting cluster.",
                MendingSide.VISITING,
                "Activate EMCC in the EMCC inter-cluster service profile, validate, and save.");
        row(
                202,
                "Blank user ID or PIN",
                "Please try to login again (202)",
                "Please try to login again (202)",
                "The user left the user ID or the PIN empty.",
                MendingSide.USER,
                "Enter both.");
        row(
                204,
                "Directory server error",
                "Login is unavailable (204)",
                "Login is unavailable (204)",
                "The identity service could not authenticate a local user with the given PIN; a wrong PIN of an EMCC user is 2.",
                MendingSide.USER,
                "Try again with the right PIN.");
        row(
                205,
                "User profile absent",
                "Login is unavailable (205)",
                "Logout is unavailable (205)",
                "The profile data of the user is neither in the cache nor in the database.",
                MendingSide.BOTH,
                "Look at the device profile of the user.");
        row(
                207,
                "Device name empty",
                "Login is unavailable (207)",
                "Logout is unavailable (207)",
                "The request of an application names no device.",
                MendingSide.APPLICATION,
                "Name the device.");
        row(
                208,
                "EMService connection error",
                "Login is unavailable (208)",
                "Logout is unavailable (208)",
                "The other cluster cannot be reached, or one of the two does not trust the certificate of the other.",
                MendingSide.BOTH,
                "Export, consolidate and import the certificates of both clusters again; then look at the network between them.");
        row(
                210,
                "Init fail, contact administrator",
                "Login is unavailable (210)",
                "Logout is unavailable (210)",
                "The database could not be reached at start.",
                MendingSide.VISITING,
                "Look at the database and start the service again.");
        row(
                211,
                "EMCC not activated",
                "Login is unavailable (211)",
                "Logout is unavailable (211)",
                "PSTN Access is not active in the inter-cluster service profile of the visiting cluster.",
                MendingSide.VISITING,
                "Activate PSTN Access with its trunk in the EMCC inter-cluster service profile.");
        row(
                212,
                "Cluster ID is invalid",
                "Login is unavailable (212)",
                "Login is unavailable (212)",
                "A remote cluster update failed because it carried a wrong cluster ID.",
                MendingSide.BOTH,
                "Make the remote cluster record equal to the other cluster's enterprise parameter Cluster ID.");
        row(
                213,
                "Device does not support EMCC",
                "Login is unavailable (213)",
                "Logout is unavailable (213)",
                "The model of the phone lacks the feature.",
                MendingSide.VISITING,
                "Use a phone whose model supports Extension Mobility Cross Cluster.");
        row(
                215,
                "Login type is invalid",
                "LoginType invalid(215)",
                "LoginType invalid(215)",
                "The loginType in the service URL is none of SP, DN and UID.",
                MendingSide.VISITING,
                "Correct loginType in the service URL.");
        row(
                216,
                "DN has multiple users",
                "DN has multiple users(216)",
                "DN has multiple users(216)",
                "The primary extension belongs to several users of the visiting cluster.",
                MendingSide.VISITING,
                "Make the primary extension unique.");
    }

    private void row(
            int number,
            String title,
            String loginDisplay,
            String logoutDisplay,
            String cause,
            MendingSide side,
            String remedy) {
        rows.put(number, new ErrorCode(number, true, title, loginDisplay, logoutDisplay, cause, side, remedy));
    }

    static ErrorCode of(int number) {
        ErrorCode known = ROWS.get(number);
        return known != null ? known : unknown(number);
    }

    private static ErrorCode unknown(int number) {
        String brackets = " (" + number + ")";
        return new ErrorCode(
                number,
                false,
                "Unrecognised code",
                "Login is unavailable" + brackets,
                "Logout is unavailable" + brackets,
                "No public document of the product names this number.",
                MendingSide.BOTH,
                "Read the Extension Mobility logs of both clusters.");
    }

    static Optional<String> toApplications(int number) {
        return Optional.ofNullable(TO_APPLICATIONS.get(number));
    }

    static List<ErrorCode> all() {
        return List.copyOf(ROWS.values());
    }
}
