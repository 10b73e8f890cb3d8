package io.serai.dialects;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the text of one parameter, up to its closing tag, and gives it out as JSON. */
final class ParameterValue {
    private final TaggedCalls format;
    private final Answer out;
    private final Markers ends;
    private final Markers.Hit hit = new Markers.Hit();
    private final StringBuilder held = new StringBuilder();

    private Set<Schema.Type> types = Set.of();
    private boolean plain;
    private boolean isJson;

    ParameterValue(TaggedCalls format, Answer out) {
        this.format = format;
        this.out = out;
        List<String> markers = new ArrayList<>(format.implicitValueEnds());
        markers.add(format.valueCloser());
        if (format.isCutByBlock()) {
            markers.add(format.blockCloser());
        }
        ends = new Markers(markers);
    }

    /**
     * A value begins.
     *
     * @param allowed  its types
     * @param json     whether a value that is no string is JSON, whatever the schema says
     */
    void begin(Set<Schema.Type> allowed, boolean json) {
        types = allowed;
        isJson = json;
        plain = TypedValue.isPlainString(allowed);
        held.setLength(0);
        if (plain) {
            out.arguments("\"");
        }
    }

    /** Skips the line break that belongs to the markup; false if more text must come first. */
    boolean start(Input in) {
        if (in.isEmpty()) {
            return in.ended();
        }
        if (format.isTrimmingNewline() && in.peek() == '\n') {
            in.moveTo(in.at() + 1);
        }
        return true;
    }

    /** Reads on; whether the value is complete. */
    boolean read(Input in) {
        ends.find(in, in.at(), hit);
        int end = hit.position;
        if (format.isTrimmingNewline() && end > in.at() && in.text()[end - 1] == '\n') {
            end--;
        }
        take(in, end);
        if (hit.marker == null) {
            in.moveTo(end);
            return false;
        }
        in.moveTo(hit.position + (hit.marker.equals(format.valueCloser()) ? hit.marker.length() : 0));
        finish();
        return true;
    }

    /** Whether the value that is complete now was cut by the end of its block. */
    boolean isCut() {
        return format.isCutByBlock() && format.blockCloser().equals(hit.marker);
    }

    private void take(Input in, int end) {
        if (plain) {
            int from = out.argue().length();
            JsonQuote.escape(in.text(), in.at(), end, out.argue());
            out.argued(from);
        } else {
            held.append(in.text(), in.at(), end - in.at());
        }
    }

    private void finish() {
        if (plain) {
            out.arguments("\"");
        } else {
            String text = held.toString();
            out.arguments(isJson ? TypedValue.jsonOrString(text) : TypedValue.json(text, types));
        }
    }
}
