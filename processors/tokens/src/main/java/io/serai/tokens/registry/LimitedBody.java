package io.serai.tokens.registry;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Passes a body on, up to a limit; a longer one fails with words that say so. */
final class LimitedBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> body;
    private final long maxBytes;
    private long left;
    private @Nullable Subscription subscription;

    LimitedBody(BodySubscriber<T> body, long maxBytes) {
        this.body = body;
        this.maxBytes = maxBytes;
        this.left = maxBytes;
    }

    @Override
    public CompletionStage<T> getBody() {
        return body.getBody();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        body.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (left < 0) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            left -= buffer.remaining();
        }
        if (left >= 0) {
            body.onNext(buffers);
            return;
        }
        if (subscription != null) {
            subscription.cancel();
        }
        body.onError(new ModelLoadException("an answer of the hub is larger than " + maxBytes + " bytes, the limit"));
    }

    @Override
    public void onError(Throwable failure) {
        if (left >= 0) {
            body.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (left >= 0) {
            body.onComplete();
        }
    }
}
