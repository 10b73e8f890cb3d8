package io.serai.steps.fleet;

import io.serai.core.ModelCard;
import io.serai.core.ModelCard.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients may know of a model: everything on its card but where things are. */
final class PublicCard {
    private PublicCard() {}

    /** The fields and their order do not depend on the model; null is what is not known. */
    static Map<String, @Nullable Object> of(ModelCard card) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        for (Field field : Field.values()) {
            ModelCard.Value known = card.values().get(field);
            if (field != Field.MODEL_PATH) {
                shown.put(field.key(), known == null ? null : field.place() ? name(known.value()) : known.value());
            }
        }
        return shown;
    }

    /** The last part of a path; of a template that is text, only that it is one. */
    private static String name(Object place) {
        String text = String.valueOf(place);
        if (text.contains("{{") || text.contains("{%")) {
            return "inline";
        }
        boolean path = text.startsWith("/") || text.startsWith(".") || text.contains("\\") || text.contains(":");
        String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        int last = Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\'));
        // Two parts and no more are a repository's name.
        boolean repository = !path && bare.indexOf('/') == last;
        return repository ? bare : bare.substring(last + 1);
    }
}
