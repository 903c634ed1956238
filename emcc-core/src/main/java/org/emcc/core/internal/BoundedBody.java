package org.emcc.core.internal;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a body up to a limit, and ends the exchange of a larger one. */
public final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final HttpResponse.BodySubscriber<byte[]> bytes = HttpResponse.BodySubscribers.ofByteArray();
    private Flow.@org.jspecify.annotations.Nullable Subscription subscription;
    private final int limit;
    private long taken;

    /**
     * Takes one body.
     *
     * @param limit the largest, in bytes
     */
    public BoundedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        bytes.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        taken += item.stream().mapToLong(ByteBuffer::remaining).sum();
        if (taken <= limit) {
            bytes.onNext(item);
        } else if (subscription != null) {
            subscription.cancel();
            subscription = null;
            bytes.onError(new TooLarge(limit));
        }
    }

    /** There was more than the limit. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("The answer has more than " + limit + " bytes");
        }
    }

    @Override
    public void onError(Throwable thrown) {
        bytes.onError(thrown);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }
}
