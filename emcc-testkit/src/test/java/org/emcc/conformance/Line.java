package org.emcc.conformance;

/**
 * One line of a script that says what is given, done or expected.
 *
 * @param number its number in the file, from 1
 * @param kind its keyword
 * @param text what follows the keyword
 */
record Line(int number, Kind kind, String text) {
    /** The keywords that begin such a line. */
    enum Kind {
        GIVEN,
        STEP,
        EXPECT;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
