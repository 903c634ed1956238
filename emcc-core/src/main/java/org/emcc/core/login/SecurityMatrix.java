package org.emcc.core.login;

import java.util.List;
import java.util.Optional;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.session.ErrorCode;

/**
 * Which pairs of clusters and phones can do EMCC, and with what signalling (emcc-behaviour 8.1). The rows are in the order of the
 * vendor's tables; what no table has (nonsecure home, mixed visiting, nonsecure phone) is nonsecure EMCC, and the rows printed as
 * <em>Not supported</em> are refused with 45 (both inferred).
 */
final class SecurityMatrix {
    private static final Release NINE = Release.parse("9.0");
    private static final int SUCCESS = -1;

    private static final List<Row> ROWS = List.of(
            new Row(true, true, ClusterSecurityMode.MIXED, ClusterSecurityMode.MIXED, SUCCESS),
            new Row(true, true, ClusterSecurityMode.NONSECURE, ClusterSecurityMode.MIXED, 46),
            new Row(false, true, ClusterSecurityMode.MIXED, ClusterSecurityMode.MIXED, 45),
            new Row(false, true, ClusterSecurityMode.NONSECURE, ClusterSecurityMode.MIXED, 45),
            new Row(true, false, ClusterSecurityMode.MIXED, ClusterSecurityMode.MIXED, 45),
            new Row(true, false, ClusterSecurityMode.NONSECURE, ClusterSecurityMode.MIXED, 45));

    private SecurityMatrix() {}

    /**
     * What a secure phone gets.
     *
     * @param visitingNine visiting is 9.x or later
     * @param homeNine home is 9.x or later
     * @param home the mode of home
     * @param visiting the mode of visiting
     * @param code the code of the refusal, or {@link #SUCCESS} for secure EMCC
     */
    private record Row(
            boolean visitingNine, boolean homeNine, ClusterSecurityMode home, ClusterSecurityMode visiting, int code) {}

    /** The code with which home refuses, or empty. A nonsecure phone is refused nowhere. */
    static Optional<ErrorCode> refusal(
            Release visitingRelease,
            ClusterSecurityMode visitingMode,
            Release homeRelease,
            ClusterSecurityMode homeMode,
            PhoneSecurity phone) {
        if (phone == PhoneSecurity.NONSECURE) {
            return Optional.empty();
        }
        boolean visitingNine = visitingRelease.isAtLeast(NINE);
        boolean homeNine = homeRelease.isAtLeast(NINE);
        // A secure phone in a nonsecure cluster is void in every table; clusters that are both older have no table at
        // all.
        return ROWS.stream()
                .filter(row -> row.visitingNine == visitingNine
                        && row.homeNine == homeNine
                        && row.home == homeMode
                        && row.visiting == visitingMode)
                .findFirst()
                .map(row -> row.code == SUCCESS ? Optional.<ErrorCode>empty() : Optional.of(ErrorCode.of(row.code)))
                .orElseGet(() -> Optional.of(ErrorCode.of(45)));
    }
}
