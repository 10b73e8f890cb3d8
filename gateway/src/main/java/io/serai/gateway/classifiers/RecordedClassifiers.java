package io.serai.gateway.classifiers;

import io.serai.core.ClassifierException;
import io.serai.core.Classifiers;
import io.serai.core.Signal;
import io.serai.core.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a recorder how each question ended.
 *
 * @param to    who answers
 * @param nanos the clock
 */
public record RecordedClassifiers(Classifiers to, ClassifyRecorder recorder, LongSupplier nanos)
        implements Classifiers {
    @Override
    public Set<String> heads() {
        return to.heads();
    }

    @Override
    public Set<String> vocabulary(String head) {
        return to.vocabulary(head);
    }

    @Override
    public CompletableFuture<List<Map<String, Signal>>> classify(
            List<String> texts, Set<String> heads, Duration deadline, Urgency urgency) {
        long asked = nanos.getAsLong();
        var answer = to.classify(texts, heads, deadline, urgency);
        var _ = answer.whenComplete((_, failure) -> recorder.ended(outcome(failure), nanos.getAsLong() - asked));
        return answer;
    }

    private static String outcome(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> "ok";
            case ClassifierException known -> known.reason().code();
            case CancellationException _ -> "cancelled";
            default -> ClassifierException.Reason.FAILED.code();
        };
    }
}
