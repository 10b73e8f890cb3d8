package io.serai.dialects;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the lists of {@link PythonCalls}: finds the closing bracket first, then reads what is between. */
final class PythonCallReader implements CallReader {
    private static final int MAX_NAME = 256;

    private final Answer out;
    private int scanned;
    private int depth;
    private char quote;
    private boolean escaped;
    private boolean named;

    PythonCallReader(Answer out) {
        this.out = out;
    }

    @Override
    public void begin(Input in, String opener) {
        scanned = 0;
        depth = 0;
        quote = 0;
        escaped = false;
        named = false;
    }

    @Override
    public boolean midCall() {
        return false;
    }

    @Override
    public Step read(Input in) {
        if (!named) {
            Step head = head(in);
            if (head != Step.DONE) {
                return head;
            }
            named = true;
        }
        int end = scan(in);
        if (end < 0) {
            return Step.MORE;
        }
        List<Call> calls = calls(in.slice(in.at(), end));
        if (calls == null) {
            return Step.BROKEN;
        }
        in.moveTo(end);
        for (Call call : calls) {
            out.call(call.name(), null);
            out.arguments(call.arguments());
        }
        return Step.DONE;
    }

    /** Whether a list of calls begins here: a bracket, a name, a parenthesis. */
    private static Step head(Input in) {
        int at = in.at() + 1;
        while (at < in.limit() && Input.isSpace(in.text()[at])) {
            at++;
        }
        int from = at;
        while (at < in.limit() && PythonText.isNamePart(in.text()[at], at == from)) {
            at++;
        }
        if (at == in.limit() && at - from <= MAX_NAME) {
            return Step.MORE;
        }
        return at > from && at < in.limit() && in.text()[at] == '(' ? Step.DONE : Step.BROKEN;
    }

    /** Position behind the closing bracket; -1 if it is not there yet. */
    private int scan(Input in) {
        char[] text = in.text();
        int start = in.at();
        for (int i = start + scanned; i < in.limit(); i++) {
            char c = text[i];
            if (escaped) {
                escaped = false;
            } else if (quote != 0) {
                inString(c);
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '(' || c == '{') {
                depth++;
            } else if ((c == ']' || c == ')' || c == '}') && --depth == 0) {
                return i + 1;
            }
        }
        scanned = in.limit() - start;
        return -1;
    }

    private void inString(char c) {
        if (c == '\\') {
            escaped = true;
        } else if (c == quote) {
            quote = 0;
        }
    }

    private static @Nullable List<Call> calls(String list) {
        PythonText python = new PythonText(list);
        List<Call> calls = new ArrayList<>();
        python.take('[');
        python.skipSpace();
        while (!python.take(']')) {
            Call call = Call.read(python);
            if (call == null) {
                return null;
            }
            calls.add(call);
            python.skipSpace();
            if (!python.take(',') && python.peek() != ']') {
                return null;
            }
            python.skipSpace();
        }
        return calls.isEmpty() ? null : calls;
    }

    /** A call that was read. */
    record Call(String name, String arguments) {
        /** The call {@code name(k=v, ...)} that is here; null if it is none. */
        static @Nullable Call read(PythonText python) {
            String name = python.name();
            python.skipSpace();
            if (name.isEmpty() || !python.take('(')) {
                return null;
            }
            StringBuilder arguments = new StringBuilder();
            return python.keywords(arguments) ? new Call(name, arguments.toString()) : null;
        }
    }
}
