package io.serai.onnx;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one classifier stands.
 *
 * @param name          as configured
 * @param folder        where its live model came from
 * @param live          the model that answers, or null if the folder has never been good
 * @param problem       why the folder's present state is not live, or null
 * @param swaps         how often another model went live in its place
 * @param shadowFolder  where its candidate comes from, or null
 * @param shadow        the candidate, or null
 * @param shadowProblem why there is no candidate, or null
 * @param agreement     by head: the candidate against the live model, since either went live
 */
public record ClassifierStatus(
        String name,
        Path folder,
        @Nullable ModelSummary live,
        @Nullable String problem,
        long swaps,
        @Nullable Path shadowFolder,
        @Nullable ModelSummary shadow,
        @Nullable String shadowProblem,
        Map<String, Agreement> agreement) {}
