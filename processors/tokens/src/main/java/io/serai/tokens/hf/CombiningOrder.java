package io.serai.tokens.hf;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of combining marks under normalization. The JDK does not tell the canonical combining class, so ranks in
 * its order are found out by normalizing pairs: the mark of the lower class comes first.
 */
final class CombiningOrder {
    /** Has the highest class, 240. */
    private static final int IOTA = 0x345;

    /** Has the lowest class but 0 of all, 1. */
    private static final int OVERLAY = 0x338;

    private static final Map<Integer, Integer> ORDERS = orders();

    private CombiningOrder() {}

    /** Rank of the class of {@code point}, from 1; 0 for a character that does not reorder. */
    static int of(int point) {
        return ORDERS.getOrDefault(point, 0);
    }

    private static Map<Integer, Integer> orders() {
        List<Integer> marks = new ArrayList<>();
        for (int point = 0x300; point <= 0x1FFFF; point++) {
            if (Kinds.mark(point) && reorders(point)) {
                marks.add(point);
            }
        }
        List<List<Integer>> classes = new ArrayList<>();
        for (int mark : marks) {
            place(classes, mark);
        }
        var orders = new HashMap<Integer, Integer>();
        for (int i = 0; i < classes.size(); i++) {
            for (int mark : classes.get(i)) {
                orders.put(mark, i + 1);
            }
        }
        return orders;
    }

    private static void place(List<List<Integer>> classes, int mark) {
        int low = 0;
        int high = classes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int other = classes.get(middle).get(0);
            if (swaps(mark, other)) {
                low = middle + 1;
            } else if (swaps(other, mark)) {
                high = middle;
            } else {
                classes.get(middle).add(mark);
                return;
            }
        }
        classes.add(low, new ArrayList<>(List.of(mark)));
    }

    private static boolean reorders(int point) {
        boolean decomposes = !Normalizer.isNormalized(Character.toString(point), Form.NFD);
        return !decomposes && (point == IOTA || point == OVERLAY || swaps(IOTA, point) || swaps(point, OVERLAY));
    }

    /** Whether {@code second} is put before {@code first}. */
    private static boolean swaps(int first, int second) {
        String pair = Character.toString(first) + Character.toString(second);
        return Normalizer.normalize(pair, Form.NFD).codePointAt(0) == second && first != second;
    }
}
