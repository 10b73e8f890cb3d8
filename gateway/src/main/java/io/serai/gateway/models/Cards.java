package io.serai.gateway.models;

import io.serai.core.ModelCard;
import io.serai.core.ModelCard.Field;
import io.serai.core.ModelCard.Source;
import io.serai.core.ModelCards;
import io.serai.fleet.Fleet;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Resolution;
import io.serai.gateway.config.ModelConfig;
import io.serai.gateway.config.SeraiConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts together what is said of a model: over the API, by the configuration, by its workers, by its own files. */
public final class Cards implements ModelCards {
    private final CardStore store;
    private final Supplier<SeraiConfig> config;
    private final Fleet fleet;
    private volatile Function<String, Map<Field, Object>> derived = _ -> Map.of();

    /** Cards of the models of {@code fleet}. */
    public Cards(CardStore store, Supplier<SeraiConfig> config, Fleet fleet) {
        this.store = store;
        this.config = config;
        this.fleet = fleet;
    }

    /** Where to ask what a model's own files say. */
    void derivedFrom(Function<String, Map<Field, Object>> files) {
        derived = files;
    }

    @Override
    public ModelCard of(String model) {
        return told(model).or(ModelCard.of(model, Source.DERIVED, derived.apply(model)));
    }

    /** The card without what the model's files say. */
    private ModelCard told(String model) {
        return told(model, WorkersWord.of(fleet, model));
    }

    private ModelCard told(String model, Map<Field, Object> word) {
        return ModelCard.of(model, Source.REGISTERED, store.of(model))
                .or(ModelCard.of(model, Source.CONFIGURED, configured(model)))
                .or(ModelCard.of(model, Source.DISCOVERED, word));
    }

    /** What the catalogue follows. */
    Said said() {
        return new Said() {
            @Override
            public SortedSet<String> models() {
                return Cards.this.models();
            }

            @Override
            public WorkersWord.Heard workers() {
                return WorkersWord.ofAll(fleet);
            }

            @Override
            public ModelCard told(String model, Map<Field, Object> word) {
                return Cards.this.told(model, word);
            }
        };
    }

    private Map<Field, Object> configured(String model) {
        SeraiConfig now = config.get();
        var values = new HashMap<Field, Object>(now.modelDefaults());
        ModelConfig own = now.models().get(model);
        values.putAll(own == null ? Map.of() : own.card());
        return values;
    }

    /** Names of the models that are served now, configured, or spoken of over the API; no aliases. */
    public SortedSet<String> models() {
        var models = new TreeSet<String>();
        fleet.models().values().forEach(info -> models.add(info.root()));
        models.addAll(config.get().models().keySet());
        store.models().forEach(models::add);
        return models;
    }

    /** The model that {@code name} means: itself, or the one whose alias it is. */
    public String resolved(String name) {
        if (fleet.resolve(name) instanceof Resolution.Serves(ModelPool pool)) {
            return pool.model();
        }
        for (Map.Entry<String, ModelConfig> model : config.get().models().entrySet()) {
            if (model.getValue().aliases().contains(name)) {
                return model.getKey();
            }
        }
        return name;
    }
}
