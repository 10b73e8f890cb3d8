package io.serai.testkit;

import io.netty.buffer.ByteBuf;

/** SGLang's own {@code /generate}: every event of a stream repeats the whole text so far. */
final class NativeReply implements ReplyFormat {
    private static final byte[] TEXT = Ascii.bytes("{\"text\":\"");
    private static final byte[] IDS = Ascii.bytes("\",\"output_ids\":[");
    private static final byte[] PROMPT = Ascii.bytes(",\"prompt_tokens\":");
    private static final byte[] COMPLETION = Ascii.bytes(",\"completion_tokens\":");
    private static final byte[] CACHED = Ascii.bytes(",\"cached_tokens\":");
    private static final byte[] RUNNING = Ascii.bytes("],\"meta_info\":{\"id\":");
    private static final byte[] REASON = Ascii.bytes(",\"finish_reason\":");
    private static final byte[] INDEX = Ascii.bytes(",\"index\":");

    private final int choices;
    private final boolean batch;
    private final byte[] id;
    private final Generation generation;

    NativeReply(GenerationRequest request, String id, Generation generation) {
        this.choices = request.choices();
        this.batch = request.batch();
        this.id = Ascii.bytes(Ascii.quoted(id));
        this.generation = generation;
    }

    @Override
    public void begin(ByteBuf out) {}

    @Override
    public void token(ByteBuf out, int choice, int token) {
        event(out, choice, generation.end(token + 1, "null"));
    }

    @Override
    public void finish(ByteBuf out, ReplyEnd end) {
        for (int choice = 0; choice < choices; choice++) {
            event(out, choice, end);
        }
        out.writeBytes(Ascii.DONE);
    }

    private void event(ByteBuf out, int choice, ReplyEnd end) {
        out.writeBytes(Ascii.DATA);
        object(out, end);
        if (batch) {
            out.writerIndex(out.writerIndex() - 1).writeBytes(INDEX);
            Ascii.number(out, choice);
            out.writeByte('}');
        }
        out.writeBytes(Ascii.EVENT_END);
    }

    @Override
    public void whole(ByteBuf out, ReplyEnd end) {
        if (!batch) {
            object(out, end);
            return;
        }
        for (int choice = 0; choice < choices; choice++) {
            out.writeByte(choice == 0 ? '[' : ',');
            object(out, end);
        }
        out.writeByte(']');
    }

    private void object(ByteBuf out, ReplyEnd end) {
        out.writeBytes(TEXT);
        Words.writeAll(out, end.tokens());
        out.writeBytes(IDS);
        for (int i = 0; i < end.tokens(); i++) {
            if (i > 0) {
                out.writeByte(',');
            }
            Ascii.number(out, 1000 + i % 32);
        }
        out.writeBytes(RUNNING).writeBytes(id).writeBytes(REASON).writeBytes(reason(end));
        out.writeBytes(PROMPT);
        Ascii.number(out, end.promptTokens() / generation.prompt().items());
        out.writeBytes(COMPLETION);
        Ascii.number(out, end.tokens());
        out.writeBytes(CACHED);
        Ascii.number(out, end.cachedTokens());
        out.writeByte('}').writeByte('}');
    }

    private static byte[] reason(ReplyEnd end) {
        return Ascii.bytes(
                switch (end.reason()) {
                    case "null" -> "null";
                    case "length" -> "{\"type\":\"length\",\"length\":" + end.tokens() + "}";
                    case "abort" -> "{\"type\":\"abort\",\"message\":\"Aborted\"}";
                    default -> "{\"type\":\"stop\",\"matched\":2}";
                });
    }
}
