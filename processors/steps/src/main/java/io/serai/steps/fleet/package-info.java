/** The step that answers from what the gateway knows of its fleet: models, health, loads. */
@NullMarked
package io.serai.steps.fleet;

import org.jspecify.annotations.NullMarked;
