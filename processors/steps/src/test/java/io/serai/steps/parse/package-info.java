@NullMarked
package io.serai.steps.parse;

import org.jspecify.annotations.NullMarked;
