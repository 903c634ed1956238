package org.emcc.core.em.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.emcc.core.internal.BoundedBody;
import org.emcc.core.internal.Threads;

/** What a client has asked and nobody has answered yet, with the threads and deadlines of it. Thread-safe. */
final class Questions implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(4);

    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Set<Question<?>> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Questions of one client.
     *
     * @param prefix how the names of its threads begin
     * @param threads how many there are at most, besides the one of the deadlines
     */
    Questions(String prefix, int threads) {
        this.threads = Threads.unqueued(prefix, threads);
        this.deadlines = new ScheduledThreadPoolExecutor(1, Threads.daemons(prefix + "deadline-"));
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /** A client that does nothing by itself: it follows no redirect and asks no proxy. */
    HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(threads);
    }

    /**
     * What is answered when there is no reply.
     *
     * @param closed when the client was closed before
     * @param late when the deadline is over
     * @param abandoned when the client is closed meanwhile
     */
    record Otherwise<A>(Supplier<A> closed, Supplier<A> late, Supplier<A> abandoned) {}

    /**
     * Asks something.
     *
     * @param sending asks on a thread of its own, and sees to the answer
     * @return the answer, which the first of reply, deadline and close gives
     */
    <A> CompletableFuture<A> ask(Duration deadline, Otherwise<A> otherwise, Consumer<Question<A>> sending) {
        Question<A> question = new Question<>(otherwise);
        underWay.add(question);
        try {
            ScheduledFuture<?> end =
                    later(deadline, () -> question.answer(otherwise.late().get()));
            CompletableFuture<A> unused = question.answer.whenComplete((done, never) -> {
                end.cancel(false);
                underWay.remove(question);
            });
            threads.execute(() -> sending.accept(question));
        } catch (RejectedExecutionException e) {
            underWay.remove(question);
            question.answer(otherwise.closed().get());
        }
        return question.answer;
    }

    private ScheduledFuture<?> later(Duration after, Runnable task) {
        return deadlines.schedule(() -> threads.execute(task), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One question and its answer. */
    final class Question<A> {
        private final Otherwise<A> otherwise;
        private final CompletableFuture<A> answer = new CompletableFuture<>();

        private Question(Otherwise<A> otherwise) {
            this.otherwise = otherwise;
        }

        /** Answers it, unless it has its answer. */
        void answer(A given) {
            answer.complete(given);
        }

        /**
         * Sends a request, unless there is an answer already; one that comes from elsewhere meanwhile ends the request.
         *
         * @param limit the largest body that is read, in bytes
         * @param understood what a response comes to
         * @param broken what a failure comes to
         * @param then is given the one or the other
         */
        <S> void send(
                HttpClient client,
                HttpRequest request,
                int limit,
                Function<HttpResponse<byte[]>, S> understood,
                Function<Throwable, S> broken,
                Consumer<S> then) {
            if (answer.isDone()) {
                return;
            }
            CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, head -> new BoundedBody(limit));
            CompletableFuture<A> unused = answer.whenComplete((done, never) -> sent.cancel(true));
            CompletableFuture<HttpResponse<byte[]>> unusedToo = sent.whenComplete((response, failure) ->
                    then.accept(failure == null ? understood.apply(response) : broken.apply(failure)));
        }

        /** Runs something after a pause; answers at once when the client is closed. */
        void after(Duration pause, Runnable task, A whenClosed) {
            try {
                ScheduledFuture<?> unused = later(pause, task);
            } catch (RejectedExecutionException e) {
                answer(whenClosed);
            }
        }

        private void abandon() {
            answer(otherwise.abandoned().get());
        }
    }

    /** Abandons what is under way, and ends the threads within four seconds. May be called often. */
    @Override
    public void close() {
        deadlines.shutdownNow();
        threads.shutdown();
        underWay.forEach(Question::abandon);
        Threads.endAll(List.of(threads, deadlines), CLOSING);
    }
}
