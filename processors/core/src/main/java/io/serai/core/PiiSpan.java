package io.serai.core;

/**
 * A piece of a text that is personal data or a secret. It holds the place, never the value.
 *
 * @param type   such as {@code EMAIL_ADDRESS}; Presidio's name where it has one
 * @param start  index of the first UTF-16 unit
 * @param end    index behind the last one
 * @param score  how sure, from 0 to 1
 * @param source what found it, such as {@code rule:iban}
 */
public record PiiSpan(String type, int start, int end, double score, String source) {
    public PiiSpan {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "a span goes from %d to %d; its end must be behind its start".formatted(start, end));
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a span has score " + score + "; give one from 0 to 1");
        }
    }

    /** Length in UTF-16 units. */
    public int length() {
        return end - start;
    }
}
