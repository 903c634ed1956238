package org.emcc.core.login;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What came of an effect: it is done, perhaps with an event of its own, or it has to be tried again. */
final class Deed<E> {
    private final boolean done;
    private final @Nullable E event;

    private Deed(boolean done, @Nullable E event) {
        this.done = done;
        this.event = event;
    }

    /** Done, and nothing follows. */
    static <E> Deed<E> done() {
        return new Deed<>(true, null);
    }

    /** Done, and this has happened by it. */
    static <E> Deed<E> done(E event) {
        return new Deed<>(true, event);
    }

    /** Not done: it stays pending while what follows it goes on, and is tried again later. */
    static <E> Deed<E> again() {
        return new Deed<>(false, null);
    }

    static <E> CompletableFuture<Deed<E>> now(Deed<E> deed) {
        return CompletableFuture.completedFuture(deed);
    }

    boolean isDone() {
        return done;
    }

    Optional<E> event() {
        return Optional.ofNullable(event);
    }
}
