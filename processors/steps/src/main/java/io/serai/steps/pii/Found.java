package io.serai.steps.pii;

import io.serai.core.PiiSpan;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param request the texts
 * @param spans   of each text, in its readable form; without overlaps
 * @param failure why something was not looked at, a stable code; empty where all was
 * @param model   name and version of the model that was asked; empty where none was
 */
record Found(RequestTexts request, List<List<PiiSpan>> spans, String failure, String model) {
    /** Nothing, since it was not looked at. */
    static Found nothing(String failure) {
        return new Found(new RequestTexts(List.of(), "", false), List.of(), failure, "");
    }

    /** The texts as a model is given them. */
    List<String> readable() {
        return request.texts().stream().map(RequestText::readable).toList();
    }

    /** The longest of the texts; null without any. */
    @Nullable
    RequestText longest() {
        return request.texts().stream()
                .max(Comparator.comparingInt(RequestText::characters))
                .orElse(null);
    }

    /** Without places: even those need not be in a log. */
    @Override
    public String toString() {
        return "Found[" + spans.size() + " texts, failure=" + failure + "]";
    }
}
