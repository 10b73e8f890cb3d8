package io.serai.engines.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.serai.core.EngineRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Makes the HTTP message of a request. What frames the message is decided here alone, whatever fields came along. */
final class RequestMessage {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RequestMessage() {}

    /**
     * The message; its content shares the arrays of the request.
     *
     * @throws IllegalArgumentException if the method is no HTTP token
     */
    static FullHttpRequest of(EngineRequest request) {
        var message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(request.method()),
                target(request),
                content(request.body()),
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders(),
                DefaultHttpHeadersFactory.trailersFactory().newEmptyHeaders());
        HttpHeaders fields = message.headers();
        request.headers().forEach(fields::add);
        fields.set(HttpHeaderNames.HOST, host(request.endpoint().url()));
        String key = request.endpoint().apiKey();
        if (key != null) {
            fields.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key);
        }
        frame(fields, message.method(), message.content().readableBytes());
        return message;
    }

    private static void frame(HttpHeaders fields, HttpMethod method, int length) {
        fields.remove(HttpHeaderNames.TRANSFER_ENCODING);
        if (length > 0 || !(method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))) {
            fields.setInt(HttpHeaderNames.CONTENT_LENGTH, length);
        } else {
            fields.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
    }

    /** Without credentials that the URL may carry. */
    private static String host(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    private static String target(EngineRequest request) {
        String target = sendable(request.target());
        String prefix = request.endpoint().url().getRawPath();
        if (prefix == null || prefix.isEmpty() || prefix.equals("/")) {
            return target;
        }
        return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) + target : prefix + target;
    }

    /** A decoded path may hold what would end the request line: those bytes are escaped again. */
    private static String sendable(String target) {
        if (target.chars().allMatch(RequestMessage::plain)) {
            return target;
        }
        var escaped = new StringBuilder(target.length() + 16);
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            if (plain(b)) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HEX.toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    private static boolean plain(int c) {
        return c > ' ' && c < 0x7F;
    }

    private static ByteBuf content(List<EngineRequest.Bytes> pieces) {
        return switch (pieces.size()) {
            case 0 -> Unpooled.EMPTY_BUFFER;
            case 1 -> wrap(pieces.getFirst());
            default ->
                Unpooled.wrappedBuffer(
                        pieces.size(), pieces.stream().map(RequestMessage::wrap).toArray(ByteBuf[]::new));
        };
    }

    private static ByteBuf wrap(EngineRequest.Bytes piece) {
        return Unpooled.wrappedBuffer(
                piece.array(), piece.span().start(), piece.span().length());
    }
}
