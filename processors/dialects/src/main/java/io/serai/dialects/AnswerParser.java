package io.serai.dialects;

import io.serai.core.OutputParser;
import io.serai.core.ParseOptions;
import io.serai.core.ToolSchema;
import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.CallPolicy.Scope;
import java.util.stream.Collectors;

/**
 * Reads an answer of the usual shape: reasoning, then content, then calls. What a call is, its {@link CallReader} knows;
 * what becomes of everything else is decided here.
 */
final class AnswerParser implements OutputParser {
    /** Characters before a reasoning opener that may still belong to it; only so many are held back. */
    private static final int LEAD_IN = 16;

    /** After so many broken blocks no further one is looked for: bounds the work on hostile text. */
    private static final int MAX_BROKEN = 64;

    private static final int MAX_HELD_SPACE = 64;

    private enum Phase {
        KEPT,
        START,
        OPENER,
        REASONING,
        TEXT,
        CALL,
        /** Nothing is looked for any more. */
        PLAIN
    }

    private final Input in = new Input();
    private final Answer out;
    private final ReasoningFormat reasoning;
    private final ToolFormat tools;
    private final CallReader calls;
    private final boolean toolCalls;
    private final Markers startMarkers;
    private final Markers reasoningMarkers;
    private final Markers textMarkers;
    private final Markers.Hit hit = new Markers.Hit();

    private Phase phase;
    private boolean trimming;
    private boolean contentSeen;
    private boolean dropping;
    private String space = "";
    private String opener = "";
    private String reasoningOpener = "";
    private int firstOfBlock;
    private int malformed;

    AnswerParser(ReasoningFormat reasoning, ToolFormat tools, FormatMarkers markers, ParseOptions options, Answer out) {
        this.reasoning = reasoning;
        this.tools = tools;
        this.out = out;
        toolCalls = options.toolCalls();
        if (tools.policy().declaredOnly()) {
            out.declare(options.tools().stream().map(ToolSchema::name).collect(Collectors.toSet()));
        }
        calls = tools.reader(out, options);
        startMarkers = markers.start();
        reasoningMarkers = toolCalls ? markers.reasoning() : markers.closer();
        textMarkers = toolCalls ? markers.text() : markers.silent();
        phase = first(reasoning, options.reasoning());
    }

    private static Phase first(ReasoningFormat format, ParseOptions.Reasoning start) {
        if (format.isNone() || start == ParseOptions.Reasoning.NONE) {
            return Phase.TEXT;
        }
        return switch (format.start()) {
            case KEPT -> Phase.KEPT;
            case INSIDE -> Phase.OPENER;
            case AT_OPENER, USUALLY_INSIDE -> start == ParseOptions.Reasoning.PROMPT ? Phase.OPENER : Phase.START;
        };
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
    }

    @Override
    public int malformed() {
        return malformed + out.faults();
    }

    private void run() {
        while (step()) {}
        out.flush();
    }

    /** One step; false when more text is needed. */
    private boolean step() {
        return switch (phase) {
            case KEPT -> kept();
            case START -> start();
            case OPENER -> optionalOpener();
            case REASONING -> reasoning();
            case TEXT -> text();
            case CALL -> call();
            case PLAIN -> plain();
        };
    }

    /** Reasoning stays in the content, so that needs the opener that the prompt may have taken away. */
    private boolean kept() {
        String first = reasoning.pairs().getFirst().opener();
        if (in.match(first) == Input.Match.MAYBE) {
            return false;
        }
        if (in.match(first) == Input.Match.NO && !in.isEmpty()) {
            out.content(first);
            contentSeen = true;
        }
        phase = Phase.TEXT;
        return true;
    }

    private boolean start() {
        startMarkers.find(in, in.at(), hit);
        String marker = hit.marker;
        int lead = hit.position - in.at();
        if (marker != null && lead <= LEAD_IN && reasoning.opens(marker)) {
            lead(hit.position, marker);
            in.moveTo(hit.position + marker.length());
            reasoningOpener = marker;
            trimming = trimming || lead == 0;
            phase = Phase.REASONING;
            return true;
        }
        if (marker != null || lead > LEAD_IN || in.ended()) {
            phase = Phase.TEXT;
            return true;
        }
        return false;
    }

    /** A few words, up to {@code end}, before the opener that is there. */
    private void lead(int end, String marker) {
        switch (reasoning.leadIn()) {
            case CONTENT -> emit(in.at(), end);
            case REASONING -> {
                trimming = true;
                reason(in.at(), end);
            }
            case REASONING_AND_OPENER -> {
                trimming = true;
                boolean words = end > in.at();
                reason(in.at(), words ? end + marker.length() : end);
            }
        }
    }

    /** The prompt opened the reasoning; some models open it once more. */
    private boolean optionalOpener() {
        trimming = true;
        if (!in.skipSpace() && !in.ended()) {
            return false;
        }
        boolean open = false;
        for (ReasoningFormat.Pair pair : reasoning.pairs()) {
            switch (in.match(pair.opener())) {
                case YES -> reasoningOpener = pair.opener();
                case MAYBE -> open = true;
                case NO -> {}
            }
        }
        if (open) {
            return false;
        }
        in.moveTo(in.at() + reasoningOpener.length());
        phase = Phase.REASONING;
        return true;
    }

    private boolean reasoning() {
        reasoningMarkers.find(in, in.at(), hit);
        String marker = hit.marker;
        if (marker == null) {
            int end = in.ended() ? in.limit() : withoutSpace(hit.position);
            reason(in.at(), end);
            in.moveTo(end);
            return false;
        }
        boolean closes = reasoning.closes(reasoningOpener, marker);
        if (!closes && (reasoning.closers().contains(marker) || !tools.opens(marker, false))) {
            reason(in.at(), hit.position + marker.length());
            in.moveTo(hit.position + marker.length());
            return true;
        }
        reason(in.at(), withoutSpace(hit.position));
        in.moveTo(hit.position + (closes ? marker.length() : 0));
        phase = Phase.TEXT;
        trimming = true;
        return true;
    }

    private void reason(int from, int to) {
        int start = trimmed(from, to);
        if (start < to) {
            out.reasoning(in.text(), start, to);
            trimming = false;
        }
    }

    private boolean text() {
        textMarkers.find(in, in.at(), hit);
        String marker = hit.marker;
        if (marker == null) {
            int end = in.ended() ? in.limit() : withoutSpace(hit.position);
            emit(in.at(), end);
            in.moveTo(end);
            return false;
        }
        boolean silent = tools.silent().contains(marker);
        int held = withoutSpace(hit.position);
        emit(in.at(), held);
        if (tools.restarts().contains(marker)) {
            emit(held, hit.position + marker.length());
            in.moveTo(hit.position + marker.length());
            contentSeen = false;
        } else if (silent) {
            holdSpace(held, hit.position);
            in.moveTo(hit.position + marker.length());
        } else if (tools.opens(marker, !contentSeen && !out.hasCallBefore(out.calls()))) {
            holdSpace(held, hit.position);
            in.moveTo(hit.position);
            open(marker);
        } else {
            emit(held, hit.position + 1);
            in.moveTo(hit.position + 1);
        }
        return true;
    }

    private void open(String marker) {
        opener = marker;
        if (tools.policy().scope() != Scope.ANSWER || in.blockMark() < 0) {
            in.markBlock();
            firstOfBlock = out.calls();
        } else {
            in.markCall();
        }
        calls.begin(in, marker);
        phase = Phase.CALL;
    }

    private boolean call() {
        switch (calls.read(in)) {
            case MORE -> {
                if (!in.ended()) {
                    return false;
                }
                fail(fate(tools.policy().cut()), true);
            }
            case DONE -> {
                if (tools.policy().scope() != Scope.ANSWER) {
                    in.unmark();
                }
                dropping = !tools.policy().textAfterCalls();
                phase = Phase.TEXT;
            }
            case BROKEN -> fail(fate(tools.policy().broken()), false);
        }
        return true;
    }

    private Fate fate(Fate usual) {
        int first = tools.policy().scope() == Scope.CALL ? lastCall() : firstOfBlock;
        return out.hasCallBefore(first) ? tools.policy().later() : usual;
    }

    private void fail(Fate fate, boolean cut) {
        boolean begun = out.calls() > firstOfBlock;
        if (begun || tools.isMarkup(opener)) {
            malformed++;
        }
        switch (fate) {
            case CONTENT -> asContent();
            case DROP -> drop(cut);
            case KEEP -> settle();
            case COMPLETE -> complete();
        }
    }

    /** The text of what is unreadable becomes content, except for blocks inside of it that are well-formed. */
    private void asContent() {
        boolean wholeAnswer = tools.policy().scope() == Scope.ANSWER;
        boolean single = tools.policy().scope() == Scope.CALL && lastCall() > firstOfBlock;
        int from = single ? in.callMark() : in.blockMark();
        retract(single);
        in.moveTo(from);
        in.unmark();
        if (wholeAnswer || malformed > MAX_BROKEN) {
            phase = Phase.PLAIN;
            return;
        }
        phase = Phase.TEXT;
        emit(from, from + 1);
        in.moveTo(from + 1);
    }

    private void retract(boolean single) {
        int first = single ? lastCall() : firstOfBlock;
        out.retractFrom(first);
        dropping = out.hasCallBefore(out.calls()) && !tools.policy().textAfterCalls();
    }

    private int lastCall() {
        return out.calls() > firstOfBlock && calls.midCall() ? out.calls() - 1 : out.calls();
    }

    private void drop(boolean cut) {
        boolean single = tools.policy().scope() == Scope.CALL;
        retract(single);
        if (!cut && single && calls.skipCall(in)) {
            return;
        }
        leaveBlock();
        dropping = true;
    }

    private void settle() {
        leaveBlock();
        dropping = !tools.policy().textAfterCalls();
    }

    /** Goes on behind what was read, at least behind the opener's first character: it must not be found again. */
    private void leaveBlock() {
        in.moveTo(Math.min(in.limit(), Math.max(in.at(), in.callMark() + 1)));
        in.unmark();
        phase = Phase.TEXT;
    }

    private void complete() {
        int length = calls.complete();
        if (length < 0) {
            drop(true);
        } else {
            out.recall(length);
            settle();
        }
    }

    private boolean plain() {
        emit(in.at(), in.limit());
        in.moveTo(in.limit());
        return false;
    }

    private void emit(int from, int to) {
        if (dropping) {
            return;
        }
        int start = trimmed(from, to);
        if (start < to) {
            out.content(space);
            space = "";
            out.content(in.text(), start, to);
            contentSeen = true;
            trimming = false;
        }
    }

    /** White space before a marker is given out only if content follows, and some came before. */
    private void holdSpace(int from, int to) {
        if (contentSeen && to > from && space.length() < MAX_HELD_SPACE) {
            space += in.slice(from, to);
        }
    }

    private int trimmed(int from, int to) {
        int start = from;
        while (trimming && start < to && Input.isSpace(in.text()[start])) {
            start++;
        }
        return start;
    }

    /** Where the text before {@code end} ends if white space is held back. */
    private int withoutSpace(int end) {
        int last = end;
        int least = Math.max(in.at(), end - MAX_HELD_SPACE);
        while (last > least && Input.isSpace(in.text()[last - 1])) {
            last--;
        }
        return last;
    }
}
