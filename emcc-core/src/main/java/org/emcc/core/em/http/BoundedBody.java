package org.emcc.core.em.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a body up to {@link Wire#BODY_LIMIT}, and ends the exchange of a larger one. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final HttpResponse.BodySubscriber<byte[]> bytes = HttpResponse.BodySubscribers.ofByteArray();
    private Flow.@org.jspecify.annotations.Nullable Subscription subscription;
    private long taken;

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
        if (taken <= Wire.BODY_LIMIT) {
            bytes.onNext(item);
        } else if (subscription != null) {
            subscription.cancel();
            subscription = null;
            bytes.onError(new IOException("The answer has more than " + Wire.BODY_LIMIT + " bytes"));
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
