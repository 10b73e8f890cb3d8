package io.serai.steps.model;

import io.serai.core.Api;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Signal;
import io.serai.core.Span;
import io.serai.fleet.choice.CallFacts;
import io.serai.fleet.choice.TextLanguage;
import io.serai.steps.dispatch.PromptTokens;
import io.serai.steps.dispatch.RoutingHeaders;
import io.serai.wire.chat.ChatOutline;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What rules may know of a call, read from its body when they ask. */
final class AskedOfCall implements CallFacts {
    private final InferenceCall call;
    private @Nullable ChatOutline outline;
    private @Nullable String language;

    AskedOfCall(InferenceCall call) {
        this.call = call;
    }

    @Override
    public Map<String, Signal> signals() {
        return call.signals();
    }

    @Override
    public Map<String, Integer> piiFound() {
        return call.piiFound();
    }

    @Override
    public int promptTokens() {
        return PromptTokens.estimate(call.fields());
    }

    @Override
    public int maxTokens() {
        return call.fields().maxTokens();
    }

    @Override
    public String language() {
        if (language == null) {
            Span text = call.api() == Api.CHAT
                    ? outline().lastUser()
                    : call.fields().prompt();
            language = TextLanguage.of(ChatOutline.text(call.body(), text));
        }
        return language;
    }

    /** An empty list is none. */
    @Override
    public boolean tools() {
        Span tools = call.fields().tools();
        for (int at = tools.start() + 1; at < tools.end() - 1; at++) {
            if (call.body()[at] > ' ') {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean images() {
        return call.api() == Api.CHAT && outline().images();
    }

    @Override
    public boolean stream() {
        return call.fields().stream();
    }

    @Override
    public String tenant() {
        return call.principal();
    }

    @Override
    public Headers headers() {
        return call.head().headers();
    }

    /** The client's routing key, else its end user, else how the conversation begins, else this call alone. */
    @Override
    public String conversation() {
        String key = RoutingHeaders.key(call.head());
        if (key != null) {
            return key;
        }
        String user = call.fields().user();
        if (user != null && !user.isBlank()) {
            return call.principal() + '\n' + user;
        }
        Span opening = call.api() == Api.CHAT ? outline().opening() : Span.NONE;
        if (opening.isEmpty()) {
            return call.id();
        }
        var sum = new CRC32C();
        sum.update(call.body(), opening.start(), opening.length());
        return call.principal() + '\n' + sum.getValue();
    }

    private ChatOutline outline() {
        ChatOutline known = outline;
        if (known == null) {
            known = ChatOutline.of(call.body(), call.fields().prompt());
            outline = known;
        }
        return known;
    }
}
