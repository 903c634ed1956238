package org.emcc.core.store.jdbc;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.emcc.core.id.LoginId;
import org.emcc.core.store.StoreException;

/** What this version knows of what may be stored; a later one may store more. */
final class Known {
    /** The latest form of a row that is known here. A version that writes something new into a row counts this up. */
    static final int FORMAT = 1;

    private Known() {}

    /** The condition that a row is one of ours to work with. */
    static String only(Enum<?>[] states) {
        return Arrays.stream(states)
                        .map(state -> "'" + state.name() + "'")
                        .collect(Collectors.joining(", ", "state IN (", ")"))
                + " AND format <= " + FORMAT;
    }

    static <E extends Enum<E>> E state(LoginId id, String name, int format, E[] states) {
        Optional<E> state =
                Arrays.stream(states).filter(one -> one.name().equals(name)).findFirst();
        if (state.isEmpty() || format > FORMAT) {
            throw unreadable(
                    id, "it is in state " + name + " of format " + format + ", which this version does not know");
        }
        return state.get();
    }

    static StoreException unreadable(LoginId id, String why) {
        return new StoreException(
                "the stored login " + id + " cannot be read: " + why,
                false,
                new IllegalStateException("unreadable row"));
    }
}
