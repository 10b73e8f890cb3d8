package io.serai.bench.process;

import java.time.Duration;

/**
 * What a process tree has used so far.
 *
 * @param cpu        user and system time since its start, children that ended included
 * @param rssKib     resident memory now
 * @param rssPeakKib sum of the highest resident memory of each process of the tree
 */
public record Usage(Duration cpu, long rssKib, long rssPeakKib) {}
