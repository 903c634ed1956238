package org.emcc.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.gateway.LoginStep;

/** The steps that clusters tell of, in words: the name of the step, such as <em>user queried</em>. */
final class Events {
    /** What the trace of the lab says for each. */
    private static final Map<String, String> TRACED = Map.ofEntries(
            Map.entry("login begun", "login begun"),
            Map.entry("answers the user query", "user sought"),
            Map.entry("sends the login request", "home asked"),
            Map.entry("login ends without success", "login refused"),
            Map.entry("records the remote login", "login recorded"),
            Map.entry("publishes the redirect", "redirect published"),
            Map.entry("resets the phone", "phone reset"),
            Map.entry("logout begun", "logout begun"),
            Map.entry("serves the phone's own file again", "own file restored"),
            Map.entry("told of the logout", "home told"),
            Map.entry("asks whose user it is", "user queried"),
            Map.entry("does not admit the login", "admission refused"),
            Map.entry("chooses the device pool", "pool chosen"),
            Map.entry("reserves a base device", "base device reserved"),
            Map.entry("builds the temporary device", "device built"),
            Map.entry("publishes the home file", "files published"),
            Map.entry("sees the phone registered", "phone registered"),
            Map.entry("sees the phone unregistered", "phone unregistered"),
            Map.entry("ends the session", "release begun"),
            Map.entry("gives notice of the end", "visiting told"),
            Map.entry("base device is free again", "released"));

    private Events() {}

    /** All that there are. */
    static List<String> all() {
        return Arrays.stream(LoginStep.class.getPermittedSubclasses())
                .map(Events::name)
                .sorted()
                .toList();
    }

    static String name(Class<?> step) {
        return step.getSimpleName().replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    /** Whether the trace has it as something that another cluster does to the one that tells of it. */
    static boolean isAsked(String name) {
        return name.equals("user sought") || name.equals("user queried");
    }

    static Optional<String> ofTrace(String what) {
        return Optional.ofNullable(TRACED.get(what));
    }
}
