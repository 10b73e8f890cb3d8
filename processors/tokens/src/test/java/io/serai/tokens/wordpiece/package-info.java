@NullMarked
package io.serai.tokens.wordpiece;

import org.jspecify.annotations.NullMarked;
