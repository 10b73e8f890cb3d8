package io.serai.steps.dispatch;

/**
 * What a route says about one {@code llm-dispatch} step.
 *
 * @param path     path at the worker; empty for the client's
 * @param anyModel whether any worker will do, whatever model it serves
 * @param attempts at most so many workers are tried; 0 for the configured number
 * @param limits   time limits of its own
 * @param askUsage whether workers are asked for the token counts of streams whose clients did not ask
 */
public record DispatchOptions(String path, boolean anyModel, int attempts, Limits limits, boolean askUsage) {
    /** As configured. */
    public static final DispatchOptions DEFAULT = new DispatchOptions("", false, 0, Limits.CONFIGURED, false);

    public DispatchOptions {
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new IllegalArgumentException("llm-dispatch: path is '" + path + "'; set it to a path that starts"
                    + " with /, or leave it out for the client's");
        }
        if (attempts < 0) {
            throw new IllegalArgumentException("llm-dispatch: attempts is " + attempts
                    + "; set it to at least 1, or to 0 for retry.attempts of serai.yaml");
        }
    }
}
