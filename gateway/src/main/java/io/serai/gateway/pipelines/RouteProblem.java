package io.serai.gateway.pipelines;

/**
 * Why route files were refused.
 *
 * @param file   name of the file in the routes folder
 * @param line   line, from 1; 0 if it concerns the whole file
 * @param reason what was seen and what to do
 */
public record RouteProblem(String file, int line, String reason) {
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + ": " + reason : file + ": " + reason;
    }
}
