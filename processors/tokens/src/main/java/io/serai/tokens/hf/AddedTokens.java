package io.serai.tokens.hf;

import io.serai.tokens.bpe.CharClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The added tokens of a file. Those to be found in the text as it came are {@link #raw}, the others
 * {@link #normalized}.
 *
 * <p>Where nothing is normalized and the two kinds cannot get into each other's way, all count as raw: one search
 * instead of two, and more places where a text may be cut.
 */
final class AddedTokens {
    private final Map<Integer, AddedToken> byId = new HashMap<>();
    private final Map<String, AddedToken> byContent = new HashMap<>();
    private final Map<Integer, String> spellings = new HashMap<>();
    private final Search raw;
    private final Search normalized;
    private final int longest;

    AddedTokens(List<AddedToken> tokens, Normalizer normalizer) {
        for (AddedToken token : tokens) {
            byId.put(token.id(), token);
            byContent.put(token.content(), token);
            boolean rewritten = token.normalized() && !(normalizer instanceof Normalizers.Identity);
            spellings.put(token.id(), rewritten ? normalized(token.content(), normalizer) : token.content());
        }
        List<AddedToken> first = new ArrayList<>();
        List<AddedToken> second = new ArrayList<>();
        for (AddedToken token : byContent.values()) {
            (token.normalized() ? second : first).add(token);
        }
        if (normalizer instanceof Normalizers.Identity && apart(first, second)) {
            first.addAll(second);
            second.clear();
        }
        longest = 1
                + tokens.stream()
                        .mapToInt(token -> token.content().length())
                        .max()
                        .orElse(0);
        this.raw = Search.of(first, content -> content);
        this.normalized = Search.of(second, content -> normalized(content, normalizer));
    }

    private static String normalized(String content, Normalizer normalizer) {
        return normalizer.normalize(AlignedText.of(content)).toString();
    }

    Search raw() {
        return raw;
    }

    Search normalized() {
        return normalized;
    }

    @Nullable
    AddedToken of(int id) {
        return byId.get(id);
    }

    /** How {@code id} is spelled in the texts that the model sees; null if it is no added token. */
    @Nullable
    String spelling(int id) {
        return spellings.get(id);
    }

    @Nullable
    AddedToken of(String content) {
        return byContent.get(content);
    }

    /** Length of the longest token, and one more for the character that may not follow. */
    int longest() {
        return longest;
    }

    /** One more than the highest id. */
    int size() {
        return byId.keySet().stream().mapToInt(id -> id + 1).max().orElse(0);
    }

    /** Whether one search for both kinds finds what two searches would. */
    private static boolean apart(List<AddedToken> first, List<AddedToken> second) {
        Set<Character> starts = new HashSet<>();
        Set<String> contents = new HashSet<>();
        for (AddedToken token : first) {
            if (token.stripLeft() || token.content().isEmpty()) {
                return false;
            }
            starts.add(token.content().charAt(0));
            contents.add(token.content());
        }
        for (AddedToken token : second) {
            if (token.singleWord() || token.stripLeft() || token.stripRight() || meets(token, starts, contents)) {
                return false;
            }
        }
        return true;
    }

    private static boolean meets(AddedToken token, Set<Character> starts, Set<String> contents) {
        String content = token.content();
        for (int i = 1; i < content.length(); i++) {
            if (starts.contains(content.charAt(i)) || contents.contains(content.substring(0, i))) {
                return true;
            }
        }
        return false;
    }

    /** Tokens of one kind, and how to find them. */
    record Search(List<AddedToken> tokens, TokenTrie trie, boolean overlapping) {
        /**
         * Tokens of one kind. They overlap if one takes white space that may itself be another: what follows then
         * depends on it, and the text may be cut nowhere.
         */
        static Search of(List<AddedToken> tokens, UnaryOperator<String> spelling) {
            boolean takes = tokens.stream().anyMatch(AddedToken::stripRight);
            boolean taken = tokens.stream()
                    .anyMatch(token -> CharClass.whiteSpace(token.content().charAt(0)));
            return new Search(tokens, new TokenTrie(tokens, spelling), takes && taken);
        }

        /** What is done with what is found. */
        interface Found {
            /** Text without tokens, never empty. */
            void text(int from, int to);

            /** A token, with the white space that it takes. */
            void token(AddedToken token, int from, int to);
        }

        boolean isEmpty() {
            return trie.isEmpty();
        }

        /**
         * Looks through {@code text} from {@code from} to {@code to}.
         *
         * @param low  where the text around it starts, for tokens that must be single words
         * @param high where the text around it ends
         */
        void each(char[] text, int from, int to, int low, int high, Found found) {
            int done = from;
            for (int at = trie.candidate(text, from, to); at < to; at = trie.candidate(text, at, to)) {
                long hit = trie.longest(text, at, to);
                if (hit == TokenTrie.NONE) {
                    at++;
                    continue;
                }
                AddedToken token = tokens.get((int) hit);
                int end = (int) (hit >>> 32);
                if (!token.singleWord() || alone(text, at, end, low, high)) {
                    int start = token.stripLeft() ? spacesBefore(text, at, done) : at;
                    int stop = token.stripRight() ? spacesBehind(text, end, to) : end;
                    if (done < start) {
                        found.text(done, start);
                    }
                    found.token(token, start, stop);
                    done = stop;
                }
                at = end;
            }
            if (done < to) {
                found.text(done, to);
            }
        }

        /** End of the first token from {@code from}, white space that it takes included; -1 where there is none. */
        int nextEnd(char[] text, int from, int to, int low) {
            if (overlapping) {
                return -1;
            }
            for (int at = trie.candidate(text, from, to); at < to; at = trie.candidate(text, at, to)) {
                long hit = trie.longest(text, at, to);
                if (hit == TokenTrie.NONE) {
                    at++;
                    continue;
                }
                AddedToken token = tokens.get((int) hit);
                int end = (int) (hit >>> 32);
                if (!token.singleWord() || alone(text, at, end, low, to)) {
                    return token.stripRight() ? spacesBehind(text, end, to) : end;
                }
                at = end;
            }
            return -1;
        }

        private static boolean alone(char[] text, int start, int end, int low, int high) {
            boolean before = start > low && Kinds.word(Character.codePointBefore(text, start, low));
            return !before && (end >= high || !Kinds.word(Character.codePointAt(text, end, high)));
        }

        private static int spacesBefore(char[] text, int at, int low) {
            int start = at;
            while (start > low && CharClass.whiteSpace(text[start - 1])) {
                start--;
            }
            return start;
        }

        private static int spacesBehind(char[] text, int at, int to) {
            int end = at;
            while (end < to && CharClass.whiteSpace(text[end])) {
                end++;
            }
            return end;
        }
    }
}
