package io.serai.tokens.stream;

/** The English typography of WordPiece decoders, which treat the text of each token on its own. */
final class English {
    private static final String[] JOINED = {".", "?", "!", ",", "n't", "'m", "'s", "'ve", "'re"};

    private English() {}

    /** Whether the space before {@code piece}, which has none in itself, goes. */
    static boolean losesSpace(String piece) {
        if (piece.isEmpty()) {
            return false;
        }
        return switch (piece.charAt(0)) {
            case '.', '?', '!', ',' -> true;
            case 'n' -> piece.startsWith("n't");
            case '\'' ->
                piece.startsWith("m", 1)
                        || piece.startsWith("s", 1)
                        || piece.startsWith("ve", 1)
                        || piece.startsWith("re", 1);
            default -> false;
        };
    }

    /** {@code text}, which has spaces within, cleaned; only added tokens are so. The order of steps matters. */
    static String clean(String text) {
        String result = text;
        for (String mark : JOINED) {
            if (mark.equals("n't")) {
                result = result.replace(" ' ", "'");
            } else if (mark.equals("'s")) {
                result = result.replace(" do not", " don't");
            }
            result = result.replace(" " + mark, mark);
        }
        return result;
    }
}
