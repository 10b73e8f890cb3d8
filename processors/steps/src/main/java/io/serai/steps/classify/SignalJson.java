package io.serai.steps.classify;

import io.serai.core.CodePoints;
import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import io.serai.wire.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signals in plain values, for JSON. Places count Unicode code points, as Python does, not the UTF-16 units that they
 * are here.
 */
public final class SignalJson {
    private SignalJson() {}

    /** The decision alone: {@code {"label", "score"}}, {@code {"band", "score"}}, a list of spans, or of numbers. */
    public static Object decision(Signal signal, String text) {
        return switch (signal) {
            case Signal.Label label -> JsonValues.members("label", label.label(), "score", label.score());
            case Signal.Degree degree -> JsonValues.members("band", degree.band(), "score", degree.score());
            case Signal.Spans found -> spans(found.spans(), text);
            case Signal.Vector vector -> numbers(vector.values());
        };
    }

    /** The decision, every label's score and the model that says so. */
    public static Map<String, @Nullable Object> whole(Signal signal, String text) {
        return switch (signal) {
            case Signal.Label label ->
                JsonValues.members(
                        "label",
                        label.label(),
                        "score",
                        label.score(),
                        "scores",
                        label.scores(),
                        "model",
                        label.model());
            case Signal.Degree degree ->
                JsonValues.members("band", degree.band(), "score", degree.score(), "model", degree.model());
            case Signal.Spans found -> JsonValues.members("spans", spans(found.spans(), text), "model", found.model());
            case Signal.Vector vector ->
                JsonValues.members("values", numbers(vector.values()), "model", vector.model());
        };
    }

    private static List<Map<String, @Nullable Object>> spans(List<PiiSpan> spans, String text) {
        var list = new ArrayList<Map<String, @Nullable Object>>(spans.size());
        var points = new CodePoints(text);
        for (PiiSpan span : spans) {
            int start = points.at(span.start());
            list.add(JsonValues.members(
                    "type", span.type(), "start", start, "end", points.at(span.end()), "score", span.score()));
        }
        return list;
    }

    private static List<Float> numbers(float[] values) {
        var list = new ArrayList<Float>(values.length);
        for (float value : values) {
            list.add(Float.isFinite(value) ? value : 0f);
        }
        return list;
    }
}
