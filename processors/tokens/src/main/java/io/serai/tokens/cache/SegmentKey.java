package io.serai.tokens.cache;

/**
 * A piece of text at a kind of place, for one tokenizer. Ordered, so that a hash map stays quick when somebody sends
 * many texts of the same hash.
 *
 * @param shelf which tokenizer's it is
 */
record SegmentKey(Shelf shelf, Place place, String text) implements Comparable<SegmentKey> {
    /** Where the piece stands. */
    enum Place {
        WHOLE,
        WHOLE_WITH_SPECIAL_TOKENS,
        FIRST,
        INNER,
        LAST;

        static Place of(int from, int to, int length) {
            if (from == 0) {
                return to == length ? WHOLE : FIRST;
            }
            return to == length ? LAST : INNER;
        }
    }

    @Override
    public int hashCode() {
        return (text.hashCode() * 31 + shelf.number()) * 31 + place.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentKey(Shelf otherShelf, Place otherPlace, String otherText)
                && shelf == otherShelf
                && place == otherPlace
                && text.equals(otherText);
    }

    @Override
    public int compareTo(SegmentKey other) {
        if (shelf != other.shelf) {
            return Integer.compare(shelf.number(), other.shelf.number());
        }
        return place == other.place ? text.compareTo(other.text) : place.compareTo(other.place);
    }
}
