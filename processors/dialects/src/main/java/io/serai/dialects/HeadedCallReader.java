package io.serai.dialects;

import org.jspecify.annotations.Nullable;

/** Reads the blocks of {@link HeadedCalls}. */
final class HeadedCallReader implements CallReader {
    private static final int MAX_HEAD = 512;

    private enum State {
        SECTION,
        /** Before a call, or the end of the section. */
        BETWEEN,
        HEAD,
        ARGUMENTS,
        TAIL,
        DONE,
        BROKEN
    }

    private final HeadedCalls format;
    private final Answer out;
    private final JsonText json = new JsonText();
    private final Markers headEnds;
    private final Markers between;
    private final Markers.Hit hit = new Markers.Hit();

    private State state = State.DONE;
    private String opener = "";
    private boolean begun;
    private boolean any;

    HeadedCallReader(HeadedCalls format, Answer out) {
        this.format = format;
        this.out = out;
        headEnds = new Markers(format.headEnds());
        between = Markers.of(format.callOpener(), format.sectionCloser());
    }

    @Override
    public void begin(Input in, String blockOpener) {
        opener = blockOpener;
        state = State.SECTION;
        begun = false;
        any = false;
    }

    @Override
    public boolean midCall() {
        return begun;
    }

    @Override
    public boolean skipCall(Input in) {
        if (!format.hasSections()) {
            return false;
        }
        begun = false;
        any = true;
        state = State.BETWEEN;
        return true;
    }

    @Override
    public Step read(Input in) {
        while (state != State.DONE && state != State.BROKEN) {
            if (!step(in)) {
                return in.ended() && isWhole() ? finish() : Step.MORE;
            }
        }
        return state == State.DONE ? Step.DONE : Step.BROKEN;
    }

    /** Whether the answer may end here. */
    private boolean isWhole() {
        return state == State.BETWEEN ? any : state == State.TAIL && !format.isCloserRequired();
    }

    private Step finish() {
        begun = false;
        return Step.DONE;
    }

    private boolean become(State next) {
        state = next;
        return true;
    }

    private boolean step(Input in) {
        return switch (state) {
            case SECTION -> section(in);
            case BETWEEN -> between(in);
            case HEAD -> head(in);
            case ARGUMENTS -> arguments(in);
            default -> tail(in);
        };
    }

    private boolean section(Input in) {
        if (!format.hasSections()) {
            in.moveTo(in.at() + opener.length());
            return become(State.HEAD);
        }
        in.moveTo(in.at() + (opener.equals(format.callOpener()) ? 0 : opener.length()));
        return become(State.BETWEEN);
    }

    private boolean between(Input in) {
        between.find(in, in.at(), hit);
        if (!any && !isBlank(in, hit.position)) {
            return become(State.BROKEN);
        }
        in.moveTo(hit.position);
        if (hit.marker == null) {
            return false;
        }
        if (hit.marker.equals(format.callOpener())) {
            in.markCall();
            in.moveTo(hit.position + hit.marker.length());
            return become(State.HEAD);
        }
        in.moveTo(hit.position + hit.marker.length());
        return become(any ? State.DONE : State.BROKEN);
    }

    private static boolean isBlank(Input in, int to) {
        for (int i = in.at(); i < to; i++) {
            if (!Input.isSpace(in.text()[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean head(Input in) {
        headEnds.find(in, in.at(), hit);
        if (hit.position - in.at() > MAX_HEAD) {
            return become(State.BROKEN);
        }
        if (hit.marker == null) {
            return false;
        }
        HeadedCalls.@Nullable Head head = format.head(in.slice(in.at(), hit.position));
        if (head == null) {
            return become(State.BROKEN);
        }
        in.moveTo(hit.position + (hit.marker.equals("{") ? 0 : hit.marker.length()));
        out.call(head.name(), head.id());
        begun = true;
        json.reset();
        return become(State.ARGUMENTS);
    }

    private boolean arguments(Input in) {
        if (json.isFresh()) {
            if (!in.skipSpace()) {
                return false;
            }
            if (isEnd(in)) {
                out.arguments("{}");
                return become(State.TAIL);
            }
        }
        int from = in.at();
        int end = json.read(in.text(), from, in.limit());
        out.arguments(in.text(), from, end);
        in.moveTo(end);
        return switch (json.status()) {
            case DONE -> become(State.TAIL);
            case BROKEN -> become(State.BROKEN);
            case MORE -> false;
        };
    }

    /** Whether the call ends without arguments. */
    private boolean isEnd(Input in) {
        return !format.callCloser().isEmpty() && in.match(format.callCloser()) == Input.Match.YES;
    }

    private boolean tail(Input in) {
        if (!in.skipSpace()) {
            return false;
        }
        for (String tail : format.tails()) {
            switch (in.take(tail)) {
                case YES -> {
                    return true;
                }
                case MAYBE -> {
                    return false;
                }
                case NO -> {}
            }
        }
        return format.callCloser().isEmpty() ? ended() : closer(in);
    }

    private boolean ended() {
        begun = false;
        any = true;
        return become(format.hasSections() ? State.BETWEEN : State.DONE);
    }

    /** The end of the call; the start of the next one or the end of the section will do as well. */
    private boolean closer(Input in) {
        Input.Match match = in.take(format.callCloser());
        if (match == Input.Match.YES) {
            return ended();
        }
        if (format.hasSections()) {
            Input.Match next = in.match(format.callOpener());
            Input.Match last = in.match(format.sectionCloser());
            if (next == Input.Match.YES || last == Input.Match.YES) {
                return ended();
            }
            if (next == Input.Match.MAYBE || last == Input.Match.MAYBE) {
                return false;
            }
        }
        return match != Input.Match.MAYBE && become(State.BROKEN);
    }
}
