package io.serai.fleet;

import java.util.Arrays;
import java.util.Locale;

/** What software a worker runs; decides where its capabilities, health and load are read. */
public enum EngineType {
    /** Find out at registration. */
    AUTO,
    /** SGLang over HTTP. */
    SGLANG,
    /** vLLM over HTTP. */
    VLLM,
    /** Anything else that speaks the OpenAI API, such as a hosted provider: no load figures, health by its model list. */
    OPENAI;

    /** Name in configuration and on the admin API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type of that name, in any case.
     *
     * @param path  key path for the message
     * @param value the name
     * @throws IllegalArgumentException if there is none
     */
    public static EngineType parse(String path, String value) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        path + " is '" + value + "'; set it to auto, sglang, vllm or openai"));
    }
}
