package io.serai.core;

import org.jspecify.annotations.Nullable;

/**
 * What a policy may know of a call.
 *
 * @param model        resolved model
 * @param prefix       fingerprint of the prompt; {@link PromptPrefix#EMPTY} where there is none
 * @param promptTokens length of the prompt in tokens, estimated where not tokenised
 * @param maxTokens    requested limit of new tokens; negative if none
 * @param routingKey   key for policies that keep a key on one worker, or null
 */
public record RoutingRequest(
        String model,
        PromptPrefix prefix,
        int promptTokens,
        int maxTokens,
        @Nullable String routingKey) {}
