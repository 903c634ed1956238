package org.emcc.sip.routing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;

/**
 * A pattern of a dial plan, such as {@code 9.911}, {@code 9.1[2-9]XX[2-9]XXXXXX} or {@code \+44!}.
 *
 * <p>The wildcards: {@code X} is one digit, {@code !} one or more digits, {@code [2-59]} one of a set, {@code [^2-5]} one that is not
 * in a set, {@code ?} none or more of what stands before, {@code +} one or more of it, {@code .} the end of an access code and no digit
 * at all, {@code \+} the plus sign itself. Digits, {@code *}, {@code #} and {@code A} to {@code D} stand for themselves. What
 * repeats is one digit, {@code X} or one set.
 *
 * <p>Not taken: {@code @}, which stands for all numbers of a national numbering plan that the SDK does not have, and a repetition of
 * a repetition, which the public table describes in two ways.
 *
 * <p>Matching takes work in the length of the number alone, whatever the pattern.
 *
 * <p>Source: the vendor's public table of wildcards and special characters; sip 2.1 for the best match.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DialPattern {
    /** The longest pattern, in characters. */
    public static final int MAX_LENGTH = 50;

    /** Beyond so many different ways to be within a pattern at once, its numbers are not counted. */
    private static final int WAYS = 64;

    private final String text;
    /** The keys that each place takes. */
    private final int[] takes;
    /** The same turned round: for each key the places that take it, so that all places go on at once. */
    private final long[] takenAt;
    /** Bit i: place i may be passed over. */
    private final long optional;
    /** Bit i: place i may be taken again. */
    private final long repeats;
    /** How many places stand before the dot; all of them are single keys, or -1 when there is no dot. */
    private final int dot;

    private DialPattern(String text, int[] takes, long optional, long repeats, int dot) {
        this.text = text;
        this.takes = takes;
        this.takenAt = new long[Keys.ALL.length()];
        for (int place = 0; place < takes.length; place++) {
            for (int key = 0; key < takenAt.length; key++) {
                takenAt[key] |= (long) (takes[place] >> key & 1) << place;
            }
        }
        this.optional = optional;
        this.repeats = repeats;
        this.dot = dot;
    }

    /**
     * A pattern of this text.
     *
     * @param text 1 to 50 characters of the grammar above
     * @return the pattern
     * @throws IllegalArgumentException when the text breaks the grammar; the message says where and how
     */
    public static DialPattern of(String text) {
        return of(text, WildcardRules.DEFAULT);
    }

    /**
     * A pattern of this text, by other rules of what the public table leaves open.
     *
     * @param text 1 to 50 characters of the grammar above
     * @param rules the rules
     * @return the pattern
     * @throws IllegalArgumentException when the text breaks the grammar; the message says where and how
     */
    public static DialPattern of(String text, WildcardRules rules) {
        Decoded<DialPattern> decoded = decode(text, rules);
        return decoded.value()
                .orElseThrow(() ->
                        new IllegalArgumentException(decoded.problems().get(0).toString()));
    }

    /**
     * Reads a pattern that somebody else wrote.
     *
     * @param text any text
     * @param rules the rules of what the public table leaves open
     * @return the pattern, or the one reason why there is none, with the position
     */
    public static Decoded<DialPattern> decode(String text, WildcardRules rules) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(rules, "rules");
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Decoded.refused(
                    "dial pattern", "must have 1 to " + MAX_LENGTH + " characters, but has " + text.length());
        }
        return new Reader(text, rules).read();
    }

    /**
     * The pattern as it was written.
     *
     * @return the text, with its dot
     */
    public String text() {
        return text;
    }

    /**
     * Whether a number is one of this pattern.
     *
     * @param number what was dialled; a character that cannot be dialled matches nothing
     * @return true when all of it matches
     */
    public boolean matches(String number) {
        return (after(number) & end()) != 0;
    }

    /**
     * Whether more keys after this number can make one of this pattern: then the cluster waits for them.
     *
     * @param number what was dialled so far; may be empty
     * @return true when a longer number that starts so matches
     */
    public boolean matchesLonger(String number) {
        return (after(number) & (end() - 1)) != 0;
    }

    /**
     * How many numbers of a length are of this pattern. The fewer, the closer is a match.
     *
     * @param length how many keys, 0 to 255
     * @return the count; exact but for patterns so intertwined that they cannot be counted in bounded work, which count as all
     *     numbers of that length
     * @throws IllegalArgumentException when the length is out of range
     */
    public BigInteger numbersOfLength(int length) {
        Require.range(length, "length of a number", 0, 255);
        if (optional == 0 && repeats == 0) {
            return length == takes.length ? numbersOfFixedLength() : BigInteger.ZERO;
        }
        Map<Long, BigInteger> alike = new HashMap<>();
        for (long places : takenAt) {
            if (places != 0) {
                alike.merge(places, BigInteger.ONE, BigInteger::add);
            }
        }
        Map<Long, BigInteger> ways = new HashMap<>();
        ways.put(skipping(1), BigInteger.ONE);
        for (int i = 0; i < length; i++) {
            Map<Long, BigInteger> next = new HashMap<>();
            for (Map.Entry<Long, BigInteger> way : ways.entrySet()) {
                for (Map.Entry<Long, BigInteger> keys : alike.entrySet()) {
                    long places = take(way.getKey(), keys.getKey());
                    if (places != 0) {
                        next.merge(places, way.getValue().multiply(keys.getValue()), BigInteger::add);
                    }
                }
            }
            if (next.size() > WAYS) {
                return BigInteger.valueOf(Keys.ALL.length()).pow(length);
            }
            ways = next;
        }
        BigInteger count = BigInteger.ZERO;
        for (Map.Entry<Long, BigInteger> way : ways.entrySet()) {
            if ((way.getKey() & end()) != 0) {
                count = count.add(way.getValue());
            }
        }
        return count;
    }

    private BigInteger numbersOfFixedLength() {
        BigInteger count = BigInteger.ONE;
        for (int mask : takes) {
            count = count.multiply(BigInteger.valueOf(Integer.bitCount(mask)));
        }
        return count;
    }

    /**
     * How many keys of a number stand before the dot.
     *
     * @return 0 when the pattern has no dot
     */
    public int accessCodeLength() {
        return Math.max(dot, 0);
    }

    /**
     * Whether the pattern stands for one number only.
     *
     * @return true when it has no wildcard
     */
    public boolean isOneNumber() {
        if (optional != 0 || repeats != 0) {
            return false;
        }
        for (int mask : takes) {
            if (Integer.bitCount(mask) != 1) {
                return false;
            }
        }
        return true;
    }

    /** The length of the longest number of this pattern, or -1 when there is none that is the longest. */
    int longest() {
        return repeats == 0 ? takes.length : -1;
    }

    private long end() {
        return 1L << takes.length;
    }

    private long after(String number) {
        long places = skipping(1);
        for (int i = 0; i < number.length() && places != 0; i++) {
            int key = Keys.ALL.indexOf(number.charAt(i));
            places = key < 0 ? 0 : take(places, takenAt[key]);
        }
        return places;
    }

    private long take(long places, long taken) {
        long now = places & taken;
        return skipping(now << 1 | (now & repeats));
    }

    /** These places, and those behind every one that may be passed over. */
    private long skipping(long places) {
        long all = places;
        for (long more = (all & optional) << 1; (more & ~all) != 0; more = (all & optional) << 1) {
            all |= more;
        }
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DialPattern that && text.equals(that.text) && Arrays.equals(takes, that.takes);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Reads the grammar from left to right. */
    private static final class Reader {
        private final String text;
        private final WildcardRules rules;
        private final List<Integer> takes = new ArrayList<>();
        private long optional;
        private long repeats;
        private int dot = -1;
        private boolean negated;
        private int at;

        Reader(String text, WildcardRules rules) {
            this.text = text;
            this.rules = rules;
        }

        Decoded<DialPattern> read() {
            while (at < text.length()) {
                String problem = next(text.charAt(at));
                if (!problem.isEmpty()) {
                    return Decoded.refused(
                            "dial pattern, character " + (at + 1), problem + ", but is \"" + Require.clip(text) + "\"");
                }
                at++;
            }
            if (takes.isEmpty()) {
                return Decoded.refused("dial pattern", "must have a digit or wildcard, but is \"" + text + "\"");
            }
            return Decoded.ok(new DialPattern(
                    text, takes.stream().mapToInt(Integer::intValue).toArray(), optional, repeats, dot));
        }

        /** Takes what starts here and stays on its last character; what is wrong, or nothing. */
        private String next(char c) {
            return switch (c) {
                case 'X' -> one(Keys.DIGITS);
                case '!' -> {
                    String nothing = one(Keys.DIGITS);
                    repeats |= 1L << (takes.size() - 1);
                    yield nothing;
                }
                case '[' -> set();
                case '.' -> dot();
                case '?' -> repeat(true);
                case '+' -> repeat(false);
                case '\\' -> plus();
                case '@' ->
                    "must name its numbers: @ stands for a national numbering plan, which the SDK does not have";
                default ->
                    Keys.bit(c) == 0 ? "must have only digits, wildcards and special characters" : one(Keys.bit(c));
            };
        }

        private String one(int mask) {
            takes.add(mask);
            return "";
        }

        private String dot() {
            if (dot >= 0) {
                return "must have one dot at most";
            }
            if (optional != 0 || repeats != 0) {
                return "must have an access code of a fixed length before the dot";
            }
            dot = takes.size();
            return "";
        }

        private String plus() {
            if (at + 1 == text.length() || text.charAt(at + 1) != '+') {
                return "must have a plus sign behind the backslash";
            }
            at++;
            return one(Keys.bit('+'));
        }

        private String repeat(boolean orNone) {
            long last = takes.isEmpty() || takes.size() == dot ? 0 : 1L << (takes.size() - 1);
            if (last == 0 || (repeats & last) != 0) {
                return "must have a digit, X or a set before ? and +, which does not repeat yet";
            }
            repeats |= last;
            optional |= orNone ? last : 0;
            return "";
        }

        private String set() {
            boolean not = at + 1 < text.length() && text.charAt(at + 1) == '^';
            if (not && negated) {
                return "must have one ^ at most";
            }
            negated |= not;
            at += not ? 2 : 1;
            int mask = 0;
            while (at < text.length() && text.charAt(at) != ']') {
                char from = text.charAt(at);
                if ((Keys.bit(from) & Keys.KEYPAD) == 0) {
                    return "must have only digits, * and # in a set";
                }
                if (at + 2 < text.length() && text.charAt(at + 1) == '-' && text.charAt(at + 2) != ']') {
                    char to = text.charAt(at + 2);
                    if (((Keys.bit(from) | Keys.bit(to)) & ~Keys.DIGITS) != 0 || Keys.bit(to) == 0 || to < from) {
                        return "must have a range from a digit to one that is not less";
                    }
                    for (char c = from; c <= to; c++) {
                        mask |= Keys.bit(c);
                    }
                    at += 3;
                } else {
                    mask |= Keys.bit(from);
                    at++;
                }
            }
            if (at == text.length()) {
                at--;
                return "must have a ] behind every [";
            }
            if (mask == 0) {
                return "must have something in a set";
            }
            int all = rules.negatedSetHasStarAndPound() ? Keys.KEYPAD : Keys.DIGITS;
            int taken = not ? all & ~mask : mask;
            return taken == 0 ? "must have a set that takes something" : one(taken);
        }
    }
}
