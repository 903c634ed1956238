package org.emcc.core.axl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.emcc.core.internal.BoundedBody;
import org.emcc.core.internal.Breakage;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlException;
import org.jspecify.annotations.Nullable;

/** One node of a cluster, asked one question at a time (em-api-and-axl 4.1). Only {@link #close} may be called beside. */
final class AxlConnection {
    /** A cluster answers with 8 MB at most (em-api-and-axl 4.1, faults). */
    private static final int LARGEST = 16 * 1024 * 1024;

    private static final int LONGEST_SAID = 200;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final HttpClient http;
    private final URI address;
    private final AxlAccount account;
    private final AxlCookies cookies = new AxlCookies();
    private final Duration timeout;
    private final int attempts;
    private final Duration backOff;
    private final AxlPauses pauses;
    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> underWay;

    AxlConnection(HttpClient http, URI address, AxlAccount account, AxlClient.Builder settings, AxlPauses pauses) {
        this.http = http;
        this.address = address;
        this.account = account;
        this.timeout = settings.timeout;
        this.attempts = settings.attempts;
        this.backOff = settings.backOff;
        this.pauses = pauses;
    }

    /** Asks until the cluster is not too busy, or every attempt is used up. */
    AxlReply<AxlDocument> ask(AxlOperation operation, AxlSchema schema) throws InterruptedException {
        Duration pause = backOff;
        for (int attempt = 1; ; attempt++) {
            AxlReply<AxlDocument> reply = once(operation, schema);
            if (!isBusy(reply) || attempt == attempts) {
                return reply;
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    void pause(Duration time) throws InterruptedException {
        if (!closed) {
            pauses.pause(time);
        }
    }

    private static boolean isBusy(AxlReply<AxlDocument> reply) {
        return reply instanceof AxlReply.Failed<AxlDocument> failed && failed.reason() == AxlOutcome.Reason.BUSY;
    }

    private AxlReply<AxlDocument> once(AxlOperation operation, AxlSchema schema) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> asked =
                http.sendAsync(request(operation, schema), any -> new BoundedBody(LARGEST));
        underWay = asked;
        if (closed) {
            asked.cancel(true);
        }
        try {
            return judged(operation, asked.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return failed(AxlOutcome.Reason.UNREADABLE, "There was no answer within " + timeout.toSeconds() + " s");
        } catch (CancellationException e) {
            return failed(AxlOutcome.Reason.CLOSED, "The client was closed");
        } catch (ExecutionException e) {
            return broken(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            asked.cancel(true);
            underWay = null;
        }
    }

    private HttpRequest request(AxlOperation operation, AxlSchema schema) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("Accept", "text/xml")
                .header("SOAPAction", operation.action(schema))
                .header("Authorization", account.authorization())
                .POST(HttpRequest.BodyPublishers.ofByteArray(operation.envelope(schema)));
        cookies.header().ifPresent(session -> request.header("Cookie", session));
        return request.build();
    }

    private AxlReply<AxlDocument> broken(Throwable cause) {
        if (closed) {
            return failed(AxlOutcome.Reason.CLOSED, "The client was closed");
        }
        Breakage breakage = Breakage.of(cause);
        return switch (breakage.kind()) {
            case UNREACHED -> failed(AxlOutcome.Reason.UNREACHABLE, "There is no connection: " + breakage.reason());
            case UNTRUSTED -> failed(AxlOutcome.Reason.UNREACHABLE, "There is no trust: " + breakage.reason());
            case BROKEN -> failed(AxlOutcome.Reason.UNREADABLE, "The exchange broke: " + breakage.reason());
        };
    }

    private AxlReply<AxlDocument> judged(AxlOperation operation, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        cookies.take(response.headers().allValues("Set-Cookie"));
        return switch (status) {
            case 200, 500 -> read(operation, status, response.body());
            case 401 ->
                failed(
                        AxlOutcome.Reason.DENIED,
                        "HTTP status 401: the cluster does not take name and password of " + account.user());
            case 403 ->
                failed(
                        AxlOutcome.Reason.DENIED,
                        "HTTP status 403: " + account.user()
                                + " needs the role Standard AXL API Access, or the one to read only");
            case 503 -> failed(AxlOutcome.Reason.BUSY, "HTTP status 503: the cluster takes no more requests now");
            case 599 ->
                failed(
                        AxlOutcome.Reason.UNSUPPORTED,
                        "HTTP status 599: the cluster does not have this version of the schema");
            default ->
                failed(
                        AxlOutcome.Reason.UNREADABLE,
                        "HTTP status must be 200 or 500, but is " + status
                                + (status >= 300 && status < 400 ? ", and redirects are not followed" : ""));
        };
    }

    private AxlReply<AxlDocument> read(AxlOperation operation, int status, byte[] body) {
        String start = new String(body, 0, Math.min(body.length, LONGEST_SAID), ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return failed(
                    AxlOutcome.Reason.UNREADABLE,
                    "HTTP status " + status + " came with a page of HTML, not with an answer of AXL");
        }
        try {
            AxlDocument document = AxlDocument.read(body);
            if (document.fault().isPresent()) {
                return faulted(document.fault().get());
            }
            if (!document.operation().equals(operation.name() + "Response")) {
                return failed(
                        AxlOutcome.Reason.UNREADABLE,
                        "answer must be " + operation.name() + "Response, but is " + said(document.operation()));
            }
            return new AxlReply.Answered<>(document);
        } catch (XmlException e) {
            return failed(
                    AxlOutcome.Reason.UNREADABLE,
                    "answer cannot be read at " + e.where() + ": " + said(String.valueOf(e.getMessage())));
        } catch (AxlDocument.NotAxlException e) {
            return failed(AxlOutcome.Reason.UNREADABLE, said(String.valueOf(e.getMessage())));
        }
    }

    private AxlReply<AxlDocument> faulted(AxlFault fault) {
        return fault.isThrottled()
                ? failed(AxlOutcome.Reason.BUSY, "fault " + fault.code() + ": " + said(fault.message()))
                : new AxlReply.Faulted<>(fault);
    }

    /** Words of the cluster, cut short and without the password. */
    String said(String words) {
        return Require.clip(account.told(words), LONGEST_SAID);
    }

    private static AxlReply<AxlDocument> failed(AxlOutcome.Reason reason, String why) {
        return new AxlReply.Failed<>(reason, why);
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the question that is under way. */
    void close() {
        closed = true;
        CompletableFuture<HttpResponse<byte[]>> asked = underWay;
        if (asked != null) {
            asked.cancel(true);
        }
    }
}
