package io.serai.steps.parse;

import io.serai.core.Api;
import io.serai.core.Dialect;
import io.serai.core.InferenceCall;
import io.serai.core.ModelLanguage;
import io.serai.core.ModelLanguages;
import io.serai.core.Reply;
import io.serai.steps.Calls;
import io.serai.steps.TransformedReply;
import io.serai.wire.chat.ReasoningField;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Step {@code llm-parse}: puts the reply on the call in parsed form in place of the raw one. */
final class LlmParseProducer extends DefaultAsyncProducer {
    private static final Logger LOG = LoggerFactory.getLogger(LlmParseProducer.class);

    private final ModelLanguages languages;
    private final ReasoningField field;

    LlmParseProducer(LlmParseEndpoint endpoint, ModelLanguages languages, ReasoningField field) {
        super(endpoint);
        this.languages = languages;
        this.field = field;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        InferenceCall call = Calls.of(exchange);
        Reply reply = call.reply();
        if (reply != null && !call.answered() && call.api() == Api.CHAT && reply.status() < 400) {
            ModelLanguage language = language(call);
            Dialect dialect = language.dialect();
            if (dialect != null) {
                call.reply(parsed(call, reply, language, dialect));
            }
        }
        callback.done(true);
        return true;
    }

    /** As llm-tokenize found it, where that is in the route. */
    private ModelLanguage language(InferenceCall call) {
        ModelLanguage known = call.language();
        return known.equals(ModelLanguage.UNKNOWN) ? languages.of(call.trace().model()) : known;
    }

    /** An answer that cannot be parsed is still an answer. */
    private Reply parsed(InferenceCall call, Reply reply, ModelLanguage language, Dialect dialect) {
        try {
            return switch (reply) {
                case Reply.Live live
                when live.eventStream() -> {
                    var plan = ParsePlan.of(call, language, dialect, field, CallIds::next);
                    yield new TransformedReply(live, new StreamRewriter(plan, call));
                }
                case Reply.Live tooLarge -> tooLarge;
                case Reply.Whole whole -> {
                    var plan = ParsePlan.of(call, language, dialect, field, CallIds::next);
                    byte[] body = WholeRewriter.rewrite(plan, call, whole.body());
                    yield new Reply.Whole(whole.status(), whole.headers(), body);
                }
            };
        } catch (RuntimeException bug) {
            LOG.error("call {}: the answer could not be parsed and is passed on as it is", call.id(), bug);
            return reply;
        }
    }
}
