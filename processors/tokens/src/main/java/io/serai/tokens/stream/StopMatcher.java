package io.serai.tokens.stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the first stop string in a text that comes in pieces; for one text and one thread.
 *
 * <p>The first is the one that ends first; of several that end at the same place, the longest. So the result is the
 * same however the text is cut. What may still become a stop string is held back, and nothing else.
 */
public final class StopMatcher {
    private final StopStrings stops;
    private final boolean includeStop;
    private int state = StopStrings.START;
    private @Nullable String matched;

    /** @param includeStop whether the stop string itself is given out */
    public StopMatcher(StopStrings stops, boolean includeStop) {
        this.stops = stops;
        this.includeStop = includeStop;
    }

    /**
     * Takes {@code text}; appends what is certain to stand before a stop string. Behind a stop string nothing more is
     * taken.
     *
     * @return whether a stop string is complete
     */
    public boolean push(CharSequence text, StringBuilder out) {
        return push(text, 0, text.length(), out);
    }

    /** As {@link #push(CharSequence, StringBuilder)}, of the characters from {@code start} to {@code end}. */
    public boolean push(CharSequence text, int start, int end, StringBuilder out) {
        if (matched != null) {
            return true;
        }
        if (stops.isEmpty()) {
            out.append(text, start, end);
            return false;
        }
        int before = state;
        int now = before;
        for (int i = start; i < end; i++) {
            now = stops.next(now, text.charAt(i));
            if (stops.matches(now)) {
                String stop = stops.matched(now);
                matched = stop;
                give(before, text, start, i + 1, includeStop ? 0 : stop.length(), out);
                return true;
            }
        }
        state = now;
        give(before, text, start, end, stops.depth(now), out);
        return false;
    }

    /** No more text: appends what was held back. */
    public void end(StringBuilder out) {
        if (matched == null) {
            out.append(stops.isEmpty() ? "" : stops.text(state), 0, stops.depth(state));
            state = StopStrings.START;
        }
    }

    /** The stop string that was found; null while none was. */
    public @Nullable String matched() {
        return matched;
    }

    /** Appends what was held in {@code before} and the text after it, without the last {@code kept} characters. */
    private void give(int before, CharSequence text, int start, int end, int kept, StringBuilder out) {
        int held = stops.depth(before);
        int length = held + end - start - kept;
        if (held > 0) {
            out.append(stops.text(before), 0, Math.min(held, length));
        }
        if (length > held) {
            out.append(text, start, start + length - held);
        }
    }
}
