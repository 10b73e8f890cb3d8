package io.serai.testkit;

/**
 * How an answer ended.
 *
 * @param tokens tokens of each choice
 * @param reason {@code stop}, {@code length} or {@code abort}
 */
record ReplyEnd(int promptTokens, int cachedTokens, int tokens, String reason) {}
