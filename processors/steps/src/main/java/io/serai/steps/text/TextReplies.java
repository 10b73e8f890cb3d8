package io.serai.steps.text;

import io.serai.core.CallError;
import io.serai.core.Dialect;
import io.serai.core.ModelLanguage;
import io.serai.core.ParseOptions;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.PromptException;
import io.serai.core.PromptRenderer;
import io.serai.core.Reply;
import io.serai.core.Tokenizer;
import io.serai.dialects.DialectChoice;
import io.serai.dialects.Dialects;
import io.serai.dialects.ParsedAnswer;
import io.serai.steps.JsonReply;
import io.serai.tokens.json.PlainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What tokenizers and dialects make of the text of a request. Thread-safe. */
final class TextReplies {
    private final NamedModels models;

    TextReplies(NamedModels models) {
        this.models = models;
    }

    // ---- tokens

    Reply tokenize(RequestObject request) {
        String model = models.resolved(request.text("model"));
        ModelLanguage language = models.language(model);
        Tokenizer tokenizer = models.tokenizer(model, language);
        boolean spell = request.truth("return_token_strs", false);
        if (request.has("messages")) {
            String prompt = rendered(language.renderer(), request);
            return tokens(
                    model, tokenizer, tokenizer.encode(prompt, request.truth("add_special_tokens", false)), spell);
        }
        boolean add = request.truth("add_special_tokens", true);
        Object prompt = request.get("prompt");
        return switch (prompt) {
            case String text -> tokens(model, tokenizer, tokenizer.encode(text, add), spell);
            case List<?> texts -> several(model, tokenizer, texts, add, spell);
            case null, default ->
                throw RequestObject.wrong("prompt", PlainJson.kind(prompt), "a text, a list of texts, or messages");
        };
    }

    private static String rendered(@Nullable PromptRenderer renderer, RequestObject request) {
        if (renderer == null) {
            throw CallError.of(
                            400,
                            "chat_template_not_found",
                            "The gateway has no chat template of this model. Send 'prompt', or set models[...]"
                                    + ".chat-template.")
                    .about("messages");
        }
        try {
            return renderer.render(ChatRequest.of(request)).text();
        } catch (PromptException e) {
            boolean refused = e.reason() == PromptException.Cause.REFUSED;
            throw CallError.of(
                            refused ? 400 : 500,
                            refused ? "invalid_value" : "template_failed",
                            refused ? String.valueOf(e.getMessage()) : "The model's chat template failed on this chat.")
                    .about(refused ? e.param() : "messages");
        }
    }

    private Reply tokens(String model, Tokenizer tokenizer, int[] ids, boolean spell) {
        return JsonReply.of(
                200,
                "count",
                ids.length,
                "max_model_len",
                models.contextLength(model),
                "tokens",
                ids,
                "token_strs",
                spell ? spelled(tokenizer, ids) : null);
    }

    private Reply several(String model, Tokenizer tokenizer, List<?> texts, boolean add, boolean spell) {
        var all = new ArrayList<int[]>();
        var counts = new ArrayList<Integer>();
        var spellings = new ArrayList<@Nullable Object>();
        for (int i = 0; i < texts.size(); i++) {
            if (!(texts.get(i) instanceof String text)) {
                throw RequestObject.wrong("prompt[" + i + "]", PlainJson.kind(texts.get(i)), "a text");
            }
            int[] ids = tokenizer.encode(text, add);
            all.add(ids);
            counts.add(ids.length);
            if (spell) {
                spellings.add(spelled(tokenizer, ids));
            }
        }
        Integer longest = models.contextLength(model);
        return JsonReply.of(
                200, "count", counts, "max_model_len", longest, "tokens", all, "token_strs", spell ? spellings : null);
    }

    private static List<@Nullable String> spelled(Tokenizer tokenizer, int[] ids) {
        var spelled = new ArrayList<@Nullable String>(ids.length);
        for (int id : ids) {
            spelled.add(tokenizer.token(id));
        }
        return spelled;
    }

    /**
     * Without a word of special tokens each engine's field is as that engine has it: vLLM keeps them in {@code prompt},
     * SGLang leaves them out of {@code text}.
     */
    Reply detokenize(RequestObject request) {
        String model = models.resolved(request.text("model"));
        Tokenizer tokenizer = models.tokenizer(model, models.language(model));
        if (!(request.get("tokens") instanceof List<?> tokens)) {
            throw RequestObject.wrong("tokens", PlainJson.kind(request.get("tokens")), "a list of token ids");
        }
        boolean skipInText = request.truth("skip_special_tokens", true);
        boolean skipInPrompt = request.truth("skip_special_tokens", false);
        if (tokens.isEmpty() || !(tokens.getFirst() instanceof List<?>)) {
            int[] ids = ids("tokens", tokens);
            return JsonReply.of(
                    200, "prompt", tokenizer.decode(ids, skipInPrompt), "text", tokenizer.decode(ids, skipInText));
        }
        var prompts = new ArrayList<String>();
        var texts = new ArrayList<String>();
        for (int i = 0; i < tokens.size(); i++) {
            String place = "tokens[" + i + "]";
            if (!(tokens.get(i) instanceof List<?> list)) {
                throw RequestObject.wrong(place, PlainJson.kind(tokens.get(i)), "a list of token ids");
            }
            int[] ids = ids(place, list);
            prompts.add(tokenizer.decode(ids, skipInPrompt));
            texts.add(tokenizer.decode(ids, skipInText));
        }
        return JsonReply.of(200, "prompt", prompts, "text", texts);
    }

    private static int[] ids(String place, List<?> list) {
        int[] ids = new int[list.size()];
        for (int i = 0; i < ids.length; i++) {
            if (!(list.get(i) instanceof Long id) || id < 0 || id > Integer.MAX_VALUE) {
                throw RequestObject.wrong(place + "[" + i + "]", "no token id", "whole numbers of at least 0");
            }
            ids[i] = id.intValue();
        }
        return ids;
    }

    // ---- dialects

    Reply functionCall(RequestObject request) {
        Dialect dialect = dialect(request, "tool_call_parser");
        ParsedAnswer answer = parsed(dialect, request, new ParseOptions(request.tools(), true, Reasoning.NONE));
        return JsonReply.of(
                200,
                "success",
                true,
                "normal_text",
                answer.content(),
                "calls",
                FoundCalls.sglang(answer.calls()),
                "remaining_text",
                answer.content(),
                "tool_calls",
                FoundCalls.openAi(answer.calls()));
    }

    Reply reasoning(RequestObject request) {
        Dialect dialect = dialect(request, "reasoning_parser");
        String start = request.text("reasoning_start");
        ParsedAnswer answer = start.isEmpty()
                ? begunWhereItMay(dialect, request)
                : parsed(dialect, request, new ParseOptions(List.of(), false, start(start)));
        return JsonReply.of(
                200,
                "success",
                true,
                "reasoning_text",
                answer.reasoning(),
                "normal_text",
                answer.content(),
                "text",
                answer.content());
    }

    /** There is no prompt to look at: a text in which reasoning only ends has begun in its prompt. */
    private static ParsedAnswer begunWhereItMay(Dialect dialect, RequestObject request) {
        ParsedAnswer plain = parsed(dialect, request, new ParseOptions(List.of(), false, Reasoning.OUTPUT));
        if (!plain.reasoning().isEmpty()) {
            return plain;
        }
        ParsedAnswer inside = parsed(dialect, request, new ParseOptions(List.of(), false, Reasoning.PROMPT));
        return inside.content().isEmpty() ? plain : inside;
    }

    private static Reasoning start(String name) {
        try {
            return Reasoning.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw RequestObject.wrong("reasoning_start", "'" + name + "'", "none, output or prompt");
        }
    }

    private static ParsedAnswer parsed(Dialect dialect, RequestObject request, ParseOptions options) {
        return ParsedAnswer.of(dialect, options, request.requiredText("text"));
    }

    /** The dialect that the request names, else its model's. */
    private Dialect dialect(RequestObject request, String field) {
        String name = request.text(field);
        if (!name.isEmpty()) {
            boolean tools = field.startsWith("tool");
            Optional<Dialect> named = tools ? Dialects.combine("", name) : Dialects.combine(name, "");
            return named.or(() -> Dialects.find(name))
                    .orElseThrow(() -> RequestObject.wrong(
                            field, "'" + shown(name) + "', which is no dialect", "a name that docs/dialects.md lists"));
        }
        if (!request.has("model")) {
            throw CallError.of(400, "missing_required_parameter", "'" + field + "' is missing; send it, or 'model'.")
                    .about(field);
        }
        String model = models.resolved(request.text("model"));
        Dialect known = models.language(model).dialect();
        return known == null
                ? DialectChoice.choose(DialectChoice.Hints.ofModel(model)).dialect()
                : known;
    }

    private static String shown(String name) {
        return name.length() > 64 ? name.substring(0, 64) + "..." : name;
    }
}
