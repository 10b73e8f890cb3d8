/** The step that sends a call to a worker: choice, retries, live replies. */
@NullMarked
package io.serai.steps.dispatch;

import org.jspecify.annotations.NullMarked;
