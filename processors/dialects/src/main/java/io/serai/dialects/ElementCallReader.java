package io.serai.dialects;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of {@link ElementCalls}. */
final class ElementCallReader implements CallReader {
    private static final int MAX_TAG = 512;
    private static final int MAX_DEPTH = 256;

    private enum State {
        /** Between calls. */
        BLOCK,
        /** Before a tag, where text is not allowed. */
        STRUCTURE,
        /** Text of an element of which it is not known whether it has elements in it. */
        VALUE,
        DONE,
        BROKEN
    }

    /** What an element turned out to be. */
    private enum Kind {
        UNKNOWN,
        OBJECT,
        ARRAY
    }

    private static final class Element {
        private final String name;
        private final @Nullable Object schema;
        private final Set<Schema.Type> types;
        private final boolean plain;
        private Kind kind = Kind.UNKNOWN;
        private boolean filled;

        Element(String name, @Nullable Object schema) {
            this.name = name;
            this.schema = schema;
            types = Schema.types(schema);
            plain = TypedValue.isPlainString(types);
        }
    }

    private final ElementCalls format;
    private final Schema schema;
    private final Answer out;
    private final Markers marks;
    private final Markers.Hit hit = new Markers.Hit();
    private final StringBuilder held = new StringBuilder();
    private final Deque<Element> open = new ArrayDeque<>();

    private State state = State.DONE;
    private boolean any;

    ElementCallReader(ElementCalls format, Schema schema, Answer out) {
        this.format = format;
        this.schema = schema;
        this.out = out;
        marks = Markers.of(format.mark());
    }

    @Override
    public void begin(Input in, String opener) {
        in.moveTo(in.at() + opener.length());
        open.clear();
        any = false;
        state = State.BLOCK;
    }

    @Override
    public boolean midCall() {
        return !open.isEmpty();
    }

    @Override
    public Step read(Input in) {
        while (state != State.DONE && state != State.BROKEN) {
            if (!step(in)) {
                return in.ended() && state == State.BLOCK && any ? Step.DONE : Step.MORE;
            }
        }
        return state == State.DONE ? Step.DONE : Step.BROKEN;
    }

    private boolean become(State next) {
        state = next;
        return true;
    }

    private boolean step(Input in) {
        if (state == State.VALUE) {
            return value(in);
        }
        if (!in.skipSpace()) {
            return false;
        }
        return switch (in.match(format.mark())) {
            case YES -> tag(in);
            case MAYBE -> false;
            case NO -> become(State.BROKEN);
        };
    }

    /** The tag behind the mark that is here; its text is not consumed before all of it is here. */
    private boolean tag(Input in) {
        int from = in.at() + format.mark().length();
        if (from >= in.limit()) {
            return false;
        }
        int end = TagText.end(in, from, ">");
        if (in.text()[from] != '<' || (end < 0 ? in.limit() : end) - from > MAX_TAG) {
            return become(State.BROKEN);
        }
        if (end < 0) {
            return false;
        }
        String tag = in.slice(from + 1, end).strip();
        boolean known = tag.startsWith("/") ? close(tag.substring(1)) : opened(in, tag);
        in.moveTo(end + 1);
        return known || become(State.BROKEN);
    }

    private boolean opened(Input in, String tag) {
        if (state == State.BLOCK) {
            return call(in, tag);
        }
        Element parent = open.element();
        if (tag.isEmpty()
                || parent.plain
                || open.size() > MAX_DEPTH
                || !held.toString().isBlank()) {
            return false;
        }
        enter(parent, tag);
        open.push(new Element(tag, Schema.part(parent.schema, parent.kind == Kind.ARRAY ? null : tag)));
        held.setLength(0);
        if (open.element().plain) {
            out.arguments("\"");
        }
        return become(State.VALUE);
    }

    private boolean call(Input in, String tag) {
        String function = TagText.attributes(
                        tag.substring(Math.min(tag.length(), format.call().length())))
                .getOrDefault("name", "");
        if (!tag.startsWith(format.call()) || !HeadedCalls.isName(function)) {
            return false;
        }
        if (any) {
            in.markCall();
        }
        out.call(function, null);
        Element call = new Element(format.call(), schema.arguments(function));
        call.kind = Kind.OBJECT;
        open.push(call);
        held.setLength(0);
        out.arguments("{");
        return become(State.STRUCTURE);
    }

    /** A child of {@code parent} begins. */
    private void enter(Element parent, String child) {
        if (parent.kind == Kind.UNKNOWN) {
            boolean array = parent.types.contains(Schema.Type.ARRAY) && !parent.types.contains(Schema.Type.OBJECT);
            boolean items = child.equals(format.item()) && !parent.types.contains(Schema.Type.OBJECT);
            parent.kind = array || items ? Kind.ARRAY : Kind.OBJECT;
            out.arguments(parent.kind == Kind.ARRAY ? "[" : "{");
        }
        String key = parent.kind == Kind.ARRAY ? "" : JsonQuote.quote(child) + ": ";
        out.arguments(parent.filled ? ", " + key : key);
        parent.filled = true;
    }

    private boolean close(String name) {
        if (state == State.BLOCK) {
            return any && name.equals(format.block()) && become(State.DONE);
        }
        Element element = open.element();
        if (!name.equals(element.name)) {
            return false;
        }
        open.pop();
        switch (element.kind) {
            case OBJECT -> out.arguments("}");
            case ARRAY -> out.arguments("]");
            case UNKNOWN -> out.arguments(element.plain ? "\"" : typed(held.toString(), element.types));
        }
        held.setLength(0);
        any |= open.isEmpty();
        return become(open.isEmpty() ? State.BLOCK : State.STRUCTURE);
    }

    /** Nothing at all is an empty array or object where the schema asks for one. */
    private static String typed(String text, Set<Schema.Type> types) {
        if (text.isBlank() && !types.contains(Schema.Type.STRING)) {
            if (types.contains(Schema.Type.ARRAY)) {
                return "[]";
            }
            if (types.contains(Schema.Type.OBJECT)) {
                return "{}";
            }
        }
        return TypedValue.json(text, types);
    }

    private boolean value(Input in) {
        marks.find(in, in.at(), hit);
        if (open.element().plain) {
            int from = out.argue().length();
            JsonQuote.escape(in.text(), in.at(), hit.position, out.argue());
            out.argued(from);
        } else {
            held.append(in.text(), in.at(), hit.position - in.at());
        }
        in.moveTo(hit.position);
        return hit.marker != null && tag(in);
    }
}
