package io.serai.testkit;

/** What the engine is busy with. {@code activeTokens} are those of running requests. */
record EngineLoad(int running, int waiting, long waitingTokens, long activeTokens, long cachedTokens) {}
