package org.emcc.tftp.content;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers that depend on those of another source, which may come later. */
final class Answers {
    private Answers() {}

    /** What follows from an answer, at once or when it has come; one that is building for a second time counts as busy. */
    static ContentAnswer then(ContentAnswer answer, Function<ContentAnswer, ContentAnswer> next) {
        if (answer instanceof ContentAnswer.Building building) {
            return new ContentAnswer.Building(building.later().thenCompose(later -> {
                Objects.requireNonNull(later, "answer of the content source");
                return stage(later instanceof ContentAnswer.Building ? new ContentAnswer.Busy() : next.apply(later));
            }));
        }
        return next.apply(answer);
    }

    private static CompletionStage<ContentAnswer> stage(ContentAnswer answer) {
        return answer instanceof ContentAnswer.Building building
                ? building.later()
                : CompletableFuture.completedFuture(answer);
    }

    /** The answer, or where there is no such file another. */
    static ContentAnswer orElse(ContentAnswer answer, Supplier<ContentAnswer> other) {
        return then(answer, first -> first instanceof ContentAnswer.NotFound ? other.get() : first);
    }

    /** What follows from a file that was found; any other answer stays as it is. */
    static ContentAnswer ofFound(ContentAnswer answer, Function<Content, ContentAnswer> next) {
        return then(answer, first -> first instanceof ContentAnswer.Found found ? next.apply(found.content()) : first);
    }
}
