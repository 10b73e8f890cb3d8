package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.CallError;
import io.serai.fleet.EngineType;
import io.serai.fleet.WorkerOrigin;
import io.serai.fleet.WorkerPatch;
import io.serai.fleet.WorkerSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker as a caller describes it: whole, or what is to change. */
final class WorkerBody {
    private static final List<String> NAMES = List.of(
            "url",
            "id",
            "api_key",
            "models",
            "model_id",
            "engine",
            "labels",
            "priority",
            "weight",
            "cost",
            "max_in_flight",
            "context_length");

    /** Its address is never used; every other part is what null stands for. */
    private static final WorkerSpec DEFAULTS = WorkerSpec.of("http://worker");

    private final Fields fields;

    /**
     * Reads {@code body}.
     *
     * @throws CallError if it is no JSON object or has unknown fields
     */
    WorkerBody(byte[] body) {
        this.fields = new Fields(AdminJson.read(body), NAMES);
    }

    /**
     * A whole specification.
     *
     * @param id the worker's id where it is already known, else null
     * @throws CallError 400 if a field is wrong or {@code url} is missing
     */
    WorkerSpec spec(@Nullable String id) {
        if (!fields.given("url")) {
            throw CallError.of(400, "missing_required_parameter", "'url' is missing; send the worker's address.")
                    .about("url");
        }
        String url = fields.find("url", "", WorkerBody::address);
        String own = fields.given("id") ? fields.find("id", "", Fields::text) : id;
        if (id != null && !id.equals(own)) {
            throw Fields.wrong("id", "is not the id in the path; leave it out, or delete and register the worker");
        }
        try {
            WorkerSpec bare = WorkerSpec.builder(String.valueOf(url))
                    .id(own)
                    .origin(WorkerOrigin.API)
                    .build();
            return changed(bare);
        } catch (IllegalArgumentException e) {
            throw outOfRange(e, "");
        }
    }

    /**
     * What changes in {@code current}: objects are merged into what is there, null stands for the default.
     *
     * @throws CallError 400 if a field is wrong or cannot be changed
     */
    WorkerPatch patch(WorkerSpec current) {
        for (String fixed : List.of("url", "id")) {
            if (fields.has(fixed)) {
                throw Fields.wrong(fixed, "cannot be changed; PUT takes another url, another id is another worker");
            }
        }
        WorkerPatch patch = read(current);
        changed(current, patch);
        return patch;
    }

    private WorkerSpec changed(WorkerSpec bare) {
        return changed(bare, read(bare));
    }

    private static WorkerSpec changed(WorkerSpec spec, WorkerPatch patch) {
        try {
            return patch.applyTo(spec);
        } catch (IllegalArgumentException e) {
            throw outOfRange(e, spec.id());
        }
    }

    private WorkerPatch read(WorkerSpec current) {
        return new WorkerPatch(
                fields.find("api_key", "", Fields::text),
                models(current.models()),
                fields.find("engine", DEFAULTS.engine(), WorkerBody::engine),
                fields.find("labels", DEFAULTS.labels(), (name, value) -> Fields.merged(name, value, current.labels())),
                fields.find("priority", DEFAULTS.priority(), Fields::whole),
                fields.find("weight", DEFAULTS.weight(), Fields::number),
                fields.find("cost", DEFAULTS.cost(), Fields::number),
                fields.find("max_in_flight", DEFAULTS.maxInFlight(), Fields::whole),
                fields.find("context_length", DEFAULTS.contextLength(), Fields::whole));
    }

    /** {@code model_id} is how the SGLang router names the one model of a worker. */
    private @Nullable Map<String, String> models(Map<String, String> current) {
        if (fields.has("model_id") && fields.has("models")) {
            throw Fields.wrong("model_id", "is given beside 'models'; send one of them");
        }
        return fields.has("model_id")
                ? fields.find("model_id", DEFAULTS.models(), WorkerBody::oneModel)
                : fields.find("models", DEFAULTS.models(), (name, value) -> models(name, value, current));
    }

    private static Map<String, String> oneModel(String name, JsonNode value) {
        String model = Fields.text(name, value);
        return Map.of(model, model);
    }

    private static Map<String, String> models(String name, JsonNode value, Map<String, String> current) {
        if (value.isArray()) {
            return Fields.names(name, value);
        }
        if (value.isObject()) {
            return Fields.merged(name, value, current);
        }
        throw Fields.wrong(
                name,
                "is " + AdminJson.kind(value)
                        + "; send a list of names, or an object of public names to upstream names");
    }

    private static EngineType engine(String name, JsonNode value) {
        try {
            return EngineType.parse(name, Fields.text(name, value));
        } catch (IllegalArgumentException e) {
            throw outOfRange(e, "");
        }
    }

    /** Refuses credentials before anything can repeat them. */
    private static String address(String name, JsonNode value) {
        String url = Fields.text(name, value);
        if (url.indexOf('@') >= 0) {
            throw Fields.wrong(name, "holds '@', as an address with credentials does; send the key as 'api_key'");
        }
        return url;
    }

    /**
     * The fleet names what is wrong as the configuration does, {@code workers.ID.max-in-flight is -1; ...}; callers
     * know it as a field.
     */
    private static CallError outOfRange(IllegalArgumentException e, String id) {
        String message = String.valueOf(e.getMessage());
        int end = Math.max(0, message.indexOf(" is "));
        String path = message.substring(0, end);
        String key = strip(strip(path, "workers."), id + ".");
        return Fields.wrong(key.replace('-', '_'), message.substring(end).strip());
    }

    private static String strip(String text, String start) {
        return text.startsWith(start) ? text.substring(start.length()) : text;
    }
}
