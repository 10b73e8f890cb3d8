package io.serai.engines.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseDecoder;

/**
 * Decodes one response at a time and knows whether bytes are left behind it. Such bytes must never meet the next
 * request of the connection: they would be taken for its answer.
 */
final class ResponseDecoder extends HttpResponseDecoder {
    private boolean toHead;

    ResponseDecoder(HttpDecoderConfig limits) {
        super(limits);
    }

    /** A request went out: the answer to a {@code HEAD} has no body, whatever its length says. */
    void expect(HttpMethod method) {
        toHead = method.equals(HttpMethod.HEAD);
    }

    boolean holdsBytes() {
        return actualReadableBytes() > 0;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return super.isContentAlwaysEmpty(message) || toHead;
    }
}
