package io.serai.steps;

import io.serai.core.Api;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.RequestFields;
import io.serai.core.RequestHead;
import io.serai.wire.RequestSkimmer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A request as a client sends it. */
public record Ask(
        String id,
        Api api,
        String method,
        String path,
        String query,
        List<String> headers,
        String body,
        String principal,
        boolean held) {
    private static final AtomicLong IDS = new AtomicLong();

    /** A chat completion with that body. */
    public static Ask chat(String body) {
        return new Ask(
                "rid-" + IDS.incrementAndGet(),
                Api.CHAT,
                "POST",
                "/v1/chat/completions",
                "",
                List.of("content-type", "application/json"),
                body,
                "",
                false);
    }

    /** A chat completion that is streamed. */
    public static Ask stream() {
        return chat("{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"say it\"}]}");
    }

    /** A chat completion that comes as one body. */
    public static Ask whole() {
        return chat("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"say it\"}]}");
    }

    /** A request without a body that is no model's work. */
    public static Ask get(String path) {
        return new Ask("rid-" + IDS.incrementAndGet(), Api.OTHER, "GET", path, "", List.of(), "", "", false);
    }

    public Ask header(String name, String value) {
        List<String> more =
                Stream.concat(headers.stream(), Stream.of(name, value)).toList();
        return new Ask(id, api, method, path, query, more, body, principal, held);
    }

    /** Without any header field so far. */
    public Ask bare() {
        return new Ask(id, api, method, path, query, List.of(), body, principal, held);
    }

    public Ask query(String raw) {
        return new Ask(id, api, method, path, raw, headers, body, principal, held);
    }

    public Ask principal(String name) {
        return new Ask(id, api, method, path, query, headers, body, name, held);
    }

    /** A live reply is not started until the test does. */
    public Ask hold() {
        return new Ask(id, api, method, path, query, headers, body, principal, true);
    }

    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    public InferenceCall call(ScheduledExecutorService loop) {
        var head = new RequestHead(method, path, query, Headers.of(headers.toArray(String[]::new)), "127.0.0.1");
        byte[] bytes = bytes();
        var call = new InferenceCall(id, head, bytes, loop, System.nanoTime());
        call.accept(api, api == Api.OTHER ? RequestFields.NONE : RequestSkimmer.skim(api, bytes), "");
        call.principal(principal);
        return call;
    }
}
