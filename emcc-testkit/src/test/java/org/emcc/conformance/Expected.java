package org.emcc.conformance;

import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a line expects, and how to look for it.
 *
 * @param what what is expected, for the message
 * @param seen looks at the stage, again each time
 * @param fits whether what was seen is what is expected
 */
record Expected(String what, Supplier<String> seen, Predicate<String> fits) {
    /** Exactly this. */
    static Expected exactly(String what, Supplier<String> seen) {
        return new Expected(what, seen, what::equals);
    }

    static Expected containing(String part, Supplier<String> seen) {
        return new Expected("something with \"" + part + "\"", seen, text -> text.contains(part));
    }
}
