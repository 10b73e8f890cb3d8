package io.serai.bench.process;

import java.util.Locale;

/** Reads the texts that Linux shows under {@code /proc}. */
final class ProcText {
    /** Fields of {@code stat} after the command: state is the first, user time the twelfth. */
    private static final int USER_TICKS = 11;

    private static final int CHILD_SYSTEM_TICKS = USER_TICKS + 3;

    private ProcText() {}

    /**
     * Ticks spent in user and system mode by a process and by its children that ended, from {@code /proc/PID/stat}.
     * The command (second field) may hold blanks and brackets, so the fields are counted from the last bracket.
     */
    static long cpuTicks(String stat) {
        int afterCommand = stat.lastIndexOf(')') + 2;
        String[] fields =
                stat.substring(Math.min(afterCommand, stat.length())).trim().split(" ", -1);
        if (afterCommand < 2 || fields.length <= CHILD_SYSTEM_TICKS) {
            throw new IllegalArgumentException("/proc/PID/stat is '%s'; expected at least 17 fields".formatted(stat));
        }
        long ticks = 0;
        for (int field = USER_TICKS; field <= CHILD_SYSTEM_TICKS; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks;
    }

    /** A size in {@code /proc/PID/status}, such as {@code VmRSS}, in KiB; 0 where it is missing (kernel threads). */
    static long kibibytes(String status, String key) {
        for (var line : status.lines().toList()) {
            if (line.startsWith(key + ":")) {
                var value = line.substring(key.length() + 1).trim().toLowerCase(Locale.ROOT);
                return Long.parseLong(value.replace("kb", "").trim());
            }
        }
        return 0;
    }
}
