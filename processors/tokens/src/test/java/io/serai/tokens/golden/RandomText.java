package io.serai.tokens.golden;

import java.util.List;
import java.util.Random;

/**
 * Texts of characters that tokenizers treat differently: scripts, marks, emoji, white space, controls, digits, and
 * the spellings of special tokens, whole and cut. Characters that this Unicode version does not know are left out, for
 * libraries differ in their versions.
 */
public final class RandomText {
    private static final int[][] RANGES = {
        {' ', '~'},
        {'a', 'z'},
        {'A', 'Z'},
        {'0', '9'},
        {0, 0x20},
        {0x7F, 0xFF},
        {0x100, 0x24F},
        {0x2B0, 0x36F},
        {0x370, 0x52F},
        {0x590, 0x6FF},
        {0x900, 0xDFF},
        {0xE00, 0xFFF},
        {0x1100, 0x11FF},
        {0x1E00, 0x1FFF},
        {0x2000, 0x206F},
        {0x2070, 0x25FF},
        {0x2E80, 0x30FF},
        {0x3100, 0x4DFF},
        {0x4E00, 0x9FFF},
        {0xAC00, 0xD7A3},
        {0xE000, 0xFFFD},
        {0x1F1E6, 0x1F64F},
        {0x1F900, 0x1FAFF},
        {0x20000, 0x2A6DF},
        {0, 0x10FFFF},
    };
    private static final String[] PHRASES = {
        " the",
        "ing",
        "'s",
        "'LL",
        "'Re",
        "  ",
        "\n\n",
        " \n",
        "\r\n",
        "\t",
        "\u3000",
        "\u00A0",
        "\u0301",
        "\u200D",
        "\uFE0F",
        "1234",
        "...",
        "//",
        "\u2581",
        "<0x0A>",
        "\uFFFD",
        "\u00AD",
        "\u1100\u1161\u11A8",
        "\u00E9",
        "\u0130"
    };

    private final Random random;
    private final List<String> specials;

    /** @param specials spellings that are mixed in; may be empty */
    public RandomText(long seed, List<String> specials) {
        this.random = new Random(seed);
        this.specials = specials;
    }

    /** The next text, of up to about 60 characters. */
    public String next() {
        var text = new StringBuilder();
        for (int parts = random.nextInt(12); parts > 0; parts--) {
            switch (random.nextInt(8)) {
                case 0 -> text.append(PHRASES[random.nextInt(PHRASES.length)]);
                case 1 -> special(text);
                default -> run(text);
            }
        }
        return text.toString();
    }

    private void special(StringBuilder text) {
        if (!specials.isEmpty()) {
            String special = specials.get(random.nextInt(specials.size()));
            text.append(special, 0, random.nextInt(3) == 0 ? random.nextInt(special.length()) : special.length());
        }
    }

    private void run(StringBuilder text) {
        int[] range = RANGES[random.nextInt(RANGES.length)];
        for (int count = 1 + random.nextInt(7); count > 0; count--) {
            int c = range[0] + random.nextInt(range[1] - range[0] + 1);
            if (Character.isDefined(c) && Character.getType(c) != Character.SURROGATE) {
                text.appendCodePoint(c);
            }
        }
    }
}
