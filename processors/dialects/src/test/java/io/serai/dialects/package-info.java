/** Tests of the dialects: real outputs, every way to cut them, and what must hold for any text. */
@NullMarked
package io.serai.dialects;

import org.jspecify.annotations.NullMarked;
