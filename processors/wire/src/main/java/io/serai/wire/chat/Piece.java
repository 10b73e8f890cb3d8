package io.serai.wire.chat;

import org.jspecify.annotations.Nullable;

/** One thing that a chunk says: some reasoning, some content, or a bit of one call. */
public final class Piece {
    /** What it is. */
    public enum Kind {
        /** Reasoning. */
        REASONING,
        /** Content. */
        CONTENT,
        /** Arguments of a call, which may begin with it. */
        CALL
    }

    private final StringBuilder text = new StringBuilder();
    private Kind kind = Kind.CONTENT;
    private int call;
    private @Nullable String id;
    private String name = "";

    /** Makes it a piece without text. */
    public void begin(Kind of, int callIndex) {
        kind = of;
        call = callIndex;
        id = null;
        name = "";
        text.setLength(0);
    }

    /** Makes it the beginning of its call. */
    public void named(String callId, String function) {
        id = callId;
        name = function;
    }

    /** Gives it another index of its call. */
    public void renumber(int callIndex) {
        call = callIndex;
    }

    /** Adds text, or arguments of the call. */
    public void add(String more) {
        text.append(more);
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Index of the call. */
    public int call() {
        return call;
    }

    /** Id of the call where it begins here, else null. */
    public @Nullable String id() {
        return id;
    }

    /** Name of the function where the call begins here. */
    public String name() {
        return name;
    }

    /** Text or arguments. */
    public StringBuilder text() {
        return text;
    }
}
