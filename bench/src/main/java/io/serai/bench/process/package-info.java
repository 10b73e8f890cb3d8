/**
 * Processes of a run: starting them, knowing when they are ready, reading their CPU time and memory, ending them.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>CPU time in {@code /proc} counts in clock ticks (10 ms on most machines), so a window needs some hundred
 *       milliseconds of CPU time before the figure means much.
 *   <li>A measured "process" is a tree: nginx works in children, launchers wrap the real program. The figures are
 *       sums over the tree.
 *   <li>Every child leads a process group of its own and the group is killed, so that nothing outlives a run even
 *       when a launcher dies before its child.
 * </ul>
 */
@NullMarked
package io.serai.bench.process;

import org.jspecify.annotations.NullMarked;
