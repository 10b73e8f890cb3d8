package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.gateway.classifiers.ClassifierRefusal;
import io.serai.gateway.classifiers.ClassifierView;
import io.serai.gateway.classifiers.LiveClassifiers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is served below {@code /classifiers}. */
final class ClassifierRoutes {
    private static final List<String> SHADOW_FIELDS = List.of("model", "share");

    private final LiveClassifiers classifiers;

    ClassifierRoutes(LiveClassifiers classifiers) {
        this.classifiers = classifiers;
    }

    Reply list(InferenceCall call) {
        Query.none(call);
        ObjectNode body = AdminJson.object();
        var list = body.putArray("classifiers");
        classifiers.all().forEach(view -> list.add(ClassifierJson.of(view)));
        body.put("total", list.size());
        ObjectNode heads = body.putObject("heads");
        classifiers.served().servers().forEach(heads::put);
        return AdminJson.reply(200, body);
    }

    /** Blocks while a model is loaded or downloaded. */
    Reply change(InferenceCall call) {
        Query.none(call);
        String rest = call.pathRest();
        int slash = rest.lastIndexOf('/');
        String name = rest.substring(0, Math.max(slash, 0));
        try {
            ClassifierView view = switch (rest.substring(slash + 1)) {
                case "reload" -> classifiers.reload(name);
                case "shadow" -> shadow(name, AdminJson.read(call.body()));
                case "promote" -> classifiers.promote(name);
                default ->
                    throw CallError.of(
                            404, "not_found", "A classifier takes POST .../reload, .../shadow and .../promote.");
            };
            return AdminJson.reply(200, ClassifierJson.of(view));
        } catch (ClassifierRefusal e) {
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CallError.of(503, "shutting_down", "The gateway stops.");
        }
    }

    private ClassifierView shadow(String name, ObjectNode body) throws ClassifierRefusal, InterruptedException {
        var fields = new Fields(body, SHADOW_FIELDS);
        if (!fields.has("model")) {
            throw CallError.of(
                            400,
                            "missing_required_parameter",
                            "'model' is missing; send a folder, a repository such as org/name@revision, or null for no"
                                    + " candidate.")
                    .about("model");
        }
        String model = fields.given("model") ? fields.find("model", "", Fields::text) : null;
        Double share = fields.given("share") ? fields.find("share", 1.0, ClassifierRoutes::share) : null;
        return classifiers.shadow(name, model, share);
    }

    private static Double share(String name, JsonNode value) {
        double share = Fields.number(name, value);
        if (!(share >= 0 && share <= 1)) {
            throw Fields.wrong(name, "is " + share + "; send a number from 0 to 1");
        }
        return share;
    }

    private static CallError refused(ClassifierRefusal e) {
        String message = sentence(e.getMessage());
        return switch (e.kind()) {
            case UNKNOWN -> CallError.of(404, "classifier_not_found", message);
            case INVALID -> CallError.of(400, "invalid_value", message).about("model");
            case UNUSABLE -> CallError.of(409, "classifier_refused", message);
        };
    }

    private static String sentence(@Nullable String message) {
        String text = String.valueOf(message);
        return text.endsWith(".") ? text : text + ".";
    }
}
