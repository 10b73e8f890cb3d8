package io.serai.guard.pii;

import io.serai.core.PiiSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One text under search: what is wanted, and what was found so far. */
final class Scan {
    /** Numbers that such a word announces are no personal data, unless a better word stands there too. */
    private static final Words OTHER_NUMBERS = Words.of(
            "order",
            "customer",
            "member",
            "account number",
            "reference number",
            "license",
            "licence",
            "passport",
            "policy",
            "invoice",
            "tracking",
            "version",
            "release",
            "build",
            "commit",
            "merge",
            "sha",
            "md5",
            "hash",
            "isbn",
            "issn",
            "doi",
            "sku",
            "serial",
            "ticket",
            "issue",
            "part no",
            "item",
            "batch",
            "revision",
            "checksum",
            "timestamp",
            "epoch",
            "kundennummer",
            "mitgliedsnummer",
            "bestell",
            "rechnung",
            "sendungs",
            "commande",
            "facture",
            "pedido",
            "factura",
            "ordine",
            "fattura",
            "faktura",
            "zam\u00f3wieni",
            "\u8ba2\u5355",
            "\u8a02\u55ae",
            "\u5355\u53f7",
            "\u55ae\u865f",
            "\u5ba2\u6237",
            "\u4f1a\u5458",
            "\u6703\u54e1",
            "\u6ce8\u6587",
            "\u4f1a\u54e1",
            "\uc8fc\ubb38",
            "\uc1a1\uc7a5",
            "\ud68c\uc6d0",
            "\u0e04\u0e33\u0e2a\u0e31\u0e48\u0e07\u0e0b\u0e37\u0e49\u0e2d");

    private static final int ANNOUNCED = 24;

    final String text;
    private final Set<String> types;
    private final double minScore;
    private final List<PiiSpan> found = new ArrayList<>();
    /** Words that were looked for last, where, and the place of the last one: a rule asks for each end of a number. */
    private @Nullable Words askedWords;

    private int askedStart = -1;
    private int askedWord;
    private int otherStart = -1;
    private int otherWord;

    Scan(String text, Set<String> types, double minScore) {
        this.text = text;
        this.types = types;
        this.minScore = minScore;
    }

    boolean wants(String type) {
        return types.contains(type);
    }

    void add(String type, int start, int end, double score, String rule) {
        if (score >= minScore && wants(type)) {
            found.add(new PiiSpan(type, start, end, score, "rule:" + rule));
        }
    }

    /** Adds a span that scores {@code alone}, or {@code withWord} where one of {@code words} stands near. */
    void add(String type, int start, int end, double alone, double withWord, Words words, String rule) {
        if (withWord >= minScore && wants(type)) {
            add(type, start, end, score(start, end, alone, withWord, words), rule);
        }
    }

    /**
     * What a piece scores: {@code withWord} where one of {@code words} stands near; {@code alone} without one, or where
     * a word for another kind of number stands nearer; 0 where only such a word stands there.
     */
    double score(int start, int end, double alone, double withWord, Words words) {
        int word = wordBefore(start, words);
        int other = otherBefore(start);
        if (word >= 0 || words.behind(text, end)) {
            return other > word ? alone : withWord;
        }
        return other >= 0 || Chars.at(text, start - 1) == '#' ? 0 : alone;
    }

    private int wordBefore(int start, Words words) {
        if (start != askedStart || words != askedWords) {
            askedStart = start;
            askedWords = words;
            askedWord = words.lastBefore(text, start);
        }
        return askedWord;
    }

    private int otherBefore(int start) {
        if (start != otherStart) {
            otherStart = start;
            otherWord = OTHER_NUMBERS.lastBefore(text, start, ANNOUNCED);
        }
        return otherWord;
    }

    List<PiiSpan> found() {
        return found;
    }
}
