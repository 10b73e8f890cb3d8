package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two formats behind the same marker, told apart by the first character after it.
 *
 * @param usual what follows as a rule, and whose policy holds
 * @param other what follows if the first character is {@code first}
 * @param first first character, but for white space, of the other one
 */
record EitherCalls(ToolFormat usual, ToolFormat other, char first) implements ToolFormat {
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
        private final char first;
        private @Nullable CallReader chosen;
        private String opener = "";

        Reader(CallReader usual, CallReader other, char first) {
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
            int at = in.at() + opener.length();
            while (at < in.limit() && Input.isSpace(in.text()[at])) {
                at++;
            }
            if (at < in.limit()) {
                chosen = in.text()[at] == first ? other : usual;
                chosen.begin(in, opener);
            }
            return chosen;
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
