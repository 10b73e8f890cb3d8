package io.serai.steps.tokenize;

import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.Dialect;
import io.serai.core.InferenceCall;
import io.serai.core.ModelLanguage;
import io.serai.core.ModelLanguages;
import io.serai.fleet.EngineType;
import io.serai.fleet.Fleet;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Resolution;
import io.serai.fleet.Worker;
import io.serai.fleet.WorkerCard;
import io.serai.steps.Calls;
import io.serai.steps.LongWork;
import io.serai.steps.RouteEdits;
import io.serai.wire.chat.ChatSwitches;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** Step {@code llm-tokenize}: call in, prompt on the call out. Short prompts at once, long ones on another thread. */
final class LlmTokenizeProducer extends DefaultAsyncProducer {
    private final LlmTokenizeEndpoint endpoint;
    private final Fleet fleet;
    private final ModelLanguages languages;
    private final PromptMaker maker = new PromptMaker();
    private final LongWork threads = new LongWork("serai-tokenize-", 2);

    LlmTokenizeProducer(LlmTokenizeEndpoint endpoint, Fleet fleet, ModelLanguages languages) {
        super(endpoint);
        this.endpoint = endpoint;
        this.fleet = fleet;
        this.languages = languages;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            InferenceCall call = Calls.of(exchange);
            RouteEdits.apply(exchange, call);
            ModelPool pool = call.answered() ? null : pool(call);
            if (pool != null && wanted(call, pool) && begin(exchange, callback, call, pool)) {
                return false;
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /** Whoever serves the call; nobody, where its dispatch will be refused. */
    private @Nullable ModelPool pool(InferenceCall call) {
        boolean serves = call.api() != Api.OTHER;
        return serves && fleet.resolve(call.fields().model()) instanceof Resolution.Serves(ModelPool pool)
                ? pool
                : null;
    }

    /** Notes the model's language, and whether a prompt can be made with it. */
    private boolean wanted(InferenceCall call, ModelPool pool) {
        ModelLanguage language = languages.of(pool.model());
        call.language(language);
        Dialect dialect = language.dialect();
        if (dialect != null && call.api() == Api.CHAT && takesItsFields(pool)) {
            askForRawText(call, dialect);
        }
        boolean serves = PromptMaker.serves(language, call.api());
        if (!serves && endpoint.getOnMissing() == OnMissing.REFUSE) {
            throw CallError.of(
                            400,
                            "model_not_supported",
                            "The gateway cannot count the tokens of this model's prompts, and this path needs that."
                                    + " Ask for another model.")
                    .about("model");
        }
        return serves;
    }

    /** Hosted providers refuse a request with a field that the OpenAI API does not have. */
    private static boolean takesItsFields(ModelPool pool) {
        for (Worker worker : pool.ready()) {
            WorkerCard card = worker.card();
            EngineType engine = card == null ? worker.spec().engine() : card.engine();
            if (engine == EngineType.OPENAI) {
                return false;
            }
        }
        return true;
    }

    /** What a worker must be told for its text to hold the model's markers, unless the client has told it something. */
    private void askForRawText(InferenceCall call, Dialect dialect) {
        boolean markers = endpoint.isRawOutput() && dialect.specialTokens();
        boolean tools = endpoint.isRawTools() && !call.fields().tools().isEmpty();
        if (!markers && !tools) {
            return;
        }
        ChatSwitches switches = ChatSwitches.of(call.body());
        if (markers && !switches.skipSpecialTokens()) {
            call.addWorkerField("skip_special_tokens", "false");
        }
        if (tools && !switches.toolChoice()) {
            call.addWorkerField("tool_choice", "\"none\"");
        }
    }

    /** Makes the prompt; true if that is done elsewhere and {@code callback} will be told. */
    private boolean begin(Exchange exchange, AsyncCallback callback, InferenceCall call, ModelPool pool) {
        ModelLanguage language = call.language();
        byte[] body = call.body();
        var fields = call.fields();
        // Not the prompt's own bytes: documents and a template's variables are rendered too.
        if (body.length <= endpoint.getInlineBytes()) {
            took(call, pool, maker.make(pool.model(), language, call.api(), body, fields));
            return false;
        }
        try {
            threads.begin(() -> {
                Made made = maker.make(pool.model(), language, call.api(), body, fields);
                call.loop().execute(() -> finish(exchange, callback, call, pool, made));
            });
            return true;
        } catch (RejectedExecutionException busy) {
            call.trace().promptFailure("tokenize_busy");
            return false;
        }
    }

    private void finish(Exchange exchange, AsyncCallback callback, InferenceCall call, ModelPool pool, Made made) {
        try {
            took(call, pool, made);
        } catch (RuntimeException refused) {
            exchange.setException(refused);
        }
        callback.done(false);
    }

    private void took(InferenceCall call, ModelPool pool, Made made) {
        switch (made) {
            case Made.Ready ready -> {
                call.prompt(ready.prompt());
                checkLength(call.api(), pool, ready.longest());
            }
            case Made.Refused(CallError error) -> throw error;
            case Made.None(String code) -> call.trace().promptFailure(code);
        }
    }

    private void checkLength(Api api, ModelPool pool, int tokens) {
        int most = endpoint.isLimit() ? contextLength(pool) : 0;
        if (most > 0 && tokens > most) {
            throw CallError.of(
                            400,
                            "context_length_exceeded",
                            "This model's maximum context length is " + most + " tokens, and the prompt has " + tokens
                                    + ". Shorten it.")
                    .about(api == Api.CHAT ? "messages" : "prompt");
        }
    }

    /** What somebody set counts before what workers say. */
    private int contextLength(ModelPool pool) {
        int set = languages.contextLength(pool.model());
        return set > 0 ? set : pool.contextLength();
    }

    @Override
    protected void doStop() throws Exception {
        threads.stop();
        super.doStop();
    }
}
