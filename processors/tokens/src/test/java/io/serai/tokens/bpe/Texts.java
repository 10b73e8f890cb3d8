package io.serai.tokens.bpe;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts that are hard on tokenizers: many kinds of characters, side by side. No lone surrogates. */
public final class Texts {
    private static final List<String> HARD = List.of(
            "'s",
            "'S",
            "'t",
            "'re",
            "'VE",
            "'ll",
            "'Ll",
            "'d",
            "'m",
            "'\u017f",
            "'",
            "\u2019s",
            " ",
            "  ",
            "   ",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\u00a0",
            "\u3000",
            "\u2028",
            "\u0085",
            "\u200b",
            "\u200d",
            "\ufeff",
            "\0",
            "\u001c",
            "1",
            "12",
            "123",
            "1234567",
            "\u0663",
            "\u2167",
            "\u00bd",
            "a",
            "b",
            "Hello",
            "HELLO",
            "XMLHttp",
            "na\u00efve",
            "e\u0301",
            "\u0301",
            "\u0323\u0301",
            "\ufb01",
            "\u0130",
            "\u00df",
            "\u00c5",
            "\u212b",
            "\uac00",
            "\u1100\u1161",
            "\u65e5\u672c",
            "\u30fb",
            "\u30fc",
            "\u30ab",
            "\u304b\u3099",
            "\u4e00",
            "\u9fa5",
            "\u9fa6",
            "\u3400",
            "\ud840\udc00",
            "\ud83d\ude00",
            "\ud83d\udc68\u200d\ud83d\udc69",
            "\ud835\udc00",
            "\u01c5",
            "\u02b0",
            "\u00aa",
            "!",
            "?!",
            "...",
            "-",
            "/",
            "//",
            "(",
            "{}",
            "_",
            "__init__",
            "+=",
            "$",
            "\u20ac",
            "~",
            "<",
            "<|im_end|>",
            "\u2581",
            "\u0120",
            "\u0627",
            "\u0e01\u0e47",
            "\u0915\u094d\u0937",
            "\ud834\udd5e",
            "\ufdfa",
            "\u2460",
            "\ud7ff",
            "\ue000",
            "\ufffd",
            "\udbff\udfff",
            "\u0378",
            "\u3097",
            "\u3040");

    private Texts() {}

    /** Texts of up to 30 such bits. */
    public static Arbitrary<String> hard() {
        Arbitrary<String> any = Arbitraries.integers()
                .between(0, 0x10FFFF)
                .map(point -> point >= 0xD800 && point <= 0xDFFF ? "\ue001" : Character.toString(point));
        Arbitrary<String> word = Arbitraries.strings().withCharRange('a', 'f').ofMaxLength(8);
        Arbitrary<String> ascii =
                Arbitraries.strings().withCharRange('\0', '\u007f').ofMaxLength(4);
        Arbitrary<String> bit = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.of(HARD)),
                net.jqwik.api.Tuple.of(2, word),
                net.jqwik.api.Tuple.of(1, ascii),
                net.jqwik.api.Tuple.of(1, any));
        return bit.list().ofMaxSize(30).map(bits -> String.join("", bits));
    }
}
