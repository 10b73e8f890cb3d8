package io.serai.testkit;

/** Which engine the mock worker looks like: its paths, the owner of its models and the shape of its errors. */
public enum EngineKind {
    /** Flat errors, {@code /generate}, {@code /get_model_info}, {@code /v1/loads}; any model name is served. */
    SGLANG("sglang"),
    /** Errors nested in {@code error}, {@code /version}, {@code /load}; a model it does not serve is 404. */
    VLLM("vllm");

    private final String owner;

    EngineKind(String owner) {
        this.owner = owner;
    }

    /** The {@code owned_by} of a served model, which is also the spelling of the program's {@code --engine} flag. */
    public String owner() {
        return owner;
    }

    static EngineKind of(String name) {
        for (EngineKind kind : values()) {
            if (kind.owner.equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("--engine is '%s'; set it to sglang or vllm".formatted(name));
    }
}
