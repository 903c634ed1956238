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
import org.emcc.core.Decoded;
import org.emcc.core.em.ApiCodec;
import org.emcc.core.em.ApiRequest;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.internal.BoundedBody;
import org.emcc.core.internal.Breakage;
import org.emcc.core.session.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Carries the calls of an {@link EmApiClient}: deadlines, repeats, and what counts as which answer. */
final class ApiConnection implements AutoCloseable {
    private static final int THREADS = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int UNAVAILABLE = 503;
    private static final int TOO_LARGE = 413;
    /** Busy, and the real-time information service is down: both pass (em-api-and-axl 1.11). */
    private static final Set<Integer> PASSING = Set.of(26, 29);

    private final URI service;
    private final ApiCodec.UserIds userIds;
    private final Duration deadline;
    private final int attempts;
    private final Duration pause;
    private final Questions questions = new Questions("emcc-core-em-api-", THREADS);
    private final HttpClient client;

    ApiConnection(EmApiClient.Builder builder) {
        this.service = URI.create(builder.base + Wire.CLUSTERS);
        this.userIds = builder.userIds;
        this.deadline = builder.deadline;
        this.attempts = builder.attempts;
        this.pause = builder.pause;
        HttpClient.Builder http = questions.client().connectTimeout(builder.connectTime);
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
        Call<T> call = new Call<>(request, expected);
        return questions
                .ask(
                        deadline,
                        new Questions.Otherwise<ApiAnswer<T>>(
                                () -> new ApiAnswer.NotReached<>(
                                        sentence("was not asked, because the client is closed")),
                                call::tooLate,
                                () -> new ApiAnswer.Uncertain<>(
                                        sentence("gave no answer before the client was closed"))),
                        question -> call.attempt(question, 1))
                .copy();
    }

    /** One way to see an attempt: what it came to, and whether another one may come to something else. */
    private record Seen<T extends ApiResponse>(ApiAnswer<T> answer, boolean passing) {}

    /** One call, which may take several attempts. */
    private final class Call<T extends ApiResponse> {
        private final ApiRequest request;
        private final Class<T> expected;
        private volatile @Nullable ApiAnswer<T> lastSeen;

        Call(ApiRequest request, Class<T> expected) {
            this.request = request;
            this.expected = expected;
        }

        void attempt(Questions.Question<ApiAnswer<T>> question, int number) {
            question.send(
                    client,
                    http(request),
                    ApiCodec.RESPONSE_LIMIT,
                    response -> understood(response, expected),
                    failure -> ApiConnection.this.<T>broken(failure),
                    seen -> attempted(question, number, seen));
        }

        private void attempted(Questions.Question<ApiAnswer<T>> question, int number, Seen<T> seen) {
            lastSeen = seen.answer();
            if (!seen.passing() || !isQuery(request) || number >= attempts) {
                question.answer(seen.answer());
            } else {
                question.after(pauseAfter(number), () -> attempt(question, number + 1), seen.answer());
            }
        }

        ApiAnswer<T> tooLate() {
            ApiAnswer<T> before = lastSeen;
            return before == null
                    ? new ApiAnswer.Uncertain<>(sentence("gave no answer within " + deadline.toMillis() + " ms"))
                    : before;
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
            String why = sentence("answered with HTTP status " + status
                    + (status == TOO_LARGE ? ", the request is too large for it; ask for fewer at once" : ""));
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
            case BROKEN ->
                breakage.cause() instanceof BoundedBody.TooLarge
                        ? uncertain(
                                "gave an answer of more than " + ApiCodec.RESPONSE_LIMIT
                                        + " bytes, which is the limit; ask for fewer phones or users at once",
                                false)
                        : uncertain("broke the connection: " + breakage.reason(), true);
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
        questions.close();
    }
}
