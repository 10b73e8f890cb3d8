package io.serai.steps.pii;

import java.util.List;

/**
 * The texts of a request.
 *
 * @param texts      in their order in the body
 * @param session    what the client calls the session: {@code prompt_cache_key}, else {@code user}, else empty
 * @param unreadable whether a prompt, or a part of one, comes as token ids or embeddings
 */
record RequestTexts(List<RequestText> texts, String session, boolean unreadable) {}
