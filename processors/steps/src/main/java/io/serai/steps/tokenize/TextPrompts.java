package io.serai.steps.tokenize;

import io.serai.core.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prompts that come as text or as token ids, one or several. */
final class TextPrompts {
    private TextPrompts() {}

    /**
     * The prompt that {@code value} is: a string, ids, or an array of either. Anything else is the worker's to refuse.
     */
    static Made of(Tokenizer tokenizer, @Nullable Object value) {
        if (value instanceof String text) {
            return one(tokenizer.encode(text, true));
        }
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return Made.None.FINE;
        }
        if (list.getFirst() instanceof Long) {
            int[] ids = ids(list);
            return ids == null ? Made.None.FINE : one(ids);
        }
        return several(tokenizer, list);
    }

    private static Made one(int[] ids) {
        return PromptMaker.ready(ids, ids.length);
    }

    private static Made several(Tokenizer tokenizer, List<?> list) {
        var prompts = new ArrayList<int[]>(list.size());
        int total = 0;
        int longest = 0;
        for (Object item : list) {
            int[] ids = switch (item) {
                case String text -> tokenizer.encode(text, true);
                case List<?> numbers -> ids(numbers);
                case null, default -> null;
            };
            if (ids == null) {
                return Made.None.FINE;
            }
            prompts.add(ids);
            total = Math.addExact(total, ids.length);
            longest = Math.max(longest, ids.length);
        }
        return PromptMaker.ready(joined(prompts, total), longest);
    }

    private static int[] joined(List<int[]> prompts, int total) {
        var all = new int[total];
        int at = 0;
        for (int[] prompt : prompts) {
            System.arraycopy(prompt, 0, all, at, prompt.length);
            at += prompt.length;
        }
        return all;
    }

    private static int @Nullable [] ids(List<?> numbers) {
        var ids = new int[numbers.size()];
        for (int i = 0; i < ids.length; i++) {
            if (!(numbers.get(i) instanceof Long id) || id < 0 || id > Integer.MAX_VALUE) {
                return null;
            }
            ids[i] = id.intValue();
        }
        return ids;
    }
}
