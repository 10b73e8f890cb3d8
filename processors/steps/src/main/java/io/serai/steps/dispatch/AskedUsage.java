package io.serai.steps.dispatch;

import io.serai.core.Api;
import io.serai.core.InferenceCall;
import io.serai.wire.chat.ChatSwitches;

/** Asks for the token counts of a stream in the client's stead. */
final class AskedUsage {
    private static final String FIELD = "stream_options";

    private AskedUsage() {}

    /**
     * Adds the wish to what the worker gets. A client that sends {@code stream_options} of its own has said what it
     * wants.
     *
     * @return whether the client must not see what comes of it
     */
    static boolean ask(InferenceCall call) {
        boolean streams = (call.api() == Api.CHAT || call.api() == Api.COMPLETIONS)
                && call.fields().stream()
                && !ChatSwitches.of(call.body()).streamOptions();
        if (streams) {
            call.addWorkerField(FIELD, "{\"include_usage\":true}");
        }
        return streams;
    }
}
