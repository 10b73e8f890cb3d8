@org.jspecify.annotations.NullMarked
package io.serai.tokens.bpe;
