package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {
    private static final String LONG = "0123456789abcdef".repeat(20);

    private static int cached(JsonNode answer) {
        return answer.at("/usage/prompt_tokens_details/cached_tokens").asInt(-1);
    }

    private static JsonNode complete(Client client, String prompt) throws Exception {
        return client.json("/v1/completions", "{\"max_tokens\":0,\"prompt\":\"" + prompt + "\"}");
    }

    @Test
    void theSecondTurnOfAConversationIsCachedUpToItsNewPart() throws Exception {
        try (MockWorker worker = MockWorker.start(MockWorkerOptions.builder()
                .cacheTokens(Long.MAX_VALUE)
                .outputTokens(40)
                .build())) {
            Client client = new Client(worker);
            JsonNode first = client.json("/v1/chat/completions", Client.chat(LONG));
            String answer = first.at("/choices/0/message/content").asText();
            JsonNode second = client.json("/v1/chat/completions", Client.chat(LONG, answer, "and now?"));

            assertThat(cached(first)).isZero();
            // What both share: "user\n", the prompt, "\n", "assistant\n" and the answer; whole blocks of 64 bytes
            // count.
            int sharedBytes = 5 + LONG.length() + 1 + 10 + answer.length();
            assertThat(cached(second)).isEqualTo(sharedBytes / 64 * 16);
            assertThat(worker.counters().cachedTokens()).isEqualTo(cached(second));
            JsonNode other = client.json("/v1/chat/completions", Client.chat("x" + LONG));
            assertThat(cached(other)).isZero();
        }
    }

    @Test
    void atLeastOneTokenIsAlwaysComputed() throws Exception {
        try (MockWorker worker = MockWorker.start(
                MockWorkerOptions.builder().cacheTokens(1000).blockTokens(4).build())) {
            Client client = new Client(worker);
            String prompt = "0123456789abcdef0123456789abcdef"; // 8 tokens, two blocks
            complete(client, prompt);
            assertThat(cached(complete(client, prompt))).isEqualTo(4);
            assertThat(cached(complete(client, prompt + "x"))).isEqualTo(8);
        }
    }

    @Test
    void theLeastRecentlyUsedPromptLeavesFirst() throws Exception {
        // Room for two prompts of two blocks.
        try (MockWorker worker = MockWorker.start(
                MockWorkerOptions.builder().cacheTokens(16).blockTokens(4).build())) {
            Client client = new Client(worker);
            String a = "a".repeat(33);
            String b = "b".repeat(33);
            String c = "c".repeat(33);
            complete(client, a);
            complete(client, b);
            assertThat(cached(complete(client, a))).isEqualTo(8);
            complete(client, c);
            assertThat(cached(complete(client, a))).isEqualTo(8);
            assertThat(cached(complete(client, b))).isZero();
        }
    }

    @Test
    void pinnedBlocksStay() {
        PrefixCache cache = new PrefixCache(2);
        PromptDigest running = digest("a".repeat(8));
        PromptDigest later = digest("b".repeat(8));
        int pinned = cache.store(running, 0);

        assertThat(pinned).isEqualTo(2);
        assertThat(cache.store(later, 0)).isZero();
        cache.release(running, pinned);
        assertThat(cache.store(later, 0)).isEqualTo(2);
        assertThat(cache.match(running, 2)).isZero();
    }

    private static PromptDigest digest(String text) {
        PromptDigest digest = new PromptDigest(1);
        digest.text(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
        return digest;
    }

    @Test
    void flushForgetsEverything() throws Exception {
        try (MockWorker worker =
                MockWorker.start(MockWorkerOptions.builder().cacheTokens(10_000).build())) {
            Client client = new Client(worker);
            complete(client, LONG);
            assertThat(cached(complete(client, LONG))).isPositive();
            assertThat(client.get("/flush_cache").statusCode()).isEqualTo(200);
            assertThat(cached(complete(client, LONG))).isZero();
        }
    }
}
