@NullMarked
package io.serai.tokens.unigram;

import org.jspecify.annotations.NullMarked;
