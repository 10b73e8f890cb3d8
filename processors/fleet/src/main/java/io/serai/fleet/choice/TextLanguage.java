package io.serai.fleet.choice;

import java.lang.Character.UnicodeScript;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a text by its script, and for Latin and Cyrillic script by its commonest words and letters. Made
 * for sentences: a few words, names and code are often not recognised, and a text in two languages is the one that has
 * more of it.
 */
public final class TextLanguage {
    /** The beginning of a text tells enough. */
    private static final int MOST_CHARS = 4000;

    private static final int LEAST_LETTERS = 2;
    /** Share of the words that must be common ones of a language. */
    private static final double LEAST_SHARE = 0.12;

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Pattern BLANK = Pattern.compile(" ");

    private static final Map<UnicodeScript, String> BY_SCRIPT = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.DEVANAGARI, "hi"),
            Map.entry(UnicodeScript.BENGALI, "bn"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.TELUGU, "te"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"));

    /** Words that nearly every few sentences of a language have, and that few others share. */
    private static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry(
                    "en",
                    "the of and to in is you that it for on are as with this be have from or by what how why which do"
                            + " does did can could would should an at not your my me we they he she i was were will"
                            + " there please give write tell explain"),
            Map.entry(
                    "de",
                    "der die das und ist ich nicht ein eine einen einem einer zu mit für auf den dem des von im wie was"
                            + " warum wird sind kann auch sich als bitte mir mein wir es an aus bei oder nach über"
                            + " welche haben hat"),
            Map.entry(
                    "fr",
                    "le la les des et est un une du que qui dans pour pas sur avec je vous nous il elle ce cette sont"
                            + " comment pourquoi quel quelle plus par au aux mon ma mes ne se en être avoir donne moi"),
            Map.entry(
                    "es",
                    "el la los las de que y en un una es por para con no se del al lo como cómo qué cuál más pero su mi"
                            + " me este esta son está cuando porque hay puede yo tu usted"),
            Map.entry(
                    "pt",
                    "o a os as de que e em um uma é por para com não se do da dos das no na ao como mais mas seu meu"
                            + " minha este esta são está você eu qual quais porque foi tem isso pode"),
            Map.entry(
                    "it",
                    "il lo la i gli le di che e un una è per con non si del della dei nel nella al come più ma suo mio"
                            + " sono questo questa perché cosa quale anche da mi ho hai può quando dove"),
            Map.entry(
                    "nl",
                    "de het een en van is dat niet ik je in op te met voor zijn aan er maar om hoe wat waarom deze dit"
                            + " kan wordt naar bij ook mijn we hebben heeft welke als uit"),
            Map.entry(
                    "sv",
                    "och att det är en ett som på inte jag med för den har av till hur vad varför kan om vi du var från"
                            + " men eller när mig min detta denna ska"),
            Map.entry(
                    "da",
                    "og at det er en et som på ikke jeg med for den har af til hvordan hvad hvorfor kan om vi du var"
                            + " fra men eller når mig min dette denne skal hvor"),
            Map.entry(
                    "pl",
                    "i w na z nie się że to jest do jak co dlaczego czy o po dla od przez ale lub ja mi mój może są być"
                            + " który która które ten ta ile gdzie kiedy ma"),
            Map.entry(
                    "cs",
                    "a je v na se že to jak co proč s z do pro ale nebo mi můj jsou být který která které ten ta tento"
                            + " bych není může jsem kolik kde kdy proto má"),
            Map.entry(
                    "ro",
                    "și în de la este un o nu că pe cu pentru care ce cum din sunt mai sau dar eu mi meu această acest"
                            + " poate fi să ale lui"),
            Map.entry(
                    "hu",
                    "a az és hogy nem is egy van ez mi miért hogyan én meg de vagy mint ha csak kell lehet volt ki mit"
                            + " azt ezt nekem"),
            Map.entry(
                    "fi",
                    "ja on ei se että en hän mutta niin kuin tai miten mitä miksi minä sinä ovat oli olla tämä joka myös"
                            + " kun voi minun"),
            Map.entry(
                    "tr",
                    "ve bir bu da de için ne nasıl neden ile çok daha en mi mı ben sen var yok olan gibi ama veya"
                            + " değil bana kadar hangi"),
            Map.entry(
                    "id",
                    "yang dan di ini itu dengan untuk tidak dari ke adalah saya anda apa bagaimana mengapa dalam pada"
                            + " akan atau juga bisa ada oleh"),
            Map.entry(
                    "vi",
                    "là và của có không một cho các những được này với trong người tôi bạn gì như thế nào tại sao để"
                            + " khi đã hãy"));

    private static final Map<String, List<String>> LANGUAGES_OF = byWord();

    /** Letters that tell a language in Cyrillic script. */
    private static final Map<String, String> CYRILLIC = Map.of("uk", "іїєґ", "mk", "ѓќѕ", "sr", "ђћ", "ru", "ыэё");

    private TextLanguage() {}

    private static Map<String, List<String>> byWord() {
        var languages = new HashMap<String, List<String>>();
        COMMON.forEach((language, words) -> {
            BLANK.splitAsStream(words).forEach(word -> languages.merge(word, List.of(language), TextLanguage::joined));
        });
        return languages;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        var all = new TreeSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** Codes (ISO 639-1) of the languages that are told, in alphabetical order. */
    public static Set<String> known() {
        var known = new TreeSet<>(COMMON.keySet());
        known.addAll(BY_SCRIPT.values());
        known.addAll(CYRILLIC.keySet());
        known.addAll(List.of("ar", "fa", "bg", "ja", "zh"));
        return Collections.unmodifiableSet(known);
    }

    /** The language of {@code text} as one of {@link #known()}; empty if it is not recognised. */
    public static String of(String text) {
        String beginning = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text;
        var letters = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        beginning.codePoints().filter(Character::isLetter).forEach(letter -> {
            letters.merge(UnicodeScript.of(letter), 1, Integer::sum);
        });
        UnicodeScript script = commonest(letters);
        if (script == null || letters.getOrDefault(script, 0) < LEAST_LETTERS) {
            return "";
        }
        return switch (script) {
            case LATIN -> latin(beginning);
            case CYRILLIC -> cyrillic(beginning);
            case ARABIC -> count(beginning, "پچژگ") > 0 ? "fa" : "ar";
            case HIRAGANA, KATAKANA -> "ja";
            case HAN -> letters.containsKey(UnicodeScript.HIRAGANA) ? "ja" : "zh";
            default -> BY_SCRIPT.getOrDefault(script, "");
        };
    }

    private static @Nullable UnicodeScript commonest(Map<UnicodeScript, Integer> letters) {
        return letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /** A word that several languages share counts for each of them, but less. */
    private static String latin(String text) {
        var scores = new HashMap<String, Double>();
        List<String> words = NO_LETTERS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        for (String word : words) {
            List<String> languages = LANGUAGES_OF.getOrDefault(word, List.of());
            languages.forEach(language -> scores.merge(language, 1.0 / languages.size(), Double::sum));
        }
        return scores.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .filter(best -> best.getValue() >= LEAST_SHARE * words.size())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String cyrillic(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        var counts = new TreeMap<String, Long>();
        CYRILLIC.forEach((language, letters) -> counts.put(language, count(lower, letters)));
        return counts.entrySet().stream()
                .filter(letters -> letters.getValue() > 0)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseGet(() -> bulgarianOrRussian(lower));
    }

    /** Both have the letter ъ; Russian has it in hardly any word. */
    private static String bulgarianOrRussian(String lower) {
        return count(lower, "ъ") * 200 >= lower.length() ? "bg" : "ru";
    }

    private static long count(String text, String letters) {
        return text.chars().filter(c -> letters.indexOf(c) >= 0).count();
    }
}
