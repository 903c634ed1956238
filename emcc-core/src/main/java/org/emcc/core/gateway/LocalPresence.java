package org.emcc.core.gateway;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which user of this cluster is logged in at a phone, and who was last.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class LocalPresence {
    private static final LocalPresence NOBODY = new LocalPresence(null, null);

    private final @Nullable UserId user;
    private final @Nullable UserId last;

    private LocalPresence(@Nullable UserId user, @Nullable UserId last) {
        this.user = user;
        this.last = last;
    }

    /**
     * Nobody is, and it is not known that anybody was.
     *
     * @return the value
     */
    public static LocalPresence nobody() {
        return NOBODY;
    }

    /**
     * A user is.
     *
     * @param user the user
     * @return the value
     */
    public static LocalPresence of(UserId user) {
        return new LocalPresence(Objects.requireNonNull(user, "user"), null);
    }

    /**
     * The same, and who was last.
     *
     * @param user the user who was logged in before, or last
     * @return the new value
     */
    public LocalPresence withLast(UserId user) {
        return new LocalPresence(this.user, Objects.requireNonNull(user, "last"));
    }

    /**
     * Who is logged in.
     *
     * @return the user, or empty when nobody is
     */
    public Optional<UserId> user() {
        return Optional.ofNullable(user);
    }

    /**
     * Who was logged in before, or last.
     *
     * @return the user, or empty when it is not known
     */
    public Optional<UserId> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LocalPresence that
                && Objects.equals(user, that.user)
                && Objects.equals(last, that.last);
    }

    @Override
    public int hashCode() {
        return Objects.hash(user, last);
    }

    @Override
    public String toString() {
        return "LocalPresence[" + (user == null ? "nobody" : user) + (last == null ? "" : ", last " + last) + "]";
    }
}
