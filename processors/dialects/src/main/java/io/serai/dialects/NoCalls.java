package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.List;

/** No calls at all: everything is content. */
final class NoCalls implements ToolFormat {
    static final NoCalls INSTANCE = new NoCalls();

    private NoCalls() {}

    @Override
    public List<String> openers() {
        return List.of();
    }

    @Override
    public CallPolicy policy() {
        return CallPolicy.USUAL;
    }

    @Override
    public CallReader reader(Answer out, ParseOptions options) {
        return new CallReader() {
            @Override
            public void begin(Input in, String opener) {}

            @Override
            public Step read(Input in) {
                return Step.BROKEN;
            }

            @Override
            public boolean midCall() {
                return false;
            }
        };
    }
}
