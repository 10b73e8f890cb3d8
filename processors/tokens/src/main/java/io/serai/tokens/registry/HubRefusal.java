package io.serai.tokens.registry;

import java.net.http.HttpResponse;

/** Words for what a hub refuses. */
final class HubRefusal {
    private HubRefusal() {}

    /** @param file the file that was asked for; empty where it was the model */
    static ModelLoadException of(HubModel model, String file, HttpResponse<?> answer, HubHttp http) {
        String what = file.isEmpty() ? model.toString() : file + " of " + model;
        String code = answer.headers().firstValue("X-Error-Code").orElse("");
        int status = answer.statusCode();
        String token = http.authorised() ? "a token that may read it" : "HF_TOKEN";
        return new ModelLoadException(
                switch (code) {
                    case "GatedRepo" ->
                        what + " is gated; accept its terms on " + http.endpoint() + " and set " + token;
                    case "RevisionNotFound" ->
                        model.repository() + " has no revision " + model.revision()
                                + " on the hub; check the part behind @";
                    default -> byStatus(what, status, token, http);
                });
    }

    private static String byStatus(String what, int status, String token, HubHttp http) {
        return switch (status) {
            case 401 ->
                http.authorised()
                        ? what + " is refused by the hub (401); check HF_TOKEN and the model's name"
                        : what + " does not exist on the hub or is private (401); check the name or set HF_TOKEN";
            case 403 -> what + " is forbidden by the hub (403); accept its terms there, or set " + token;
            case 404 -> what + " does not exist on the hub at " + http.endpoint() + " (404); check name and revision";
            case 429 -> what + " cannot be fetched now: the hub allows no more requests (429); try again later";
            default -> what + " cannot be fetched: the hub answered " + status + "; try again later";
        };
    }
}
