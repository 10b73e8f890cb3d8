/**
 * JSON as plain values, with what Python keeps and Java's mappers tend to lose: the order of keys, the difference
 * between {@code 1} and {@code 1.0}, integers of any size.
 */
@NullMarked
package io.serai.tokens.json;

import org.jspecify.annotations.NullMarked;
