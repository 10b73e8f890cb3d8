/**
 * From the syntax tree to nodes that render. Every name is resolved once, when the template is compiled: to a slot of the
 * running function's frame or of one around it, or to a variable that was given from outside.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A loop, a macro, a {@code with}, {@code call}, {@code filter} or {@code set} block and {@code generation} have a
 *       scope of their own: what is set within is gone behind them, and a loop's is new in each round. An {@code if} has
 *       none.
 *   <li>A scope that sets a name which exists around it starts with a copy of the value.
 *   <li>Macros see the variables around them as they are when the macro is called.
 * </ul>
 */
@NullMarked
package io.serai.tokens.template.run;

import org.jspecify.annotations.NullMarked;
