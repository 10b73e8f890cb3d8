package io.serai.bench.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Text as people write it: English with code, tables and settings. */
final class Prose {
    private Prose() {}

    static String all() {
        return resource("prose.txt");
    }

    /** A chat template that does what those of current models do. */
    static String template() {
        return resource("chat.jinja");
    }

    private static String resource(String name) {
        try (InputStream in = Prose.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not beside " + Prose.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All pieces of {@code chars} characters. */
    static List<String> pieces(int chars) {
        String all = all();
        return IntStream.range(0, all.length() / chars)
                .mapToObj(i -> all.substring(i * chars, (i + 1) * chars))
                .toList();
    }
}
