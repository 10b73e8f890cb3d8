/** Tests of the response cache. */
@NullMarked
package io.serai.steps.cache;

import org.jspecify.annotations.NullMarked;
