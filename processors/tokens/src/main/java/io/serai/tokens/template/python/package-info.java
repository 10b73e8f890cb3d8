/**
 * Python's values and what can be done with them, as far as a template can see them.
 *
 * <p>None is null; {@code bool}, {@code int}, {@code float} and {@code str} are {@code Boolean}, {@code Long} or
 * {@code BigInteger} (only beyond the range of long), {@code Double} and {@code String}; {@code list} is any
 * {@code List}, {@code dict} any {@code Map}. The others are classes of this package. All but {@link Namespace} and the
 * iterators are immutable: the sandbox forbids changing them.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>Texts are indexed by code point, Java's by UTF-16 unit.
 *   <li>{@code True == 1 == 1.0}, also as keys of a map: keys that are no texts are wrapped, see {@link Keys}.
 *   <li>Everything that makes a text or a list asks the {@link Meter} first.
 * </ul>
 */
@NullMarked
package io.serai.tokens.template.python;

import org.jspecify.annotations.NullMarked;
