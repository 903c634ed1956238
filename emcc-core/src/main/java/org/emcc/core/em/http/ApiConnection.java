package org.emcc.core.em.http;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.emcc.core.Decoded;
import org.emcc.core.em.ApiCodec;
import org.emcc.core.em.ApiRequest;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.session.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Carries the calls of an {@link EmApiClient}: deadlines, repeats, and what counts as which answer. */
final class ApiConnection implements AutoCloseable {
    private static final int THREADS = 4;
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int UNAVAILABLE = 503;
    /** Busy, and the real-time information service is down: both pass (em-api-and-axl 1.11). */
    private static final Set<Integer> PASSING = Set.of(26, 29);

    private final URI service;
    private final ApiCodec.UserIds userIds;
    private final Duration deadline;
    private final int attempts;
    private final Duration pause;
    private final HttpClient client;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Exchange<?>> running = ConcurrentHashMap.newKeySet();

    ApiConnection(EmApiClient.Builder builder) {
        this.service = URI.create(builder.base + Wire.CLUSTERS);
        this.userIds = builder.userIds;
        this.deadline = builder.deadline;
        this.attempts = builder.attempts;
        this.pause = builder.pause;
        this.threads = Threads.unqueued("emcc-core-em-api-", THREADS);
        this.timer = new ScheduledThreadPoolExecutor(1, Threads.daemons("emcc-core-em-api-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(builder.connectTime)
                .executor(threads);
        if (builder.tls != null) {
            http.sslContext(builder.tls);
        }
        this.client = http.build();
    }

    /** Whether a request changes nothing, so that it may be sent again. */
    private static boolean isQuery(ApiRequest request) {
        return switch (request.kind()) {
            case LOGIN, LOGOUT, LOGOUT_ALL -> false;
            case DEVICE_USER_QUERY, USER_DEVICES_QUERY, CHECK_USER, DEVICE_PROFILE_QUERY -> true;
        };
    }

    <T extends ApiResponse> CompletableFuture<ApiAnswer<T>> ask(ApiRequest request, Class<T> expected) {
        Exchange<T> exchange = new Exchange<>(request, expected);
        exchange.begin();
        return exchange.answer.copy();
    }

    /** One way to see an attempt: what it came to, and whether another one may come to something else. */
    private record Seen<T extends ApiResponse>(ApiAnswer<T> answer, boolean passing) {}

    /** One call; the first of its last attempt, the deadline and close answers it. */
    private final class Exchange<T extends ApiResponse> {
        private final ApiRequest request;
        private final Class<T> expected;
        private final CompletableFuture<ApiAnswer<T>> answer = new CompletableFuture<>();
        private volatile @Nullable ApiAnswer<T> lastSeen;

        Exchange(ApiRequest request, Class<T> expected) {
            this.request = request;
            this.expected = expected;
        }

        void begin() {
            running.add(this);
            try {
                ScheduledFuture<?> end = timer.schedule(
                        () -> threads.execute(this::tooLate), deadline.toMillis(), TimeUnit.MILLISECONDS);
                CompletableFuture<ApiAnswer<T>> unused = answer.whenComplete((done, never) -> {
                    end.cancel(false);
                    running.remove(this);
                });
                threads.execute(() -> attempt(1));
            } catch (RejectedExecutionException e) {
                running.remove(this);
                answer.complete(new ApiAnswer.NotReached<>(sentence("was not asked, because the client is closed")));
            }
        }

        private void attempt(int number) {
            if (answer.isDone()) {
                return;
            }
            CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(http(request), head -> new BoundedBody());
            CompletableFuture<ApiAnswer<T>> unused = answer.whenComplete((done, never) -> sent.cancel(true));
            CompletableFuture<HttpResponse<byte[]>> unusedToo = sent.whenComplete((response, failure) ->
                    attempted(number, failure == null ? understood(response, expected) : broken(failure)));
        }

        private void attempted(int number, Seen<T> seen) {
            lastSeen = seen.answer();
            if (!seen.passing() || !isQuery(request) || number >= attempts) {
                answer.complete(seen.answer());
                return;
            }
            try {
                ScheduledFuture<?> unused = timer.schedule(
                        () -> threads.execute(() -> attempt(number + 1)),
                        pauseAfter(number).toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                answer.complete(seen.answer());
            }
        }

        private void tooLate() {
            ApiAnswer<T> before = lastSeen;
            answer.complete(
                    before == null
                            ? new ApiAnswer.Uncertain<>(
                                    sentence("gave no answer within " + deadline.toMillis() + " ms"))
                            : before);
        }

        void abandon() {
            answer.complete(new ApiAnswer.Uncertain<>(sentence("gave no answer before the client was closed")));
        }
    }

    /** Twice as long each time, up to a bound. */
    private Duration pauseAfter(int attempt) {
        Duration longer = pause.multipliedBy(1L << (attempt - 1));
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private HttpRequest http(ApiRequest request) {
        String document = new String(ApiCodec.encode(request), StandardCharsets.UTF_8);
        String form = Wire.FIELD + "="
                + URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
        return HttpRequest.newBuilder(service)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII))
                .build();
    }

    private <T extends ApiResponse> Seen<T> understood(HttpResponse<byte[]> response, Class<T> expected) {
        int status = response.statusCode();
        if (status != 200) {
            String why = sentence("answered with HTTP status " + status);
            // The body decides; any other status tells that the service was not reached, but for errors on the way
            // back.
            boolean reached = status >= 500 && status != UNAVAILABLE;
            return new Seen<>(
                    reached ? new ApiAnswer.Uncertain<>(why) : new ApiAnswer.NotReached<>(why), status == UNAVAILABLE);
        }
        Decoded<ApiResponse> decoded = ApiCodec.decodeResponse(response.body(), userIds);
        Optional<ApiResponse> read = decoded.value();
        if (read.isEmpty()) {
            return uncertain(
                    "gave an answer that cannot be read: " + decoded.problems().get(0), false);
        }
        if (read.get() instanceof ApiResponse.Failure failure) {
            return new Seen<>(new ApiAnswer.Refused<>(failure), isPassing(failure.code()));
        }
        return expected.isInstance(read.get())
                ? new Seen<>(new ApiAnswer.Answered<>(expected.cast(read.get())), false)
                : uncertain("answered something else than was asked", false);
    }

    private static boolean isPassing(ErrorCode code) {
        return PASSING.contains(code.number());
    }

    private <T extends ApiResponse> Seen<T> broken(Throwable failure) {
        Breakage breakage = Breakage.of(failure);
        return switch (breakage.kind()) {
            case UNREACHED ->
                new Seen<>(new ApiAnswer.NotReached<>(sentence("was not reached: " + breakage.reason())), true);
            case UNTRUSTED ->
                new Seen<>(
                        new ApiAnswer.NotReached<>(
                                sentence("and this client do not trust each other: " + breakage.reason())),
                        false);
            case BROKEN -> uncertain("broke the connection: " + breakage.reason(), true);
        };
    }

    private <T extends ApiResponse> Seen<T> uncertain(String what, boolean passing) {
        return new Seen<>(new ApiAnswer.Uncertain<>(sentence(what)), passing);
    }

    private String sentence(String what) {
        return "The EM service at " + service.getAuthority() + " " + what + ".";
    }

    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdown();
        running.forEach(Exchange::abandon);
        Threads.end(threads, CLOSING);
        Threads.end(timer, CLOSING);
    }
}
