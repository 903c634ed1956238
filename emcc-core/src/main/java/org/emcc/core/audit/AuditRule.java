package org.emcc.core.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.FindingSeverity;
import org.emcc.core.session.ErrorCode;

/**
 * What the audit checks, one constant a check.
 *
 * <p>Source: emcc-behaviour 10.3, and the sections that each names.
 *
 * @since 0.1.0
 */
public enum AuditRule {
    /** Every service that EMCC needs runs on some node (emcc-behaviour 2.1). */
    EMCC_SVC_01(
            "EMCC-SVC-01",
            FindingSeverity.ERROR,
            "Every service that EMCC needs runs on some node",
            "emcc-behaviour 2.1",
            false),

    /** The publisher can run the bulk jobs for EMCC devices (emcc-behaviour 2.1). */
    EMCC_SVC_02(
            "EMCC-SVC-02",
            FindingSeverity.WARNING,
            "The publisher can run the bulk jobs for EMCC devices",
            "emcc-behaviour 2.1",
            false),

    /** The services behind learned clusters run (emcc-behaviour 5.4). */
    EMCC_SVC_03(
            "EMCC-SVC-03",
            FindingSeverity.WARNING,
            "The services behind learned clusters run",
            "emcc-behaviour 5.4",
            false),

    /** No two clusters have one cluster ID (emcc-behaviour 9). */
    EMCC_ID_01("EMCC-ID-01", FindingSeverity.ERROR, "No two clusters have one cluster ID", "emcc-behaviour 9", false),

    /** The cluster ID is not the one of the factory, inferred (emcc-behaviour 9). */
    EMCC_ID_02(
            "EMCC-ID-02",
            FindingSeverity.WARNING,
            "The cluster ID is not the one of the factory",
            "emcc-behaviour 9",
            true),

    /** The records of remote clusters name clusters that exist (emcc-behaviour 5.4); 35 is inferred, for then there is none of visiting. */
    EMCC_ID_03(
            "EMCC-ID-03",
            FindingSeverity.ERROR,
            "The records of remote clusters name clusters that exist",
            "emcc-behaviour 5.4",
            false,
            35,
            42,
            44,
            212),

    /** Each of two clusters has a record of the other (emcc-behaviour 2.5). */
    EMCC_RC_01(
            "EMCC-RC-01",
            FindingSeverity.ERROR,
            "Each of two clusters has a record of the other",
            "emcc-behaviour 2.5",
            false,
            35,
            36),

    /** The name of a remote cluster is fit to be used and resolves (emcc-behaviour 5.4). */
    EMCC_RC_02(
            "EMCC-RC-02",
            FindingSeverity.ERROR,
            "The name of a remote cluster is fit to be used and resolves",
            "emcc-behaviour 5.4",
            false),

    /** EMCC is ticked for the remote cluster (emcc-behaviour 5.4); that the codes are those of a cluster that is not there is inferred. */
    EMCC_RC_03(
            "EMCC-RC-03",
            FindingSeverity.ERROR,
            "EMCC is ticked for the remote cluster",
            "emcc-behaviour 5.4",
            false,
            23,
            36),

    /** PSTN Access is ticked for the remote cluster (emcc-behaviour 6.3). */
    EMCC_RC_04(
            "EMCC-RC-04",
            FindingSeverity.WARNING,
            "PSTN Access is ticked for the remote cluster",
            "emcc-behaviour 6.3",
            false),

    /** TFTP is not ticked for the remote cluster (emcc-behaviour 9). */
    EMCC_RC_05(
            "EMCC-RC-05",
            FindingSeverity.ERROR,
            "TFTP is not ticked for the remote cluster",
            "emcc-behaviour 9",
            false),

    /** The remote cluster has answered an update (emcc-behaviour 3.6). */
    EMCC_RC_06(
            "EMCC-RC-06",
            FindingSeverity.ERROR,
            "The remote cluster has answered an update",
            "emcc-behaviour 3.6",
            false,
            208),

    /** Two clusters enable the same services for each other, inferred (emcc-behaviour 5.4). */
    EMCC_RC_07(
            "EMCC-RC-07",
            FindingSeverity.WARNING,
            "Two clusters enable the same services for each other",
            "emcc-behaviour 5.4",
            true),

    /** The EM service of the other cluster can be reached, inferred (emcc-behaviour 2.2). */
    EMCC_RC_08(
            "EMCC-RC-08",
            FindingSeverity.ERROR,
            "The EM service of the other cluster can be reached",
            "emcc-behaviour 2.2",
            true,
            208),

    /** EMCC is active in the service profile (emcc-behaviour 7.1). */
    EMCC_ICSP_01(
            "EMCC-ICSP-01",
            FindingSeverity.ERROR,
            "EMCC is active in the service profile",
            "emcc-behaviour 7.1",
            false,
            201),

    /** PSTN Access is active in the service profile, with a trunk (emcc-behaviour 7.1). */
    EMCC_ICSP_02(
            "EMCC-ICSP-02",
            FindingSeverity.ERROR,
            "PSTN Access is active in the service profile, with a trunk",
            "emcc-behaviour 7.1",
            false,
            211),

    /** RSVP Agent is active in the service profile, with a trunk (emcc-behaviour 5.3). */
    EMCC_ICSP_03(
            "EMCC-ICSP-03",
            FindingSeverity.WARNING,
            "RSVP Agent is active in the service profile, with a trunk",
            "emcc-behaviour 5.3",
            false),

    /** The trunks of the service profile are EMCC trunks (emcc-behaviour 6.1). */
    EMCC_ICSP_04(
            "EMCC-ICSP-04",
            FindingSeverity.ERROR,
            "The trunks of the service profile are EMCC trunks",
            "emcc-behaviour 6.1",
            false),

    /** The default TFTP server for EMCC is set to a node (emcc-behaviour 5.1). */
    EMCC_FP_01(
            "EMCC-FP-01",
            FindingSeverity.ERROR,
            "The default TFTP server for EMCC is set to a node",
            "emcc-behaviour 5.1",
            false,
            39,
            201),

    /** A backup TFTP server for EMCC is set (emcc-behaviour 5.1). */
    EMCC_FP_02(
            "EMCC-FP-02", FindingSeverity.NOTICE, "A backup TFTP server for EMCC is set", "emcc-behaviour 5.1", false),

    /** The server for remote cluster updates is set (emcc-behaviour 5.1). */
    EMCC_FP_03(
            "EMCC-FP-03",
            FindingSeverity.WARNING,
            "The server for remote cluster updates is set",
            "emcc-behaviour 5.1",
            false),

    /** The feature parameters are within their ranges (emcc-behaviour 5.1). */
    EMCC_FP_04(
            "EMCC-FP-04",
            FindingSeverity.ERROR,
            "The feature parameters are within their ranges",
            "emcc-behaviour 5.1",
            false),

    /** The region parameters are the same in both clusters (emcc-behaviour 5.1). */
    EMCC_FP_05(
            "EMCC-FP-05",
            FindingSeverity.WARNING,
            "The region parameters are the same in both clusters",
            "emcc-behaviour 5.1",
            false),

    /** The EMCC geolocation filter is set to one that exists (emcc-behaviour 5.8). */
    EMCC_FP_06(
            "EMCC-FP-06",
            FindingSeverity.WARNING,
            "The EMCC geolocation filter is set to one that exists",
            "emcc-behaviour 5.8",
            false),

    /** Where the trunk's calling search space routes PSTN calls, the trunk has one, inferred (emcc-behaviour 6.3). */
    EMCC_FP_07(
            "EMCC-FP-07",
            FindingSeverity.WARNING,
            "Where the trunk's calling search space routes PSTN calls, the trunk has one",
            "emcc-behaviour 6.3",
            true),

    /** Every phone that may be lent has a geolocation, inferred (emcc-behaviour 5.8). */
    EMCC_GEO_01(
            "EMCC-GEO-01",
            FindingSeverity.WARNING,
            "Every phone that may be lent has a geolocation",
            "emcc-behaviour 5.8",
            true),

    /** Home has a device pool for the places of the other cluster (emcc-behaviour 5.8). */
    EMCC_GEO_02(
            "EMCC-GEO-02",
            FindingSeverity.WARNING,
            "Home has a device pool for the places of the other cluster",
            "emcc-behaviour 5.8",
            false),

    /** One device pool matches best, inferred (emcc-behaviour 5.8). */
    EMCC_GEO_03("EMCC-GEO-03", FindingSeverity.WARNING, "One device pool matches best", "emcc-behaviour 5.8", true),

    /** What the filter looks at is filled in, inferred (emcc-behaviour 5.8). */
    EMCC_GEO_04(
            "EMCC-GEO-04",
            FindingSeverity.WARNING,
            "What the filter looks at is filled in",
            "emcc-behaviour 5.8",
            true),

    /** Texts of geolocations do not differ by case and blanks alone, inferred (emcc-behaviour 5.8). */
    EMCC_GEO_05(
            "EMCC-GEO-05",
            FindingSeverity.WARNING,
            "Texts of geolocations do not differ by case and blanks alone",
            "emcc-behaviour 5.8",
            true),

    /** The fields of geolocations keep their limits (emcc-behaviour 5.8). */
    EMCC_GEO_06(
            "EMCC-GEO-06",
            FindingSeverity.ERROR,
            "The fields of geolocations keep their limits",
            "emcc-behaviour 5.8",
            false),

    /** The filter tells the other clusters apart (emcc-behaviour 5.8). */
    EMCC_GEO_07(
            "EMCC-GEO-07",
            FindingSeverity.WARNING,
            "The filter tells the other clusters apart",
            "emcc-behaviour 5.8",
            false),

    /** Each roaming device pool has an adjunct calling search space (emcc-behaviour 6.3). */
    EMCC_DP_01(
            "EMCC-DP-01",
            FindingSeverity.ERROR,
            "Each roaming device pool has an adjunct calling search space",
            "emcc-behaviour 6.3",
            false),

    /** The emergency number of the visited country can be dialled (emcc-behaviour 6.3). */
    EMCC_DP_02(
            "EMCC-DP-02",
            FindingSeverity.ERROR,
            "The emergency number of the visited country can be dialled",
            "emcc-behaviour 6.3",
            false),

    /** Only emergency patterns go by the standard local route group (emcc-behaviour 6.3). */
    EMCC_DP_03(
            "EMCC-DP-03",
            FindingSeverity.WARNING,
            "Only emergency patterns go by the standard local route group",
            "emcc-behaviour 6.3",
            false),

    /** The adjunct calling search space holds emergency partitions only, inferred (emcc-behaviour 6.4). */
    EMCC_DP_04(
            "EMCC-DP-04",
            FindingSeverity.WARNING,
            "The adjunct calling search space holds emergency partitions only",
            "emcc-behaviour 6.4",
            true),

    /** There are no more EMCC trunks than services use (emcc-behaviour 6.1). */
    EMCC_TRK_01(
            "EMCC-TRK-01",
            FindingSeverity.WARNING,
            "There are no more EMCC trunks than services use",
            "emcc-behaviour 6.1",
            false),

    /** EMCC trunks send the geolocation (emcc-behaviour 6.1). */
    EMCC_TRK_02(
            "EMCC-TRK-02", FindingSeverity.WARNING, "EMCC trunks send the geolocation", "emcc-behaviour 6.1", false),

    /** EMCC trunks have a security profile and a SIP profile (emcc-behaviour 6.1). */
    EMCC_TRK_03(
            "EMCC-TRK-03",
            FindingSeverity.ERROR,
            "EMCC trunks have a security profile and a SIP profile",
            "emcc-behaviour 6.1",
            false),

    /** Locked fields of EMCC trunks are blank (emcc-behaviour 6.1). */
    EMCC_TRK_04(
            "EMCC-TRK-04",
            FindingSeverity.WARNING,
            "Locked fields of EMCC trunks are blank",
            "emcc-behaviour 6.1",
            false),

    /** There are EMCC base devices (emcc-behaviour 5.6). */
    EMCC_BASE_01("EMCC-BASE-01", FindingSeverity.ERROR, "There are EMCC base devices", "emcc-behaviour 5.6", false, 33),

    /** Enough base devices are free (emcc-behaviour 5.7). */
    EMCC_BASE_02("EMCC-BASE-02", FindingSeverity.WARNING, "Enough base devices are free", "emcc-behaviour 5.7", false),

    /** Phones and base devices keep to the capacity (emcc-behaviour 5.7). */
    EMCC_BASE_03(
            "EMCC-BASE-03",
            FindingSeverity.ERROR,
            "Phones and base devices keep to the capacity",
            "emcc-behaviour 5.7",
            false),

    /** No other object has the name of a base device (emcc-behaviour 5.6). */
    EMCC_BASE_04(
            "EMCC-BASE-04",
            FindingSeverity.ERROR,
            "No other object has the name of a base device",
            "emcc-behaviour 5.6",
            false),

    /** There is a default EMCC template (emcc-behaviour 5.6). */
    EMCC_BASE_05(
            "EMCC-BASE-05", FindingSeverity.ERROR, "There is a default EMCC template", "emcc-behaviour 5.6", false),

    /** Base devices are nonsecure (emcc-behaviour 7.2). */
    EMCC_BASE_06("EMCC-BASE-06", FindingSeverity.ERROR, "Base devices are nonsecure", "emcc-behaviour 7.2", false, 43),

    /** EMCC templates are complete and legal (emcc-behaviour 5.5). */
    EMCC_TPL_01(
            "EMCC-TPL-01", FindingSeverity.ERROR, "EMCC templates are complete and legal", "emcc-behaviour 5.5", false),

    /** Phones have Extension Mobility enabled (emcc-behaviour 7.2). */
    EMCC_PH_01(
            "EMCC-PH-01",
            FindingSeverity.ERROR,
            "Phones have Extension Mobility enabled",
            "emcc-behaviour 7.2",
            false,
            5,
            20,
            22),

    /** Models of phones support EMCC (emcc-behaviour 9). */
    EMCC_PH_02(
            "EMCC-PH-02", FindingSeverity.ERROR, "Models of phones support EMCC", "emcc-behaviour 9", false, 32, 213),

    /** Phones do not speak IPv6 only (emcc-behaviour 9). */
    EMCC_PH_03("EMCC-PH-03", FindingSeverity.ERROR, "Phones do not speak IPv6 only", "emcc-behaviour 9", false),

    /** No phone is configured in two clusters (emcc-behaviour 9). */
    EMCC_PH_04(
            "EMCC-PH-04",
            FindingSeverity.ERROR,
            "No phone is configured in two clusters",
            "emcc-behaviour 9",
            false,
            37),

    /** Phones and device profiles are subscribed to the service (emcc-behaviour 9). */
    EMCC_PH_05(
            "EMCC-PH-05",
            FindingSeverity.WARNING,
            "Phones and device profiles are subscribed to the service",
            "emcc-behaviour 9",
            false),

    /** Phones reach a trust verification service, inferred (emcc-behaviour 2.9). */
    EMCC_PH_06(
            "EMCC-PH-06",
            FindingSeverity.WARNING,
            "Phones reach a trust verification service",
            "emcc-behaviour 2.9",
            true),

    /** The service URL has the EMCC parameter (emcc-behaviour 2.3). */
    EMCC_URL_01(
            "EMCC-URL-01",
            FindingSeverity.ERROR,
            "The service URL has the EMCC parameter",
            "emcc-behaviour 2.3",
            false,
            23),

    /** The login type of the service URL is one that exists (emcc-behaviour 2.3). */
    EMCC_URL_02(
            "EMCC-URL-02",
            FindingSeverity.ERROR,
            "The login type of the service URL is one that exists",
            "emcc-behaviour 2.3",
            false,
            215),

    /** The login type is understood by every other cluster (emcc-behaviour 8.2). */
    EMCC_URL_03(
            "EMCC-URL-03",
            FindingSeverity.ERROR,
            "The login type is understood by every other cluster",
            "emcc-behaviour 8.2",
            false,
            1),

    /** The service has a secure URL (emcc-behaviour 2.3). */
    EMCC_URL_04("EMCC-URL-04", FindingSeverity.WARNING, "The service has a secure URL", "emcc-behaviour 2.3", false),

    /** Auto-registration is off on every node (emcc-behaviour 3.7). */
    EMCC_AR_01(
            "EMCC-AR-01", FindingSeverity.ERROR, "Auto-registration is off on every node", "emcc-behaviour 3.7", false),

    /** Users are enabled for EMCC (emcc-behaviour 7.2). */
    EMCC_USR_01(
            "EMCC-USR-01", FindingSeverity.ERROR, "Users are enabled for EMCC", "emcc-behaviour 7.2", false, 31, 38),

    /** Users have a controlled profile that exists (emcc-behaviour 7.2). */
    EMCC_USR_02(
            "EMCC-USR-02",
            FindingSeverity.ERROR,
            "Users have a controlled profile that exists",
            "emcc-behaviour 7.2",
            false,
            12),

    /** A user has one home cluster, inferred (emcc-behaviour 9). */
    EMCC_USR_03("EMCC-USR-03", FindingSeverity.WARNING, "A user has one home cluster", "emcc-behaviour 9", true),

    /** Primary extensions are unique where users log in by them (emcc-behaviour 7). */
    EMCC_USR_04(
            "EMCC-USR-04",
            FindingSeverity.WARNING,
            "Primary extensions are unique where users log in by them",
            "emcc-behaviour 7",
            false,
            216,
            47),

    /** Users can use their PIN (emcc-behaviour 7.2). */
    EMCC_USR_05("EMCC-USR-05", FindingSeverity.WARNING, "Users can use their PIN", "emcc-behaviour 7.2", false, 41),

    /** Device profiles have an EMCC calling search space (emcc-behaviour 1). */
    EMCC_USR_06(
            "EMCC-USR-06",
            FindingSeverity.WARNING,
            "Device profiles have an EMCC calling search space",
            "emcc-behaviour 1",
            false),

    /** Users have one profile, inferred (emcc-behaviour 2.4). */
    EMCC_USR_07("EMCC-USR-07", FindingSeverity.NOTICE, "Users have one profile", "emcc-behaviour 2.4", true),

    /** Secure phones have a home of mixed mode (emcc-behaviour 8.1). */
    EMCC_SEC_01(
            "EMCC-SEC-01",
            FindingSeverity.ERROR,
            "Secure phones have a home of mixed mode",
            "emcc-behaviour 8.1",
            false,
            46),

    /** The home's release knows secure EMCC (emcc-behaviour 8.1). */
    EMCC_SEC_02(
            "EMCC-SEC-02",
            FindingSeverity.ERROR,
            "The home's release knows secure EMCC",
            "emcc-behaviour 8.1",
            false,
            45),

    /** The Tomcat certificates of the other cluster are trusted (emcc-behaviour 8.4). */
    EMCC_CRT_01(
            "EMCC-CRT-01",
            FindingSeverity.ERROR,
            "The Tomcat certificates of the other cluster are trusted",
            "emcc-behaviour 8.4",
            false,
            208),

    /** The CallManager certificates of the other cluster are trusted (emcc-behaviour 8.4). */
    EMCC_CRT_02(
            "EMCC-CRT-02",
            FindingSeverity.ERROR,
            "The CallManager certificates of the other cluster are trusted",
            "emcc-behaviour 8.4",
            false),

    /** The ITLRecovery certificate of the other cluster is trusted (emcc-behaviour 8.4). */
    EMCC_CRT_03(
            "EMCC-CRT-03",
            FindingSeverity.ERROR,
            "The ITLRecovery certificate of the other cluster is trusted",
            "emcc-behaviour 8.4",
            false),

    /** The CAPF certificates of the other cluster are trusted (emcc-behaviour 8.4). */
    EMCC_CRT_04(
            "EMCC-CRT-04",
            FindingSeverity.WARNING,
            "The CAPF certificates of the other cluster are trusted",
            "emcc-behaviour 8.4",
            false),

    /** Certificates are valid, and no newer than the last exchange (emcc-behaviour 8.4). */
    EMCC_CRT_05(
            "EMCC-CRT-05",
            FindingSeverity.ERROR,
            "Certificates are valid, and no newer than the last exchange",
            "emcc-behaviour 8.4",
            false),

    /** Certificates were consolidated once, on one cluster, inferred (emcc-behaviour 8.4). */
    EMCC_CRT_06(
            "EMCC-CRT-06",
            FindingSeverity.WARNING,
            "Certificates were consolidated once, on one cluster",
            "emcc-behaviour 8.4",
            true),

    /** The clusters exchange certificates over one directory (emcc-behaviour 8.4). */
    EMCC_CRT_07(
            "EMCC-CRT-07",
            FindingSeverity.ERROR,
            "The clusters exchange certificates over one directory",
            "emcc-behaviour 8.4",
            false),

    /** The trust list of phones is not too long (emcc-behaviour 8.4). */
    EMCC_CRT_08(
            "EMCC-CRT-08",
            FindingSeverity.WARNING,
            "The trust list of phones is not too long",
            "emcc-behaviour 8.4",
            false),

    /** The releases can exchange certificates (emcc-behaviour 10.1). */
    EMCC_CRT_09(
            "EMCC-CRT-09",
            FindingSeverity.WARNING,
            "The releases can exchange certificates",
            "emcc-behaviour 10.1",
            false),

    /** The rollback parameter is False (emcc-behaviour 8.4). */
    EMCC_CRT_10("EMCC-CRT-10", FindingSeverity.ERROR, "The rollback parameter is False", "emcc-behaviour 8.4", false),

    /** The multiple login behavior is the same in both clusters, inferred (emcc-behaviour 3.4). */
    EMCC_SP_01(
            "EMCC-SP-01",
            FindingSeverity.WARNING,
            "The multiple login behavior is the same in both clusters",
            "emcc-behaviour 3.4",
            true),

    /** Where addresses are validated, some are trusted (emcc-behaviour 5.2). */
    EMCC_SP_02(
            "EMCC-SP-02",
            FindingSeverity.ERROR,
            "Where addresses are validated, some are trusted",
            "emcc-behaviour 5.2",
            false,
            28),

    /** Proxies are allowed for EMCC where they are used (emcc-behaviour 5.2). */
    EMCC_SP_03(
            "EMCC-SP-03",
            FindingSeverity.WARNING,
            "Proxies are allowed for EMCC where they are used",
            "emcc-behaviour 5.2",
            false),

    /** How long a login lasts (emcc-behaviour 3.3). */
    EMCC_SP_04("EMCC-SP-04", FindingSeverity.NOTICE, "How long a login lasts", "emcc-behaviour 3.3", false),

    /** The list of trusted addresses can be read (emcc-behaviour 5.2). */
    EMCC_SP_05(
            "EMCC-SP-05",
            FindingSeverity.ERROR,
            "The list of trusted addresses can be read",
            "emcc-behaviour 5.2",
            false),

    /** The limit of concurrent requests is not low, inferred (emcc-behaviour 5.2). */
    EMCC_SP_06(
            "EMCC-SP-06",
            FindingSeverity.WARNING,
            "The limit of concurrent requests is not low",
            "emcc-behaviour 5.2",
            true),

    /** Maximum login times can be read (emcc-behaviour 3.3). */
    EMCC_SP_07("EMCC-SP-07", FindingSeverity.ERROR, "Maximum login times can be read", "emcc-behaviour 3.3", false),

    /** Common phone profiles allow video (emcc-behaviour 9). */
    EMCC_VID_01("EMCC-VID-01", FindingSeverity.NOTICE, "Common phone profiles allow video", "emcc-behaviour 9", false),

    /** The release is in no list of known defects (emcc-behaviour 10.1). */
    EMCC_DEF_01(
            "EMCC-DEF-01",
            FindingSeverity.NOTICE,
            "The release is in no list of known defects",
            "emcc-behaviour 10.1",
            false),

    /** The multiple login behavior is meant so after an upgrade (emcc-behaviour 3.4). */
    EMCC_DEF_02(
            "EMCC-DEF-02",
            FindingSeverity.WARNING,
            "The multiple login behavior is meant so after an upgrade",
            "emcc-behaviour 3.4",
            false,
            25);

    private final String code;
    private final FindingSeverity severity;
    private final String title;
    private final String source;
    private final boolean inferred;

    @SuppressWarnings("ImmutableEnumChecker") // nobody gets at it
    private final int[] errorCodes;

    AuditRule(String code, FindingSeverity severity, String title, String source, boolean inferred, int... errorCodes) {
        this.code = code;
        this.severity = severity;
        this.title = title;
        this.source = source;
        this.inferred = inferred;
        this.errorCodes = errorCodes;
    }

    /**
     * Its stable code, such as {@code EMCC-RC-01}.
     *
     * @return the code
     */
    public String code() {
        return code;
    }

    /**
     * How much its findings matter as a rule; a finding says when it matters more or less.
     *
     * @return the severity
     */
    public FindingSeverity severity() {
        return severity;
    }

    /**
     * What holds when it is kept, as one sentence without a full stop.
     *
     * @return the title
     */
    public String title() {
        return title;
    }

    /**
     * Where the fact behind it stands.
     *
     * @return the section
     */
    public String source() {
        return source;
    }

    /**
     * Whether it is advice that no public document of the product gives.
     *
     * @return true when it is inferred
     */
    public boolean isInferred() {
        return inferred;
    }

    /**
     * The codes that a login would end with where the rule is broken. The phone shows their numbers, except those that are
     * {@linkplain ErrorCode#internal internal}: the log has them, and the phone shows another.
     *
     * @return the codes; empty when the login does not fail by it, or without a code
     */
    public List<ErrorCode> errorCodes() {
        return Arrays.stream(errorCodes).mapToObj(ErrorCode::of).toList();
    }

    /**
     * A rule by its code.
     *
     * @param code such as {@code EMCC-RC-01}
     * @return the rule, or empty when there is none of that code
     */
    public static Optional<AuditRule> byCode(String code) {
        Objects.requireNonNull(code, "code");
        return Arrays.stream(values()).filter(rule -> rule.code.equals(code)).findFirst();
    }
}
