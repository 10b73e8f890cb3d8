package io.serai.steps.text;

import io.serai.core.ModelCard;
import io.serai.core.ModelCards;
import io.serai.core.ModelLanguage;
import io.serai.core.ModelLanguages;
import io.serai.fleet.Fleet;
import io.serai.steps.StepEndpoint;
import io.serai.tokens.registry.TokenizerRegistry;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Answers what tokenizers, chat templates and dialects make of a text, without asking a worker. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm-text",
        title = "LLM Text",
        syntax = "llm-text:operation",
        producerOnly = true,
        category = {Category.AI})
public final class LlmTextEndpoint extends StepEndpoint {
    @UriPath(description = "What to answer. In a URI in lower case with hyphens, for example parse-reasoning.")
    @Metadata(required = true)
    private TextOperation operation = TextOperation.TOKENIZE;

    @UriParam(
            defaultValue = "16384",
            description = "Requests of more bytes than this are worked on by a thread of their own.")
    private int inlineBytes = 16 << 10;

    LlmTextEndpoint(String uri, LlmTextComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        var models = new NamedModels(
                bean(Fleet.class),
                bean(ModelLanguages.class, _ -> ModelLanguage.UNKNOWN),
                bean(ModelCards.class, ModelCard::unknown),
                findBean(TokenizerRegistry.class));
        return new LlmTextProducer(this, models);
    }

    /** What to answer. */
    public TextOperation getOperation() {
        return operation;
    }

    /** Sets {@link #getOperation()}. */
    public void setOperation(TextOperation operation) {
        this.operation = operation;
    }

    /** Largest request that is worked on by the call's event loop. */
    public int getInlineBytes() {
        return inlineBytes;
    }

    /** Sets {@link #getInlineBytes()}. */
    public void setInlineBytes(int inlineBytes) {
        this.inlineBytes = inlineBytes;
    }
}
