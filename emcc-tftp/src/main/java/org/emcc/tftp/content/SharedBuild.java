package org.emcc.tftp.content;

import java.util.concurrent.CompletableFuture;

/**
 * One build, whose outcome all share who ask meanwhile. Only so many may: each that waits costs some memory until the build ends, also when
 * its client has long been told that the server is busy.
 */
final class SharedBuild {
    private final CompletableFuture<ContentAnswer> outcome = new CompletableFuture<>();
    private final ContentAnswer.Building building = new ContentAnswer.Building(outcome.minimalCompletionStage());
    private int waiting;

    /** Whether one more may wait. To be called under the lock of whoever has the build. */
    boolean admits(int most) {
        if (waiting >= most) {
            return false;
        }
        waiting++;
        return true;
    }

    /** What one who was admitted is told. */
    ContentAnswer answer() {
        return outcome.isDone() && !outcome.isCompletedExceptionally() ? outcome.join() : building;
    }

    void end(ContentAnswer answer) {
        outcome.complete(answer);
    }

    void fail(Throwable failure) {
        outcome.completeExceptionally(failure);
    }
}
