package io.serai.tokens.template;

/**
 * What one rendering may use. Going beyond it ends the rendering with {@link TemplateException.Kind#LIMIT}.
 *
 * @param steps       statements, iterations, calls and elements visited; work on long texts counts by length
 * @param outputChars length of the output, and of any single text or list made on the way; all of them
 *                    together may take 16 times as much memory
 * @param depth       nesting of macro calls, and of recursive loops
 */
public record TemplateLimits(long steps, int outputChars, int depth) {
    /** Enough for a prompt of two million tokens; a template that never ends is stopped within about a second. */
    public static final TemplateLimits DEFAULT = new TemplateLimits(20_000_000, 8_000_000, 128);

    public TemplateLimits {
        if (steps < 1 || outputChars < 1 || depth < 1) {
            throw new IllegalArgumentException(
                    "limits of a template are %d steps, %d characters, depth %d; each must be at least 1"
                            .formatted(steps, outputChars, depth));
        }
    }
}
