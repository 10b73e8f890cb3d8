package io.serai.steps.dispatch;

import io.serai.core.CallError;
import io.serai.core.Reply;

/** Hears how a dispatch turned out: exactly one call, on the call's event loop; none if the call was cancelled. */
public interface DispatchListener {
    /** The worker answers; a live reply has not begun to flow. */
    void replied(Reply reply);

    /** No worker could answer. */
    void refused(CallError error);
}
