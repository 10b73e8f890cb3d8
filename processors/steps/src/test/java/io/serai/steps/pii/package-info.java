@NullMarked
package io.serai.steps.pii;

import org.jspecify.annotations.NullMarked;
