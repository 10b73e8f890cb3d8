package io.serai.testkit;

import java.util.Map;

/** A whole response that is not measured for speed. */
record Page(int status, String contentType, String body, Map<String, String> headers) {
    static Page json(int status, Object body) {
        return new Page(status, "application/json", body.toString(), Map.of());
    }

    static Page json(Object body) {
        return json(200, body);
    }

    static Page text(int status, String body) {
        return new Page(status, "text/plain; charset=utf-8", body, Map.of());
    }

    static Page empty(int status) {
        return new Page(status, "", "", Map.of());
    }

    Page with(String name, String value) {
        return new Page(status, contentType, body, Map.of(name, value));
    }
}
