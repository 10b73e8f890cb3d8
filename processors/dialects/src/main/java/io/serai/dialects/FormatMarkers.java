package io.serai.dialects;

import java.util.ArrayList;
import java.util.List;

/** Sets of markers of one dialect, made once. */
record FormatMarkers(Markers start, Markers reasoning, Markers closer, Markers text, Markers silent) {
    static FormatMarkers of(ReasoningFormat reasoning, ToolFormat tools) {
        List<String> start = new ArrayList<>(tools.openers());
        start.addAll(reasoning.openers());
        List<String> inside = new ArrayList<>(reasoning.closers());
        if (reasoning.endedByCall()) {
            tools.openers().stream().filter(tools::isMarkup).forEach(inside::add);
        }
        List<String> text = new ArrayList<>(tools.openers());
        text.addAll(tools.silent());
        text.addAll(tools.restarts());
        return new FormatMarkers(
                new Markers(start),
                new Markers(inside),
                new Markers(reasoning.closers()),
                new Markers(text),
                new Markers(tools.silent()));
    }
}
