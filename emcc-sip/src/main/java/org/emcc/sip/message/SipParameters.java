package org.emcc.sip.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a header value or of a URI, in their order. Names are compared without regard to case; a parameter without a
 * value differs from one with an empty value; of doubled ones the first counts and all are kept. A value has at most
 * {@value #MAX} of them.
 *
 * <p>Source: sip 5.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SipParameters {
    /** No parameters. */
    public static final SipParameters NONE = new SipParameters("", new int[0], 0, true);

    /** The most parameters that one value has. A limit of this SDK, which keeps comparing them cheap. */
    public static final int MAX = 100;

    /** Of each parameter: where its name begins and ends, and its value, which begins at -1 when it has none. */
    private static final int STRIDE = 4;

    private final String text;
    private final int[] at;
    private final int length;
    /** Whether the text is nothing but these parameters, as {@link #toString()} writes them. */
    private final boolean exact;

    /** The array is not copied, and may be longer than what counts of it. */
    private SipParameters(String text, int[] at, int length, boolean exact) {
        this.text = text;
        this.at = at;
        this.length = length;
        this.exact = exact;
    }

    /**
     * Reads parameters that stand by themselves, each behind its semicolon: {@code ;name=value;flag}.
     *
     * @param text the text, which may be empty
     * @return the parameters, or why there are none
     */
    public static Decoded<SipParameters> decode(String text) {
        return Grammar.decode(text, SipParameters::decodeOrThrow);
    }

    /**
     * Reads parameters that stand by themselves, each behind its semicolon: {@code ;name=value;flag}.
     *
     * @param text the text, which may be empty
     * @return the parameters
     * @throws SipFormatException when they break a rule, or something else follows them
     */
    public static SipParameters decodeOrThrow(String text) {
        return Grammar.whole(Objects.requireNonNull(text, "text"), SipParameters::read);
    }

    /** Reads {@code ;name=value;flag} up to a comma or the end. */
    static SipParameters read(Grammar in) {
        int[] found = NONE.at;
        int length = 0;
        while (true) {
            in.space();
            if (!in.takes(';')) {
                return length == 0 ? NONE : new SipParameters(in.text(), found, length, false);
            }
            in.space();
            found = room(found, length, in.position());
            found[length] = in.position();
            in.skipToken("a parameter name");
            found[length + 1] = in.position();
            in.space();
            if (in.takes('=')) {
                in.space();
                found[length + 2] = in.position();
                if (in.sees('"')) {
                    in.skipQuoted();
                } else {
                    in.skipValue();
                }
                found[length + 3] = in.position();
            } else {
                found[length + 2] = -1;
            }
            length += STRIDE;
        }
    }

    /** Reads the parameters of a URI, where no white space and no quotes occur, from behind the first semicolon on. */
    static SipParameters ofUri(Grammar in, int start, int end) {
        int[] found = NONE.at;
        int length = 0;
        int from = start;
        while (from <= end) {
            found = room(found, length, from);
            int to = in.find(';', from, end);
            int equals = in.find('=', from, to);
            boolean flag = equals == to;
            found[length] = from;
            found[length + 1] = flag ? to : equals;
            found[length + 2] = flag ? -1 : equals + 1;
            found[length + 3] = to;
            if (found[length + 1] == from) {
                throw SipFormatException.at(
                        from, "a parameter of a URI must have a name", in.text().substring(from, to));
            }
            length += STRIDE;
            from = to + 1;
        }
        return new SipParameters(in.text(), found, length, false);
    }

    private static int[] room(int[] found, int length, int position) {
        if (length == MAX * STRIDE) {
            throw SipFormatException.at(position, "a value must have at most " + MAX + " parameters");
        }
        return length < found.length ? found : Arrays.copyOf(found, Math.max(2 * STRIDE, length * 2));
    }

    private int find(String name) {
        int size = name.length();
        for (int i = 0; i < length; i += STRIDE) {
            if (at[i + 1] - at[i] == size
                    && (text.startsWith(name, at[i]) || text.regionMatches(true, at[i], name, 0, size))) {
                return i;
            }
        }
        return -1;
    }

    private String name(int entry) {
        return text.substring(at[entry], at[entry + 1]);
    }

    /** The value as it is written. */
    private String written(int entry) {
        return text.substring(at[entry + 2], at[entry + 3]);
    }

    /**
     * Tells whether a parameter is there, with or without a value.
     *
     * @param name its name
     * @return whether it is there
     */
    public boolean has(String name) {
        return find(name) >= 0;
    }

    /**
     * The value of a parameter, without quotes.
     *
     * @param name its name
     * @return the value, or empty when the parameter is missing or has none
     */
    public Optional<String> value(String name) {
        int entry = find(name);
        if (entry < 0 || at[entry + 2] < 0) {
            return Optional.empty();
        }
        String written = written(entry);
        return Optional.of(written.startsWith("\"") ? Grammar.unquote(written) : written);
    }

    /**
     * The names as written, in their order, doubled ones doubled.
     *
     * @return the names
     */
    public List<String> names() {
        List<String> names = new ArrayList<>(length / STRIDE);
        for (int i = 0; i < length; i += STRIDE) {
            names.add(name(i));
        }
        return List.copyOf(names);
    }

    /**
     * These parameters and one more behind them.
     *
     * @param name a token
     * @param value its value; it is quoted when it is no token
     * @return the parameters
     * @throws IllegalArgumentException when name or value break their rule, or there are {@value #MAX} parameters
     */
    public SipParameters with(String name, String value) {
        return plus(name, written(value));
    }

    /** A value as it is written: quoted when it is no token. */
    static String written(String value) {
        Objects.requireNonNull(value, "value of parameter");
        return Grammar.isToken(value) ? value : Grammar.quote(Grammar.clean(value, "value of parameter"));
    }

    /**
     * These parameters and one more without a value behind them.
     *
     * @param name a token
     * @return the parameters
     * @throws IllegalArgumentException when the name breaks its rule, or there are {@value #MAX} parameters
     */
    public SipParameters withFlag(String name) {
        return plus(name, null);
    }

    /** These parameters, one of them replaced in its place or added; the value is written as it is. */
    SipParameters replaced(String name, String written) {
        int replaced = find(name);
        if (replaced < 0) {
            return plus(name, written);
        }
        Joiner next = new Joiner();
        for (int i = 0; i < length; i += STRIDE) {
            next.add(name(i), i == replaced ? written : at[i + 2] < 0 ? null : written(i));
        }
        return next.parameters();
    }

    private SipParameters plus(String name, @Nullable String written) {
        checkName(name);
        SipParameters before = exact();
        String longer = before.text + ";" + name + (written == null ? "" : "=" + written);
        return before.behind(longer, before.text.length() + 1, name.length(), true);
    }

    static void checkName(String name) {
        Objects.requireNonNull(name, "name");
        if (!Grammar.isToken(name)) {
            throw new IllegalArgumentException("parameter name must be a token, but is \"" + Require.clip(name) + "\"");
        }
    }

    /**
     * These, whose text is the begin of a longer one, and one more that ends the longer text.
     *
     * @throws IllegalArgumentException when that is one too many
     */
    private SipParameters behind(String longer, int nameAt, int nameLength, boolean longerIsExact) {
        checkRoom(length);
        int nameEnd = nameAt + nameLength;
        int[] next = Arrays.copyOf(at, length + STRIDE);
        next[length] = nameAt;
        next[length + 1] = nameEnd;
        next[length + 2] = nameEnd < longer.length() ? nameEnd + 1 : -1;
        next[length + 3] = longer.length();
        return new SipParameters(longer, next, length + STRIDE, longerIsExact);
    }

    private static void checkRoom(int length) {
        if (length == MAX * STRIDE) {
            throw new IllegalArgumentException("a value must have at most " + MAX + " parameters");
        }
    }

    /** The text that they are a part of. */
    String whole() {
        return text;
    }

    /** The same, and one more that ends a text which begins with theirs. */
    SipParameters behind(String longer, int nameAt, int nameLength) {
        return behind(longer, nameAt, nameLength, false);
    }

    /** The same as they stand in a part of their text, which begins there. */
    SipParameters within(String part, int start) {
        if (length == 0 || part.length() == text.length()) {
            return this;
        }
        int[] moved = Arrays.copyOf(at, length);
        for (int i = 0; i < length; i++) {
            moved[i] -= moved[i] < 0 ? 0 : start;
        }
        return new SipParameters(part, moved, length, false);
    }

    private SipParameters exact() {
        if (exact) {
            return this;
        }
        Joiner all = new Joiner();
        all.addAll(this);
        return all.parameters();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipParameters that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The parameters as they are written, each behind its semicolon. */
    @Override
    public String toString() {
        return exact().text;
    }

    /** Writes parameters, and remembers where they stand. */
    static final class Joiner {
        private final StringBuilder text;
        private final boolean exact;
        private int[] at;
        private int length;

        private Joiner(StringBuilder text, int[] at, int length, boolean exact) {
            this.text = text;
            this.at = at;
            this.length = length;
            this.exact = exact;
        }

        Joiner() {
            this(new StringBuilder(), new int[4 * STRIDE], 0, true);
        }

        /** Goes on behind a text of which no parameters are a part. */
        Joiner(StringBuilder text) {
            this(text, NONE.at, 0, false);
        }

        /** Begins with a text of which some parameters are a part. */
        Joiner(String text, SipParameters before) {
            this(
                    new StringBuilder(text.length() + 200).append(text),
                    Arrays.copyOf(before.at, Math.max(2 * before.length, 4 * STRIDE)),
                    before.length,
                    false);
        }

        void addAll(SipParameters all) {
            for (int i = 0; i < all.length; i += STRIDE) {
                add(all.name(i), all.at[i + 2] < 0 ? null : all.written(i));
            }
        }

        void add(String name, @Nullable String written) {
            begin(name);
            if (written != null) {
                beginValue();
                text.append(written);
            }
            end();
        }

        /** The value is printable and needs no escape between its quotes. */
        void addQuotedAsIs(String name, String value) {
            begin(name);
            beginValue();
            text.append('"').append(value).append('"');
            end();
        }

        private void begin(String name) {
            checkRoom(length);
            at = length < at.length ? at : Arrays.copyOf(at, Math.max(2 * STRIDE, length * 2));
            text.append(';');
            at[length] = text.length();
            text.append(name);
            at[length + 1] = text.length();
            at[length + 2] = -1;
        }

        private void beginValue() {
            text.append('=');
            at[length + 2] = text.length();
        }

        private void end() {
            at[length + 3] = text.length();
            length += STRIDE;
        }

        SipParameters parameters() {
            return new SipParameters(text.toString(), at, length, exact);
        }
    }
}
