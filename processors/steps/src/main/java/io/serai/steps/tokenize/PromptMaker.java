package io.serai.steps.tokenize;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.ModelLanguage;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.Prompt;
import io.serai.core.PromptException;
import io.serai.core.PromptRenderer;
import io.serai.core.RenderedPrompt;
import io.serai.core.RequestFields;
import io.serai.core.Span;
import io.serai.core.Tokenizer;
import io.serai.tokens.json.PlainJson;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes prompts. Thread-safe; keeps nothing but which models' failures were told. */
final class PromptMaker {
    private static final Logger LOG = LoggerFactory.getLogger(PromptMaker.class);

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Whether {@code language} knows enough for prompts of {@code api}. */
    static boolean serves(ModelLanguage language, Api api) {
        return language.tokenizer() != null
                && switch (api) {
                    case CHAT -> language.renderer() != null;
                    case COMPLETIONS, GENERATE, EMBEDDINGS -> true;
                    case RERANK, SCORE, CLASSIFY, OTHER -> false;
                };
    }

    /** The prompt of a request; never throws. */
    Made make(String model, ModelLanguage language, Api api, byte[] body, RequestFields fields) {
        try {
            Tokenizer tokenizer = language.tokenizer();
            PromptRenderer renderer = language.renderer();
            if (tokenizer == null || fields.prompt().isEmpty()) {
                return Made.None.FINE;
            }
            if (api == Api.CHAT) {
                return renderer == null ? Made.None.FINE : chat(tokenizer, renderer, body, fields);
            }
            return TextPrompts.of(tokenizer, read(body, fields.prompt()));
        } catch (PromptException e) {
            return e.reason() == PromptException.Cause.REFUSED
                    ? new Made.Refused(refused(e))
                    : failed(model, "template_failed", e);
        } catch (JsonProcessingException e) {
            return failed(model, "prompt_unreadable", e);
        } catch (RuntimeException | StackOverflowError e) {
            return failed(model, "tokenize_failed", e);
        }
    }

    private static Made chat(Tokenizer tokenizer, PromptRenderer renderer, byte[] body, RequestFields fields)
            throws PromptException, JsonProcessingException {
        ChatPrompts chat = ChatPrompts.read(body, fields);
        if (chat.ownPrompt()) {
            return Made.None.FINE;
        }
        RenderedPrompt rendered = renderer.render(chat.prompt());
        int[] ids = tokenizer.encode(rendered.text(), false);
        return new Made.Ready(new Prompt(ids, rendered.reasoning()), ids.length);
    }

    static @Nullable Object read(byte[] body, Span span) throws JsonProcessingException {
        return PlainJson.read(body, span.start(), span.length());
    }

    private static CallError refused(PromptException e) {
        return CallError.of(400, "invalid_value", String.valueOf(e.getMessage()))
                .about(e.param());
    }

    /** Once for each model and kind: a template that is wrong is wrong in every call. */
    private Made failed(String model, String code, Throwable cause) {
        if (told.add(model + " " + code)) {
            LOG.warn("model {}: {}: prompts go to the workers without being counted; told once", model, code, cause);
        }
        return new Made.None(code);
    }

    /** A prompt of ids that the client made. */
    static Made.Ready ready(int[] ids, int longest) {
        return new Made.Ready(new Prompt(ids, Reasoning.OUTPUT), longest);
    }
}
