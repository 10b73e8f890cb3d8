package io.serai.fleet;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a worker; what the worker says of itself is a {@link WorkerCard}. Make one with
 * {@link #builder}.
 *
 * @param id            stable name; derived from the address where not given
 * @param url           address in normal form
 * @param apiKey        the worker's own key, or null; a secret
 * @param models        public name to the name the worker knows; empty means "ask the worker"
 * @param engine        software, {@link EngineType#AUTO} to find out
 * @param labels        free text for people and selectors
 * @param priority      lower is preferred; only the best class with an eligible worker is used
 * @param weight        share of traffic relative to others, above 0
 * @param cost          price of a token relative to others, 0 or more
 * @param maxInFlight   most calls of this gateway at once; 0 for no limit
 * @param contextLength tokens; 0 means "ask the worker"
 * @param origin        who asked for it
 */
public record WorkerSpec(
        String id,
        URI url,
        @Nullable String apiKey,
        Map<String, String> models,
        EngineType engine,
        Map<String, String> labels,
        int priority,
        double weight,
        double cost,
        int maxInFlight,
        int contextLength,
        WorkerOrigin origin) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    public WorkerSpec {
        String at = "workers." + id;
        Checks.require(ID.matcher(id).matches(), "workers.id", id, "1 to 128 letters, digits, '.', '_', ':' or '-'");
        Checks.require(apiKey == null || isHeaderText(apiKey), at + ".api-key", "(hidden)", "printable ASCII");
        models.forEach((name, upstream) -> Checks.require(
                !name.isBlank() && !upstream.isBlank(),
                at + ".models",
                name + ": " + upstream,
                "names that are not empty"));
        Checks.require(weight > 0 && weight <= 1e6, at + ".weight", weight, "a number above 0, at most 1000000");
        Checks.require(cost >= 0 && cost <= 1e6, at + ".cost", cost, "a number of 0 to 1000000");
        Checks.atLeast(maxInFlight, 0, at + ".max-in-flight");
        Checks.atLeast(contextLength, 0, at + ".context-length");
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    private static boolean isHeaderText(String key) {
        return !key.isEmpty() && key.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /**
     * A specification to be completed.
     *
     * @throws IllegalArgumentException if {@code url} is not an absolute HTTP address
     */
    public static Builder builder(String url) {
        return new Builder(WorkerUrl.normalise(url));
    }

    /** A worker of the configuration with nothing but an address. */
    public static WorkerSpec of(String url) {
        return builder(url).build();
    }

    /** A builder that starts with this specification. */
    public Builder toBuilder() {
        return new Builder(url)
                .id(id)
                .apiKey(apiKey)
                .models(models)
                .engine(engine)
                .labels(labels)
                .priority(priority)
                .weight(weight)
                .cost(cost)
                .maxInFlight(maxInFlight)
                .contextLength(contextLength)
                .origin(origin);
    }

    /** This specification as it may be shown: without the key. */
    public WorkerSpec withoutKey() {
        return apiKey == null ? this : toBuilder().apiKey(null).build();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "WorkerSpec[id=%s, url=%s, apiKey=%s, models=%s, engine=%s, labels=%s, priority=%d, weight=%s, cost=%s, maxInFlight=%d, contextLength=%d, origin=%s]"
                .formatted(
                        id,
                        url,
                        apiKey == null ? "none" : "(hidden)",
                        models,
                        engine.key(),
                        labels,
                        priority,
                        weight,
                        cost,
                        maxInFlight,
                        contextLength,
                        origin);
    }

    /** Collects the parts of a specification; not thread-safe. */
    public static final class Builder {
        private final URI url;
        private @Nullable String id;
        private @Nullable String apiKey;
        private Map<String, String> models = Map.of();
        private EngineType engine = EngineType.AUTO;
        private Map<String, String> labels = Map.of();
        private int priority;
        private double weight = 1;
        private double cost = 1;
        private int maxInFlight;
        private int contextLength;
        private WorkerOrigin origin = WorkerOrigin.CONFIG;

        private Builder(URI url) {
            this.url = url;
        }

        /** Name; null derives it from the address. */
        public Builder id(@Nullable String name) {
            this.id = name;
            return this;
        }

        /** Key sent to the worker; null for none. */
        public Builder apiKey(@Nullable String key) {
            this.apiKey = key;
            return this;
        }

        /** Public name to upstream name; empty means "ask the worker". */
        public Builder models(Map<String, String> publicToUpstream) {
            this.models = publicToUpstream;
            return this;
        }

        /** Software. */
        public Builder engine(EngineType type) {
            this.engine = type;
            return this;
        }

        /** Labels. */
        public Builder labels(Map<String, String> nameToValue) {
            this.labels = nameToValue;
            return this;
        }

        /** Priority class; lower is preferred. */
        public Builder priority(int priorityClass) {
            this.priority = priorityClass;
            return this;
        }

        /** Share of traffic. */
        public Builder weight(double share) {
            this.weight = share;
            return this;
        }

        /** Relative price. */
        public Builder cost(double price) {
            this.cost = price;
            return this;
        }

        /** Most calls at once; 0 for no limit. */
        public Builder maxInFlight(int calls) {
            this.maxInFlight = calls;
            return this;
        }

        /** Context length in tokens; 0 means "ask the worker". */
        public Builder contextLength(int tokens) {
            this.contextLength = tokens;
            return this;
        }

        /** Who asks. */
        public Builder origin(WorkerOrigin who) {
            this.origin = who;
            return this;
        }

        /**
         * The specification.
         *
         * @throws IllegalArgumentException if a part is out of range
         */
        public WorkerSpec build() {
            return new WorkerSpec(
                    id == null ? WorkerUrl.idOf(url) : id,
                    url,
                    apiKey,
                    models,
                    engine,
                    labels,
                    priority,
                    weight,
                    cost,
                    maxInFlight,
                    contextLength,
                    origin);
        }
    }
}
