package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** For what the clock of a lab waits, and for what it does not. */
@Timeout(60)
class UnderwayTest {
    private static final RemoteCluster PEER = RemoteCluster.builder(ClusterId.of("NYC"), ServiceAddress.of("192.0.2.1"))
            .build();
    private static final UpdateQuery QUERY = new UpdateQuery(ClusterId.of("LON"), ClusterId.of("NYC"));

    private final Underway underway = new Underway();

    /** A link that answers updates as told, and nothing else. */
    private ClusterLink link(Supplier<CompletableFuture<LinkAnswer<UpdateAnswer>>> answer) {
        return underway.over(new ClusterLink() {
            @Override
            public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
                return answer.get();
            }

            @Override
            public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
                throw new UnsupportedOperationException();
            }

            @Override
            public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
                throw new UnsupportedOperationException();
            }

            @Override
            public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
                throw new UnsupportedOperationException();
            }

            @Override
            public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
                throw new UnsupportedOperationException();
            }
        });
    }

    @Test
    void anAnswerAndWhatFollowsFromItAreWaitedFor() throws Exception {
        CompletableFuture<LinkAnswer<UpdateAnswer>> first = new CompletableFuture<>();
        CompletableFuture<LinkAnswer<UpdateAnswer>> second = new CompletableFuture<>();
        ClusterLink slow = link(() -> second);
        CompletableFuture<Void> dealtWith = link(() -> first)
                .update(PEER, QUERY)
                .thenCompose(answer -> slow.update(PEER, QUERY))
                .thenAccept(answer -> {});
        Thread answers = new Thread(() -> {
            first.complete(new LinkAnswer.Unreachable<>("as told"));
            second.complete(new LinkAnswer.Unreachable<>("as told"));
        });
        answers.start();

        underway.awaitQuiet();

        assertThat(dealtWith).isDone();
        answers.join();
    }

    /** Each message is followed by another for ever, as where somebody logs in all the time. */
    @Test
    void whatNeverEndsIsNotWaitedForToTheEnd() {
        AtomicInteger asked = new AtomicInteger();
        ClusterLink link = link(() -> CompletableFuture.supplyAsync(() -> {
            asked.incrementAndGet();
            return new LinkAnswer.Unreachable<>("as told");
        }));
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            CompletableFuture<Void> unused = link.update(PEER, QUERY).thenAcceptAsync(answer -> again[0].run());
        };
        for (int i = 0; i < 4; i++) {
            again[0].run();
        }

        underway.awaitQuiet();

        int before = asked.get();
        while (asked.get() == before) { // it goes on
            Thread.onSpinWait();
        }
        again[0] = () -> {};
    }

    @Test
    void whatIsLostIsWaitedForOnce() {
        CompletableFuture<LinkAnswer<UpdateAnswer>> lost =
                link(CompletableFuture::new).update(PEER, QUERY);
        underway.awaitQuiet();
        underway.awaitQuiet();
        assertThat(lost).isNotDone();
    }
}
