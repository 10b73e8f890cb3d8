package io.serai.steps.parse;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Ids for tool calls: {@code call_} and 24 letters and digits. */
public final class CallIds {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 24;

    private CallIds() {}

    /** Another one. */
    public static String next() {
        return of(ThreadLocalRandom.current());
    }

    static String of(RandomGenerator random) {
        var id = new StringBuilder("call_");
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
