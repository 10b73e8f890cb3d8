package io.serai.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.netty.buffer.ByteBuf;
import io.serai.bench.trace.Conversation;
import io.serai.bench.trace.Trace;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Plays a {@link Trace}: users who each hold one conversation at a time, turn after turn, with the worker's real
 * answers in the history. Ends when the trace is played; it then adds nothing more.
 */
public final class ConversationLoad extends LoopLoad {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/v1/chat/completions";

    private final Trace trace;
    private final String model;
    private final int users;
    private final CountDownLatch active;
    private int nextConversation;
    private CacheUse cacheUse = new CacheUse(0, 0);

    /** {@code users} conversations are under way at a time, while the trace has as many left. */
    public ConversationLoad(LoadClient client, List<InetSocketAddress> targets, Trace trace, String model, int users) {
        super(client, targets, users);
        this.trace = trace;
        this.model = model;
        this.users = users;
        this.active = new CountDownLatch(users);
    }

    /** Waits for the end of the trace; false when {@code limit} passed first. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return active.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Cache use of all turns answered so far. */
    public CacheUse cacheUse() {
        return onLoop(() -> cacheUse);
    }

    @Override
    void begin() {
        for (int i = 0; i < users; i++) {
            nextConversation();
        }
    }

    private void nextConversation() {
        if (nextConversation < trace.conversations().size()) {
            new Talk(trace.conversations().get(nextConversation++)).ask();
        } else {
            active.countDown();
        }
    }

    private final class Talk implements Reply {
        private final Conversation conversation;
        private final ArrayNode messages = JSON.createArrayNode();
        private final StringBuilder body = new StringBuilder();
        private TokenScanner scanner = new TokenScanner();
        private int turn;
        private long sentNanos;

        Talk(Conversation conversation) {
            this.conversation = conversation;
            say("system", conversation.systemPrompt());
        }

        void ask() {
            say("user", conversation.userTurns().get(turn));
            body.setLength(0);
            scanner = new TokenScanner();
            sentNanos = System.nanoTime();
            pool.send(WireRequest.post(PATH, request()), this);
        }

        private void say(String role, String text) {
            messages.addObject().put("role", role).put("content", text);
        }

        private byte[] request() {
            var request = JSON.createObjectNode().put("model", model).put("stream", true);
            request.set("messages", messages);
            request.putObject("stream_options").put("include_usage", true);
            return request.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void body(ByteBuf piece) {
            boolean first = scanner.tokens() == 0;
            int more = scanner.scan(piece);
            recording.tokens(more);
            if (first && more > 0) {
                recording.firstToken(System.nanoTime() - sentNanos);
            }
            body.append(piece.toString(StandardCharsets.US_ASCII));
        }

        @Override
        public void ended(int status) {
            if (status != 200 || !scanner.done()) {
                failed(status == 200 ? "stream without [DONE]" : "HTTP " + status);
                return;
            }
            recording.completed(System.nanoTime() - sentNanos);
            try {
                var answer = Answer.decode(body.toString());
                cacheUse = cacheUse.plus(answer);
                say("assistant", answer.text());
                continueAfter(conversation.thinkTimes().get(turn));
            } catch (JsonProcessingException e) {
                failed("stream with malformed JSON");
            }
        }

        private void continueAfter(Duration thinkTime) {
            turn++;
            if (turn < conversation.userTurns().size()) {
                later(this::ask, thinkTime.toNanos());
            } else {
                nextConversation();
            }
        }

        /** Gives the conversation up: a turn without its history would be another workload. */
        @Override
        public void failed(String reason) {
            recording.failed(reason);
            retryLater(ConversationLoad.this::nextConversation);
        }
    }
}
