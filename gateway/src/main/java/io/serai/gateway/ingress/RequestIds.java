package io.serai.gateway.ingress;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Takes the client's request id or makes one. */
final class RequestIds {
    private static final int LONGEST = 128;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private RequestIds() {}

    /** The first of {@code names} that carries a usable id, else a new one. */
    static String of(HttpHeaders headers, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String value = headers.get(names.get(i));
            if (value != null && usable(value)) {
                return value;
            }
        }
        return fresh();
    }

    /** Ids go into logs, headers and URLs: only short, printable ones without blanks or quotes are taken over. */
    private static boolean usable(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c >= 127 || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String fresh() {
        var random = ThreadLocalRandom.current();
        var id = new char[36];
        "req-".getChars(0, 4, id, 0);
        hex(id, 4, random.nextLong());
        hex(id, 20, random.nextLong());
        return new String(id);
    }

    private static void hex(char[] into, int at, long value) {
        for (int i = 0; i < 16; i++) {
            into[at + i] = HEX[(int) (value >>> (60 - 4 * i)) & 0xF];
        }
    }
}
