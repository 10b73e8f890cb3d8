package io.serai.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Headers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection",
                "Keep-Alive",
                "TE",
                "trailer",
                "Transfer-Encoding",
                "upgrade",
                "proxy-authorization",
                "Proxy-Connection",
                "Host",
                "content-length",
                "Expect",
                "accept-encoding",
                "Authorization",
                "X-API-Key",
                "cookie",
                "x-serai-worker",
                "X-Serai-Anything",
                "X-Request-ID"
            })
    void aWorkerDoesNotGet(String name) {
        assertThat(toWorker(Headers.of(name, "v", "accept", "*/*"), false))
                .containsExactly("accept: */*", "x-request-id: id-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traceparent",
                "tracestate",
                "X-SMG-Routing-Key",
                "x-data-parallel-rank",
                "OpenAI-Organization",
                "user-agent",
                "content-type",
                "accept",
                "t",
                "x-serai",
                "proxied",
                "cookies",
                "hosts"
            })
    void aWorkerGetsAsItCame(String name) {
        assertThat(toWorker(Headers.of(name, "Some Value"), false))
                .containsExactly(name + ": Some Value", "x-request-id: id-1");
    }

    @Test
    void aWorkerGetsTheClientsKeyOnlyIfToldSo() {
        var headers = Headers.of("Authorization", "Bearer k", "x-api-key", "k", "cookie", "c");
        assertThat(toWorker(headers, true))
                .containsExactly("Authorization: Bearer k", "x-api-key: k", "x-request-id: id-1");
    }

    @Test
    void repeatedFieldsStayRepeatedAndInOrder() {
        var headers = Headers.of("a", "1", "b", "2", "A", "3");
        assertThat(toWorker(headers, false)).containsExactly("a: 1", "b: 2", "A: 3", "x-request-id: id-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-hop", "keep-alive, X-Hop", "X-HOP ,close", ",, x-hop,", "close,x-hop"})
    void whatConnectionNamesEndsHere(String connection) {
        var headers = Headers.of("X-Hop", "before", "connection", connection, "x-hop", "behind", "a", "1");
        assertThat(toWorker(headers, false)).containsExactly("a: 1", "x-request-id: id-1");
        assertThat(lines(ForwardedHeaders.toClient(headers))).containsExactly("a: 1");
    }

    @Test
    void whatASecondConnectionFieldNamesEndsHereToo() {
        var headers = Headers.of("connection", "x-one", "Connection", "x-two", "x-one", "1", "x-two", "2");
        assertThat(toWorker(headers, false)).containsExactly("x-request-id: id-1");
    }

    @Test
    void connectionCannotTakeAwayTheRequestId() {
        var headers = Headers.of("connection", "x-request-id");
        assertThat(toWorker(headers, false)).containsExactly("x-request-id: id-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "keep-alive",
                "te",
                "Trailer",
                "transfer-encoding",
                "upgrade",
                "proxy-authenticate",
                "Content-Length",
                "Date",
                "server",
                "location",
                "x-serai-worker",
                "X-Request-Id",
                "Access-Control-Allow-Origin"
            })
    void aClientDoesNotGet(String name) {
        assertThat(lines(ForwardedHeaders.toClient(Headers.of(name, "v")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-type", "Retry-After", "x-ratelimit-remaining", "cache-control", "openai-version"})
    void aClientGetsAsItCame(String name) {
        assertThat(lines(ForwardedHeaders.toClient(Headers.of(name, "v")))).containsExactly(name + ": v");
    }

    private static List<String> toWorker(Headers client, boolean forwardClientKey) {
        return lines(ForwardedHeaders.toWorker(client, forwardClientKey, "id-1"));
    }

    private static List<String> lines(Headers headers) {
        var lines = new ArrayList<String>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }
}
