package io.serai.onnx.model;

import static java.util.Objects.requireNonNull;

import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import java.util.List;
import java.util.Map;

/** What a model with the heads of {@link ModelFolders#tiny} said. */
public record Said(Map<String, Signal> signals) {
    /** The intent. */
    public Signal.Label intent() {
        return (Signal.Label) requireNonNull(signals.get("intent"));
    }

    Signal.Degree complexity() {
        return (Signal.Degree) requireNonNull(signals.get("complexity"));
    }

    Signal.Vector embedding() {
        return (Signal.Vector) requireNonNull(signals.get("embedding"));
    }

    List<PiiSpan> spans() {
        return ((Signal.Spans) requireNonNull(signals.get("pii"))).spans();
    }
}
