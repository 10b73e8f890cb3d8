package io.serai.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A model served now, for model lists.
 *
 * @param id            name for requests
 * @param created       seconds since 1970; 0 if no worker told
 * @param ownedBy       as a worker says; {@code "serai"} if none does
 * @param contextLength tokens, the smallest of its ready workers; 0 if none told
 * @param workers       ready workers
 * @param root          the model behind an alias, else the id itself
 * @param parent        the base model where this is an adapter, else null
 */
public record ModelInfo(
        String id,
        long created,
        String ownedBy,
        int contextLength,
        int workers,
        String root,
        @Nullable String parent) {}
