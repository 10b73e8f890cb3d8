/** Tests of the vocabulary. */
@NullMarked
package io.serai.core;

import org.jspecify.annotations.NullMarked;
