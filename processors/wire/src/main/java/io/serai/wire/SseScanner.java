package io.serai.wire;

import io.serai.core.CallError;
import io.serai.core.TokenUsage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a worker's event stream into complete events and notes what they say, without changing a byte.
 *
 * <p>An event is passed on only when its blank line has come, so that a stream that breaks off can be ended with a
 * well-formed error event. The same bytes in other pieces give the same output, counts and usage. One instance per
 * stream; not thread-safe; useless after it has thrown.
 */
public final class SseScanner {
    /** Size of the largest event. */
    public static final int MAX_EVENT_BYTES = 16 << 20;

    private static final byte[] NOTHING = new byte[0];
    /** A held-back buffer above this size is not kept for the next event. */
    private static final int KEPT_BYTES = 64 << 10;

    private final EventLook look = new EventLook();
    private byte[] held = NOTHING;
    private int heldLength;
    private int newContentEvents;
    private boolean lineIsEmpty = true;
    /** An LF now would belong to the line end that came last, which was an event's end or not. */
    private boolean afterCr;

    private boolean eventEnded;

    /**
     * Takes the next bytes.
     *
     * @param chunk not kept, but may be the result
     * @return the bytes up to the end of the last complete event, with what was held back; may be empty
     * @throws CallError 502 {@code worker_malformed} if an event is larger than {@link #MAX_EVENT_BYTES}
     */
    public byte[] feed(byte[] chunk) {
        newContentEvents = 0;
        int first = eventEnd(chunk, 0);
        if (first < 0) {
            hold(chunk, 0, chunk.length);
            return NOTHING;
        }
        if (heldLength > 0) {
            hold(chunk, 0, first);
            lookInto(held, 0, heldLength);
        } else {
            lookInto(chunk, 0, first);
        }
        int start = first;
        for (int end = eventEnd(chunk, start); end >= 0; end = eventEnd(chunk, start)) {
            lookInto(chunk, start, end);
            start = end;
        }
        return release(chunk, heldLength > 0 ? first : 0, start);
    }

    /** The held bytes and {@code chunk} from {@code from} to {@code to}; the rest of the chunk is held then. */
    private byte[] release(byte[] chunk, int from, int to) {
        if (heldLength == 0 && to == chunk.length) {
            return chunk;
        }
        byte[] out = Arrays.copyOf(held, heldLength + to - from);
        System.arraycopy(chunk, from, out, heldLength, to - from);
        heldLength = 0;
        if (held.length > KEPT_BYTES) {
            held = NOTHING;
        }
        hold(chunk, to, chunk.length);
        return out;
    }

    private void hold(byte[] chunk, int from, int to) {
        int length = to - from;
        checkSize((long) heldLength + length);
        if (held.length - heldLength < length) {
            held = Arrays.copyOf(held, Math.max(heldLength + length, Math.min(2 * held.length, MAX_EVENT_BYTES)));
        }
        System.arraycopy(chunk, from, held, heldLength, length);
        heldLength += length;
    }

    private void lookInto(byte[] a, int from, int to) {
        checkSize(to - from);
        if (look.event(a, from, to)) {
            newContentEvents++;
        }
    }

    private static void checkSize(long bytes) {
        if (bytes > MAX_EVENT_BYTES) {
            throw CallError.of(
                    502, "worker_malformed", "the worker sent an event larger than " + MAX_EVENT_BYTES + " bytes");
        }
    }

    /** Reads lines from {@code from} on; offset behind the next event's end, -1 if it is not in this chunk. */
    private int eventEnd(byte[] chunk, int from) {
        int p = from;
        while (p < chunk.length) {
            byte b = chunk[p];
            if (b == '\n' || b == '\r') {
                p++;
                if (endsEvent(b)) {
                    return p;
                }
            } else {
                lineIsEmpty = false;
                afterCr = false;
                p = Swar.lineEnd(chunk, p + 1, chunk.length);
            }
        }
        return -1;
    }

    /** Whether this line end is that of a blank line. The LF of a CRLF extends the event that the CR has ended. */
    private boolean endsEvent(byte lineEnd) {
        if (afterCr && lineEnd == '\n') {
            afterCr = false;
            return eventEnded;
        }
        eventEnded = lineIsEmpty;
        lineIsEmpty = true;
        afterCr = lineEnd == '\r';
        return eventEnded;
    }

    /** Bytes held back: at the end of the stream, an event that was never completed. */
    public byte[] rest() {
        return Arrays.copyOf(held, heldLength);
    }

    /**
     * Events with generated content among those of the last {@link #feed}: a non-empty {@code content}, {@code text},
     * {@code reasoning_content}, {@code reasoning} or {@code arguments}, or a non-empty list of {@code tool_calls},
     * {@code output_ids} or {@code token_ids}. So the chunk that only announces the role does not count, nor does the
     * one with only a finish reason or the usage.
     */
    public int newContentEvents() {
        return newContentEvents;
    }

    /**
     * Token counts of the last event that had any. SGLang's native events count so far; where one request has several
     * outputs, the counts are those of the output that spoke last.
     */
    public @Nullable TokenUsage usage() {
        return look.usage();
    }

    /** Whether {@code data: [DONE]} has come. */
    public boolean done() {
        return look.done();
    }

    /** Whether an event has come whose data begins with a non-null {@code error}: the worker has given up. */
    public boolean errorSeen() {
        return look.error();
    }
}
