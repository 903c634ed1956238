package org.emcc.core.login;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.Timers;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LogoutReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds any {@code ClusterLink} to its contract: whatever it does wrong is silence. */
final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    private Links() {}

    /** Asks, and turns every exception into silence. */
    static <T> CompletableFuture<LinkAnswer<T>> ask(Supplier<CompletableFuture<LinkAnswer<T>>> question) {
        @Nullable CompletableFuture<LinkAnswer<T>> answer;
        try {
            answer = question.get();
        } catch (RuntimeException e) {
            LOG.warn("A cluster link threw instead of answering", e);
            return CompletableFuture.completedFuture(new LinkAnswer.Silent<>("the cluster link failed"));
        }
        if (answer == null) {
            LOG.warn("A cluster link gave null instead of an answer");
            return CompletableFuture.completedFuture(new LinkAnswer.Silent<>("the cluster link failed"));
        }
        return answer.handle((reply, failure) -> {
            if (reply == null) {
                LOG.warn("A cluster link failed instead of answering", failure);
                return new LinkAnswer.Silent<>("the cluster link failed");
            }
            return reply;
        });
    }

    /** Lets work go on by itself, and says so when it fails. */
    static void watch(CompletableFuture<?> work) {
        CompletableFuture<?> unused = work.whenComplete((result, failure) -> {
            if (failure != null) {
                LOG.warn("A step of a login failed", failure);
            }
        });
    }

    /** The other side has done what it was told. */
    static boolean acknowledged(LinkAnswer<LogoutReply> answer) {
        return answer instanceof LinkAnswer.Answered<LogoutReply> answered
                && answered.reply() instanceof LogoutReply.Acknowledged;
    }

    /** The other side says that the login is none of ours (1, 42), which a repeat would not change. */
    static boolean denied(LinkAnswer<LogoutReply> answer) {
        return answer instanceof LinkAnswer.Answered<LogoutReply> answered
                && answered.reply() instanceof LogoutReply.Refused refused
                && (refused.code().equals(ErrorCode.of(1)) || refused.code().equals(ErrorCode.of(42)));
    }

    /** Asks with a deadline, after which it was silence. */
    static <T> CompletableFuture<LinkAnswer<T>> ask(
            Supplier<CompletableFuture<LinkAnswer<T>>> question, Timers timers, Instant deadline) {
        CompletableFuture<LinkAnswer<T>> answer = ask(question);
        if (answer.isDone()) {
            return answer;
        }
        CompletableFuture<LinkAnswer<T>> bounded = answer.copy();
        Timers.Ordered end =
                timers.at(deadline, () -> bounded.complete(new LinkAnswer.Silent<>("no answer by the deadline")));
        return bounded.whenComplete((reply, never) -> end.cancel());
    }
}
