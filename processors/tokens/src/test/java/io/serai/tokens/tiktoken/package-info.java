@NullMarked
package io.serai.tokens.tiktoken;

import org.jspecify.annotations.NullMarked;
