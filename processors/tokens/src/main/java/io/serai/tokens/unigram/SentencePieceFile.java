package io.serai.tokens.unigram;

import io.serai.tokens.TokenizerFormatException;
import java.util.ArrayList;
import java.util.List;

/** What a SentencePiece {@code .model} file says, as far as it bears on encoding and decoding. */
final class SentencePieceFile {
    private final List<Piece> pieces = new ArrayList<>();
    private Kind kind = Kind.UNIGRAM;
    private boolean byteFallback;
    private String startName = "<s>";
    private String endName = "</s>";
    private boolean spaceAsSuffix;
    private boolean dummyPrefix = true;
    private boolean removeExtraSpaces = true;
    private boolean escapeSpaces = true;
    private byte[] charsMap = {};

    private SentencePieceFile() {}

    static SentencePieceFile of(byte[] bytes) throws TokenizerFormatException {
        var file = new SentencePieceFile();
        var model = new ProtoReader(bytes);
        for (int field = model.next(); field != 0; field = model.next()) {
            switch (field) {
                case 1 -> file.pieces.add(Piece.of(model.message()));
                case 2 -> file.trainer(model.message());
                case 3 -> file.normalizer(model.message());
                default -> model.skip();
            }
        }
        if (file.pieces.isEmpty()) {
            throw new TokenizerFormatException("no SentencePiece model: it has no pieces");
        }
        return file;
    }

    List<Piece> pieces() {
        return pieces;
    }

    Kind kind() {
        return kind;
    }

    boolean byteFallback() {
        return byteFallback;
    }

    boolean spaceAsSuffix() {
        return spaceAsSuffix;
    }

    boolean dummyPrefix() {
        return dummyPrefix;
    }

    boolean removeExtraSpaces() {
        return removeExtraSpaces;
    }

    boolean escapeSpaces() {
        return escapeSpaces;
    }

    /** Empty for the identity. */
    byte[] charsMap() {
        return charsMap;
    }

    /** Id of the first piece of {@code type}; -1 where there is none. */
    int first(Type type) {
        for (int id = 0; id < pieces.size(); id++) {
            if (pieces.get(id).type == type) {
                return id;
            }
        }
        return -1;
    }

    /** Id of the control piece that starts a text; -1 where there is none. */
    int start() {
        return control(startName);
    }

    /** Id of the control piece that ends a text; -1 where there is none. */
    int end() {
        return control(endName);
    }

    private int control(String text) {
        for (int id = 0; id < pieces.size(); id++) {
            if (pieces.get(id).type == Type.CONTROL && pieces.get(id).text.equals(text)) {
                return id;
            }
        }
        return -1;
    }

    private void trainer(ProtoReader spec) throws TokenizerFormatException {
        for (int field = spec.next(); field != 0; field = spec.next()) {
            switch (field) {
                case 3 -> kind = Kind.of(spec.number());
                case 24 -> spaceAsSuffix = spec.flag();
                case 35 -> byteFallback = spec.flag();
                case 46 -> startName = spec.text();
                case 47 -> endName = spec.text();
                default -> spec.skip();
            }
        }
    }

    private void normalizer(ProtoReader spec) throws TokenizerFormatException {
        for (int field = spec.next(); field != 0; field = spec.next()) {
            switch (field) {
                case 2 -> charsMap = spec.bytes();
                case 3 -> dummyPrefix = spec.flag();
                case 4 -> removeExtraSpaces = spec.flag();
                case 5 -> escapeSpaces = spec.flag();
                default -> spec.skip();
            }
        }
    }

    /** A token; its id is its place in the list. */
    record Piece(String text, float score, Type type) {
        static Piece of(ProtoReader message) throws TokenizerFormatException {
            String text = "";
            float score = 0;
            Type type = Type.NORMAL;
            for (int field = message.next(); field != 0; field = message.next()) {
                switch (field) {
                    case 1 -> text = message.text();
                    case 2 -> score = message.real();
                    case 3 -> type = Type.of(message.number());
                    default -> message.skip();
                }
            }
            return new Piece(text, score, type);
        }
    }

    /** What a piece is for; the order is that of the numbers in the file. */
    enum Type {
        NORMAL,
        UNKNOWN,
        CONTROL,
        USER_DEFINED,
        UNUSED,
        BYTE;

        static Type of(int number) throws TokenizerFormatException {
            if (number < 1 || number > values().length) {
                throw new TokenizerFormatException("no SentencePiece model: type " + number + " of a piece");
            }
            return values()[number - 1];
        }
    }

    /** How text is cut; the order is that of the numbers in the file. */
    enum Kind {
        UNIGRAM,
        BPE,
        WORD,
        CHAR;

        static Kind of(int number) throws TokenizerFormatException {
            if (number < 1 || number > values().length) {
                throw new TokenizerFormatException("no SentencePiece model: trainer_spec.model_type " + number);
            }
            return values()[number - 1];
        }
    }
}
