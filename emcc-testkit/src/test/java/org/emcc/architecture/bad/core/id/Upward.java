package org.emcc.architecture.bad.core.id;

import org.emcc.architecture.bad.core.session.Session;

/** An arrow that points up, and, as the session knows names, a cycle. */
final class Upward {
    private Upward() {}

    static int count(Session[] sessions) {
        return sessions.length;
    }
}
