package io.serai.wire.chat;

import io.serai.wire.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes through an array of whole events, as {@link io.serai.wire.SseScanner} gives them out. Reusable; not thread-safe.
 */
public final class SseEvents {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = {};
    private int start;
    private int end;
    private int dataStart;
    private int dataEnd;

    /** Begins in front of the first event of {@code whole}. */
    public void reset(byte[] whole) {
        bytes = whole;
        end = 0;
    }

    /** Moves to the next event; false if there is none. */
    public boolean next() {
        if (end >= bytes.length) {
            return false;
        }
        start = end;
        dataStart = -1;
        dataEnd = -1;
        boolean several = false;
        int line = start;
        while (line < bytes.length) {
            int lineEnd = Swar.lineEnd(bytes, line, bytes.length);
            if (isData(line, lineEnd)) {
                several = dataStart >= 0;
                dataStart = line + DATA.length;
                dataEnd = lineEnd;
            }
            boolean blank = line == lineEnd;
            line = behind(lineEnd);
            if (blank) {
                break;
            }
        }
        end = line;
        trim(several);
        return true;
    }

    private boolean isData(int from, int to) {
        return to - from >= DATA.length && Arrays.equals(bytes, from, from + DATA.length, DATA, 0, DATA.length);
    }

    private int behind(int lineEnd) {
        boolean crLf = lineEnd + 1 < bytes.length && bytes[lineEnd] == '\r' && bytes[lineEnd + 1] == '\n';
        return Math.min(lineEnd + (crLf ? 2 : 1), bytes.length);
    }

    private void trim(boolean several) {
        if (several) {
            dataStart = -1;
        }
        while (dataStart >= 0 && dataStart < dataEnd && bytes[dataStart] == ' ') {
            dataStart++;
        }
    }

    /** The array. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the event begins. */
    public int start() {
        return start;
    }

    /** Where it ends, behind its blank line. */
    public int end() {
        return end;
    }

    /** Where its data begins; -1 where it has none, or several lines of it. */
    public int dataStart() {
        return dataStart;
    }

    /** Where its data ends. */
    public int dataEnd() {
        return dataEnd;
    }

    /** Whether its data is {@code [DONE]}. */
    public boolean done() {
        return dataStart >= 0 && Arrays.equals(bytes, dataStart, dataEnd, DONE, 0, DONE.length);
    }
}
