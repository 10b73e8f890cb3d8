@NullMarked
package io.serai.steps.tokenize;

import org.jspecify.annotations.NullMarked;
