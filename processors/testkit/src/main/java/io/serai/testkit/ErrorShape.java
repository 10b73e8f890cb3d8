package io.serai.testkit;

/** Error bodies: flat for SGLang, nested in {@code error} for vLLM, and SGLang's short one on {@code /generate}. */
final class ErrorShape {
    private final EngineKind engine;

    ErrorShape(EngineKind engine) {
        this.engine = engine;
    }

    Page page(String path, int status, String message) {
        if (status == 401) {
            return Page.json(401, "{\"error\":\"Unauthorized\"}");
        }
        String text = Ascii.quoted(message);
        if (path.equals("/generate")) {
            return Page.json(status, "{\"error\":{\"message\":" + text + "}}");
        }
        String fields =
                "\"message\":" + text + ",\"type\":\"" + type(status) + "\",\"param\":null,\"code\":" + status + "}";
        return Page.json(
                status, engine == EngineKind.VLLM ? "{\"error\":{" + fields + "}" : "{\"object\":\"error\"," + fields);
    }

    private static String type(int status) {
        return switch (status) {
            case 404 -> "NotFoundError";
            case 429 -> "RateLimitError";
            case 503 -> "ServiceUnavailableError";
            default -> status < 500 ? "BadRequestError" : "InternalServerError";
        };
    }
}
