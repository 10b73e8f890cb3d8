package io.serai.guard.pii;

import io.serai.core.PiiSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One text under search: what is wanted, and what was found so far. */
final class Scan {
    /** Numbers that such a word announces are no personal data, unless a better word stands there too. */
    private static final Words OTHER_NUMBERS = Words.of(
            "order",
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
            "zam\u00f3wieni");

    private static final int ANNOUNCED = 24;

    final String text;
    private final Set<String> types;
    private final double minScore;
    private final List<PiiSpan> found = new ArrayList<>();

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
        if (withWord < minScore || !wants(type)) {
            return;
        }
        if (words.near(text, start, end)) {
            add(type, start, end, withWord, rule);
        } else if (alone >= minScore && !announcedOtherwise(start)) {
            add(type, start, end, alone, rule);
        }
    }

    /** Whether what stands before says that this is another kind of number. */
    boolean announcedOtherwise(int start) {
        return Chars.at(text, start - 1) == '#' || OTHER_NUMBERS.before(text, start, ANNOUNCED);
    }

    List<PiiSpan> found() {
        return found;
    }
}
