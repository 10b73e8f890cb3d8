package io.serai.steps.parse;

import io.serai.core.ModelLanguage;
import io.serai.core.ModelLanguages;
import io.serai.steps.StepEndpoint;
import io.serai.wire.chat.ReasoningField;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Reads reasoning and tool calls out of the raw text of chat answers, streamed or whole, and puts them where clients
 * look for them. What the worker has parsed itself passes untouched, and so do models whose dialect is not known.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-parse",
        title = "LLM Parse",
        syntax = "llm-parse:name",
        producerOnly = true,
        category = {Category.AI})
public final class LlmParseEndpoint extends StepEndpoint {
    @UriPath(description = "A name for diagrams and statistics, for example answer.")
    @Metadata(required = true)
    private String name = "answer";

    @UriParam(
            defaultValue = "REASONING_CONTENT",
            description = "The field in which clients find reasoning: REASONING_CONTENT, REASONING or BOTH. A request"
                    + " with include_reasoning true gets both.")
    private ReasoningField reasoningField = ReasoningField.REASONING_CONTENT;

    LlmParseEndpoint(String uri, LlmParseComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new LlmParseProducer(this, bean(ModelLanguages.class, _ -> ModelLanguage.UNKNOWN), reasoningField);
    }

    /** A name for diagrams and statistics. */
    public String getName() {
        return name;
    }

    /** Sets {@link #getName()}. */
    public void setName(String name) {
        this.name = name;
    }

    /** The field in which clients find reasoning. */
    public ReasoningField getReasoningField() {
        return reasoningField;
    }

    /** Sets {@link #getReasoningField()}. */
    public void setReasoningField(ReasoningField reasoningField) {
        this.reasoningField = reasoningField;
    }
}
