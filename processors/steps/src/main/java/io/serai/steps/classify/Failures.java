package io.serai.steps.classify;

import io.serai.core.CallError;
import io.serai.core.ClassifierException;
import io.serai.core.CodePoints;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes of a question that was not answered. */
final class Failures {
    static final String TOO_LONG = "too_long";

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private Failures() {}

    /** Why there is no answer: a stable code; empty if the client has gone. */
    static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case ClassifierException known -> known.reason().code();
            case CancellationException _ -> "";
            default -> {
                LOG.error("a classifier failed in a way that it should not", cause);
                yield ClassifierException.Reason.FAILED.code();
            }
        };
    }

    /** The refusal of a call that must not go on without. */
    static CallError unavailable(String reason) {
        return switch (reason) {
            case "no_model" ->
                CallError.of(
                        503,
                        "classifier_unavailable",
                        "This needs a classifier, and none that could answer is live. An administrator sees why at"
                                + " GET /classifiers.");
            case "deadline" -> busy("The text could not be classified in time. Try again, or send a shorter one.");
            case "overloaded" -> busy("Too many texts wait to be classified. Try again.");
            default -> CallError.of(503, "classifier_unavailable", "The text could not be classified.");
        };
    }

    private static CallError busy(String message) {
        return CallError.of(503, "classifier_unavailable", message).retryAfter(SOON);
    }

    /** The refusal of a call that names a classifier whose heads all have another server, which {@code servers} names. */
    static CallError servedByOthers(String classifier, Map<String, String> servers) {
        String said = servers.entrySet().stream()
                .map(it -> it.getKey() + " by '" + it.getValue() + "'")
                .collect(Collectors.joining(", "));
        return CallError.of(
                        400,
                        "classifier_serves_no_head",
                        "'" + classifier
                                + "' serves no head: others that come later in classifiers.models have them too"
                                + " and serve them (" + said + "). Name one of those, or leave out 'model'.")
                .about("model");
    }

    /** The refusal of {@code text} if it has more than {@code most} characters (Unicode code points); else null. */
    static @Nullable CallError tooLong(String what, String text, int most) {
        if (!CodePoints.exceed(text, most)) {
            return null;
        }
        int chars = text.codePointCount(0, text.length());
        return CallError.of(
                        400,
                        "text_too_long",
                        what + " has " + chars + " characters, and at most " + most
                                + " are classified; send a shorter text.")
                .about(what);
    }
}
