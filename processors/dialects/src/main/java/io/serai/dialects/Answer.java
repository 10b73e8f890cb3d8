package io.serai.dialects;

import io.serai.core.ChatEvent;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives out the events of one answer, one of a kind for each piece that came in. */
final class Answer {
    private enum Kind {
        NONE,
        REASONING,
        CONTENT,
        ARGUMENTS
    }

    private final Consumer<ChatEvent> out;
    private final StringBuilder pending = new StringBuilder();
    private final BitSet live = new BitSet();
    private Kind kind = Kind.NONE;
    private int calls;
    private Set<String> declared = Set.of();
    private int faults;

    // Index that each call has outside: those that are not given out have none.
    private int[] places = new int[8];
    private int given;
    private boolean muted;

    // The call that is being read, for a dialect that gives a cut call without its unfinished parameter.
    private final StringBuilder arguments = new StringBuilder();
    private String name = "";
    private @Nullable String id;

    Answer(Consumer<ChatEvent> out) {
        this.out = out;
    }

    /** Calls of other functions than these are not given out, though they count as calls; empty for no limit. */
    void declare(Set<String> functions) {
        declared = functions;
    }

    /** Calls that were not given out, or with arguments that are no JSON. */
    int faults() {
        return faults;
    }

    /** The last call has arguments that are no JSON. */
    void fault() {
        faults++;
    }

    void reasoning(char[] text, int from, int to) {
        append(Kind.REASONING, text, from, to);
    }

    void content(char[] text, int from, int to) {
        append(Kind.CONTENT, text, from, to);
    }

    void content(CharSequence text) {
        if (!text.isEmpty()) {
            enter(Kind.CONTENT);
            pending.append(text);
        }
    }

    private void append(Kind wanted, char[] text, int from, int to) {
        if (to > from) {
            enter(wanted);
            pending.append(text, from, to - from);
        }
    }

    private void enter(Kind wanted) {
        if (kind != wanted) {
            flush();
            kind = wanted;
        }
    }

    /** A call begins: its name is certain. */
    void call(String callName, @Nullable String callId) {
        flush();
        arguments.setLength(0);
        muted = !declared.isEmpty() && !declared.contains(callName);
        if (muted) {
            faults++;
            calls++;
            return;
        }
        live.set(calls);
        name = callName;
        id = callId;
        place(calls++);
        out.accept(new ChatEvent.ToolCall(given++, callId, callName));
    }

    private void place(int call) {
        if (call >= places.length) {
            places = Arrays.copyOf(places, call * 2);
        }
        places[call] = given;
    }

    /** Appends to this what is to be the arguments; {@link #argued} afterwards. */
    StringBuilder argue() {
        return arguments;
    }

    /** Gives out what was appended to {@link #argue()} from {@code from} on. */
    void argued(int from) {
        if (arguments.length() > from && !muted) {
            enter(Kind.ARGUMENTS);
            pending.append(arguments, from, arguments.length());
        }
    }

    void arguments(char[] text, int from, int to) {
        int before = arguments.length();
        arguments.append(text, from, to - from);
        argued(before);
    }

    void arguments(CharSequence text) {
        int before = arguments.length();
        arguments.append(text);
        argued(before);
    }

    /** Takes the last call back and gives it anew with the first {@code length} characters of its arguments, closed. */
    void recall(int length) {
        if (muted) {
            return;
        }
        String kept = arguments.substring(0, length);
        retractFrom(calls - 1);
        call(name, id);
        arguments(kept.isEmpty() ? "{}" : kept + "}");
    }

    /** Index that the next call gets. */
    int calls() {
        return calls;
    }

    /** Whether a call stands before the one with this index. */
    boolean hasCallBefore(int index) {
        int first = live.nextSetBit(0);
        return first >= 0 && first < index;
    }

    /** Takes back every call from {@code index} on, the last first; whether there was one. */
    boolean retractFrom(int index) {
        flush();
        boolean any = false;
        for (int i = live.previousSetBit(calls); i >= index; i = live.previousSetBit(i)) {
            live.clear(i);
            out.accept(new ChatEvent.Retracted(places[i]));
            any = true;
        }
        return any;
    }

    /** Gives out what is pending. */
    void flush() {
        if (!pending.isEmpty()) {
            String text = pending.toString();
            pending.setLength(0);
            out.accept(
                    switch (kind) {
                        case REASONING -> new ChatEvent.Reasoning(text);
                        case ARGUMENTS -> new ChatEvent.Arguments(places[calls - 1], text);
                        case CONTENT, NONE -> new ChatEvent.Content(text);
                    });
        }
        kind = Kind.NONE;
    }
}
