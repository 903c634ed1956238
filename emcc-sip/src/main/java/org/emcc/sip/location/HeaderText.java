package org.emcc.sip.location;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.sip.message.SipFormatException;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipParameters;

/** What the headers of location have in common. */
final class HeaderText {
    /** The most problems that are told of the headers of one name. */
    private static final int MAX_PROBLEMS = 20;

    private HeaderText() {}

    /** The values of a header between its commas; commas in quotes and in angle brackets are none. */
    static List<String> values(String text) {
        List<String> found = new ArrayList<>();
        boolean quoted = false;
        boolean angled = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = !angled;
            } else if (c == '<' || c == '>') {
                angled = c == '<';
            } else if (c == ',' && !angled) {
                found.add(text.substring(from, i));
                from = i + 1;
            }
        }
        found.add(text.substring(from));
        return found;
    }

    /**
     * The values of all headers of a name: those that can be read, with a problem for each of the others. After {@value #MAX_PROBLEMS}
     * problems one more says how many there are besides.
     */
    static <T> Decoded<List<T>> all(SipMessage message, String name, Function<String, T> reader) {
        List<String> values = new ArrayList<>();
        for (SipHeader header : message.headers(name)) {
            values.addAll(values(header.value()));
        }
        List<T> found = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int more = 0;
        for (int i = 0; i < values.size(); i++) {
            try {
                found.add(reader.apply(values.get(i)));
            } catch (SipFormatException e) {
                if (problems.size() < MAX_PROBLEMS) {
                    Problem problem = e.problem();
                    problems.add(new Problem(name + ", value " + (i + 1) + ", " + problem.where(), problem.message()));
                } else {
                    more++;
                }
            }
        }
        if (more > 0) {
            problems.add(new Problem(name, "and " + more + " more values cannot be read"));
        }
        return found.isEmpty() && !problems.isEmpty()
                ? new Decoded.Refused<>(problems)
                : new Decoded.Ok<>(found, problems);
    }

    /** Runs a reader, and turns its exception into a refusal. */
    static <T> Decoded<T> decode(String text, Function<String, T> reader) {
        try {
            return Decoded.ok(reader.apply(text));
        } catch (SipFormatException e) {
            return new Decoded.Refused<>(List.of(e.problem()));
        }
    }

    static SipFormatException wrong(String where, String message) {
        return new SipFormatException(new Problem(where, message));
    }

    /** Refuses what could not be written into a header again. */
    static String clean(String text) {
        Objects.requireNonNull(text, "text");
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\t') {
                throw wrong("character " + (i + 1), "a header must have no control characters");
            }
        }
        return text;
    }

    /** Reads {@code ;name=value;flag}. */
    static SipParameters parameters(String text) {
        try {
            return SipParameters.decodeOrThrow(text);
        } catch (SipFormatException e) {
            throw wrong("parameters, " + e.problem().where(), e.problem().message());
        }
    }
}
