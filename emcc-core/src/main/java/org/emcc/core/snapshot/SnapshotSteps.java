package org.emcc.core.snapshot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Where the configuration procedure (emcc-behaviour 2.1) deals with a kind of objects; for those that it does not name, our choice. */
final class SnapshotSteps {
    private SnapshotSteps() {}

    static int of(ObjectKind kind) {
        return switch (kind) {
            case NODE, SERVICE_ACTIVATION -> 1;
            case PHONE_SERVICE -> 2;
            case DEVICE_PROFILE, DEFAULT_DEVICE_PROFILE, LINE, CALLING_SEARCH_SPACE, PARTITION -> 3;
            case USER -> 4;
            case PHONE, PHONE_SECURITY_PROFILE -> 5;
            case CERTIFICATE, CONSOLIDATION, TVS_CERTIFICATE -> 6;
            case COMMON_PHONE_PROFILE -> 7;
            case COMMON_DEVICE_CONFIGURATION, EMCC_TEMPLATE -> 8;
            case BASE_DEVICE, REMOTE_DESTINATION_PROFILE -> 10;
            case GEOLOCATION,
                    GEOLOCATION_FILTER,
                    GEOLOCATION_POLICY,
                    DEVICE_POOL,
                    CALL_MANAGER_GROUP,
                    DATE_TIME_GROUP,
                    REGION,
                    SRST -> 11;
            case SIP_TRUNK, SIP_PROFILE, SIP_TRUNK_SECURITY_PROFILE, ROUTE_PATTERN -> 13;
            case INTERCLUSTER_SERVICE -> 14;
            case REMOTE_CLUSTER -> 15;
        };
    }

    /** All kinds, step by step. */
    static List<ObjectKind> kinds() {
        return Arrays.stream(ObjectKind.values())
                .sorted(Comparator.comparingInt(SnapshotSteps::of))
                .toList();
    }
}
