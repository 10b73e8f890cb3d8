package io.serai.dialects;

import io.serai.dialects.JsonCalls.Member;
import io.serai.dialects.JsonCalls.Shape;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of {@link JsonCalls}. */
final class JsonCallReader implements CallReader {
    /** A key, a name or an id that is longer is none. */
    private static final int MAX_WORD = 1024;

    private enum State {
        OPENER,
        VALUE,
        KEY,
        NEXT_KEY,
        COLON,
        MEMBER,
        ARGUMENTS,
        OTHER,
        AFTER_MEMBER,
        AFTER_OBJECT,
        NEXT_OBJECT,
        SEPARATOR,
        CLOSER,
        DONE,
        BROKEN
    }

    private final JsonCalls format;
    private final Answer out;
    private final JsonText json = new JsonText();
    private final StringBuilder early = new StringBuilder();
    private final Markers closers;
    private final Markers.Hit hit = new Markers.Hit();

    private State state = State.DONE;
    private String opener = "";
    private Member member = Member.OTHER;
    private boolean array;
    private boolean begun;
    private boolean argued;
    private @Nullable String name;
    private @Nullable String id;

    JsonCallReader(JsonCalls format, Answer out) {
        this.format = format;
        this.out = out;
        closers = new Markers(format.closers());
    }

    @Override
    public void begin(Input in, String blockOpener) {
        opener = blockOpener;
        state = State.OPENER;
        array = false;
        reset();
    }

    private void reset() {
        begun = false;
        argued = false;
        name = null;
        id = null;
        early.setLength(0);
    }

    @Override
    public boolean midCall() {
        return begun;
    }

    @Override
    public Step read(Input in) {
        while (state != State.DONE && state != State.BROKEN) {
            State before = state;
            boolean more = step(in);
            if (!more && state == before) {
                return in.ended() ? atEnd() : Step.MORE;
            }
        }
        return state == State.DONE ? Step.DONE : Step.BROKEN;
    }

    /** The answer is over; what is not open any more is complete. */
    private Step atEnd() {
        boolean complete = (state == State.CLOSER && !format.isCloserRequired()) || state == State.SEPARATOR;
        return complete ? Step.DONE : Step.MORE;
    }

    /** One step; false if it can do nothing without more text. */
    private boolean step(Input in) {
        if (state == State.OPENER) {
            in.moveTo(in.at() + JsonCalls.markerLength(opener));
            state = State.VALUE;
            return true;
        }
        if (state == State.ARGUMENTS) {
            return arguments(in);
        }
        if (!in.skipSpace()) {
            return false;
        }
        return switch (state) {
            case VALUE -> value(in);
            case KEY, NEXT_KEY -> key(in);
            case COLON -> expect(in, ':', State.MEMBER);
            case MEMBER -> member(in);
            case OTHER -> other(in);
            case AFTER_MEMBER -> afterMember(in);
            case AFTER_OBJECT -> afterObject(in);
            case NEXT_OBJECT -> object(in);
            case SEPARATOR -> separator(in);
            default -> closer(in);
        };
    }

    private boolean become(State next) {
        state = next;
        return true;
    }

    private boolean expect(Input in, char c, State next) {
        if (in.peek() != c) {
            return become(State.BROKEN);
        }
        in.moveTo(in.at() + 1);
        return become(next);
    }

    private boolean value(Input in) {
        if (in.peek() == '[' && format.shape() != Shape.OBJECT) {
            array = true;
            in.moveTo(in.at() + 1);
            return become(State.NEXT_OBJECT);
        }
        return format.shape() == Shape.ARRAY ? become(State.BROKEN) : object(in);
    }

    private boolean object(Input in) {
        if (begunBefore()) {
            in.markCall();
        }
        reset();
        return expect(in, '{', State.KEY);
    }

    private boolean begunBefore() {
        return begun || name != null;
    }

    private boolean key(Input in) {
        if (in.peek() == '}' && state == State.KEY) {
            return afterMember(in);
        }
        String key = word(in);
        if (key == null) {
            return false;
        }
        member = format.member(key);
        if (member == Member.NAMED_ARGUMENTS) {
            name = key;
            member = Member.ARGUMENTS;
        }
        return become(State.COLON);
    }

    /** The whole string that is here, consumed; null if it is incomplete or none. */
    private @Nullable String word(Input in) {
        int from = in.at();
        json.reset();
        int end = in.peek() == '"' ? json.read(in.text(), from, in.limit()) : from;
        if (json.status() == JsonText.Status.DONE) {
            in.moveTo(end);
            return JsonQuote.unquote(in.text(), from, end);
        }
        if (in.peek() != '"' || json.status() == JsonText.Status.BROKEN || end - from > MAX_WORD) {
            state = State.BROKEN;
        }
        return null;
    }

    private boolean member(Input in) {
        json.reset();
        return switch (member) {
            case NAME -> {
                String word = word(in);
                yield word != null && named(word);
            }
            case ID -> id(in);
            case ARGUMENTS, NAMED_ARGUMENTS -> become(argued ? State.OTHER : State.ARGUMENTS);
            case OTHER -> become(State.OTHER);
        };
    }

    private boolean id(Input in) {
        if (in.peek() != '"') {
            return become(State.OTHER);
        }
        id = word(in);
        return id != null && become(State.AFTER_MEMBER);
    }

    private boolean named(String word) {
        if (name == null) {
            name = word;
            if (word.isEmpty()) {
                return become(State.BROKEN);
            }
            if (argued) {
                begin();
                out.arguments(early);
            }
        }
        return become(State.AFTER_MEMBER);
    }

    private void begin() {
        begun = true;
        out.call(name == null ? "" : name, id);
    }

    private boolean arguments(Input in) {
        if (json.isFresh() && !in.skipSpace()) {
            return false;
        }
        if (name != null && !begun) {
            begin();
        }
        if (json.isFresh()) {
            json.allowControls(format.hasLineBreaksInStrings());
            json.forgive(format.isPassingBrokenArguments());
        }
        argument(in);
        while (!in.isEmpty() && json.isAtControl(in.peek())) {
            argument(JsonQuote.escape(in.peek()));
            in.moveTo(in.at() + 1);
            argument(in);
        }
        argued = json.status() == JsonText.Status.DONE;
        if (argued && json.isFaulty()) {
            out.fault();
        }
        return (!argued && isClosed(in)) ? become(State.BROKEN) : ended();
    }

    private void argument(Input in) {
        int from = in.at();
        int end = json.read(in.text(), from, limit(in));
        if (begun) {
            out.arguments(in.text(), from, end);
        } else {
            early.append(in.text(), from, end - from);
        }
        in.moveTo(end);
    }

    /** How far arguments may reach: up to what is, or may become, a closing marker that ends them. */
    private int limit(Input in) {
        if (!format.isEndingAtCloser()) {
            return in.limit();
        }
        closers.find(in, in.at(), hit);
        return hit.position;
    }

    /** Whether a closing marker is here that ends the block even within its arguments. */
    private boolean isClosed(Input in) {
        return format.isEndingAtCloser() && hit.marker != null && in.at() == hit.position;
    }

    private void argument(String escaped) {
        if (begun) {
            out.arguments(escaped);
        } else {
            early.append(escaped);
        }
    }

    /** What comes behind a value of which {@link #json} read a part. */
    private boolean ended() {
        return switch (json.status()) {
            case DONE -> become(State.AFTER_MEMBER);
            case BROKEN -> become(State.BROKEN);
            case MORE -> false;
        };
    }

    private boolean other(Input in) {
        in.moveTo(json.read(in.text(), in.at(), in.limit()));
        return ended();
    }

    private boolean afterMember(Input in) {
        if (in.peek() == ',') {
            return expect(in, ',', State.NEXT_KEY);
        }
        if (in.peek() != '}' || name == null || (!argued && format.areArgumentsRequired())) {
            return become(State.BROKEN);
        }
        in.moveTo(in.at() + 1);
        if (!begun) {
            begin();
        }
        if (!argued) {
            out.arguments("{}");
        }
        begun = false;
        return become(array ? State.AFTER_OBJECT : afterLast());
    }

    private State afterLast() {
        return format.hasSeparators() && !array
                ? State.SEPARATOR
                : format.closers().isEmpty() ? State.DONE : State.CLOSER;
    }

    private boolean afterObject(Input in) {
        if (in.peek() == ',') {
            return expect(in, ',', State.NEXT_OBJECT);
        }
        return expect(in, ']', afterLast());
    }

    private boolean separator(Input in) {
        if (format.isSeparator(in.peek())) {
            in.moveTo(in.at() + 1);
            return true;
        }
        return in.peek() == '{' ? object(in) : become(format.closers().isEmpty() ? State.DONE : State.CLOSER);
    }

    private boolean closer(Input in) {
        boolean maybe = false;
        for (String closer : format.closers()) {
            switch (in.take(closer)) {
                case YES -> {
                    return become(State.DONE);
                }
                case MAYBE -> maybe = true;
                case NO -> {}
            }
        }
        return !maybe && become(State.BROKEN);
    }
}
