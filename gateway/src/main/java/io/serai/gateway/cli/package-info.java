/**
 * Commands for people who ask what prompt their model really gets and why a call was not parsed: {@code render},
 * {@code tokenize} and {@code parse}; and {@code classify} and {@code pii} for what
 * classifiers and rules find in a text. They need no running gateway.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.gateway.cli.TextCommands}; each command is a {@code Tool}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>Standard input and output are UTF-8 whatever the system says; a result is one line, so line breaks in it are
 *       escaped.
 *   <li>One bad line must not end the others: it gives an error object, and the exit code tells at the end.
 *   <li>Nothing but results goes to the standard output.
 * </ul>
 */
@NullMarked
package io.serai.gateway.cli;

import org.jspecify.annotations.NullMarked;
