package io.serai.wire.chat;

import io.serai.core.CallError;
import io.serai.core.Span;
import io.serai.wire.JsonScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a chat completion or of one of its chunks lie in its bytes. Reusable: each {@link #read} forgets
 * the one before, its {@link Choice}s included. Not thread-safe.
 */
public final class ChatReply {
    /** What there is to read. */
    public enum Kind {
        /** A completion or a chunk; may have no choices, as the one with the usage. */
        CHOICES,
        /** The worker has given up. */
        ERROR,
        /** Something else, or no JSON. */
        UNKNOWN
    }

    private final JsonScanner scanner = new JsonScanner(new byte[0]);
    private final List<Choice> pool = new ArrayList<>(1);
    private byte[] bytes = {};
    private Span object = Span.NONE;
    private Span choices = Span.NONE;
    private Span usage = Span.NONE;
    private int count;

    /** Reads the JSON object between {@code from} and {@code to}. */
    public Kind read(byte[] json, int from, int to) {
        bytes = json;
        object = new Span(from, to);
        choices = Span.NONE;
        usage = Span.NONE;
        count = 0;
        try {
            scanner.reset(json, from, to);
            return root();
        } catch (CallError malformed) {
            count = 0;
            return Kind.UNKNOWN;
        }
    }

    private Kind root() {
        Kind kind = Kind.UNKNOWN;
        scanner.skipSpace();
        scanner.enterObject();
        while (scanner.nextField()) {
            byte first = scanner.peek();
            if (first == '[' && scanner.keyIs("choices")) {
                kind = kind == Kind.ERROR ? kind : Kind.CHOICES;
                readChoices();
                continue;
            }
            if (first == '{' && scanner.keyIs("usage")) {
                usage = scanner.value();
            } else {
                kind = first != 'n' && scanner.keyIs("error") ? Kind.ERROR : kind;
                scanner.skipValue();
            }
        }
        scanner.expectEnd();
        return kind;
    }

    private void readChoices() {
        int start = scanner.position();
        scanner.enterArray();
        while (scanner.nextItem()) {
            if (count == pool.size()) {
                pool.add(new Choice());
            }
            pool.get(count++).read(scanner);
        }
        choices = new Span(start, scanner.position());
    }

    /** The bytes that were read from. */
    public byte[] bytes() {
        return bytes;
    }

    /** The whole object. */
    public Span object() {
        return object;
    }

    /** The array of choices, brackets included; {@link Span#NONE} if there is none. */
    public Span choices() {
        return choices;
    }

    /** The usage object; {@link Span#NONE} if there is none. */
    public Span usage() {
        return usage;
    }

    /** Number of choices. */
    public int size() {
        return count;
    }

    /** A choice by its place in the array, which need not be its index. */
    public Choice choice(int place) {
        return pool.get(place);
    }
}
