package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.PromptPrefix;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class PrefixIndexPropertyTest {
    private static final double TOKENS_PER_BYTE = 0.25;
    private static final int WORKERS = 5;

    /** A prompt in two parts sent to a worker, or a worker forgotten. */
    record Step(int worker, int group, int tail, int tokens, boolean forget) {
        PromptPrefix prompt() {
            byte[] head = Prompts.text(group, 100);
            return Prompts.prefix(Prompts.join(head, Prompts.text(1_000 + tail, tokens)));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, WORKERS - 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(0, 900),
                        Arbitraries.integers().between(0, 19).map(i -> i == 0))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    /** The plain model: an LRU cache of blocks for each worker. */
    private static final class Model {
        private final Map<Integer, SequencedMap<Long, Integer>> caches = new HashMap<>();
        private final int limit;

        Model(int limit) {
            this.limit = limit;
        }

        SequencedMap<Long, Integer> cache(int worker) {
            return caches.computeIfAbsent(worker, ignored -> new LinkedHashMap<>(16, 0.75f, true));
        }

        void touch(int worker, PromptPrefix prompt) {
            SequencedMap<Long, Integer> cache = cache(worker);
            for (int i = prompt.blocks() - 1; i >= 0; i--) {
                int bytes = prompt.end(i) - (i == 0 ? 0 : prompt.end(i - 1));
                cache.put(prompt.hash(i), bytes / 4);
                while (tokens(worker) > limit) {
                    cache.pollFirstEntry();
                }
            }
        }

        int tokens(int worker) {
            return cache(worker).values().stream().mapToInt(Integer::intValue).sum();
        }

        int held(int worker, PromptPrefix prompt) {
            int held = 0;
            for (int i = 0; i < prompt.blocks() && cache(worker).containsKey(prompt.hash(i)); i++) {
                held = prompt.end(i);
            }
            return held;
        }
    }

    @Property(tries = 60)
    void isAnLruCachePerWorker(@ForAll("steps") List<Step> steps) {
        var index = new PrefixIndex(8 << 20, 2_000);
        var model = new Model(2_000);
        for (Step step : steps) {
            PromptPrefix prompt = step.prompt();
            if (step.forget) {
                index.forget("w" + step.worker);
                model.cache(step.worker).clear();
            } else {
                index.touch("w" + step.worker, prompt, TOKENS_PER_BYTE);
                model.touch(step.worker, prompt);
            }
            int[] match = index.match(prompt);
            for (int worker = 0; worker < WORKERS; worker++) {
                int slot = index.slot("w" + worker);
                int held = slot < 0 || slot >= match.length ? 0 : match[slot];
                assertThat(held).as("worker %d", worker).isEqualTo(model.held(worker, prompt));
                assertThat(index.tokens("w" + worker)).isEqualTo(model.tokens(worker));
            }
        }
    }

    /** About 2,000 nodes of memory, for up to 3,000 blocks and their holders. */
    @Property(tries = 60)
    void staysWithinItsBudgetAndClaimsNothingThatWasNotSent(@ForAll("steps") List<Step> steps) {
        long budget = 74 << 10;
        var index = new PrefixIndex(budget, 0);
        var model = new Model(Integer.MAX_VALUE);
        for (Step step : steps) {
            PromptPrefix prompt = step.prompt();
            if (step.forget) {
                index.forget("w" + step.worker);
                model.cache(step.worker).clear();
            } else {
                index.touch("w" + step.worker, prompt, TOKENS_PER_BYTE);
                model.touch(step.worker, prompt);
            }
            PrefixIndexStats stats = index.stats();
            assertThat(stats.bytes()).isLessThanOrEqualTo(budget);
            assertThat(stats.holdings() * 32).isLessThan(budget);
            int[] match = index.match(prompt);
            for (int worker = 0; worker < WORKERS; worker++) {
                int slot = index.slot("w" + worker);
                int held = slot < 0 || slot >= match.length ? 0 : match[slot];
                assertThat(held).isLessThanOrEqualTo(model.held(worker, prompt));
            }
        }
    }
}
