package org.emcc.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    public static final SipParameters NONE = new SipParameters(List.of());

    /** The most parameters that one value has. A limit of this SDK, which keeps comparing them cheap. */
    public static final int MAX = 100;

    private record Entry(String name, @Nullable String written) {}

    private final List<Entry> entries;

    private SipParameters(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Reads {@code ;name=value;flag} up to a comma or the end. */
    static SipParameters read(Grammar in) {
        List<Entry> found = new ArrayList<>();
        while (true) {
            in.space();
            if (!in.takes(';')) {
                return found.isEmpty() ? NONE : new SipParameters(found);
            }
            in.space();
            limit(found, in.position());
            String name = in.token("a parameter name");
            in.space();
            if (!in.takes('=')) {
                found.add(new Entry(name, null));
                continue;
            }
            in.space();
            found.add(new Entry(name, in.sees('"') ? in.quoted() : in.until(";,\"")));
        }
    }

    /** Reads the parameters of a URI, where no white space and no quotes occur. */
    static SipParameters ofUri(String text, int offset) {
        List<Entry> found = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            limit(found, offset + from);
            int end = text.indexOf(';', from);
            String one = text.substring(from, end < 0 ? text.length() : end);
            int equals = one.indexOf('=');
            String name = equals < 0 ? one : one.substring(0, equals);
            if (name.isEmpty()) {
                throw SipFormatException.at(offset + from, "a parameter of a URI must have a name", one);
            }
            found.add(new Entry(name, equals < 0 ? null : one.substring(equals + 1)));
            if (end < 0) {
                break;
            }
            from = end + 1;
        }
        return new SipParameters(found);
    }

    private static void limit(List<Entry> found, int position) {
        if (found.size() == MAX) {
            throw SipFormatException.at(position, "a value must have at most " + MAX + " parameters");
        }
    }

    /**
     * Tells whether a parameter is there, with or without a value.
     *
     * @param name its name
     * @return whether it is there
     */
    public boolean has(String name) {
        return entries.stream().anyMatch(entry -> entry.name().equalsIgnoreCase(name));
    }

    /**
     * The value of a parameter, without quotes.
     *
     * @param name its name
     * @return the value, or empty when the parameter is missing or has none
     */
    public Optional<String> value(String name) {
        for (Entry entry : entries) {
            if (entry.name().equalsIgnoreCase(name)) {
                String written = entry.written();
                if (written == null) {
                    return Optional.empty();
                }
                return Optional.of(written.startsWith("\"") ? Grammar.unquote(written) : written);
            }
        }
        return Optional.empty();
    }

    /**
     * The names as written, in their order, doubled ones doubled.
     *
     * @return the names
     */
    public List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    /**
     * These parameters and one more behind them.
     *
     * @param name a token
     * @param value its value; it is quoted when it is no token
     * @return the parameters
     * @throws IllegalArgumentException when name or value break their rule
     */
    public SipParameters with(String name, String value) {
        Grammar.clean(value, "value of parameter");
        return plus(new Entry(name, Grammar.isToken(value) ? value : Grammar.quote(value)));
    }

    /**
     * These parameters and one more without a value behind them.
     *
     * @param name a token
     * @return the parameters
     * @throws IllegalArgumentException when the name breaks its rule
     */
    public SipParameters withFlag(String name) {
        return plus(new Entry(name, null));
    }

    /** These parameters and one more, whose value is written as it is. */
    SipParameters withQuoted(String name, String written) {
        return plus(new Entry(name, written));
    }

    /** These parameters, one of them replaced in its place or added; the value is written as it is. */
    SipParameters replaced(String name, String written) {
        List<Entry> next = new ArrayList<>(entries);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).name().equalsIgnoreCase(name)) {
                next.set(i, new Entry(next.get(i).name(), written));
                return new SipParameters(next);
            }
        }
        return plus(new Entry(name, written));
    }

    private SipParameters plus(Entry entry) {
        Objects.requireNonNull(entry.name(), "name");
        if (!Grammar.isToken(entry.name())) {
            throw new IllegalArgumentException(
                    "parameter name must be a token, but is \"" + Require.clip(entry.name()) + "\"");
        }
        List<Entry> next = new ArrayList<>(entries);
        next.add(entry);
        return new SipParameters(next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipParameters that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** The parameters as they are written, each behind its semicolon. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Entry entry : entries) {
            out.append(';').append(entry.name());
            if (entry.written() != null) {
                out.append('=').append(entry.written());
            }
        }
        return out.toString();
    }
}
