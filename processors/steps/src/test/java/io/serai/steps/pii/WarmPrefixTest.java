package io.serai.steps.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What masking costs a worker's prefix cache: nearly nothing, as each turn begins with the bytes of the one before. */
class WarmPrefixTest {
    private static final int CHATS = 30;
    private static final int TURNS = 20;
    private static final int BLOCK = 16;

    private final Random random = new Random(7);

    private String value() {
        int n = random.nextInt(60);
        return switch (random.nextInt(6)) {
            case 0 -> "user" + n + "@example.com";
            case 1 -> "203.0.113." + n;
            case 2 -> "card 4111 1111 1111 1111";
            case 3 -> "order 4111 1111 1111 1111";
            case 4 -> "phone +49 30 9018" + (20 + n % 70);
            default -> "<EMAIL_ADDRESS_" + (100_000 + n) + ">";
        };
    }

    private List<String> chat() {
        var texts = new ArrayList<String>();
        for (int turn = 0; turn < TURNS; turn++) {
            texts.add("In message " + turn + " there is " + value() + " and " + value() + ", and a few words more.");
        }
        return texts;
    }

    private static int common(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at / BLOCK * BLOCK;
    }

    /** Share of characters that a cache of blocks has from the turn before. */
    private static double hitRate(List<List<String>> chats, boolean masks) {
        long hits = 0;
        long all = 0;
        for (List<String> chat : chats) {
            String before = "";
            for (int turn = 1; turn <= chat.size(); turn++) {
                String clear = Masked.chat(chat.subList(0, turn));
                String sent = masks ? Masked.of(clear).text() : clear;
                hits += common(before, sent);
                all += sent.length();
                before = sent;
            }
        }
        return (double) hits / all;
    }

    @Test
    void theHitRateStaysWithinAPoint() {
        var chats = new ArrayList<List<String>>();
        for (int i = 0; i < CHATS; i++) {
            chats.add(chat());
        }
        double off = hitRate(chats, false);
        double on = hitRate(chats, true);
        assertThat(off).isGreaterThan(0.85);
        assertThat(on).isCloseTo(off, within(0.01));
    }
}
