package io.serai.dialects;

import io.serai.dialects.PythonCallReader.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of {@link PythonBlocks}: finds the closer first, then reads what is before it. */
final class PythonBlockReader implements CallReader {
    private final PythonBlocks format;
    private final Answer out;
    private final Markers closers;
    private final Markers.Hit hit = new Markers.Hit();
    private int scanned;

    PythonBlockReader(PythonBlocks format, Answer out) {
        this.format = format;
        this.out = out;
        closers = new Markers(format.closers());
    }

    @Override
    public void begin(Input in, String opener) {
        scanned = opener.length();
    }

    @Override
    public boolean midCall() {
        return false;
    }

    @Override
    public Step read(Input in) {
        closers.find(in, in.at() + scanned, hit);
        String closer = hit.marker;
        if (closer == null && (!in.ended() || format.closerRequired())) {
            scanned = hit.position - in.at();
            return Step.MORE;
        }
        List<Call> calls = calls(in.slice(in.at() + format.opener().length(), hit.position));
        if (calls == null) {
            return closer == null ? Step.MORE : Step.BROKEN;
        }
        in.moveTo(hit.position + (closer == null ? 0 : closer.length()));
        for (Call call : calls) {
            out.call(call.name(), null);
            out.arguments(call.arguments());
        }
        return Step.DONE;
    }

    private static @Nullable List<Call> calls(String block) {
        PythonText python = new PythonText(block);
        List<Call> calls = new ArrayList<>();
        python.skipSpace();
        boolean list = python.take('[');
        python.skipSpace();
        while (!isEnd(python, list)) {
            Call call = Call.read(python);
            if (call == null) {
                return null;
            }
            calls.add(call);
            python.skipSpace();
            boolean separated = python.take(',');
            if (list && !separated && python.peek() != ']') {
                return null;
            }
            python.skipSpace();
        }
        return calls.isEmpty() || !python.atEnd() ? null : calls;
    }

    private static boolean isEnd(PythonText python, boolean list) {
        if (!list) {
            return python.atEnd();
        }
        boolean closed = python.take(']');
        python.skipSpace();
        return closed;
    }
}
