@NullMarked
package io.serai.tokens.prompt.harmony;

import org.jspecify.annotations.NullMarked;
