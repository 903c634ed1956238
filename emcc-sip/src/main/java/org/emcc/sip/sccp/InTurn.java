package org.emcc.sip.sccp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Handles events one after the other: one that comes while another is handled, as a connection does that ends while it is written to, waits
 * until all effects of that one are carried out. For one thread.
 */
final class InTurn<E> {
    private final Consumer<E> handler;
    private final Deque<E> waiting = new ArrayDeque<>();
    private boolean handling;

    InTurn(Consumer<E> handler) {
        this.handler = handler;
    }

    void add(E event) {
        waiting.add(event);
        if (handling) {
            return;
        }
        handling = true;
        try {
            for (E next = waiting.poll(); next != null; next = waiting.poll()) {
                handler.accept(next);
            }
        } finally {
            handling = false;
        }
    }
}
