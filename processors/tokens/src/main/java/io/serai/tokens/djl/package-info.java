/**
 * The reference library for {@code tokenizer.json}, for files with parts that the code here does not know. It is
 * native: some ten times slower, and 15 MB that are unpacked to disk at first use. Nothing of it is touched before.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>The library would report its use to its makers on machines of one cloud; it is told not to.
 *   <li>Places of tokens are counted in characters there, in UTF-16 units here.
 *   <li>It cuts texts to the model's length unless told not to.
 * </ul>
 */
@NullMarked
package io.serai.tokens.djl;

import org.jspecify.annotations.NullMarked;
