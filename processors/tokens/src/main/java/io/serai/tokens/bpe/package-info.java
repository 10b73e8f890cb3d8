/**
 * Byte-pair encoding and the scanners that cut text into words before it.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A word that is itself a token is that token only if the merges arrive there, or {@code ignore_merges} is set.
 *   <li>Merging picks the lowest rank, then the leftmost place. A run without spaces can be 100 KB long: long pieces
 *       take a heap, short ones a linear scan; both give the same.
 *   <li>The scanners stand for regular expressions that match every character: what no alternative takes becomes a
 *       word of its own together with its neighbours.
 * </ul>
 */
@NullMarked
package io.serai.tokens.bpe;

import org.jspecify.annotations.NullMarked;
