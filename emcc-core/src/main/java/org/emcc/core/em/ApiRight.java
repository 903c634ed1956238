package org.emcc.core.em;

import java.util.Objects;
import org.emcc.core.id.UserId;
import org.jspecify.annotations.Nullable;

/** For whom a caller may act: for everybody, or for one end user, who is the caller itself (em-api-and-axl 1.2). */
final class ApiRight {
    private static final ApiRight ALL = new ApiRight(null);

    private final @Nullable UserId only;

    private ApiRight(@Nullable UserId only) {
        this.only = only;
    }

    static ApiRight all() {
        return ALL;
    }

    static ApiRight only(UserId user) {
        return new ApiRight(user);
    }

    boolean coversAll() {
        return only == null;
    }

    /** Who acts for itself only. */
    UserId user() {
        return Objects.requireNonNull(only, "acts for all");
    }

    boolean covers(UserId user) {
        return only == null || only.equals(user);
    }
}
