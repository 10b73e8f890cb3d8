/** Tests of how a model is chosen. */
@NullMarked
package io.serai.fleet.choice;

import org.jspecify.annotations.NullMarked;
