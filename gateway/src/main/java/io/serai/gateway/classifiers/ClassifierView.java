package io.serai.gateway.classifiers;

import io.serai.onnx.Agreement;
import io.serai.onnx.ModelSummary;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one classifier stands.
 *
 * @param name          as configured
 * @param source        what its model is called: a folder, a repository, {@code released}
 * @param state         {@code ready}; {@code idle}, to be loaded when first needed; {@code fetching}; {@code refused}
 * @param live          the model that answers, or null
 * @param since         since when it does, as far as was seen; null where there is none
 * @param problem       why what was asked for is not live, or null
 * @param swaps         how often another model went live in its place
 * @param refused       how often a model was refused
 * @param shadowSource  what its candidate is called, or null
 * @param shadowShare   share of the texts that the candidate sees
 * @param shadow        the candidate, or null
 * @param shadowProblem why there is none, or null
 * @param agreement     by head: the candidate against the live model
 */
public record ClassifierView(
        String name,
        String source,
        String state,
        @Nullable ModelSummary live,
        @Nullable Instant since,
        @Nullable String problem,
        long swaps,
        long refused,
        @Nullable String shadowSource,
        double shadowShare,
        @Nullable ModelSummary shadow,
        @Nullable String shadowProblem,
        Map<String, Agreement> agreement) {}
