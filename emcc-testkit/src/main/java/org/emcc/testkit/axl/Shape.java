package org.emcc.testkit.axl;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An element of an object, with those below it.
 *
 * @param name its name; that of a choice is empty
 * @param type its type; empty for a group without one
 * @param many whether it can be there more than once
 * @param readOnly whether it is only read, so that its place is not public
 * @param since the first version that has it
 * @param until the last version that has it
 * @param below the elements below it, in the order of the schema; none for a text
 */
record Shape(
        String name,
        String type,
        boolean many,
        boolean readOnly,
        AxlVersion since,
        AxlVersion until,
        List<Shape> below) {
    static final String REFERENCE = "XFkType";

    boolean isChoice() {
        return name.isEmpty();
    }

    boolean isIn(AxlVersion version) {
        return since.compareTo(version) <= 0 && version.compareTo(until) <= 0;
    }

    /** The element of that name below, also of a choice below. */
    Optional<Shape> child(String element) {
        return Optional.ofNullable(find(below, element));
    }

    static @Nullable Shape find(List<Shape> all, String element) {
        for (Shape each : all) {
            Shape found = each.isChoice() ? find(each.below, element) : each.name.equals(element) ? each : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
