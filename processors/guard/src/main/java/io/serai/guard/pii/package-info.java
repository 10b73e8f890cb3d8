/**
 * Personal data and secrets in texts: found by rules that check what they find, replaced by placeholders, restored.
 *
 * <h2>Start reading at</h2>
 * {@link PiiRules} and {@link PiiFinder} (where is it?), {@link PiiPolicy} (what then?), {@link PiiMasker} (hide it),
 * {@link Unmasker} (put it back, chunk by chunk).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>Names, places and organisations have no check digit: no rule here finds them, only a model does.
 *   <li>Texts come from strangers. A rule looks at each place of a text a bounded number of times; regular
 *       expressions with nested repeats, and searches to the end from every place, would let one message stop a core.
 *   <li>A check digit of one digit lets every tenth number pass, so a bare number is worth little without a word
 *       beside it that says what it is.
 *   <li>Indices are those of {@link String}: UTF-16 units. Who hands them out counts code points.
 *   <li>No type here shows a value in {@code toString}, an exception or a log.
 * </ul>
 */
@NullMarked
package io.serai.guard.pii;

import org.jspecify.annotations.NullMarked;
