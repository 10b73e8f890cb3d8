package io.serai.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Picks the few fields of a generation request out of its body and digests the prompt, without keeping either. */
final class GenerationSkimmer extends JsonScanner {
    private static final byte[] NEWLINE = {'\n'};
    private static final byte[] ASSISTANT = "assistant\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_CHOICES = 128;

    private final Surface surface;
    private final int blockTokens;
    private final @Nullable ByteArrayOutputStream lastText;
    private boolean inText;
    private PromptDigest prompt;
    private boolean promptSeen;
    private boolean batch;
    private boolean idsStarted;
    private @Nullable String model;
    private @Nullable String rid;
    private boolean stream;
    private boolean includeUsage;
    private int maxTokens = -1;
    private int n = 1;

    /** @param keepsText whether the last text of the prompt is kept */
    GenerationSkimmer(Surface surface, int blockTokens, boolean keepsText) {
        this.surface = surface;
        this.lastText = keepsText ? new ByteArrayOutputStream() : null;
        this.blockTokens = blockTokens;
        this.prompt = new PromptDigest(blockTokens);
    }

    /** Ends the body. */
    GenerationRequest request() throws RefusedRequest {
        finish();
        if (!promptSeen) {
            throw RefusedRequest.badRequest(
                    switch (surface) {
                        case CHAT -> "messages: Field required";
                        case COMPLETIONS -> "prompt: Field required";
                        case GENERATE -> "Either text or input_ids should be provided.";
                    });
        }
        if (surface == Surface.CHAT) {
            prompt.text(ASSISTANT, 0, ASSISTANT.length);
        }
        long choices = (long) n * prompt.items();
        if (n < 1 || choices > MAX_CHOICES) {
            throw RefusedRequest.badRequest("n: must be at least 1, and at most %d answers".formatted(MAX_CHOICES));
        }
        return new GenerationRequest(
                surface,
                model,
                stream,
                includeUsage,
                maxTokens,
                (int) choices,
                batch || n > 1,
                rid,
                prompt,
                lastText == null ? "" : lastText.toString(StandardCharsets.UTF_8));
    }

    @Override
    Keep stringBegins() throws RefusedRequest {
        Keep keep = kept();
        String name = key(depth());
        inText = keep == Keep.PARTS && !name.equals("role") && !name.equals("name");
        if (inText && lastText != null) {
            lastText.reset();
        }
        return keep;
    }

    private Keep kept() throws RefusedRequest {
        String root = key(1);
        if (depth() == 1) {
            return rootString(root);
        }
        if (surface == Surface.CHAT) {
            return depth() > 2 && root.equals("messages") && isPromptKey(key(depth())) ? Keep.PARTS : Keep.SKIP;
        }
        if (depth() == 2 && isTextRoot(root)) {
            prompt.newItem();
            return Keep.PARTS;
        }
        return Keep.SKIP;
    }

    private Keep rootString(String root) throws RefusedRequest {
        switch (root) {
            case "model", "rid" -> {
                return Keep.WHOLE;
            }
            case "messages", "stream", "max_tokens", "max_completion_tokens", "n", "input_ids" -> {
                if (applies(root)) {
                    throw wrongType(root);
                }
            }
            default -> {
                if (isTextRoot(root)) {
                    beginPrompt();
                    prompt.newItem();
                    return Keep.PARTS;
                }
            }
        }
        return Keep.SKIP;
    }

    private boolean applies(String root) {
        return switch (root) {
            case "messages" -> surface == Surface.CHAT;
            case "input_ids" -> surface == Surface.GENERATE;
            case "max_tokens", "max_completion_tokens", "n" -> surface != Surface.GENERATE;
            default -> true;
        };
    }

    private boolean isTextRoot(String root) {
        return switch (surface) {
            case CHAT -> false;
            case COMPLETIONS -> root.equals("prompt");
            case GENERATE -> root.equals("text");
        };
    }

    private boolean isIdsRoot(String root) {
        return switch (surface) {
            case CHAT -> false;
            case COMPLETIONS -> root.equals("prompt");
            case GENERATE -> root.equals("input_ids");
        };
    }

    private static boolean isPromptKey(String key) {
        return switch (key) {
            case "role", "name", "content", "text", "arguments", "reasoning_content" -> true;
            default -> false;
        };
    }

    /** A second prompt under the same key replaces the first, as duplicate keys do. */
    private void beginPrompt() {
        if (promptSeen) {
            prompt = new PromptDigest(blockTokens);
        }
        promptSeen = true;
        batch = false;
        idsStarted = false;
    }

    @Override
    void textPart(byte[] bytes, int offset, int length) {
        prompt.text(bytes, offset, length);
        if (inText && lastText != null) {
            lastText.write(bytes, offset, length);
        }
    }

    @Override
    void textEnds() {
        if (surface == Surface.CHAT) {
            prompt.text(NEWLINE, 0, 1);
        }
    }

    @Override
    void string(String value) {
        if (key(1).equals("model")) {
            model = value;
        } else {
            rid = value;
        }
    }

    @Override
    void opened(boolean isObject) throws RefusedRequest {
        if (depth() == 1 && !isObject) {
            throw RefusedRequest.badRequest("the body must be a JSON object");
        }
        String root = key(1);
        boolean isPrompt = surface == Surface.CHAT ? root.equals("messages") : isTextRoot(root) || isIdsRoot(root);
        if (depth() == 2 && isPrompt) {
            if (isObject) {
                throw wrongType(root);
            }
            beginPrompt();
            batch = isTextRoot(root);
        } else if (depth() == 2 && (root.equals("model") || root.equals("stream"))) {
            throw wrongType(root);
        } else if (depth() == 3 && isIdsRoot(root)) {
            batch = true;
            idsStarted = true;
            prompt.newItem();
        }
    }

    @Override
    void scalar(String literal) throws RefusedRequest {
        String root = key(1);
        if (depth() == 0) {
            throw RefusedRequest.badRequest("the body must be a JSON object");
        }
        if (depth() == 1) {
            rootScalar(root, literal);
        } else if (isIdsRoot(root)) {
            tokenId(literal);
        } else if (depth() == 2 && root.equals("stream_options") && key(2).equals("include_usage")) {
            includeUsage = flag(root, literal);
        } else if (depth() == 2 && root.equals("sampling_params") && surface == Surface.GENERATE) {
            switch (key(2)) {
                case "max_new_tokens" -> maxTokens = count(key(2), literal, maxTokens);
                case "n" -> n = count("n", literal, 1);
                default -> {}
            }
        }
    }

    private void rootScalar(String root, String literal) throws RefusedRequest {
        if (!applies(root)) {
            return;
        }
        switch (root) {
            case "stream" -> stream = flag(root, literal);
            case "n" -> n = count(root, literal, 1);
            case "max_tokens", "max_completion_tokens" -> {
                int wanted = count(root, literal, -1);
                maxTokens = maxTokens < 0 ? wanted : wanted < 0 ? maxTokens : Math.min(wanted, maxTokens);
            }
            case "model", "messages", "prompt", "text", "input_ids" -> {
                boolean matters = root.equals("model") || root.equals("messages") || isTextRoot(root);
                if (matters && !literal.equals("null")) {
                    throw wrongType(root);
                }
            }
            default -> {}
        }
    }

    private void tokenId(String literal) throws RefusedRequest {
        if (!idsStarted) {
            idsStarted = true;
            batch = false;
            prompt.newItem();
        }
        prompt.tokenId(count(key(1), literal, 0));
    }

    private static boolean flag(String field, String literal) throws RefusedRequest {
        return switch (literal) {
            case "true" -> true;
            case "false", "null" -> false;
            default -> throw wrongType(field);
        };
    }

    private static int count(String field, String literal, int absent) throws RefusedRequest {
        if (literal.equals("null")) {
            return absent;
        }
        try {
            int value = Integer.parseInt(literal);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the refusal that a negative number gets.
        }
        throw wrongType(field);
    }

    private static RefusedRequest wrongType(String field) {
        return RefusedRequest.badRequest(field + ": Input has a wrong type or value");
    }
}
