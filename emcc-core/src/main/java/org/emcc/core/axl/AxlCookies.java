package org.emcc.core.axl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The session that a node has given, so that it need not check the password again (em-api-and-axl 4.1). Thread-safe. */
final class AxlCookies {
    /** A value as RFC 6265 has it. */
    private static final Pattern SESSION =
            Pattern.compile("\\s*(JSESSIONID|JSESSIONIDSSO)=\"?([!#-+\\x2d-:<-\\[\\]-~]{1,1024})\"?\\s*(?:;.*)?");

    private final Map<String, String> held = new TreeMap<>();

    synchronized void take(List<String> setCookies) {
        for (String each : setCookies) {
            Matcher session = SESSION.matcher(each);
            if (session.matches()) {
                held.put(session.group(1), session.group(2));
            }
        }
    }

    synchronized void forget() {
        held.clear();
    }

    /** The header Cookie; empty when there is no session. */
    synchronized Optional<String> header() {
        return held.isEmpty()
                ? Optional.empty()
                : Optional.of(held.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("; ")));
    }
}
