package io.serai.gateway.models;

import io.serai.core.ModelCard;
import io.serai.core.ModelCard.Field;
import java.util.Map;
import java.util.SortedSet;

/** What is said of models, as the catalogue needs it. */
interface Said {
    /** As {@link Cards#models}. */
    SortedSet<String> models();

    /** What all workers say now. */
    WorkersWord.Heard workers();

    /** The card of {@code model} without what its files say, where its workers say {@code word}. */
    ModelCard told(String model, Map<Field, Object> word);
}
