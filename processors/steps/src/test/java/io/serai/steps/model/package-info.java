/** Tests of the step that chooses a model. */
@NullMarked
package io.serai.steps.model;

import org.jspecify.annotations.NullMarked;
