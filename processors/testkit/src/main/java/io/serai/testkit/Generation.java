package io.serai.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** One request on its way through the engine. Confined to the event loop of its connection, save where noted. */
final class Generation extends TokenWheel.Timed {
    private enum Phase {
        WAITING,
        PREFILL,
        DECODE,
        DONE
    }

    /** Who must know how it ended; called before the bytes that end it. */
    interface Outcome {
        void answered();

        /** The worker is about to break the connection off on purpose. */
        void broken();
    }

    private final WorkerCore core;
    private final ReplyWriter writer;
    private final EventLoop loop;
    private final TokenWheel wheel;
    private final GenerationRequest request;
    private final ReplyFormat format;
    private final int promptTokens;
    private final int totalTokens;
    private final String naturalEnd;
    private final long intervalNanos;
    private final @Nullable Fault fault;
    private final int breakAfter;
    private final Outcome outcome;

    /** Guarded by the engine. */
    int pinnedBlocks;
    /** Set by the engine, on this loop, when the prefill begins. */
    int cachedTokens;

    private Phase phase = Phase.WAITING;
    private long firstDue;
    private int sent;
    private boolean begun;
    private boolean paused;

    Generation(
            WorkerCore core,
            ReplyWriter writer,
            GenerationRequest request,
            String id,
            @Nullable Fault fault,
            Outcome outcome) {
        this.core = core;
        this.writer = writer;
        this.loop = writer.loop();
        this.wheel = core.wheel(loop);
        this.request = request;
        this.fault = fault;
        this.outcome = outcome;
        this.promptTokens = request.prompt().tokens();
        RawAnswer raw = request.lastText().isEmpty() ? core.answer() : RawAnswer.repeating(request.lastText());
        int natural = raw.isEmpty() ? core.options().outputTokens() : raw.size();
        boolean cut = request.maxTokens() >= 0 && request.maxTokens() <= natural;
        this.totalTokens = cut ? request.maxTokens() : natural;
        this.naturalEnd = cut ? "length" : "stop";
        this.intervalNanos = core.options().tokenInterval().toNanos();
        this.breakAfter = breakAfter(fault);
        String requested = request.model();
        String model = requested == null ? core.options().models().getFirst() : requested;
        this.format = request.surface() == Surface.GENERATE
                ? new NativeReply(request, id, this)
                : new OpenAiReply(request, id, model, raw, System.currentTimeMillis() / 1000);
    }

    private int breakAfter(@Nullable Fault broken) {
        return switch (broken) {
            case Fault.ResetMidStream reset -> Math.min(reset.afterTokens(), totalTokens);
            case Fault.StallMidStream stall -> Math.min(stall.afterTokens(), totalTokens);
            case null, default -> -1;
        };
    }

    EventLoop loop() {
        return loop;
    }

    PromptDigest prompt() {
        return request.prompt();
    }

    @Nullable
    String rid() {
        return request.rid();
    }

    int totalTokens() {
        return totalTokens;
    }

    /** Any thread may ask; the answer may be a token behind. */
    long occupiedTokens() {
        return promptTokens + (long) sent * request.choices();
    }

    ReplyEnd end(int tokens, String reason) {
        return new ReplyEnd(promptTokens, cachedTokens, tokens, reason);
    }

    /** The engine gives this request its turn to compute the prompt. */
    void prefill() {
        if (phase != Phase.WAITING) {
            return;
        }
        phase = Phase.PREFILL;
        long cost = core.engine().beginPrefill(this);
        core.ledger().prefill(promptTokens, cachedTokens);
        long now = System.nanoTime();
        if (cost == 0) {
            decode(now);
        } else {
            wheel.schedule(this, now + cost);
        }
    }

    @Override
    void due(long nowNanos) {
        if (phase == Phase.PREFILL) {
            decode(nowNanos);
        } else if (phase == Phase.DECODE) {
            advance(nowNanos);
        }
    }

    private void decode(long now) {
        core.engine().prefilled(this);
        phase = Phase.DECODE;
        firstDue = now + core.options().firstToken().toNanos();
        advance(now);
    }

    private void advance(long now) {
        if (request.stream()) {
            emit(now);
            return;
        }
        long endDue = firstDue + Math.max(0, totalTokens - 1) * intervalNanos;
        if (endDue > now) {
            wheel.schedule(this, endDue);
        } else if (breakAfter >= 0) {
            breakWhole();
        } else {
            sent = totalTokens;
            finish(naturalEnd);
        }
    }

    private void emit(long now) {
        int before = sent;
        while (sent < totalTokens && sent != breakAfter) {
            long due = firstDue + sent * intervalNanos;
            if (due > now) {
                wheel.schedule(this, due);
                break;
            }
            if (!writer.writable()) {
                paused = true;
                core.ledger().writeStall();
                break;
            }
            begin();
            for (int choice = 0; choice < request.choices(); choice++) {
                ByteBuf event = writer.event();
                format.token(event, choice, sent);
                writer.send(event);
            }
            sent++;
        }
        count(sent - before);
        if (sent == breakAfter) {
            breakStream();
        } else if (sent == totalTokens) {
            finish(naturalEnd);
        } else if (sent > before) {
            writer.flush();
        }
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        writer.beginStream();
        ByteBuf first = writer.event();
        format.begin(first);
        writer.send(first);
    }

    private void count(int tokens) {
        if (tokens > 0) {
            core.ledger().generated(tokens * request.choices());
        }
    }

    /** The connection takes bytes again. */
    void writableAgain() {
        if (paused) {
            paused = false;
            loop.execute(() -> {
                if (phase == Phase.DECODE) {
                    emit(System.nanoTime());
                }
            });
        }
    }

    private void finish(String reason) {
        cancelTimer();
        phase = Phase.DONE;
        ReplyEnd end = end(sent, reason);
        if (!request.stream()) {
            count(sent);
        }
        core.engine().leave(this, !reason.equals("abort"));
        outcome.answered(); // before the bytes, so that who has the answer sees it counted
        if (request.stream()) {
            begin();
            ByteBuf last = writer.event();
            format.finish(last, end);
            writer.send(last);
            writer.endStream();
        } else {
            ByteBuf body = writer.bodyBuffer();
            format.whole(body, end);
            writer.whole(body);
        }
    }

    private void breakStream() {
        begin();
        writer.flush();
        resetIfAsked();
    }

    private void breakWhole() {
        ByteBuf body = writer.bodyBuffer();
        format.whole(body, end(totalTokens, naturalEnd));
        writer.half(body);
        resetIfAsked();
    }

    private void resetIfAsked() {
        if (fault instanceof Fault.ResetMidStream) {
            phase = Phase.DONE;
            core.engine().leave(this, false);
            outcome.broken();
            writer.reset();
        }
    }

    /** The client asked the engine to stop: the answer ends where it is. */
    void abort() {
        if (phase != Phase.DONE) {
            core.ledger().aborted();
            finish("abort");
        }
    }

    /** The connection is gone. */
    void cancel() {
        if (phase == Phase.DONE) {
            return;
        }
        boolean decoding = phase == Phase.DECODE;
        phase = Phase.DONE;
        cancelTimer();
        if (decoding && !request.stream()) {
            count(elapsedTokens());
        }
        core.engine().leave(this, false);
    }

    private int elapsedTokens() {
        long elapsed = System.nanoTime() - firstDue;
        if (elapsed < 0) {
            return 0;
        }
        return intervalNanos == 0 ? totalTokens : (int) Math.min(totalTokens, elapsed / intervalNanos + 1);
    }
}
