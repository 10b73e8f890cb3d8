@NullMarked
package io.serai.tokens.prompt.deepseek;

import org.jspecify.annotations.NullMarked;
