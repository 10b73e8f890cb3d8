/**
 * Which model answers a call that asks for a routing table's name, such as {@code auto}.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.fleet.choice.ModelTable#choose}, then {@link io.serai.fleet.choice.BestOf} for the arithmetic.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A signal that is missing makes its condition fail; it never makes a call fail.
 *   <li>Reasons are shown to administrators and kept: they name what the configuration names, never what a request says.
 *   <li>Facts may cost something to find out, such as the language: they are asked for only when the conditions in front
 *       of them hold.
 * </ul>
 */
@NullMarked
package io.serai.fleet.choice;

import org.jspecify.annotations.NullMarked;
