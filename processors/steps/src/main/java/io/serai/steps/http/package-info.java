/** Entry of a pipeline: which path and methods it serves, and the table that the ingress looks requests up in. */
@NullMarked
package io.serai.steps.http;

import org.jspecify.annotations.NullMarked;
