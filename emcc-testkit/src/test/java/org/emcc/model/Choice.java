package org.emcc.model;

/** One thing that may happen next, in 32 bits: what, to which one, and whether a cluster crashes in the middle of it. */
@SuppressWarnings("EnumOrdinal") // Numbers that are compared within one run only.
final class Choice {
    /** What may happen. */
    enum Kind {
        LOGIN,
        LOGIN_WITH_WRONG_PIN,
        DELIVER,
        DROP,
        DOUBLE,
        FIRE,
        READ_FILE_AT_VISITING,
        COME_TO_HOME,
        LOSE_REGISTRATION,
        REGISTER_AGAIN,
        LOG_OUT_AT_PHONE,
        LOG_OUT_BY_HOME,
        LOG_OUT_BY_VISITING,
        MAINTAIN,
        CRASH,
        RESTART
    }

    private static final Kind[] KINDS = Kind.values();

    private Choice() {}

    static int of(Kind kind, int argument) {
        if (argument < 0 || argument > 0xFFFF) {
            throw new IllegalArgumentException("a path this long was not expected");
        }
        return kind.ordinal() << 24 | argument;
    }

    /** The same, and the cluster that acts dies after so many effects that outlive it. */
    static int crashingAfter(int choice, int effects) {
        return choice | (effects + 1) << 16;
    }

    static Kind kind(int choice) {
        return KINDS[choice >>> 24];
    }

    static int argument(int choice) {
        return choice & 0xFFFF;
    }

    /** After how many effects a cluster dies, or -1. */
    static int crash(int choice) {
        return (choice >> 16 & 0xFF) - 1;
    }

    static String inWords(int choice) {
        String crash = crash(choice) < 0 ? "" : ", crashing after effect " + crash(choice);
        return kind(choice) + " " + argument(choice) + crash;
    }
}
