package io.serai.dialects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a dialect fares with its cases of the corpus. */
record GoldenReport(String dialect, int sure, int sureWrong, int low, int lowWrong, List<String> problems) {
    static GoldenReport of(FamilyDialect dialect) throws IOException {
        List<String> problems = new ArrayList<>();
        int[] count = new int[4];
        for (GoldenCase golden : GoldenCase.ofFile(dialect.name())) {
            String problem = problem(golden, dialect);
            int at = golden.isLow() ? 2 : 0;
            count[at]++;
            if (!problem.isEmpty()) {
                count[at + 1]++;
                problems.add((golden.isLow() ? "low " : "    ") + golden.name() + ": " + problem);
            }
        }
        return new GoldenReport(dialect.name(), count[0], count[1], count[2], count[3], problems);
    }

    private static String problem(GoldenCase golden, FamilyDialect dialect) {
        try {
            return golden.problem(dialect);
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            return "threw " + e + " at " + List.of(trace).subList(0, Math.min(4, trace.length));
        }
    }

    String line() {
        return "%-20s sure %3d/%3d   low %3d/%3d".formatted(dialect, sure - sureWrong, sure, low - lowWrong, low);
    }

    /** Prints the table of the dialects named, or of all, and what is wrong with each. */
    public static void main(String[] names) throws IOException {
        int[] sum = new int[4];
        for (FamilyDialect dialect : Dialects.families()) {
            boolean wanted = names.length == 0 || List.of(names).contains(dialect.name());
            Path file = GoldenCase.FOLDER.resolve(dialect.name() + ".jsonl");
            if (wanted && java.nio.file.Files.exists(file)) {
                GoldenReport report = of(dialect);
                System.out.println(report.line());
                report.problems().forEach(problem -> System.out.println("  " + problem));
                sum[0] += report.sure - report.sureWrong;
                sum[1] += report.sure;
                sum[2] += report.low - report.lowWrong;
                sum[3] += report.low;
            }
        }
        System.out.printf("%-20s sure %3d/%3d   low %3d/%3d%n", "all", sum[0], sum[1], sum[2], sum[3]);
    }
}
