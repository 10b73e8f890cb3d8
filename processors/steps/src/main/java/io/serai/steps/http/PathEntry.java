package io.serai.steps.http;

import io.serai.core.Api;
import io.serai.guard.Access;
import java.util.Set;
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
        AsyncProcessor processor) {}
