package io.serai.steps.http;

import io.serai.core.Api;
import io.serai.guard.Access;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.AsyncProcessor;

/**
 * What one pipeline serves.
 *
 * @param path      as declared; a last segment {@code {name}} takes the rest of the path
 * @param methods   upper-case methods
 * @param access    who may call it
 * @param api       API spoken
 * @param json      whether the body must be a JSON object
 * @param routeId   the pipeline's route
 * @param processor the pipeline
 */
public record PathEntry(
        String path,
        Set<String> methods,
        Access access,
        Api api,
        boolean json,
        String routeId,
        AsyncProcessor processor) {
    private static final Pattern PATH = Pattern.compile("/(?:[^{}]*|(?:[^{}]*/)?\\{[^{}/]+})");

    /** Checks the template: a brace anywhere else would serve more than it says. */
    public PathEntry {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("llm-http: path of route " + routeId + " is '" + path
                    + "'; set it to a path that starts with /, in which only the last segment may be a {name}");
        }
    }
}
