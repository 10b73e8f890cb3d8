package io.serai.wire;

import static io.serai.wire.RequestField.DOCUMENTS;
import static io.serai.wire.RequestField.INPUT;
import static io.serai.wire.RequestField.INPUT_EMBEDS;
import static io.serai.wire.RequestField.INPUT_IDS;
import static io.serai.wire.RequestField.MAX_COMPLETION_TOKENS;
import static io.serai.wire.RequestField.MAX_TOKENS;
import static io.serai.wire.RequestField.MESSAGES;
import static io.serai.wire.RequestField.MODEL;
import static io.serai.wire.RequestField.PROMPT;
import static io.serai.wire.RequestField.QUERY;
import static io.serai.wire.RequestField.SAMPLING_PARAMS;
import static io.serai.wire.RequestField.STREAM;
import static io.serai.wire.RequestField.STREAM_OPTIONS;
import static io.serai.wire.RequestField.TEXT;
import static io.serai.wire.RequestField.TOOLS;
import static io.serai.wire.RequestField.USER;
import static java.util.Objects.requireNonNull;

import io.serai.core.Api;
import io.serai.core.CallError;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields an API has, where its prompt is and what a request may not go without. A field that an API does not have
 * is passed on unread.
 */
final class RequestShape {
    private static final Map<Api, RequestShape> SHAPES = shapes();

    private final List<RequestField> prompts;
    private final boolean allRequired;
    private final List<RequestField> required;
    private final Set<RequestField> fields = EnumSet.of(MODEL, STREAM, USER);

    /**
     * A shape.
     *
     * @param prompts     where the prompt may be, the preferred place first
     * @param required    fields that must be there
     * @param allRequired all of them, or at least one
     * @param others      further fields to read, besides those that every API has
     */
    private RequestShape(
            List<RequestField> prompts, List<RequestField> required, boolean allRequired, RequestField... others) {
        this.prompts = prompts;
        this.required = required;
        this.allRequired = allRequired;
        this.fields.addAll(prompts);
        this.fields.addAll(required);
        this.fields.addAll(List.of(others));
    }

    static RequestShape of(Api api) {
        return requireNonNull(SHAPES.get(api));
    }

    private static Map<Api, RequestShape> shapes() {
        var shapes = new EnumMap<Api, RequestShape>(Api.class);
        shapes.put(
                Api.CHAT,
                new RequestShape(
                        List.of(MESSAGES),
                        List.of(MESSAGES),
                        true,
                        STREAM_OPTIONS,
                        MAX_TOKENS,
                        MAX_COMPLETION_TOKENS,
                        TOOLS));
        shapes.put(
                Api.COMPLETIONS, new RequestShape(List.of(PROMPT), List.of(PROMPT), true, STREAM_OPTIONS, MAX_TOKENS));
        shapes.put(
                Api.GENERATE,
                new RequestShape(
                        List.of(TEXT, INPUT_IDS), List.of(TEXT, INPUT_IDS, INPUT_EMBEDS), false, SAMPLING_PARAMS));
        var embeddings = new RequestShape(List.of(INPUT, MESSAGES), List.of(INPUT, MESSAGES), false);
        shapes.put(Api.EMBEDDINGS, embeddings);
        List<RequestField> classified = List.of(INPUT, MESSAGES, TEXT);
        shapes.put(Api.CLASSIFY, new RequestShape(classified, classified, false));
        shapes.put(Api.RERANK, new RequestShape(List.of(QUERY), List.of(QUERY, DOCUMENTS), true));
        shapes.put(Api.SCORE, new RequestShape(List.of(QUERY), List.of(), true));
        shapes.put(Api.OTHER, new RequestShape(List.of(), List.of(), true));
        return shapes;
    }

    /** Whether the API has {@code field}. */
    boolean has(RequestField field) {
        return fields.contains(field);
    }

    /** Rank of {@code field} among the places of the prompt, 0 the preferred one; -1 if it is none. */
    int promptRank(RequestField field) {
        return prompts.indexOf(field);
    }

    /** Fails if a required field is not among {@code present}. */
    void check(Set<RequestField> present) {
        if (allRequired ? present.containsAll(required) : !Collections.disjoint(present, required)) {
            return;
        }
        var missing = required.stream()
                .filter(field -> !present.contains(field))
                .map(RequestField::text)
                .toList();
        String what = allRequired
                ? "the field '" + missing.getFirst() + "' is missing; it is required"
                : "one of the fields '" + String.join("', '", missing) + "' is required";
        throw CallError.of(400, "missing_required_parameter", what).about(missing.getFirst());
    }
}
