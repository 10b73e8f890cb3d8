package io.serai.steps.text;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.steps.Calls;
import io.serai.steps.LongWork;
import io.serai.steps.RouteEdits;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Step {@code llm-text}: puts a whole reply on the call. Short texts at once, long ones on another thread. */
final class LlmTextProducer extends DefaultAsyncProducer {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final TextOperation operation;
    private final int inlineBytes;
    private final TextReplies texts;
    private final TokenizerReplies tokenizers;
    private final LongWork threads = new LongWork("serai-text-", 2);

    LlmTextProducer(LlmTextEndpoint endpoint, NamedModels models) {
        super(endpoint);
        this.operation = endpoint.getOperation();
        this.inlineBytes = endpoint.getInlineBytes();
        this.texts = new TextReplies(models);
        this.tokenizers = new TokenizerReplies(models.registry());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        InferenceCall call = Calls.of(exchange);
        try {
            RouteEdits.apply(exchange, call);
            byte[] body = call.body();
            if (body.length > inlineBytes) {
                threads.begin(() -> elsewhere(exchange, callback, call, body));
                return false;
            }
            call.reply(reply(body, call.pathRest()));
        } catch (RejectedExecutionException busy) {
            exchange.setException(CallError.of(503, "tokenize_busy", "Too many long texts wait. Try again.")
                    .retryAfter(SOON));
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private void elsewhere(Exchange exchange, AsyncCallback callback, InferenceCall call, byte[] body) {
        Object outcome;
        try {
            outcome = reply(body, call.pathRest());
        } catch (RuntimeException e) {
            outcome = e;
        } catch (StackOverflowError e) {
            outcome = new IllegalStateException("a text nests too deep", e);
        }
        Object made = outcome;
        call.loop().execute(() -> {
            if (made instanceof Reply reply) {
                call.reply(reply);
            } else {
                exchange.setException((RuntimeException) made);
            }
            callback.done(false);
        });
    }

    private Reply reply(byte[] body, String rest) {
        return switch (operation) {
            case TOKENIZE -> texts.tokenize(RequestObject.read(body));
            case DETOKENIZE -> texts.detokenize(RequestObject.read(body));
            case PARSE_FUNCTION_CALL -> texts.functionCall(RequestObject.read(body));
            case PARSE_REASONING -> texts.reasoning(RequestObject.read(body));
            case ADD_TOKENIZER -> tokenizers.add(RequestObject.read(body));
            case TOKENIZERS -> tokenizers.list();
            case TOKENIZER -> tokenizers.show(rest);
            case REMOVE_TOKENIZER -> tokenizers.remove(rest);
        };
    }

    @Override
    protected void doStop() throws Exception {
        threads.stop();
        super.doStop();
    }
}
