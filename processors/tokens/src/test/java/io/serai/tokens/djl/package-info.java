@NullMarked
package io.serai.tokens.djl;

import org.jspecify.annotations.NullMarked;
