package io.serai.steps.text;

import io.serai.core.CallError;
import io.serai.core.Reply;
import io.serai.steps.JsonReply;
import io.serai.tokens.registry.LoadOptions;
import io.serai.tokens.registry.LoadedLanguage;
import io.serai.tokens.registry.NameTakenException;
import io.serai.tokens.registry.TokenizerEntry;
import io.serai.tokens.registry.TokenizerRegistry;
import io.serai.wire.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is served below {@code /v1/tokenizers}. */
final class TokenizerReplies {
    private static final String STATUS = "/status";

    private final @Nullable TokenizerRegistry registry;

    TokenizerReplies(@Nullable TokenizerRegistry registry) {
        this.registry = registry;
    }

    private TokenizerRegistry registry() {
        if (registry == null) {
            throw new IllegalStateException("llm-text: there is no registry of tokenizers among the beans");
        }
        return registry;
    }

    /** 202: it is loaded after the answer. */
    Reply add(RequestObject request) {
        String name = request.requiredText("name");
        String source = request.requiredText("source");
        if (request.has("chat_template_path")) {
            throw RequestObject.wrong("chat_template_path", "not read here", "the template's text as 'chat_template'");
        }
        String template = request.text("chat_template");
        try {
            var options = new LoadOptions(template.isEmpty() ? null : template);
            TokenizerEntry entry = registry().add(name, source, options, TokenizerRegistry.Origin.CLIENT);
            return JsonReply.of(202, "id", entry.id(), "status", "pending", "message", "It is being loaded.");
        } catch (NameTakenException e) {
            throw CallError.of(409, "tokenizer_exists", e.getMessage() + ".").about("name");
        } catch (IllegalArgumentException e) {
            throw CallError.of(400, "invalid_value", String.valueOf(e.getMessage()));
        }
    }

    Reply list() {
        return JsonReply.of(
                200,
                "tokenizers",
                registry().list().stream().map(TokenizerReplies::info).toList());
    }

    Reply show(String rest) {
        boolean status = rest.endsWith(STATUS);
        TokenizerEntry entry = found(status ? rest.substring(0, rest.length() - STATUS.length()) : rest);
        if (!status) {
            return JsonReply.written(200, JsonValues.write(info(entry)));
        }
        return JsonReply.of(
                200,
                "id",
                entry.id(),
                "status",
                state(entry),
                "message",
                message(entry),
                "vocab_size",
                vocabulary(entry));
    }

    Reply remove(String nameOrId) {
        if (!registry().remove(nameOrId)) {
            throw unknown(nameOrId);
        }
        return JsonReply.of(200, "success", true, "message", "Tokenizer '" + nameOrId + "' is removed.");
    }

    private TokenizerEntry found(String nameOrId) {
        return registry().get(nameOrId).orElseThrow(() -> unknown(nameOrId));
    }

    private static CallError unknown(String nameOrId) {
        String shown = nameOrId.length() > 64 ? nameOrId.substring(0, 64) + "..." : nameOrId;
        return CallError.of(
                404, "tokenizer_not_found", "There is no tokenizer '" + shown + "'; GET /v1/tokenizers lists them.");
    }

    private static Map<String, @Nullable Object> info(TokenizerEntry entry) {
        return JsonValues.members(
                "id",
                entry.id(),
                "name",
                entry.name(),
                "source",
                entry.source(),
                "vocab_size",
                vocabulary(entry),
                "status",
                state(entry),
                "implementation",
                entry.state() instanceof TokenizerEntry.Ready(LoadedLanguage model)
                        ? model.tokenizer().implementation()
                        : null,
                "message",
                message(entry));
    }

    private static String state(TokenizerEntry entry) {
        return switch (entry.state()) {
            case TokenizerEntry.Loading() -> "processing";
            case TokenizerEntry.Ready(LoadedLanguage _) -> "completed";
            case TokenizerEntry.Failed(String _) -> "failed";
        };
    }

    private static String message(TokenizerEntry entry) {
        return switch (entry.state()) {
            case TokenizerEntry.Loading() -> "It is being loaded.";
            case TokenizerEntry.Ready(LoadedLanguage _) -> "It serves.";
            case TokenizerEntry.Failed(String reason) -> reason;
        };
    }

    private static @Nullable Integer vocabulary(TokenizerEntry entry) {
        return entry.state() instanceof TokenizerEntry.Ready(LoadedLanguage model)
                ? Integer.valueOf(model.tokenizer().vocabularySize())
                : null;
    }
}
