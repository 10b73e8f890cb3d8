package io.serai.dialects;

import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Typing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of {@link TaggedCalls}. */
final class TaggedCallReader implements CallReader {
    private static final int MAX_TAG = 512;
    private static final Set<Schema.Type> STRING = Set.of(Schema.Type.STRING);

    private enum State {
        OPENER,
        /** Before a call, or the end of the block. */
        BLOCK,
        /** Inside of the tag that names the function. */
        NAME,
        BODY,
        PARAMETERS,
        /** Inside of the tag or element that names a parameter. */
        KEY,
        BEFORE_VALUE,
        VALUE_START,
        VALUE,
        JSON,
        DONE,
        BROKEN
    }

    private final TaggedCalls format;
    private final Schema schema;
    private final Answer out;
    private final ParameterValue value;
    private final JsonText json = new JsonText();
    private final Markers calls;
    private final Markers names;
    private final Markers parameters;
    private final Markers.Hit hit = new Markers.Hit();

    private State state = State.DONE;
    private String opener = "";
    private String function = "";
    private String key = "";
    private Set<Schema.Type> types = STRING;
    private boolean block;
    private boolean any;
    private boolean begun;
    private int complete;

    TaggedCallReader(TaggedCalls format, Schema schema, Answer out) {
        this.format = format;
        this.schema = schema;
        this.out = out;
        value = new ParameterValue(format, out);
        List<String> beforeCall = new ArrayList<>(format.fillers());
        beforeCall.add(format.invoke().prefix());
        beforeCall.add(format.blockCloser());
        calls = new Markers(beforeCall);
        List<String> behindName = new ArrayList<>(format.fillers());
        behindName.addAll(List.of("\n", format.parameter().prefix(), format.blockCloser()));
        names = new Markers(behindName);
        parameters = Markers.of(format.parameter().prefix(), format.invoke().closer(), format.blockCloser());
    }

    @Override
    public void begin(Input in, String blockOpener) {
        opener = blockOpener;
        block = format.isBlock(blockOpener);
        state = State.OPENER;
        any = false;
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
    public boolean skipCall(Input in) {
        begun = false;
        any = true;
        state = State.BLOCK;
        return true;
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

    private Step atEnd() {
        if (state == State.BLOCK && any) {
            return format.isCloserRequired() ? Step.MORE : Step.DONE;
        }
        if (format.isClosedByEnd() && begun && (state == State.PARAMETERS || state == State.BODY)) {
            endCall();
            return Step.DONE;
        }
        return Step.MORE;
    }

    private boolean become(State next) {
        state = next;
        return true;
    }

    private boolean step(Input in) {
        return switch (state) {
            case OPENER -> opener(in);
            case BLOCK -> block(in);
            case NAME -> name(in);
            case BODY -> body(in);
            case PARAMETERS -> parameters(in);
            case KEY -> key(in);
            case BEFORE_VALUE -> beforeValue(in);
            case VALUE_START -> value.start(in) && become(State.VALUE);
            case VALUE -> value(in);
            case JSON -> json(in);
            case DONE, BROKEN -> false;
        };
    }

    private boolean opener(Input in) {
        if (!block) {
            return become(State.BLOCK);
        }
        in.moveTo(in.at() + opener.length());
        return become(format.invoke().prefix().isEmpty() ? State.NAME : State.BLOCK);
    }

    private boolean block(Input in) {
        if (!in.skipSpace()) {
            return false;
        }
        calls.find(in, in.at(), hit);
        boolean here = hit.position == in.at();
        if (!here && (!any || !block)) {
            return become(any ? State.DONE : State.BROKEN);
        }
        in.moveTo(hit.position);
        String marker = hit.marker;
        if (marker == null) {
            return false;
        }
        boolean isCall = marker.equals(format.invoke().prefix());
        if (isCall && any) {
            in.markCall();
        }
        in.moveTo(hit.position + marker.length());
        if (isCall) {
            return become(State.NAME);
        }
        return format.fillers().contains(marker) || become(any ? State.DONE : State.BROKEN);
    }

    private boolean name(Input in) {
        String name = format.invoke().naming() == Naming.TEXT
                ? plainName(in)
                : tagName(in, format.invoke().naming());
        if (name == null) {
            return false;
        }
        if (!HeadedCalls.isName(name) || (format.isDeclaredOnly() && !schema.allows(name))) {
            return become(State.BROKEN);
        }
        function = name;
        out.call(name, null);
        begun = true;
        complete = 0;
        json.reset();
        return become(State.BODY);
    }

    /** The name that ends with its line, or before the first parameter; null if it is not complete. */
    private @Nullable String plainName(Input in) {
        if (!in.skipSpace()) {
            return null;
        }
        names.find(in, in.at(), hit);
        if (hit.position - in.at() > MAX_TAG) {
            return "";
        }
        if (hit.marker == null) {
            return null;
        }
        String name = in.slice(in.at(), hit.position).strip();
        in.moveTo(hit.position);
        return name;
    }

    /** What the tag names, of which the prefix is read; null if it is not complete. */
    private @Nullable String tagName(Input in, Naming naming) {
        int end = TagText.end(in, in.at(), format.tagEnd());
        if (end < 0) {
            if (in.limit() - in.at() > MAX_TAG) {
                state = State.BROKEN;
            }
            return null;
        }
        String text = in.slice(in.at(), end);
        in.moveTo(end + format.tagEnd().length());
        if (naming == Naming.EQUALS) {
            return TagText.bare(text);
        }
        Map<String, String> attributes = TagText.attributes(text);
        attributeType(attributes);
        String name =
                attributes.getOrDefault("name", attributes.getOrDefault("key", attributes.getOrDefault("tool", "")));
        return naming == Naming.ESCAPED_ATTRIBUTES ? TagText.unescape(name) : name;
    }

    private void attributeType(Map<String, String> attributes) {
        String type = switch (format.typing()) {
            case SCHEMA -> null;
            case STRING_ATTRIBUTE -> "true".equals(attributes.get("string")) ? "string" : "json";
            case TYPE_ATTRIBUTE -> attributes.getOrDefault("type", "string");
        };
        types = "string".equals(type) ? STRING : Set.of();
    }

    /** Some models write the arguments as one JSON object. */
    private boolean body(Input in) {
        if (!in.skipSpace()) {
            return false;
        }
        return become(in.peek() == '{' ? State.JSON : State.PARAMETERS);
    }

    private boolean json(Input in) {
        int from = in.at();
        int end = json.read(in.text(), from, in.limit());
        out.arguments(in.text(), from, end);
        in.moveTo(end);
        return switch (json.status()) {
            case DONE -> become(State.PARAMETERS);
            case BROKEN -> become(State.BROKEN);
            case MORE -> false;
        };
    }

    private boolean parameters(Input in) {
        parameters.find(in, in.at(), hit);
        in.moveTo(hit.position);
        String marker = hit.marker;
        if (marker == null) {
            return false;
        }
        if (marker.equals(format.parameter().prefix())) {
            in.moveTo(hit.position + marker.length());
            return become(json.status() == JsonText.Status.DONE ? State.BROKEN : State.KEY);
        }
        endCall();
        boolean ofBlock = marker.equals(format.blockCloser());
        if (!ofBlock || block) {
            in.moveTo(hit.position + marker.length());
        }
        return become(ofBlock ? State.DONE : State.BLOCK);
    }

    private void endCall() {
        int length = out.argue().length();
        if (json.status() != JsonText.Status.DONE) {
            out.arguments(length == 0 ? "{}" : "}");
        }
        begun = false;
        any = true;
    }

    private boolean key(Input in) {
        String name = format.parameter().naming() == Naming.TEXT
                ? keyElement(in)
                : tagName(in, format.parameter().naming());
        if (name == null) {
            return state == State.BROKEN;
        }
        if (name.isEmpty()) {
            return become(State.BROKEN);
        }
        key = name;
        return become(format.valueOpener().isEmpty() ? startValue() : State.BEFORE_VALUE);
    }

    private @Nullable String keyElement(Input in) {
        int from = in.at();
        for (int i = from; i < in.limit(); i++) {
            switch (in.match(format.parameter().closer(), i)) {
                case YES -> {
                    in.moveTo(i + format.parameter().closer().length());
                    return in.slice(from, i).strip();
                }
                case MAYBE -> {
                    return null;
                }
                case NO -> {}
            }
        }
        return in.limit() - from > MAX_TAG ? "" : null;
    }

    private boolean beforeValue(Input in) {
        if (!in.skipSpace()) {
            return false;
        }
        return switch (in.take(format.valueOpener())) {
            case YES -> become(startValue());
            case MAYBE -> false;
            case NO -> become(State.BROKEN);
        };
    }

    private State startValue() {
        if (format.isDeclaredOnly() && !schema.allows(function, key)) {
            value.skip();
            return State.VALUE_START;
        }
        int from = out.argue().length();
        out.argue().append(from == 0 ? "{" : ", ");
        JsonQuote.quote(key, out.argue());
        out.argue().append(": ");
        out.argued(from);
        if (format.typing() == Typing.SCHEMA) {
            Set<Schema.Type> declared = schema.types(function, key);
            types = declared.isEmpty() ? format.untyped() : declared;
        }
        value.begin(types, format.typing() != Typing.SCHEMA);
        return State.VALUE_START;
    }

    private boolean value(Input in) {
        if (!value.read(in)) {
            return false;
        }
        if (value.isUnreadable()) {
            return become(State.BROKEN);
        }
        if (value.isCut()) {
            out.recall(complete);
            in.moveTo(in.at() + format.blockCloser().length());
            begun = false;
            any = true;
            return become(State.DONE);
        }
        complete = out.argue().length();
        return become(State.PARAMETERS);
    }
}
