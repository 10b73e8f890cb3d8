package io.serai.dialects;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the text of one parameter, up to its closing tag, and gives it out as JSON. */
final class ParameterValue {
    private static final String CDATA = "<![CDATA[";

    private final TaggedCalls format;
    private final Answer out;
    private final Markers usualEnds;
    private final Markers cdataEnds;
    private final String cdataEnd;
    private final Markers.Hit hit = new Markers.Hit();
    private final StringBuilder held = new StringBuilder();

    private Set<Schema.Type> types = Set.of();
    private boolean plain;
    private boolean isJson;
    private boolean skipped;
    private Markers ends;

    ParameterValue(TaggedCalls format, Answer out) {
        this.format = format;
        this.out = out;
        List<String> markers = new ArrayList<>(format.implicitValueEnds());
        markers.addAll(format.forbidden());
        markers.add(format.valueCloser());
        if (format.isCutByBlock()) {
            markers.add(format.blockCloser());
        }
        usualEnds = new Markers(markers);
        ends = usualEnds;
        cdataEnd = "]]>" + format.valueCloser();
        List<String> ofSection = new ArrayList<>(format.forbidden());
        ofSection.add(cdataEnd);
        cdataEnds = new Markers(ofSection);
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
        skipped = false;
        ends = usualEnds;
        held.setLength(0);
        if (plain) {
            out.arguments("\"");
        }
    }

    /** A value begins that is to be read, but not given out. */
    void skip() {
        skipped = true;
        plain = false;
        ends = usualEnds;
        held.setLength(0);
    }

    /** Skips what belongs to the markup: a line break, or what opens a section; false if more text must come first. */
    boolean start(Input in) {
        if (in.isEmpty()) {
            return in.ended();
        }
        if (format.isTrimmingNewline() && in.peek() == '\n') {
            in.moveTo(in.at() + 1);
        }
        return !format.hasCdata() || section(in);
    }

    private boolean section(Input in) {
        Input.Match match = in.take(CDATA);
        if (match == Input.Match.YES) {
            ends = cdataEnds;
        }
        return match != Input.Match.MAYBE;
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
        boolean closer = hit.marker.equals(format.valueCloser()) || hit.marker.equals(cdataEnd);
        in.moveTo(hit.position + (closer ? hit.marker.length() : 0));
        finish();
        return true;
    }

    /** Whether the value that is complete now was cut by the end of its block. */
    boolean isCut() {
        return format.isCutByBlock() && format.blockCloser().equals(hit.marker);
    }

    /** Whether what ended the value must not stand in one. */
    boolean isUnreadable() {
        return hit.marker != null && format.forbidden().contains(hit.marker);
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
        } else if (!skipped) {
            String text = held.toString();
            out.arguments(isJson ? TypedValue.jsonOrString(text) : TypedValue.json(text, types));
        }
    }
}
