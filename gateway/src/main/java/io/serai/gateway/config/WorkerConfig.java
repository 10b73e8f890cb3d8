package io.serai.gateway.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker of the file or the command line.
 *
 * @param id          its name, or null: derived from the URL
 * @param url         where it listens
 * @param apiKey      its own key, or null
 * @param models      public name to the worker's name; empty: ask the worker
 * @param engine      what it runs
 * @param labels      free words for operators
 * @param priority    lower is preferred: only the best class with an eligible worker gets calls
 * @param weight      share of traffic relative to others
 * @param cost        price of a token relative to others
 * @param maxInFlight calls at a time; 0 is no limit
 */
public record WorkerConfig(
        @Nullable String id,
        URI url,
        @Nullable Secret apiKey,
        Map<String, String> models,
        EngineKind engine,
        Map<String, String> labels,
        int priority,
        double weight,
        double cost,
        int maxInFlight) {

    static final Option<String> ID = Option.of(
                    "id", Types.workerId(), "Name in logs, metrics and the admin API. Made of the URL if absent.")
            .example("gpu-0");
    static final Option<URI> URL = Option.of(
                    "url",
                    Types.url(),
                    "Where it listens. A path is put in front of every request's own; a `/v1` at its end is dropped.")
            .must()
            .example("http://10.0.0.7:8000");
    static final Option<Secret> API_KEY = Option.of(
                    "api-key",
                    Types.secret("a key of printable characters without blanks"),
                    "Key that the gateway presents to the worker. Best a reference such as `${WORKER_KEY}`.")
            .example("${WORKER_KEY}");
    static final Option<Map<String, String>> MODELS = Option.of(
                    "models",
                    new ModelNames(),
                    "Models it serves: a list of names, or `public name: the worker's name`. Without any the worker is"
                            + " asked.")
            .orNoEntries()
            .example("[llama-3.1-8b]");
    static final Option<EngineKind> ENGINE = Option.of(
                    "engine",
                    Types.choice(List.of(EngineKind.values()), Map.of()),
                    "What it runs. `auto` asks the worker; `openai` is any server of the OpenAI API.")
            .or("auto");
    static final Option<Map<String, String>> LABELS = Option.of(
                    "labels",
                    new MapOf<>(Types.text("a word"), "section of words"),
                    "Words of your own, shown by the admin API.")
            .orNoEntries()
            .example("{zone: a}");
    static final Option<Integer> PRIORITY = Option.of(
                    "priority",
                    Types.integer(),
                    "Lower is preferred: a worker gets calls only while none of a lower number can take them.")
            .or("0");
    static final Option<Double> WEIGHT = Option.of(
                    "weight", Types.decimal(0.001, 1000), "Share of traffic relative to the other workers.")
            .or("1");
    static final Option<Double> COST = Option.of(
                    "cost", Types.decimal(0, 1_000_000), "Price of a token relative to the other workers.")
            .or("1");
    static final Option<Integer> MAX_IN_FLIGHT = Option.of(
                    "max-in-flight",
                    Types.integer(0, Integer.MAX_VALUE),
                    "Calls that it gets at a time; further ones wait or go elsewhere. `0` is no limit.")
            .or("0");

    static final Section<WorkerConfig> SECTION = Section.of(
                    "A worker, as its URL alone or as a section.",
                    WorkerConfig::of,
                    URL,
                    ID,
                    API_KEY,
                    MODELS,
                    ENGINE,
                    LABELS,
                    PRIORITY,
                    WEIGHT,
                    COST,
                    MAX_IN_FLIGHT)
            .shorthand(URL);

    private static WorkerConfig of(Values v) {
        return new WorkerConfig(
                v.find(ID),
                v.get(URL),
                v.find(API_KEY),
                v.get(MODELS),
                v.get(ENGINE),
                v.get(LABELS),
                v.get(PRIORITY),
                v.get(WEIGHT),
                v.get(COST),
                v.get(MAX_IN_FLIGHT));
    }
}
