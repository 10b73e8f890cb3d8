package io.serai.tokens.prompt.deepseek;

/** Models that write their calls in DSML. */
public enum DeepSeekVersion {
    /** DeepSeek V3.2. */
    V3_2("function_calls"),
    /** DeepSeek V4. */
    V4("tool_calls");

    private final String block;

    DeepSeekVersion(String block) {
        this.block = block;
    }

    /** Name of the element that holds calls. */
    String block() {
        return block;
    }
}
