package io.serai.steps.pii;

import io.serai.steps.pii.FieldPath.Step;
import io.serai.steps.pii.ReplyLeaf.Field;
import io.serai.wire.JsonScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The paths of all texts of a choice, from one of its keys on. */
final class FieldTree {
    private static final FieldTree NOWHERE = new FieldTree("");

    private final String key;
    private final List<FieldTree> below = new ArrayList<>();
    private boolean list;
    private @Nullable Field field;

    private FieldTree(String key) {
        this.key = key;
    }

    /** The tree of a whole choice. */
    static FieldTree ofChoice() {
        var root = new FieldTree("");
        for (Field field : Field.values()) {
            if (!field.path().isEmpty()) {
                FieldTree at = root;
                for (Step step : FieldPath.of(field.path()).steps()) {
                    at = at.grown(step);
                }
                at.field = field;
            }
        }
        return root;
    }

    /** A key may have a text in one answer and a list in another, as {@code content} has. */
    private FieldTree grown(Step step) {
        FieldTree grown = below(step.key());
        if (grown == NOWHERE) {
            grown = new FieldTree(step.key());
            below.add(grown);
        }
        grown.list |= step.list();
        return grown;
    }

    /** What stands below {@code name}; a tree without texts if nothing does. */
    FieldTree below(String name) {
        return below.stream().filter(it -> it.key.equals(name)).findFirst().orElse(NOWHERE);
    }

    /** As {@link #below}, for the key that {@code scanner} has read. */
    FieldTree at(JsonScanner scanner) {
        for (int i = 0; i < below.size(); i++) {
            if (scanner.keyIs(below.get(i).key)) {
                return below.get(i);
            }
        }
        return NOWHERE;
    }

    /** The field that a string here is; null if it is none. */
    @Nullable
    Field text() {
        return field;
    }

    /** Whether texts stand in an object here. */
    boolean isObject() {
        return !list && !below.isEmpty();
    }

    /** Whether texts stand in a list of objects here. */
    boolean isList() {
        return list;
    }
}
