package io.serai.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON Lines: objects in UTF-8, each ended by a line feed; blank lines are no objects. A carriage return alone ends
 * no line, since it may stand between the members of an object. A byte order mark at the start is left out.
 */
final class JsonLines {
    private static final byte[] BYTE_ORDER_MARK = "\ufeff".getBytes(UTF_8);

    private final InputStream in;
    private byte[] line = {};
    private long number;

    JsonLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Goes to the next line that is not blank; false at the end. */
    boolean next() throws IOException {
        var read = new ByteArrayOutputStream();
        boolean blank = true;
        for (int b = in.read(); b >= 0 || read.size() > 0; b = in.read()) {
            if (b >= 0 && b != '\n') {
                read.write(b);
                blank &= b == ' ' || b == '\t' || b == '\r';
                continue;
            }
            number++;
            if (!blank) {
                line = read.toByteArray();
                return true;
            }
            read.reset();
        }
        return false;
    }

    /** Number of the line, from 1; blank ones count. */
    long number() {
        return number;
    }

    /**
     * The object that the line is.
     *
     * @throws CaseException if it is none, or no UTF-8
     */
    Map<String, @Nullable Object> object() throws CaseException {
        return Cases.object(text(), "the line");
    }

    private String text() throws CaseException {
        var bytes = ByteBuffer.wrap(line);
        if (number == 1 && startsWithMark()) {
            bytes.position(BYTE_ORDER_MARK.length);
        }
        var text = CharBuffer.allocate(bytes.remaining());
        CoderResult result = UTF_8.newDecoder().decode(bytes, text, true);
        if (result.isError()) {
            throw new CaseException(
                    "the line is no valid UTF-8 at byte %d; write it as UTF-8".formatted(bytes.position() + 1));
        }
        return text.flip().toString();
    }

    private boolean startsWithMark() {
        return ByteBuffer.wrap(line).mismatch(ByteBuffer.wrap(BYTE_ORDER_MARK)) == BYTE_ORDER_MARK.length;
    }
}
