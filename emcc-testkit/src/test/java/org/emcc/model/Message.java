package org.emcc.model;

import org.jspecify.annotations.Nullable;

/**
 * Something in flight.
 *
 * @param serial its number on this path
 * @param call what it belongs to
 * @param answer what it says if it is the answer, else null: it is the question
 */
record Message(int serial, Call call, @Nullable Object answer) {
    boolean isAnswer() {
        return answer != null;
    }

    @Override
    public String toString() {
        return isAnswer() ? "answer to " + call + ": " + answer : call.toString();
    }
}
