package io.serai.steps.cache;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What of a text's words an embedding hardly sees, though it turns the meaning round: negations, one of two opposites,
 * the order of the words, and accents. Words of common languages; a guard, not a proof: what no list has goes by the embedding.
 *
 * @param turning words that two texts of one meaning must share, each as often as it occurs, in order of the alphabet
 * @param bag     of all words, in whatever order
 * @param bare    of all words without their accents, vowel points and tone marks, in whatever order
 * @param row     of all words, in their order
 */
record WordGuard(List<String> turning, long bag, long bare, long row) {
    /** Of no text. */
    static final WordGuard NONE = new WordGuard(List.of(), 0, 0, 0);

    /** Of two opposites one is enough, the rarer one: without it a text means the other. A star stands for any ending. */
    private static final String WORDS = """
            no not nor none nobody nothing nowhere neither never without unless except only hardly barely instead against
            kein* nicht nichts nie niemals niemand ohne außer gegen
            ne pas jamais sans aucun aucune rien sauf contre
            nunca jamás sin nada nadie ningún ninguno ninguna tampoco salvo
            não nao nunca sem nenhum nenhuma
            senza mai niente nessuno nessuna
            niet geen nooit zonder
            nie bez nigdy żaden
            не нет ни без никогда нельзя
            inte ingen aldrig utan ikke uten uden
            değil yok asla
            لا ليس غير بدون لم لن नहीं मत बिना לא בלי אין
            before after off less fewer least decreas* reduc* lower* below under min minimum minim* smallest lowest worst worse
            sell* sold disabl* deny denied denies reject* refus* forbid* remov* delet* stop* close* closed closing exclud*
            export* decrypt* decod* deactivat* decompress* downgrad* lose loses losing loss fail* false wrong bad dangerous
            harmful cons con last oldest slow* down left from cheap* short* cold late* lend* borrow* import* upload* push*
            vor nach aus weniger niedrig* verkauf* schließ* lösch* falsch schlecht* gefährlich* links letzt*
            avant après moins vend* ferm* faux mauvais* dangereu* gauche dernier*
            antes después menos vend* cerr* falso mal* peligros* izquierda último*
            illegal* illogic* immatur* immoral* immutab* impati* imperfect* imposs* improper* impur* inaccur* inact* inadequ*
            inappropr* incapab* incompat* incomplet* inconsist* incorrect* independ* indirect* ineffect* ineligib* inexpens*
            infinit* inflex* informal* insecur* insensit* insuffic* intoler* invalid* invisib* involunt* irrational* irregul*
            irrelev* irrespons* irrevers*
            """;

    /** Beginnings and an ending that turn a word round, and words that only look so. */
    private static final List<String> BEGINNINGS = List.of("un", "dis", "non", "anti");

    private static final String ENDING = "less";
    private static final Set<String> LOOK_SO = Set.of(
            "under*",
            "unit*",
            "univ*",
            "uniq*",
            "union*",
            "until",
            "unto",
            "uncle*",
            "unter*",
            "unser*",
            "unten",
            "ungefähr",
            "discuss*",
            "disc*",
            "dish*",
            "disk*",
            "display*",
            "distan*",
            "distrib*",
            "district*",
            "disease*",
            "antibiot*",
            "antiqu*",
            "anticip*");

    private static final int SHORTEST = 5;

    /** Written without blanks; counted wherever they stand. */
    private static final List<String> MARKS = List.of(
            "不", "没", "沒", "无", "無", "非", "未", "别", "勿", "关", "關", "卖", "賣", "减", "減", "少", "后", "後", "ない", "ません", "なく",
            "않", "없", "못", "안 ", "ไม่");

    /** The first of the scripts that write so. */
    private static final char FIRST_OF_MARKS = '\u0e00';

    private static final Map<String, String> WHOLE = new HashMap<>();
    private static final Set<String> STEMS = new HashSet<>();
    private static final int SHORTEST_STEM = 3;

    static {
        for (String word : WORDS.split("\\s+", -1)) {
            if (word.endsWith("*")) {
                STEMS.add(word.substring(0, word.length() - 1));
            } else if (!word.isEmpty()) {
                WHOLE.put(word, word);
            }
        }
        for (String contracted :
                List.of("cannot", "cant", "dont", "doesnt", "didnt", "isnt", "arent", "wont", "shouldnt")) {
            WHOLE.put(contracted, "not");
        }
    }

    /** Of {@code text}, in one pass for each of its words. */
    static WordGuard of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'');
        var reader = new Reader();
        reader.read(plain);
        if (plain.chars().anyMatch(c -> c >= FIRST_OF_MARKS)) {
            reader.marks(plain);
        }
        Collections.sort(reader.turning);
        return new WordGuard(List.copyOf(reader.turning), reader.bag, reader.bare, reader.row);
    }

    /** Whether the other text has the same words in another order, as "from A to B" and "from B to A". */
    boolean turnedRound(WordGuard other) {
        return bag == other.bag && row != other.row;
    }

    /** Whether only accents make the other text another one, as "schon" and "schön": many encoders drop them. */
    boolean otherAccents(WordGuard other) {
        return bare == other.bare && bag != other.bag;
    }

    private static final class Reader {
        private final List<String> turning = new ArrayList<>();
        private long bag;
        private long bare;
        private long row;

        void read(String text) {
            int at = 0;
            while (at < text.length()) {
                int end = at;
                while (end < text.length() && inWord(text, end)) {
                    int c = text.codePointAt(end);
                    end += Character.charCount(c);
                    if (Character.isIdeographic(c)) {
                        break; // a word of its own
                    }
                }
                if (end > at) {
                    word(text.substring(at, end));
                }
                at = Math.max(end, at + 1);
            }
        }

        /** Letters, marks and digits, and an apostrophe behind a letter. */
        private static boolean inWord(String text, int at) {
            int c = text.codePointAt(at);
            int type = Character.getType(c);
            return Character.isLetterOrDigit(c)
                    || type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK
                    || (c == '\'' && at > 0 && Character.isLetter(text.codePointBefore(at)));
        }

        private void word(String word) {
            long hash = mixed(word);
            bag += hash;
            bare += mixed(withoutAccents(word));
            row = row * 31 + hash;
            String turns = turns(word);
            if (!turns.isEmpty()) {
                turning.add(turns);
            }
        }

        /** What counts of {@code word}; empty for nothing. */
        private static String turns(String word) {
            int apostrophe = word.indexOf('\'');
            if (apostrophe >= 0) {
                return word.startsWith("n'")
                        ? "ne"
                        : word.endsWith("n't") ? "not" : turns(word.substring(0, apostrophe));
            }
            String known = WHOLE.getOrDefault(word, "");
            if (known.isEmpty()) {
                known = stem(word, STEMS);
            }
            return known.isEmpty() && turnsByForm(word) ? word : known;
        }

        private static boolean turnsByForm(String word) {
            return word.length() >= SHORTEST
                    && (word.endsWith(ENDING) || BEGINNINGS.stream().anyMatch(word::startsWith))
                    && LOOK_SO.stream().noneMatch(other -> looksLike(word, other));
        }

        private static boolean looksLike(String word, String other) {
            return other.endsWith("*") ? word.startsWith(other.substring(0, other.length() - 1)) : word.equals(other);
        }

        private static String stem(String word, Set<String> stems) {
            for (int length = Math.min(word.length(), 12); length >= SHORTEST_STEM; length--) {
                String stem = word.substring(0, length);
                if (stems.contains(stem)) {
                    return stem;
                }
            }
            return "";
        }

        private static String withoutAccents(String word) {
            return Normalizer.isNormalized(word, Normalizer.Form.NFD)
                            && word.codePoints().noneMatch(Reader::isAccent)
                    ? word
                    : Normalizer.normalize(word, Normalizer.Form.NFD)
                            .codePoints()
                            .filter(c -> !isAccent(c))
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString();
        }

        private static boolean isAccent(int c) {
            return Character.getType(c) == Character.NON_SPACING_MARK;
        }

        /** Of 64 bits: {@link String#hashCode} alone is the same for too many words. */
        private static long mixed(String word) {
            long hash = 0xCBF29CE484222325L;
            for (int i = 0; i < word.length(); i++) {
                hash = (hash ^ word.charAt(i)) * 0x100000001B3L;
            }
            return hash ^ (hash >>> 29);
        }

        private void marks(String text) {
            for (String mark : MARKS) {
                for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length())) {
                    turning.add(mark);
                }
            }
        }
    }
}
