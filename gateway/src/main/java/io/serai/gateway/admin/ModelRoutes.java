package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.ModelCard.Field;
import io.serai.core.Reply;
import io.serai.fleet.Fleet;
import io.serai.gateway.models.CardStore;
import io.serai.gateway.models.CardValues;
import io.serai.gateway.models.Cards;
import io.serai.gateway.models.LanguageCatalogue;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is served below {@code /models}: cards and languages. */
final class ModelRoutes {
    private static final List<String> NAMES = Stream.of(Field.values())
            .filter(field -> field != Field.MODEL_PATH)
            .map(Field::key)
            .toList();

    private final Fleet fleet;
    private final CardStore store;
    private final Cards cards;
    private final LanguageCatalogue languages;

    ModelRoutes(Fleet fleet, CardStore store, Cards cards, LanguageCatalogue languages) {
        this.fleet = fleet;
        this.store = store;
        this.cards = cards;
        this.languages = languages;
    }

    Reply list(InferenceCall call) {
        Query.none(call);
        ObjectNode body = AdminJson.object();
        var models = body.putArray("models");
        cards.models().forEach(model -> models.add(json(model)));
        return AdminJson.reply(200, body.put("total", models.size()));
    }

    Reply show(InferenceCall call) {
        Query.none(call);
        return AdminJson.reply(200, json(known(call.pathRest())));
    }

    /** What is said of a model may come before its first worker. */
    Reply change(InferenceCall call) {
        Query.none(call);
        String model = cards.resolved(call.pathRest());
        ObjectNode body = AdminJson.read(call.body());
        var _ = new Fields(body, NAMES);
        var changes = new EnumMap<Field, @Nullable Object>(Field.class);
        for (Field field : Field.values()) {
            if (body.has(field.key())) {
                changes.put(field, body.hasNonNull(field.key()) ? value(field, body) : null);
            }
        }
        store.change(model, changes);
        languages.refresh();
        return AdminJson.reply(200, json(model));
    }

    private static Object value(Field field, ObjectNode body) {
        try {
            return CardValues.read(field, AdminJson.plain(body.get(field.key())));
        } catch (IllegalArgumentException e) {
            throw Fields.wrong(field.key(), String.valueOf(e.getMessage()));
        }
    }

    /** Takes back what was said over the API. */
    Reply reset(InferenceCall call) {
        Query.none(call);
        String model = known(call.pathRest());
        store.remove(model);
        languages.refresh();
        return cards.models().contains(model)
                ? AdminJson.reply(200, json(model))
                : AdminJson.reply(200, AdminJson.object().put("id", model).put("status", "removed"));
    }

    private String known(String name) {
        String model = cards.resolved(name);
        if (!cards.models().contains(model)) {
            throw CallError.of(404, "model_not_found", "There is no model '" + name + "'; GET /models lists them.");
        }
        return model;
    }

    private ObjectNode json(String model) {
        ObjectNode to = AdminJson.object().put("id", model);
        var info = fleet.models().get(model);
        to.put("workers", info == null ? 0 : info.workers());
        to.set("card", ModelJson.card(cards.of(model)));
        to.set("language", languages.status(model).map(ModelJson::language).orElse(null));
        return to;
    }
}
