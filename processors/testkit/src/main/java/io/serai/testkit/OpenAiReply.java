package io.serai.testkit;

import io.netty.buffer.ByteBuf;

/** Chat and text completions. The head of all chunks, up to the choice's index, is encoded once. */
final class OpenAiReply implements ReplyFormat {
    private static final byte[] CHAT_ROLE = Ascii.bytes(
            ",\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}]");
    private static final byte[] CHAT_TEXT = Ascii.bytes(",\"delta\":{\"content\":\"");
    private static final byte[] CHAT_AFTER = Ascii.bytes("\"},\"logprobs\":null,\"finish_reason\":null}]");
    private static final byte[] CHAT_END = Ascii.bytes(",\"delta\":{},\"logprobs\":null,\"finish_reason\":\"");
    private static final byte[] TEXT = Ascii.bytes(",\"text\":\"");
    private static final byte[] TEXT_AFTER = Ascii.bytes("\",\"logprobs\":null,\"finish_reason\":null}]");
    private static final byte[] TEXT_END = Ascii.bytes(",\"text\":\"\",\"logprobs\":null,\"finish_reason\":\"");
    private static final byte[] CLOSE_CHOICE = Ascii.bytes("\"}]");
    private static final byte[] NO_USAGE = Ascii.bytes(",\"usage\":null}\n\n");
    private static final byte[] CLOSE_CHUNK = Ascii.bytes("}\n\n");
    private static final byte[] NO_CHOICES = Ascii.bytes("\"choices\":[],");
    private static final byte[] FIRST_CHOICE = Ascii.bytes("\"choices\":[{\"index\":");
    private static final byte[] CHAT_WHOLE = Ascii.bytes(",\"message\":{\"role\":\"assistant\",\"content\":\"");
    private static final byte[] CHAT_WHOLE_AFTER = Ascii.bytes("\"},\"logprobs\":null,\"finish_reason\":\"");
    private static final byte[] TEXT_WHOLE_AFTER = Ascii.bytes("\",\"logprobs\":null,\"finish_reason\":\"");

    private final boolean chat;
    private final int choices;
    private final boolean includeUsage;
    private final byte[] head;
    private final byte[] chunkTail;
    private final RawAnswer raw;

    /** @param created seconds since the epoch */
    OpenAiReply(GenerationRequest request, String id, String model, RawAnswer raw, long created) {
        this.raw = raw;
        chat = request.surface() == Surface.CHAT;
        choices = request.choices();
        includeUsage = request.includeUsage();
        chunkTail = includeUsage ? NO_USAGE : CLOSE_CHUNK;
        String object = chat ? request.stream() ? "chat.completion.chunk" : "chat.completion" : "text_completion";
        head = Ascii.bytes("{\"id\":" + Ascii.quoted(id) + ",\"object\":\"" + object + "\",\"created\":" + created
                + ",\"model\":" + Ascii.quoted(model) + ",");
    }

    private void chunkHead(ByteBuf out, int choice) {
        out.writeBytes(Ascii.DATA).writeBytes(head).writeBytes(FIRST_CHOICE);
        Ascii.number(out, choice);
    }

    @Override
    public void begin(ByteBuf out) {
        for (int choice = 0; chat && choice < choices; choice++) {
            chunkHead(out, choice);
            out.writeBytes(CHAT_ROLE).writeBytes(chunkTail);
        }
    }

    @Override
    public void token(ByteBuf out, int choice, int token) {
        chunkHead(out, choice);
        out.writeBytes(chat ? CHAT_TEXT : TEXT);
        if (raw.isEmpty()) {
            Words.write(out, token);
        } else {
            raw.write(out, token);
        }
        out.writeBytes(chat ? CHAT_AFTER : TEXT_AFTER).writeBytes(chunkTail);
    }

    @Override
    public void finish(ByteBuf out, ReplyEnd end) {
        byte[] reason = Ascii.bytes(end.reason());
        for (int choice = 0; choice < choices; choice++) {
            chunkHead(out, choice);
            out.writeBytes(chat ? CHAT_END : TEXT_END).writeBytes(reason).writeBytes(CLOSE_CHOICE);
            out.writeBytes(chunkTail);
        }
        if (includeUsage) {
            out.writeBytes(Ascii.DATA).writeBytes(head).writeBytes(NO_CHOICES);
            usage(out, end);
            out.writeBytes(CLOSE_CHUNK);
        }
        out.writeBytes(Ascii.DONE);
    }

    @Override
    public void whole(ByteBuf out, ReplyEnd end) {
        byte[] reason = Ascii.bytes(end.reason());
        out.writeBytes(head);
        for (int choice = 0; choice < choices; choice++) {
            out.writeBytes(choice == 0 ? FIRST_CHOICE : NEXT_CHOICE);
            Ascii.number(out, choice);
            out.writeBytes(chat ? CHAT_WHOLE : TEXT);
            if (raw.isEmpty()) {
                Words.writeAll(out, end.tokens());
            } else {
                raw.writeAll(out, end.tokens());
            }
            out.writeBytes(chat ? CHAT_WHOLE_AFTER : TEXT_WHOLE_AFTER).writeBytes(reason);
            out.writeByte('"');
        }
        out.writeBytes(CLOSE_CHOICES);
        usage(out, end);
        out.writeByte('}');
    }

    private static final byte[] NEXT_CHOICE = Ascii.bytes("},{\"index\":");
    private static final byte[] CLOSE_CHOICES = Ascii.bytes("}],");
    private static final byte[] PROMPT_TOKENS = Ascii.bytes("\"usage\":{\"prompt_tokens\":");
    private static final byte[] TOTAL_TOKENS = Ascii.bytes(",\"total_tokens\":");
    private static final byte[] COMPLETION_TOKENS = Ascii.bytes(",\"completion_tokens\":");
    private static final byte[] CACHED_TOKENS = Ascii.bytes(",\"prompt_tokens_details\":{\"cached_tokens\":");
    private static final byte[] CLOSE_USAGE = Ascii.bytes("}}");

    private void usage(ByteBuf out, ReplyEnd end) {
        int completion = end.tokens() * choices;
        out.writeBytes(PROMPT_TOKENS);
        Ascii.number(out, end.promptTokens());
        out.writeBytes(TOTAL_TOKENS);
        Ascii.number(out, end.promptTokens() + completion);
        out.writeBytes(COMPLETION_TOKENS);
        Ascii.number(out, completion);
        out.writeBytes(CACHED_TOKENS);
        Ascii.number(out, end.cachedTokens());
        out.writeBytes(CLOSE_USAGE);
    }
}
