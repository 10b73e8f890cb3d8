package io.serai.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Single blocking requests outside any measurement. A new socket each, so nothing needs warming up. */
final class Probe {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final String OK = "HTTP/1.1 200";

    private Probe() {}

    /** True when a short chat request is answered with 200. */
    static boolean answersChat(InetSocketAddress target) {
        return post(target, "/v1/chat/completions", Bodies.probe());
    }

    /** Empties a worker's prefix cache. */
    static boolean flushCache(InetSocketAddress worker) {
        return post(worker, "/flush_cache", new byte[0]);
    }

    private static boolean post(InetSocketAddress target, String path, byte[] body) {
        try (var socket = new Socket()) {
            socket.connect(target, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var status = in.readLine();
            return status != null && status.startsWith(OK);
        } catch (IOException e) {
            return false; // not listening yet, or not answering: the caller asks again
        }
    }
}
