package io.serai.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A finished chat stream, decoded: what was said and what the worker says it cost.
 *
 * @param text         the contents of all chunks joined
 * @param promptTokens {@code usage.prompt_tokens}
 * @param cachedTokens {@code usage.prompt_tokens_details.cached_tokens}; 0 where the worker does not report it
 */
record Answer(String text, long promptTokens, long cachedTokens) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String DATA = "data: ";

    /** Decodes the whole body of a stream that was asked for with {@code include_usage}. */
    static Answer decode(String events) throws JsonProcessingException {
        var text = new StringBuilder();
        long prompt = 0;
        long cached = 0;
        for (var line : events.lines().toList()) {
            if (!line.startsWith(DATA + "{")) {
                continue;
            }
            var event = JSON.readTree(line.substring(DATA.length()));
            text.append(event.at("/choices/0/delta/content").asText(""));
            prompt = Math.max(prompt, event.at("/usage/prompt_tokens").asLong(0));
            cached = Math.max(
                    cached,
                    event.at("/usage/prompt_tokens_details/cached_tokens").asLong(0));
        }
        return new Answer(text.toString(), prompt, cached);
    }
}
