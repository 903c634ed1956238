package org.emcc.core.login;

import java.util.List;
import java.util.Optional;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.Release;

/**
 * Which login types two releases understand, as data (emcc-behaviour 8.2). The parameter came with 12.0: an older visiting cluster
 * ignores it, an older home refuses the request with code 1, {@code UID} too.
 */
final class LoginTypeMatrix {
    private static final Release TWELVE = Release.parse("12.0");

    /** What becomes of a login type. */
    enum Verdict {
        /** The user is sought by it; without one by user ID. */
        USED,
        /** It is not passed on: user ID and PIN. */
        IGNORED,
        /** Home refuses with code 1. */
        REFUSED
    }

    /** One row; an absent type is always used, as user ID. */
    record Row(boolean visitingTwelve, boolean homeTwelve, boolean typed, Verdict verdict) {}

    static final List<Row> ROWS = List.of(
            new Row(true, true, false, Verdict.USED),
            new Row(true, true, true, Verdict.USED),
            new Row(true, false, false, Verdict.USED),
            new Row(true, false, true, Verdict.REFUSED),
            new Row(false, true, false, Verdict.USED),
            new Row(false, true, true, Verdict.IGNORED),
            new Row(false, false, false, Verdict.USED), // no table names two old clusters: as the visiting one decides
            new Row(false, false, true, Verdict.IGNORED));

    private LoginTypeMatrix() {}

    static Verdict verdict(Release visiting, Release home, Optional<LoginType> type) {
        boolean visitingTwelve = visiting.isAtLeast(TWELVE);
        boolean homeTwelve = home.isAtLeast(TWELVE);
        for (Row row : ROWS) {
            if (row.visitingTwelve == visitingTwelve && row.homeTwelve == homeTwelve && row.typed == type.isPresent()) {
                return row.verdict;
            }
        }
        throw new IllegalStateException("the table has a row for everything");
    }

    /** What a cluster passes on of what was asked for at its phone. */
    static Optional<LoginType> passedOn(Release visiting, Optional<LoginType> asked) {
        return visiting.isAtLeast(TWELVE) ? asked : Optional.empty();
    }

    /** The login type by which home looks for the user. */
    static LoginType soughtBy(Release visiting, Release home, Optional<LoginType> type) {
        return verdict(visiting, home, type) == Verdict.USED ? type.orElse(LoginType.UID) : LoginType.UID;
    }
}
