package io.serai.gateway.models;

import io.serai.core.Dialect;
import io.serai.core.ModelCard;
import io.serai.core.ModelCard.Field;
import io.serai.core.ModelCard.Source;
import io.serai.dialects.Dialects;
import org.jspecify.annotations.Nullable;

/**
 * A dialect and why it was chosen.
 *
 * @param dialect null where none is known
 * @param reason  for people
 */
record DialectChoice(@Nullable Dialect dialect, String reason) {
    /** Asked in this order: settings, what workers say, the chat template, the model's name. */
    static DialectChoice of(ModelCard card, String templateSource) {
        String reasoning = card.text(Field.REASONING_PARSER);
        String tools = card.text(Field.TOOL_CALL_PARSER);
        DialectChoice guess = guessed(card.model(), templateSource);
        if (reasoning == null && tools == null) {
            return guess;
        }
        // Who names one of the two says nothing of the other.
        String other = guess.dialect == null ? "" : guess.dialect.name();
        String said = said(card, Field.TOOL_CALL_PARSER) + said(card, Field.REASONING_PARSER);
        return Dialects.combine(reasoning == null ? other : reasoning, tools == null ? other : tools)
                .or(() -> Dialects.find(tools == null ? String.valueOf(reasoning) : tools))
                .map(dialect -> new DialectChoice(dialect, said.strip()))
                .orElseGet(() -> new DialectChoice(guess.dialect, guess.reason + ";" + said + " is not known here"));
    }

    private static DialectChoice guessed(String model, String templateSource) {
        String template = templateSource.isEmpty() ? "there is no chat template" : "the chat template does not tell";
        return new DialectChoice(null, template + ", nor does the name " + model);
    }

    private static String said(ModelCard card, Field field) {
        Source source = card.source(field);
        return source == null ? "" : " " + field.key() + " is " + card.text(field) + " (" + source.key() + ")";
    }
}
