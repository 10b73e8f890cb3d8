package io.serai.dialects;

import java.util.BitSet;

/** Reads the calls of {@link BracedCalls}. */
final class BracedCallReader implements CallReader {
    private static final int MAX_HEAD = 512;
    private static final int MAX_BARE = 4096;
    private static final int MAX_DEPTH = 256;
    private static final String PREFIX = "call:";

    private enum State {
        HEAD,
        /** Behind an opening bracket: an entry, or the end. */
        FIRST,
        /** Behind a comma. */
        NEXT,
        KEY,
        QUOTED_KEY,
        COLON,
        VALUE,
        STRING,
        JSON,
        BARE,
        AFTER,
        CLOSER,
        DONE,
        BROKEN
    }

    private final BracedCalls format;
    private final Answer out;
    private final Markers quotes;
    private final Markers.Hit hit = new Markers.Hit();
    private final JsonText json = new JsonText();
    private final BitSet objects = new BitSet();

    private State state = State.DONE;
    private int depth;
    private int complete;
    private boolean begun;

    BracedCallReader(BracedCalls format, Answer out) {
        this.format = format;
        this.out = out;
        quotes = Markers.of(format.quote());
    }

    @Override
    public void begin(Input in, String opener) {
        in.moveTo(in.at() + opener.length());
        state = State.HEAD;
        depth = 0;
        complete = 0;
        begun = false;
    }

    @Override
    public boolean midCall() {
        return begun;
    }

    @Override
    public int complete() {
        return begun ? complete : -1;
    }

    @Override
    public Step read(Input in) {
        while (state != State.DONE && state != State.BROKEN) {
            if (!step(in)) {
                return in.ended() ? atEnd() : Step.MORE;
            }
        }
        return state == State.DONE ? Step.DONE : Step.BROKEN;
    }

    /** Without its name a call is no call at all, not a cut one. */
    private Step atEnd() {
        return switch (state) {
            case CLOSER -> Step.DONE;
            case HEAD -> Step.BROKEN;
            default -> Step.MORE;
        };
    }

    private boolean become(State next) {
        state = next;
        return true;
    }

    private boolean step(Input in) {
        return switch (state) {
            case HEAD -> head(in);
            case STRING, QUOTED_KEY -> string(in);
            case JSON -> json(in);
            default -> in.skipSpace() && structure(in);
        };
    }

    private boolean structure(Input in) {
        return switch (state) {
            case FIRST, NEXT -> entry(in);
            case KEY -> key(in);
            case COLON -> expect(in, ':', State.VALUE);
            case VALUE -> value(in);
            case BARE -> bare(in);
            case AFTER -> after(in);
            default -> closer(in);
        };
    }

    private boolean expect(Input in, char c, State next) {
        if (in.peek() != c) {
            return become(State.BROKEN);
        }
        in.moveTo(in.at() + 1);
        return become(next);
    }

    private boolean head(Input in) {
        int brace = in.indexOf("{", in.at());
        if (isLong(in, brace)) {
            return become(State.BROKEN);
        }
        if (brace < 0) {
            return false;
        }
        String head = in.slice(in.at(), brace).strip();
        String name = head.startsWith(PREFIX) ? head.substring(PREFIX.length()).strip() : "";
        if (!HeadedCalls.isName(name)) {
            return become(State.BROKEN);
        }
        out.call(name, null);
        begun = true;
        in.moveTo(brace + 1);
        return open(true);
    }

    /** Whether what ends at {@code end}, or has not ended yet if that is negative, is too long for a name. */
    private static boolean isLong(Input in, int end) {
        return (end < 0 ? in.limit() : end) - in.at() > MAX_HEAD;
    }

    private boolean open(boolean object) {
        if (depth == MAX_DEPTH) {
            return become(State.BROKEN);
        }
        objects.set(depth++, object);
        out.arguments(object ? "{" : "[");
        return become(State.FIRST);
    }

    private boolean inObject() {
        return objects.get(depth - 1);
    }

    private boolean entry(Input in) {
        if (in.peek() == (inObject() ? '}' : ']')) {
            return close(in);
        }
        if (state == State.NEXT) {
            out.arguments(", ");
        }
        return become(inObject() ? State.KEY : State.VALUE);
    }

    private boolean close(Input in) {
        out.arguments(inObject() ? "}" : "]");
        in.moveTo(in.at() + 1);
        depth--;
        return valueEnded();
    }

    private boolean valueEnded() {
        if (depth == 1) {
            complete = out.argue().length();
        }
        return become(depth == 0 ? State.CLOSER : State.AFTER);
    }

    private boolean key(Input in) {
        switch (quote(in)) {
            case YES -> {
                return become(State.QUOTED_KEY);
            }
            case MAYBE -> {
                return false;
            }
            case NO -> {}
        }
        int colon = in.indexOf(":", in.at());
        String key = colon < 0 || isLong(in, colon) ? "" : TagText.bare(in.slice(in.at(), colon));
        if (key.isEmpty()) {
            return (colon >= 0 || isLong(in, colon)) && become(State.BROKEN);
        }
        out.arguments(JsonQuote.quote(key));
        in.moveTo(colon);
        return colon();
    }

    private boolean colon() {
        out.arguments(": ");
        return become(State.COLON);
    }

    /** Takes the marker that begins a string. */
    private Input.Match quote(Input in) {
        Input.Match match = in.take(format.quote());
        if (match == Input.Match.YES) {
            out.arguments("\"");
        }
        return match;
    }

    private boolean string(Input in) {
        quotes.find(in, in.at(), hit);
        int from = out.argue().length();
        JsonQuote.escape(in.text(), in.at(), hit.position, out.argue());
        out.argued(from);
        in.moveTo(hit.position);
        if (hit.marker == null) {
            return false;
        }
        in.moveTo(hit.position + hit.marker.length());
        out.arguments("\"");
        return state == State.STRING ? valueEnded() : colon();
    }

    private boolean value(Input in) {
        switch (quote(in)) {
            case YES -> {
                return become(State.STRING);
            }
            case MAYBE -> {
                return false;
            }
            case NO -> {}
        }
        char c = in.peek();
        if (c == '{' || c == '[') {
            in.moveTo(in.at() + 1);
            return open(c == '{');
        }
        json.reset();
        return become(c == '"' ? State.JSON : State.BARE);
    }

    /** A string in JSON's own quotes. */
    private boolean json(Input in) {
        int from = in.at();
        int end = json.read(in.text(), from, in.limit());
        out.arguments(in.text(), from, end);
        in.moveTo(end);
        return switch (json.status()) {
            case DONE -> valueEnded();
            case BROKEN -> become(State.BROKEN);
            case MORE -> false;
        };
    }

    /** A number or a word: JSON if it is, else a string that lacks its quotes. */
    private boolean bare(Input in) {
        int end = in.at();
        while (end < in.limit() && ",}]\n".indexOf(in.text()[end]) < 0) {
            end++;
        }
        if (end == in.at() || end - in.at() > MAX_BARE) {
            return become(State.BROKEN);
        }
        if (end == in.limit()) {
            return false;
        }
        String text = in.slice(in.at(), end).strip();
        out.arguments(TypedValue.jsonOrString(text));
        in.moveTo(end);
        return valueEnded();
    }

    private boolean after(Input in) {
        if (in.peek() == ',') {
            return expect(in, ',', State.NEXT);
        }
        return in.peek() == (inObject() ? '}' : ']') ? close(in) : become(State.BROKEN);
    }

    private boolean closer(Input in) {
        return switch (in.take(format.closer())) {
            case YES -> {
                begun = false;
                yield become(State.DONE);
            }
            case MAYBE -> false;
            case NO -> become(State.BROKEN);
        };
    }
}
