package io.serai.steps.pii;

import io.serai.wire.chat.JsonBuffer;

/** Restores the values in a whole answer. */
final class WholeTexts {
    private WholeTexts() {}

    /** What the client gets: {@code body} itself where nothing changes. */
    static byte[] restored(byte[] body, TextFlows flows) {
        var reader = new ReplyReader();
        if (!reader.read(body, 0, body.length)) {
            return body;
        }
        var out = new JsonBuffer();
        int copied = 0;
        for (ReplyLeaf leaf : reader.leaves()) {
            String text = reader.text(leaf);
            TextFlow flow = flows.of(leaf.flow());
            String restored = flow.push(text) + flow.end();
            if (!restored.equals(text)) {
                out.raw(body, copied, leaf.span().start()).quoted(restored);
                copied = leaf.span().end();
            }
        }
        return copied == 0 ? body : out.raw(body, copied, body.length).take();
    }
}
