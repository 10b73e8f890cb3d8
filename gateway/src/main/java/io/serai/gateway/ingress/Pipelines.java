package io.serai.gateway.ingress;

import io.serai.steps.http.PathTable;

/** The path table that serves now. */
@FunctionalInterface
public interface Pipelines {
    /** What serves {@code method} on {@code path}. */
    PathTable.Match find(String method, String path);
}
