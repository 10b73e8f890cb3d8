/**
 * Prompts of DeepSeek V3.2 and V4, for which no template says all: tools, results and reasoning in their own markup.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>The bars in their tokens are U+FF5C and the low lines U+2581.
 *   <li>V3.2 calls its block {@code function_calls}, V4 {@code tool_calls}; the rest of the markup is almost, but not
 *       quite, the same.
 *   <li>A closing {@code </think>} without an opening one says that the answer comes without reasoning.
 * </ul>
 */
@NullMarked
package io.serai.tokens.prompt.deepseek;

import org.jspecify.annotations.NullMarked;
