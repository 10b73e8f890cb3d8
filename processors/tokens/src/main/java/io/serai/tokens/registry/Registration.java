package io.serai.tokens.registry;

import io.serai.tokens.registry.TokenizerEntry.State;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An entry with what loads it. */
final class Registration {
    final long order;
    final CompletableFuture<TokenizerEntry> settled = new CompletableFuture<>();
    volatile TokenizerEntry entry;
    volatile @Nullable Thread thread;

    Registration(TokenizerEntry entry, long order) {
        this.entry = entry;
        this.order = order;
    }

    void settle(State state) {
        TokenizerEntry now = entry;
        entry = new TokenizerEntry(now.id(), now.name(), now.source(), now.added(), state);
        settled.complete(entry);
    }

    void stop() {
        Thread loading = thread;
        if (loading != null) {
            loading.interrupt();
        }
    }
}
