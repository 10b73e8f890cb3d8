package io.serai.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat as a template sees it, in plain values: {@code Map} (in the request's order), {@code List}, {@code String},
 * {@code Long}, {@code java.math.BigInteger}, {@code Double}, {@code Boolean} or null.
 *
 * @param messages            the request's messages
 * @param tools               the request's tools; null where it has none or an empty list
 * @param variables           {@code chat_template_kwargs}: win over everything that is set for the template
 * @param addGenerationPrompt whether to end with the opening of the assistant's turn
 * @param continueLast        whether the last message, an assistant's, is to be left open for the model to continue
 */
public record ChatPrompt(
        List<?> messages,
        @Nullable List<?> tools,
        Map<String, ? extends @Nullable Object> variables,
        boolean addGenerationPrompt,
        boolean continueLast) {}
