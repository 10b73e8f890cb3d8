package io.serai.dialects;

import io.serai.core.OutputParser;
import io.serai.core.ParseOptions;

/**
 * Reads Harmony: {@code <|channel|>analysis<|message|>...<|end|><|start|>assistant<|channel|>...}. The prompt ended with
 * {@code <|start|>assistant}, so that an answer begins in a header. Text outside of any message is content.
 */
final class HarmonyParser implements OutputParser {
    private static final String START = "<|start|>";
    private static final String CHANNEL = "<|channel|>";
    private static final String MESSAGE = "<|message|>";
    private static final Markers OUTSIDE = Markers.of(START, CHANNEL, MESSAGE, "<|end|>", "<|call|>", "<|return|>");
    private static final Markers HEADER = Markers.of(MESSAGE, "<|end|>", "<|call|>", "<|return|>");
    private static final Markers BODY = Markers.of(START, "<|end|>", "<|call|>", "<|return|>");
    private static final String FUNCTIONS = "functions.";
    private static final int MAX_HEADER = 512;

    private enum Phase {
        OUTSIDE,
        HEADER,
        REASONING,
        CONTENT,
        CALL,
        CALL_END,
        /** A message that could not be read: content up to its end. */
        RAW
    }

    private final Input in = new Input();
    private final Answer out;
    private final boolean toolCalls;
    private final JsonText json = new JsonText();
    private final Markers.Hit hit = new Markers.Hit();

    private Phase phase = Phase.OUTSIDE;
    private boolean reasoned;
    private boolean spoken;
    private boolean fresh = true;
    private int malformed;

    HarmonyParser(ParseOptions options, Answer out) {
        this.out = out;
        toolCalls = options.toolCalls();
    }

    @Override
    public void push(String text) {
        in.add(text);
        run();
    }

    @Override
    public void end() {
        in.end();
        run();
        if (phase == Phase.HEADER || phase == Phase.CALL) {
            cut();
            run();
        }
    }

    @Override
    public int malformed() {
        return malformed;
    }

    private void run() {
        while (step()) {}
        out.flush();
    }

    private boolean step() {
        return switch (phase) {
            case OUTSIDE -> outside();
            case HEADER -> header();
            case REASONING, CONTENT -> body();
            case CALL -> call();
            case CALL_END -> callEnd();
            case RAW -> raw();
        };
    }

    private boolean become(Phase next) {
        phase = next;
        return true;
    }

    private boolean outside() {
        if (fresh && !in.skipSpace()) {
            return false;
        }
        OUTSIDE.find(in, in.at(), hit);
        int end = hit.position;
        if (end > in.at()) {
            say(in.at(), end);
            in.moveTo(end);
        }
        String marker = hit.marker;
        if (marker == null) {
            return false;
        }
        if (marker.equals(START) || marker.equals(CHANNEL)) {
            in.markBlock();
            in.moveTo(end + marker.length());
            return become(Phase.HEADER);
        }
        in.moveTo(end + marker.length());
        return true;
    }

    private void say(int from, int to) {
        if (to <= from) {
            return;
        }
        if (fresh && spoken) {
            out.content("\n");
        }
        fresh = false;
        spoken = true;
        out.content(in.text(), from, to);
    }

    private boolean header() {
        HEADER.find(in, in.at(), hit);
        String marker = hit.marker;
        if (hit.position - in.at() > MAX_HEADER) {
            return fail();
        }
        if (marker == null) {
            return false;
        }
        if (!marker.equals(MESSAGE)) {
            return fail();
        }
        String header = in.slice(in.blockMark(), hit.position);
        in.moveTo(hit.position + marker.length());
        return begin(header);
    }

    private boolean begin(String header) {
        boolean analysis = header.contains(CHANNEL + "analysis");
        String function = function(recipient(header), analysis);
        fresh = true;
        if (function.isEmpty() || !toolCalls) {
            in.unmark();
            return become(analysis ? Phase.REASONING : Phase.CONTENT);
        }
        if (!HeadedCalls.isName(function)) {
            return fail();
        }
        out.call(function, null);
        json.reset();
        return become(Phase.CALL);
    }

    /** The declared function that a message calls. Hosted tools, addressed on the analysis channel, are thoughts. */
    private static String function(String recipient, boolean analysis) {
        if (recipient.startsWith(FUNCTIONS)) {
            return recipient.substring(FUNCTIONS.length());
        }
        return analysis ? "" : recipient;
    }

    private static String recipient(String header) {
        int from = header.indexOf(" to=");
        if (from < 0) {
            return "";
        }
        int at = from + 4;
        int to = at;
        while (to < header.length() && !Input.isSpace(header.charAt(to)) && header.charAt(to) != '<') {
            to++;
        }
        return header.substring(at, to);
    }

    private boolean body() {
        BODY.find(in, in.at(), hit);
        int end = hit.position;
        if (end > in.at()) {
            if (phase == Phase.REASONING) {
                reason(end);
            } else {
                say(in.at(), end);
            }
            in.moveTo(end);
        }
        return hit.marker != null && leave(hit.marker);
    }

    private boolean leave(String marker) {
        in.moveTo(in.at() + (marker.equals(START) ? 0 : marker.length()));
        fresh = true;
        return become(Phase.OUTSIDE);
    }

    private void reason(int to) {
        if (fresh && reasoned) {
            out.reasoning(new char[] {'\n'}, 0, 1);
        }
        fresh = false;
        reasoned = true;
        out.reasoning(in.text(), in.at(), to);
    }

    private boolean call() {
        if (json.isFresh()) {
            if (!in.skipSpace()) {
                return false;
            }
            BODY.find(in, in.at(), hit);
            if (hit.position == in.at() && hit.marker != null) {
                out.arguments("{}");
                return become(Phase.CALL_END);
            }
            if (hit.position == in.at()) {
                return false;
            }
        }
        int end = json.read(in.text(), in.at(), in.limit());
        out.arguments(in.text(), in.at(), end);
        in.moveTo(end);
        return switch (json.status()) {
            case DONE -> become(Phase.CALL_END);
            case BROKEN -> fail();
            case MORE -> false;
        };
    }

    private boolean callEnd() {
        if (!in.skipSpace()) {
            return false;
        }
        BODY.find(in, in.at(), hit);
        if (hit.position > in.at()) {
            return fail();
        }
        if (hit.marker == null) {
            return false;
        }
        in.unmark();
        return leave(hit.marker);
    }

    /** The message cannot be read: its text is content. */
    private boolean fail() {
        malformed++;
        if (phase == Phase.CALL || phase == Phase.CALL_END) {
            out.retractFrom(out.calls() - 1);
        }
        in.moveTo(in.blockMark());
        in.unmark();
        say(in.at(), in.at() + 1);
        in.moveTo(in.at() + 1);
        return become(Phase.RAW);
    }

    private boolean raw() {
        BODY.find(in, in.at(), hit);
        int end = hit.position + (hit.marker == null || hit.marker.equals(START) ? 0 : hit.marker.length());
        say(in.at(), end);
        in.moveTo(end);
        fresh = hit.marker != null;
        return hit.marker != null && become(Phase.OUTSIDE);
    }

    /** The answer ends in a header or in arguments. */
    private void cut() {
        malformed++;
        boolean begun = phase == Phase.CALL;
        int end = in.limit();
        in.moveTo(in.blockMark());
        Markers.of("<|end|>", "<|call|>", "<|return|>").find(in, in.at(), hit);
        boolean closed = hit.marker != null;
        if (begun && !closed && out.hasCallBefore(out.calls() - 1)) {
            in.moveTo(end);
        } else if (begun) {
            out.retractFrom(out.calls() - 1);
            in.moveTo(closed ? in.at() : end);
        }
        in.unmark();
        say(in.at(), end);
        in.moveTo(end);
        phase = Phase.OUTSIDE;
    }
}
