package org.emcc.sip.routing;

/** What can be dialled: ten digits, the star, the pound sign, the plus of an international number, and the letters A to D. */
final class Keys {
    /** All keys, in the order of their bits. */
    static final String ALL = "0123456789*#+ABCD";

    /** The bits of 0 to 9. */
    static final int DIGITS = (1 << 10) - 1;

    /** The bits of 0 to 9, the star and the pound sign: what a keypad has. */
    static final int KEYPAD = (1 << 12) - 1;

    private Keys() {}

    /** The bit of a key, or 0 when it is none. */
    static int bit(char key) {
        int index = ALL.indexOf(key);
        return index < 0 ? 0 : 1 << index;
    }

    /** Whether all of a text can be dialled. */
    static boolean dialable(String text) {
        return !text.isEmpty() && text.chars().allMatch(key -> bit((char) key) != 0);
    }
}
