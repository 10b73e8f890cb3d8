package io.serai.steps.pii;

import io.serai.core.PiiSpan;
import io.serai.guard.pii.PiiMasker;
import io.serai.guard.pii.PiiPolicy.Action;
import io.serai.wire.chat.JsonBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a request's body with placeholders. All bytes outside of the texts that change stay as they came. */
final class Masking {
    private Masking() {}

    /**
     * The new body; null where nothing changes.
     *
     * @param actions what happens to a type
     */
    static byte @Nullable [] body(byte[] body, Found found, PiiMasker masker, Function<String, Action> actions) {
        List<RequestText> texts = found.request().texts();
        var hidden = new ArrayList<List<PiiSpan>>(texts.size());
        for (List<PiiSpan> spans : found.spans()) {
            hidden.add(spans.stream()
                    .filter(span -> hides(actions.apply(span.type())))
                    .toList());
        }
        if (hidden.stream().allMatch(List::isEmpty)) {
            return null;
        }
        for (int i = 0; i < texts.size(); i++) {
            texts.get(i).learn(masker, hidden.get(i));
        }
        return written(body, texts, hidden, masker);
    }

    private static boolean hides(Action action) {
        return action == Action.MASK || action == Action.HASH;
    }

    private static byte[] written(byte[] body, List<RequestText> texts, List<List<PiiSpan>> hidden, PiiMasker masker) {
        var out = new JsonBuffer();
        int copied = 0;
        for (int i = 0; i < texts.size(); i++) {
            RequestText text = texts.get(i);
            String masked = text.masked(masker, hidden.get(i));
            if (masked != null) {
                text.write(out.raw(body, copied, text.span().start()), masked);
                copied = text.span().end();
            }
        }
        return out.raw(body, copied, body.length).take();
    }
}
