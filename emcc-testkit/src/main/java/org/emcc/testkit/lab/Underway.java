package org.emcc.testkit.lab;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;

/**
 * The messages between the clusters of a lab that are under way. Time that is let pass at once would end the deadline of every message
 * whose answer takes a moment, so that the clock waits for the answers first. What is lost is waited for once, and not for long.
 */
final class Underway {
    private static final long PATIENCE_SECONDS = 2;

    /** One message is sent upon the answer to another: who knows the user, the login, and its release. */
    private static final int LONGEST_CHAIN = 4;

    /** Each done when its answer has been dealt with. */
    private final Map<Long, CompletableFuture<Void>> messages = new ConcurrentHashMap<>();

    private final AtomicLong numbers = new AtomicLong();

    /** A link whose messages are known here. */
    ClusterLink over(ClusterLink link) {
        return new Known(link);
    }

    /**
     * Waits for what is under way now, and for what follows from it. What others begin meanwhile is not waited for, so that it ends
     * however much goes on; what is lost is waited for once, and for two seconds in all.
     */
    void awaitQuiet() {
        CompletableFuture<Void> patience =
                new CompletableFuture<Void>().completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (int i = 0; i < LONGEST_CHAIN && !messages.isEmpty(); i++) {
            Map<Long, CompletableFuture<Void>> now = Map.copyOf(messages);
            CompletableFuture<Void> all = CompletableFuture.allOf(now.values().toArray(CompletableFuture<?>[]::new));
            try {
                CompletableFuture.anyOf(all, patience).get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("what is done is done without a failure", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (!all.isDone()) {
                now.keySet().forEach(messages::remove);
            }
        }
    }

    private <T> CompletableFuture<T> known(Supplier<CompletableFuture<T>> message) {
        long number = numbers.incrementAndGet();
        CompletableFuture<Void> done = new CompletableFuture<>();
        messages.put(number, done);
        CompletableFuture<T> sent;
        try {
            sent = message.get();
        } catch (RuntimeException | Error e) {
            end(number, done);
            throw e;
        }
        CompletableFuture<T> answered = new CompletableFuture<>();
        CompletableFuture<T> unusedUp = answered.whenComplete((answer, failure) -> {
            if (answered.isCancelled()) {
                sent.cancel(true);
            }
        });
        CompletableFuture<T> unusedDown = sent.whenComplete((answer, failure) -> {
            try {
                if (failure == null) {
                    answered.complete(answer); // upon which the next message may be sent
                } else {
                    answered.completeExceptionally(failure);
                }
            } finally {
                end(number, done);
            }
        });
        return answered;
    }

    private void end(long number, CompletableFuture<Void> done) {
        messages.remove(number);
        done.complete(null);
    }

    private final class Known implements ClusterLink {
        private final ClusterLink link;

        Known(ClusterLink link) {
            this.link = link;
        }

        @Override
        public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
            return known(() -> link.findUser(peer, query));
        }

        @Override
        public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
            return known(() -> link.login(peer, request));
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
            return known(() -> link.logout(peer, message));
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
            return known(() -> link.notice(peer, message));
        }

        @Override
        public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
            return known(() -> link.liveLogins(peer, query));
        }

        @Override
        public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
            return known(() -> link.update(peer, query));
        }

        @Override
        public String toString() {
            return link.toString();
        }
    }
}
