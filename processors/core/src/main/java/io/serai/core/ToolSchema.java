package io.serai.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool that a request declares.
 *
 * @param name       name of the function
 * @param parameters JSON Schema of its arguments in plain values: {@code Map}, {@code List}, {@code String},
 *                   {@code Long}, {@code java.math.BigInteger}, {@code Double}, {@code Boolean} or null; empty where
 *                   the request has none
 */
public record ToolSchema(String name, Map<String, ? extends @Nullable Object> parameters) {}
