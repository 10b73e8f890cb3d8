package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.gateway.classifiers.ClassifierView;
import io.serai.onnx.ModelSummary;
import org.jspecify.annotations.Nullable;

/** Classifiers as JSON. The fields and their order do not depend on the classifier; null is what there is not. */
final class ClassifierJson {
    private ClassifierJson() {}

    static ObjectNode of(ClassifierView view) {
        ObjectNode to = AdminJson.object().put("name", view.name()).put("state", view.state());
        to.put("source", view.source());
        to.set("model", model(view.live()));
        to.put("live_since", view.since() == null ? null : view.since().toString());
        to.put("problem", view.problem());
        to.put("swaps", view.swaps()).put("refused", view.refused());
        ObjectNode shadow = view.shadowSource() == null ? null : AdminJson.object();
        if (shadow != null) {
            shadow.put("source", view.shadowSource()).put("share", view.shadowShare());
            shadow.set("model", model(view.shadow()));
            shadow.put("problem", view.shadowProblem());
            shadow.set("agreement", agreement(view));
        }
        to.set("shadow", shadow);
        return to;
    }

    private static @Nullable ObjectNode model(@Nullable ModelSummary model) {
        if (model == null) {
            return null;
        }
        ObjectNode to = AdminJson.object();
        to.put("name", model.name()).put("version", model.version()).put("task", model.task());
        var heads = to.putArray("heads");
        model.heads().forEach(heads::add);
        return to.put("sha256", model.sha256()).put("loaded", model.loaded());
    }

    private static ObjectNode agreement(ClassifierView view) {
        ObjectNode to = AdminJson.object();
        view.agreement()
                .forEach((head, it) -> to.putObject(head)
                        .put("compared", it.compared())
                        .put("agreed", it.agreed())
                        .put("rate", it.compared() == 0 ? null : (Double) ((double) it.agreed() / it.compared())));
        return to;
    }
}
