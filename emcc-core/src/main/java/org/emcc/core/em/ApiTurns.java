package org.emcc.core.em;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.emcc.core.id.DeviceName;
import org.jspecify.annotations.Nullable;

/**
 * One local login after the other at each phone. Each looks at what it has done before it says so, and takes it back where it may not
 * stay; another one of the same user that came between would be taken back with it. Thread-safe.
 */
final class ApiTurns {
    private static final class Turn {
        private final Object wish;
        private final CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        private boolean begun; // guarded by the map

        Turn(Object wish) {
            this.wish = wish;
        }
    }

    /** The last one at each phone that has not come to its end. */
    private final Map<DeviceName, Turn> last = new HashMap<>();

    /**
     * Waits for the one before, and then does the work. Whoever wishes the same as the last one that waits takes part in it; but not in
     * one that is at work, which may have done what somebody else has undone by now.
     *
     * @param wish what is to be done at the phone; two that are equal are the same
     * @param work comes to its end at all events
     */
    CompletableFuture<ApiResponse> inTurn(
            DeviceName device, Object wish, Supplier<CompletableFuture<ApiResponse>> work) {
        Turn own = new Turn(wish);
        @Nullable Turn before;
        synchronized (last) {
            before = last.get(device);
            if (before != null && !before.begun && before.wish.equals(wish)) {
                return before.answer.copy();
            }
            last.put(device, own);
        }
        CompletableFuture<ApiResponse> unused = (before == null
                        ? CompletableFuture.completedFuture(true)
                        : before.answer.handle((answer, failure) -> true))
                .thenCompose(ready -> {
                    begin(own);
                    return work.get();
                })
                .whenComplete((answer, failure) -> {
                    leave(device, own);
                    if (failure == null) {
                        own.answer.complete(answer);
                    } else {
                        own.answer.completeExceptionally(failure);
                    }
                });
        return own.answer.copy();
    }

    private void begin(Turn own) {
        synchronized (last) {
            own.begun = true;
        }
    }

    private void leave(DeviceName device, Turn own) {
        synchronized (last) {
            last.remove(device, own);
        }
    }

    /** At how many phones somebody is at work. */
    int phones() {
        synchronized (last) {
            return last.size();
        }
    }
}
