package io.serai.guard;

import io.serai.core.CallError;

/** Outcome of a credentials check. */
public sealed interface Verdict {
    /**
     * The call may go on.
     *
     * @param principal name of the key presented, {@value ApiKey#ADMIN} for the admin key, empty where none was needed
     */
    record Granted(String principal) implements Verdict {}

    /**
     * The call ends here.
     *
     * @param error 401 or 403, without any part of what was presented
     */
    record Refused(CallError error) implements Verdict {}
}
