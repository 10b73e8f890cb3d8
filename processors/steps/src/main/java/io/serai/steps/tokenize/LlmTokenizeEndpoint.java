package io.serai.steps.tokenize;

import io.serai.core.ModelLanguage;
import io.serai.core.ModelLanguages;
import io.serai.fleet.Fleet;
import io.serai.steps.StepEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Puts the prompt on the call in tokens, as the model will read it: for exact routing, limits and counts. A model
 * whose language is not known passes untouched.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-tokenize",
        title = "LLM Tokenize",
        syntax = "llm-tokenize:name",
        producerOnly = true,
        category = {Category.AI})
public final class LlmTokenizeEndpoint extends StepEndpoint {
    @UriPath(description = "A name for diagrams and statistics, for example prompt.")
    @Metadata(required = true)
    private String name = "prompt";

    @UriParam(
            defaultValue = "SKIP",
            description = "What becomes of a call whose model has no tokenizer or chat template: SKIP (it goes on"
                    + " without tokens) or REFUSE.")
    private OnMissing onMissing = OnMissing.SKIP;

    @UriParam(
            defaultValue = "true",
            description = "Refuse a prompt that is longer than any worker of the model takes, before one is asked.")
    private boolean limit = true;

    @UriParam(
            defaultValue = "false",
            description = "Ask workers for special tokens in the text where the model's markers are such tokens. For"
                    + " routes in which llm-parse follows.")
    private boolean rawOutput;

    @UriParam(
            defaultValue = "false",
            description =
                    "Send tool_choice none with tools where the client sends no tool_choice and the model's markers"
                            + " are known. For vLLM workers without a tool parser, which refuse tools otherwise, before"
                            + " llm-parse. SGLang hides tools from the model then.")
    private boolean rawTools;

    @UriParam(
            defaultValue = "65536",
            description = "Requests of more bytes than this are tokenised on a thread of their own.")
    private int inlineBytes = 64 << 10;

    LlmTokenizeEndpoint(String uri, LlmTokenizeComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new LlmTokenizeProducer(this, bean(Fleet.class), bean(ModelLanguages.class, _ -> ModelLanguage.UNKNOWN));
    }

    /** A name for diagrams and statistics. */
    public String getName() {
        return name;
    }

    /** Sets {@link #getName()}. */
    public void setName(String name) {
        this.name = name;
    }

    /** What becomes of a call whose model cannot be tokenised for. */
    public OnMissing getOnMissing() {
        return onMissing;
    }

    /** Sets {@link #getOnMissing()}. */
    public void setOnMissing(OnMissing onMissing) {
        this.onMissing = onMissing;
    }

    /** Whether prompts that no worker takes are refused. */
    public boolean isLimit() {
        return limit;
    }

    /** Sets {@link #isLimit()}. */
    public void setLimit(boolean limit) {
        this.limit = limit;
    }

    /** Whether workers are asked for special tokens in the text. */
    public boolean isRawOutput() {
        return rawOutput;
    }

    /** Sets {@link #isRawOutput()}. */
    public void setRawOutput(boolean rawOutput) {
        this.rawOutput = rawOutput;
    }

    /** Whether workers are told not to parse tool calls. */
    public boolean isRawTools() {
        return rawTools;
    }

    /** Sets {@link #isRawTools()}. */
    public void setRawTools(boolean rawTools) {
        this.rawTools = rawTools;
    }

    /** Largest request whose prompt is tokenised on the call's event loop. */
    public int getInlineBytes() {
        return inlineBytes;
    }

    /** Sets {@link #getInlineBytes()}. */
    public void setInlineBytes(int inlineBytes) {
        this.inlineBytes = inlineBytes;
    }
}
