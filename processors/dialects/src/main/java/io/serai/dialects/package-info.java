/**
 * What comes out of a model: the markup in which families of models write reasoning and tool calls, read piece by piece
 * as it arrives.
 */
@NullMarked
package io.serai.dialects;

import org.jspecify.annotations.NullMarked;
