package org.emcc.core.axl;

/** What one request came to. */
sealed interface AxlReply<T> {
    record Answered<T>(T value) implements AxlReply<T> {}

    record Faulted<T>(AxlFault fault) implements AxlReply<T> {}

    record Failed<T>(AxlOutcome.Reason reason, String why) implements AxlReply<T> {
        /** Whether any other request would fail as well. */
        boolean isFinal() {
            return reason != AxlOutcome.Reason.UNREADABLE;
        }
    }
}
