package io.serai.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one connection and has them answered.
 *
 * <p>Reading never pauses, because a closed connection is only noticed by reading. A second request before the first
 * is answered (pipelining) therefore closes the connection.
 */
final class WorkerConnection extends ChannelInboundHandlerAdapter implements Generation.Outcome {
    private static final FastThreadLocal<byte[]> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[64 << 10];
        }
    };
    private static final String REQUEST_ID = "x-request-id";

    private final WorkerCore core;
    private final Ledger ledger;
    private final ReplyWriter writer;
    private @Nullable Call call;

    WorkerConnection(WorkerCore core, ChannelHandlerContext ctx) {
        this.core = core;
        this.ledger = core.ledger();
        this.writer = new ReplyWriter(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest head) {
            begin(ctx, head);
        }
        if (message instanceof HttpContent content) {
            try {
                body(content);
            } finally {
                content.release();
            }
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest head) {
        if (call != null) {
            refusePipelining(ctx, call);
            return;
        }
        if (head.decoderResult().isFailure()) {
            writer.next(false, true);
            writer.page(Page.text(400, "Invalid HTTP request received."));
            return;
        }
        writer.next(HttpUtil.isKeepAlive(head), head.protocolVersion().equals(HttpVersion.HTTP_1_1));
        String uri = head.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        Endpoint endpoint = core.endpoints().find(head.method().name(), path);
        Call next = new Call(head, path, endpoint, core.options());
        call = next;
        if (!(endpoint instanceof Endpoint.Control)) {
            ledger.path(path);
        }
        if (next.isData()) {
            ledger.arrived(head.headers().get(REQUEST_ID));
        }
        checkHead(next);
        if (HttpUtil.is100ContinueExpected(head)) {
            writer.continueBody();
        }
    }

    private void refusePipelining(ChannelHandlerContext ctx, Call current) {
        if (current.generation != null) {
            current.generation.cancel();
        }
        broken();
        ctx.close();
    }

    private void checkHead(Call next) {
        if (!isAllowed(next)) {
            next.refuse(new RefusedRequest(401, "Unauthorized"));
        }
        String type = next.head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (next.isData() && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            boolean vllm = core.options().engine() == EngineKind.VLLM;
            next.refuse(
                    new RefusedRequest(vllm ? 415 : 400, "Unsupported Media Type: Only 'application/json' is allowed"));
        }
    }

    private boolean isAllowed(Call next) {
        String key = core.options().apiKey();
        boolean guardedByVllm = next.path.startsWith("/v1") || next.path.startsWith("/v2");
        boolean open = next.endpoint instanceof Endpoint.Health
                || next.endpoint instanceof Endpoint.Control
                || next.path.equals("/metrics")
                || (core.options().engine() == EngineKind.VLLM && !guardedByVllm);
        return key == null
                || open
                || ("Bearer " + key).equals(next.head.headers().get(HttpHeaderNames.AUTHORIZATION));
    }

    private void body(HttpContent content) {
        Call current = call;
        if (current == null) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            current.refuse(RefusedRequest.badRequest("There was an error parsing the body"));
            writer.next(false, true);
        }
        byte[] scratch = SCRATCH.get();
        ByteBuf bytes = content.content();
        while (bytes.isReadable()) {
            int length = Math.min(bytes.readableBytes(), scratch.length);
            bytes.readBytes(scratch, 0, length);
            current.feed(scratch, length);
        }
        if (content instanceof LastHttpContent) {
            received(current);
        }
    }

    private void received(Call current) {
        if (current.isData()) {
            current.recordIn(ledger);
        }
        Fault fault;
        try {
            fault = faultOf(current);
        } catch (IllegalArgumentException e) {
            error(current, RefusedRequest.badRequest("x-mock-fault: " + e.getMessage()));
            return;
        }
        if (fault == null) {
            serve(current, null);
        } else {
            ledger.fault();
            apply(current, fault);
        }
    }

    private @Nullable Fault faultOf(Call current) {
        if (current.isData()) {
            String header = current.head.headers().get("x-mock-fault");
            return header == null ? core.faults().take() : FaultNotation.header(header);
        }
        return current.endpoint instanceof Endpoint.Health ? core.faults().health() : null;
    }

    private void apply(Call current, Fault fault) {
        switch (fault) {
            case Fault.Status status -> {
                Page page = core.errors().page(current.path, status.code(), "injected fault");
                var wait = status.retryAfter();
                answer(current, wait == null ? page : page.with("retry-after", Long.toString(wait.toSeconds())));
            }
            case Fault.ResetBeforeHead _ -> {
                broken();
                writer.reset();
            }
            case Fault.Hang _ -> {} // the call stays open until the client leaves
            case Fault.SlowHead slow -> {
                var _ = writer.loop()
                        .schedule(
                                () -> {
                                    if (call == current) {
                                        serve(current, null);
                                    }
                                },
                                slow.delay().toNanos(),
                                TimeUnit.NANOSECONDS);
            }
            case Fault.Garbage _ -> {
                broken();
                writer.garbage();
            }
            case Fault.Truncate _ -> {
                broken();
                writer.truncated();
            }
            case Fault.ResetMidStream _, Fault.StallMidStream _ -> serve(current, fault);
        }
    }

    private void serve(Call current, @Nullable Fault fault) {
        try {
            current.checkNotRefused();
            switch (current.endpoint) {
                case Endpoint.Generate _ -> generate(current, fault);
                case Endpoint.Pooling pooling -> answer(current, pooling.handler(), true);
                case Endpoint.About about -> answer(current, about.handler(), false);
                case Endpoint.Control control -> answer(current, control.handler(), false);
                case Endpoint.Health _ -> answer(current, Page.empty(200));
                case Endpoint.Absent absent ->
                    answer(
                            current,
                            Page.json(
                                    absent.status(),
                                    absent.status() == 404
                                            ? "{\"detail\":\"Not Found\"}"
                                            : "{\"detail\":\"Method Not Allowed\"}"));
            }
        } catch (RefusedRequest e) {
            error(current, e);
        }
    }

    private void answer(Call current, Endpoint.Handler handler, boolean checkModel) throws RefusedRequest {
        var body = Json.parse(current.collected());
        if (checkModel) {
            if (!body.isObject()) {
                throw RefusedRequest.badRequest("the body must be a JSON object");
            }
            checkModel(body.path("model").isTextual() ? body.path("model").asText() : null);
        }
        answer(current, handler.answer(body));
    }

    private void checkModel(@Nullable String model) throws RefusedRequest {
        MockWorkerOptions options = core.options();
        if (model != null
                && options.engine() == EngineKind.VLLM
                && !options.models().contains(model)) {
            throw new RefusedRequest(404, "The model `%s` does not exist.".formatted(model));
        }
    }

    private void generate(Call current, @Nullable Fault fault) throws RefusedRequest {
        GenerationRequest request = current.generationRequest();
        checkModel(request.model());
        long wanted = (long) request.prompt().tokens() + Math.max(0, request.maxTokens());
        int limit = core.options().contextLength();
        if (wanted > limit) {
            throw RefusedRequest.badRequest(
                    "Requested token count exceeds the model's maximum context length of %d tokens. You requested a total of %d tokens."
                            .formatted(limit, wanted));
        }
        Generation generation = new Generation(core, writer, request, id(current, request), fault, this);
        switch (core.engine().admit(generation)) {
            case QUEUE_FULL -> throw new RefusedRequest(503, "The request queue is full.");
            case WAIT -> current.generation = generation;
            case BEGIN_PREFILL -> {
                current.generation = generation;
                generation.prefill();
            }
        }
    }

    private String id(Call current, GenerationRequest request) {
        String rid = request.rid();
        if (core.options().engine() == EngineKind.SGLANG) {
            return rid == null ? core.nextId() : rid;
        }
        String header = current.head.headers().get(REQUEST_ID);
        String prefix = request.surface() == Surface.CHAT ? "chatcmpl-" : "cmpl-";
        return prefix + (header == null ? core.nextId() : header);
    }

    private void error(Call current, RefusedRequest why) {
        answer(current, core.errors().page(current.path, why.status(), why.text()));
    }

    private void answer(Call current, Page page) {
        call = null;
        if (current.isData()) {
            ledger.completed(page.status() >= 400);
        }
        writer.page(page);
    }

    @Override
    public void answered() {
        call = null;
        ledger.completed(false);
    }

    @Override
    public void broken() {
        Call current = call;
        call = null;
        if (current != null && current.isData()) {
            ledger.brokenOff();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        Call current = call;
        if (current != null && current.generation != null && ctx.channel().isWritable()) {
            current.generation.writableAgain();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ledger.connection(true);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Call current = call;
        call = null;
        if (current != null && current.isData()) {
            Generation generation = current.generation;
            if (generation != null) {
                generation.cancel();
            }
            ledger.disconnected(generation != null);
        }
        ledger.connection(false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // a reset by the client: channelInactive counts it
    }
}
