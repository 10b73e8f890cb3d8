package io.serai.gateway.ingress;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.RequestFields;
import io.serai.core.RequestHead;
import io.serai.steps.http.Occupancy;
import io.serai.steps.http.PathEntry;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request whose head has come; what the gate found out about it, and its body as it grows. */
final class PendingRequest {
    private static final byte[] NO_BODY = {};
    private static final RequestHead UNPARSED = new RequestHead("-", "-", "", Headers.empty(), "");

    private final String id;
    private final RequestHead head;
    private final HttpVersion version;
    private final boolean keepAlive;
    private final boolean expectsContinue;
    private final boolean chunked;
    private final @Nullable CallError malformed;
    private final boolean loopback;
    private final long announcedBytes;
    private final EventLoop loop;
    private final long receivedNanos;
    private final BodyCollector body;
    private @Nullable PathEntry entry;
    private Occupancy.@Nullable Stay stay;
    private long accountedBytes;
    private String pathRest = "";
    private String principal = "";
    private @Nullable String allowedMethods;
    private boolean asOptions;

    private PendingRequest(
            String id, RequestHead head, @Nullable HttpRequest request, ChannelHandlerContext context, long bodyLimit) {
        this.id = id;
        this.head = head;
        this.version = request == null ? HttpVersion.HTTP_1_1 : request.protocolVersion();
        this.keepAlive = request != null && HttpUtil.isKeepAlive(request);
        this.expectsContinue = request != null && HttpUtil.is100ContinueExpected(request);
        this.chunked = request != null && HttpUtil.isTransferEncodingChunked(request);
        this.malformed = request == null ? null : Malformed.problem(request);
        this.announcedBytes = request == null ? 0 : HttpUtil.getContentLength(request, -1L);
        this.loopback = context.channel().remoteAddress() instanceof InetSocketAddress remote
                && remote.getAddress().isLoopbackAddress();
        this.loop = context.channel().eventLoop();
        this.receivedNanos = System.nanoTime();
        this.body = new BodyCollector(bodyLimit);
    }

    static PendingRequest of(HttpRequest request, ChannelHandlerContext context, IngressSettings settings) {
        String uri = originForm(request.uri());
        int mark = uri.indexOf('?');
        String rawPath = mark < 0 ? uri : uri.substring(0, mark);
        var fields = Headers.builder();
        request.headers().iteratorAsString().forEachRemaining(field -> fields.add(field.getKey(), field.getValue()));
        var head = new RequestHead(
                request.method().name(),
                decoded(rawPath),
                mark < 0 ? "" : uri.substring(mark + 1),
                fields.build(),
                remote(context));
        String id = RequestIds.of(request.headers(), settings.requestIdHeaders());
        return new PendingRequest(id, head, request, context, settings.bodyLimitBytes());
    }

    /** Stands for bytes that were no request, so that their refusal is counted and logged as any other. */
    static PendingRequest unparsed(HttpHeaders fields, ChannelHandlerContext context, IngressSettings settings) {
        String id = RequestIds.of(fields, settings.requestIdHeaders());
        return new PendingRequest(id, UNPARSED, null, context, 0);
    }

    /** Clients that take the gateway for a proxy send the whole URL. */
    private static String originForm(String uri) {
        int authority = uri.startsWith("http://") ? 7 : uri.startsWith("https://") ? 8 : 0;
        if (authority == 0) {
            return uri;
        }
        int path = uri.indexOf('/', authority);
        return path < 0 ? "/" : uri.substring(path);
    }

    private static String decoded(String rawPath) {
        if (rawPath.indexOf('%') < 0) {
            return rawPath;
        }
        try {
            return QueryStringDecoder.decodeComponent(rawPath.replace("+", "%2B"));
        } catch (IllegalArgumentException notEncoded) {
            return rawPath; // served by no pipeline: a plain 404
        }
    }

    private static String remote(ChannelHandlerContext context) {
        return context.channel().remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "";
    }

    // ---- what the gate asks and tells

    RequestHead head() {
        return head;
    }

    boolean loopback() {
        return loopback;
    }

    boolean expectsContinue() {
        return expectsContinue;
    }

    /** What makes the request unfit for any pipeline, or null; where its body ends is not sure then. */
    @Nullable
    CallError malformed() {
        return malformed;
    }

    /** Whether the body's end is surely near, so that reading past it is cheaper than a new connection. */
    boolean endsWithin(long bytes) {
        return malformed == null && !chunked && !expectsContinue && announcedBytes <= bytes;
    }

    /** Announced length of the body; negative if it was not announced. */
    long announcedBytes() {
        return announcedBytes;
    }

    BodyCollector body() {
        return body;
    }

    /** Accounts for what the body has grown to; false if there is no memory for it. */
    boolean account(BodyMemory memory) {
        long wanted = body.capacity() > BodyMemory.UNCOUNTED_BYTES ? body.capacity() : 0;
        if (wanted > accountedBytes) {
            if (!memory.take(wanted - accountedBytes)) {
                return false;
            }
            accountedBytes = wanted;
        }
        return true;
    }

    /** The body is not needed any more. Idempotent. */
    void settle(BodyMemory memory) {
        memory.give(accountedBytes);
        accountedBytes = 0;
    }

    /** Holds {@code within} until it is {@link #leave left} or {@link #handOver handed over}. */
    void found(PathEntry serving, String rest, Occupancy.Stay within) {
        entry = serving;
        pathRest = rest;
        stay = within;
    }

    /** No pipeline will serve this request. Idempotent, and nothing once the stay was handed over. */
    void leave() {
        if (stay != null) {
            stay.leave();
            stay = null;
        }
    }

    /** The stay within the pipelines, which whoever serves the request leaves. */
    Occupancy.Stay handOver() {
        Occupancy.Stay handed = Objects.requireNonNull(stay, "the gate lets only served paths through");
        stay = null;
        return handed;
    }

    void principal(String name) {
        principal = name;
    }

    /** The path is served by these methods, not by the request's. */
    void allowed(String methods) {
        allowedMethods = methods;
    }

    /** The path is served and OPTIONS is answered for it. */
    void answerAsOptions() {
        asOptions = true;
    }

    boolean answeredAsOptions() {
        return asOptions;
    }

    boolean preflight() {
        return head.headers().first(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD.toString()) != null;
    }

    // ---- what the connection makes of it

    PathEntry entry() {
        return Objects.requireNonNull(entry, "the gate lets only served paths through");
    }

    String pathRest() {
        return pathRest;
    }

    InferenceCall call() {
        return call(body.take());
    }

    InferenceCall withoutBody() {
        return call(NO_BODY);
    }

    private InferenceCall call(byte[] bytes) {
        var call = new InferenceCall(id, head, bytes, loop, receivedNanos);
        call.principal(principal);
        if (entry != null) {
            call.accept(entry.api(), RequestFields.NONE, pathRest);
        }
        return call;
    }

    ResponseWriter.Exposure exposure(Cors cors) {
        return new ResponseWriter.Exposure(
                id,
                version,
                keepAlive,
                HttpMethod.HEAD.name().equals(head.method()),
                cors,
                head.headers().first("origin"),
                allowedMethods);
    }
}
