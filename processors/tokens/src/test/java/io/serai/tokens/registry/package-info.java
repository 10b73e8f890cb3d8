@NullMarked
package io.serai.tokens.registry;

import org.jspecify.annotations.NullMarked;
