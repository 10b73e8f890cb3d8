package io.serai.steps.parse;

import io.serai.wire.chat.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of the parser for one chunk. Calls have the model's indexes until they are sealed, then those that the
 * client sees: a call that was retracted in time leaves no gap.
 */
final class Pieces {
    private final List<Piece> pool = new ArrayList<>(2);
    /** From the model's index to the client's, for every call that has begun for the client. */
    private final Map<Integer, Integer> passed = new HashMap<>(4);

    private int size;
    private int broken;

    /** Forgets what came out. */
    void clear() {
        size = 0;
    }

    /** The last piece if it is such a one, else a new one. */
    Piece at(Piece.Kind kind, int index) {
        if (size > 0) {
            Piece last = pool.get(size - 1);
            if (last.kind() == kind && last.call() == index) {
                return last;
            }
        }
        return begin(kind, index);
    }

    Piece begin(Piece.Kind kind, int index) {
        if (size == pool.size()) {
            pool.add(new Piece());
        }
        Piece next = pool.get(size++);
        next.begin(kind, index);
        return next;
    }

    /** Takes a call back; false if the client has seen its beginning: then it stays as it is. */
    boolean retract(int index) {
        if (passed.containsKey(index)) {
            broken++;
            return false;
        }
        for (int i = size - 1; i >= 0; i--) {
            Piece piece = pool.get(i);
            if (piece.kind() == Piece.Kind.CALL && piece.call() == index) {
                pool.add(pool.remove(i));
                size--;
            }
        }
        return true;
    }

    /** What came out is now for the client. */
    void seal() {
        for (Piece piece : all()) {
            if (piece.kind() == Piece.Kind.CALL) {
                piece.renumber(passed.computeIfAbsent(piece.call(), it -> passed.size()));
            }
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether they are just that content. */
    boolean say(String content) {
        return size == 1
                && pool.getFirst().kind() == Piece.Kind.CONTENT
                && content.contentEquals(pool.getFirst().text());
    }

    List<Piece> all() {
        return pool.subList(0, size);
    }

    /** Whether the client has a call that is not broken. */
    boolean hasCalls() {
        return passed.size() > broken;
    }
}
