package io.serai.gateway.ingress;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.serai.core.CallError;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Finds requests that Netty's decoder lets through but that two servers may read differently. After one of them nobody
 * knows where the next request begins.
 */
final class Malformed {
    private Malformed() {}

    /** What is wrong with the head of {@code request}, or null. */
    static @Nullable CallError problem(HttpRequest request) {
        boolean current = HttpVersion.HTTP_1_1.equals(request.protocolVersion());
        if (!current && !HttpVersion.HTTP_1_0.equals(request.protocolVersion())) {
            return HttpRefusals.wrongVersion();
        }
        if (!framed(request, current)) {
            return HttpRefusals.wrongCoding();
        }
        Iterator<String> hosts = request.headers().valueStringIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return current ? HttpRefusals.noHost() : null;
        }
        hosts.next();
        return hosts.hasNext() ? HttpRefusals.noHost() : null;
    }

    /** The decoder takes a body in any coding but chunked for the next request. */
    private static boolean framed(HttpRequest request, boolean chunksKnown) {
        Iterator<String> codings = request.headers().valueStringIterator(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.hasNext()) {
            return true;
        }
        return chunksKnown && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.next()) && !codings.hasNext();
    }
}
