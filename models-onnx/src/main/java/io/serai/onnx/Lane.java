package io.serai.onnx;

import io.serai.core.Urgency;

/** Where texts wait. Those of a lane are taken when the lanes before it are empty, but see {@link JobQueue#TURNS}. */
enum Lane {
    /** Of requests that wait for the answer. */
    REQUESTS,
    /** Of questions that are asked for their own sake. */
    BULK,
    /** For candidates; nobody waits for those. */
    CANDIDATES;

    static Lane of(Urgency urgency) {
        return switch (urgency) {
            case REQUEST -> REQUESTS;
            case BULK -> BULK;
        };
    }
}
