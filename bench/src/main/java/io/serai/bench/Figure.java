package io.serai.bench;

/** What a report can state about a rung. The order is that of the report's columns. */
enum Figure {
    CPU_PER_REQUEST("CPU per request", "us"),
    CPU_PER_TOKEN("CPU per token", "us"),
    REQUESTS_PER_SECOND("requests", "1/s"),
    TOKENS_PER_SECOND("tokens", "1/s"),
    P50("p50", "ms"),
    P99("p99", "ms"),
    ADDED_P50("added p50", "ms"),
    ADDED_P99("added p99", "ms"),
    FIRST_TOKEN_P50("first token p50", "ms"),
    FIRST_TOKEN_MEAN("first token mean", "ms"),
    ADDED_FIRST_TOKEN_P50("added first token p50", "ms"),
    START("start to first 200", "ms"),
    RSS_IDLE("idle RSS", "MB"),
    RSS_PEAK("peak RSS", "MB"),
    HIT_RATE("cache hit rate", "%"),
    ERRORS("errors", "");

    private final String title;
    private final String unit;

    Figure(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** Name and unit, as a column heading. */
    String heading() {
        return unit.isEmpty() ? title : title + " [" + unit + "]";
    }

    /** Key in the JSON report. */
    String key() {
        return heading()
                .replaceAll("[^A-Za-z0-9%]+", "_")
                .replace("%", "percent")
                .replaceAll("_$", "");
    }
}
