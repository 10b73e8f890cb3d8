@NullMarked
package io.serai.tokens.prompt;

import org.jspecify.annotations.NullMarked;
