package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two formats behind the same marker, told apart by the first characters after it.
 *
 * @param usual what follows as a rule, and whose policy holds
 * @param other what follows if the first characters are {@code first}
 * @param first first characters, white space before and between left out, of the other one
 */
record EitherCalls(ToolFormat usual, ToolFormat other, String first) implements ToolFormat {
    @Override
    public List<String> openers() {
        return usual.openers();
    }

    @Override
    public List<String> silent() {
        return usual.silent();
    }

    @Override
    public CallPolicy policy() {
        return usual.policy();
    }

    @Override
    public CallReader reader(Answer out, ParseOptions options) {
        return new Reader(usual.reader(out, options), other.reader(out, options), first);
    }

    private static final class Reader implements CallReader {
        private final CallReader usual;
        private final CallReader other;
        private final String first;
        private @Nullable CallReader chosen;
        private String opener = "";

        Reader(CallReader usual, CallReader other, String first) {
            this.usual = usual;
            this.other = other;
            this.first = first;
        }

        @Override
        public void begin(Input in, String blockOpener) {
            chosen = null;
            opener = blockOpener;
        }

        @Override
        public Step read(Input in) {
            CallReader reader = chosen == null ? choose(in) : chosen;
            return reader == null ? Step.MORE : reader.read(in);
        }

        private @Nullable CallReader choose(Input in) {
            int matched = 0;
            for (int at = in.at() + opener.length(); at < in.limit(); at++) {
                char c = in.text()[at];
                if (Input.isSpace(c)) {
                    continue;
                }
                if (c != first.charAt(matched)) {
                    return choose(usual, in);
                }
                if (++matched == first.length()) {
                    return choose(other, in);
                }
            }
            return null;
        }

        private CallReader choose(CallReader reader, Input in) {
            chosen = reader;
            reader.begin(in, opener);
            return reader;
        }

        @Override
        public boolean midCall() {
            return chosen != null && chosen.midCall();
        }

        @Override
        public int complete() {
            return chosen == null ? -1 : chosen.complete();
        }

        @Override
        public boolean skipCall(Input in) {
            return chosen != null && chosen.skipCall(in);
        }
    }
}
