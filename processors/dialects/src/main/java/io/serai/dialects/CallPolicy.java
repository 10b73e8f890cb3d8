package io.serai.dialects;

/**
 * What becomes of text that is not plainly a call or plainly content. Engines differ here from family to family;
 * clients of a family rely on what its engines do.
 *
 * @param textAfterCalls whether text behind the first call is content; otherwise it is dropped
 * @param scope          how much falls with a call that cannot be read
 * @param broken         fate of an unreadable call
 * @param cut            fate of a call at which the answer ends too early
 * @param later          fate of an unreadable or cut call behind a good one that stays
 * @param declaredOnly   whether a call of a function that the request does not declare vanishes, and is counted as
 *                       malformed
 */
record CallPolicy(boolean textAfterCalls, Scope scope, Fate broken, Fate cut, Fate later, boolean declaredOnly) {
    /** Text behind calls is dropped, a block falls as a whole and becomes content: what most families do. */
    static final CallPolicy USUAL = new CallPolicy(false, Scope.BLOCK, Fate.CONTENT, Fate.CONTENT, Fate.CONTENT, false);

    /** What falls with an unreadable call. */
    enum Scope {
        CALL,
        BLOCK,
        /** Every call of the answer: the whole text is content. */
        ANSWER
    }

    /** What becomes of an unreadable call. */
    enum Fate {
        /** It is content as the model wrote it. */
        CONTENT,
        /** It vanishes; it is counted all the same. */
        DROP,
        /** It stays, with arguments that are no JSON: the client sees what the model wrote. */
        KEEP,
        /** It stays with the parameters that are complete. */
        COMPLETE
    }

    CallPolicy keepingText() {
        return new CallPolicy(true, scope, broken, cut, later, declaredOnly);
    }

    CallPolicy scope(Scope value) {
        return new CallPolicy(textAfterCalls, value, broken, cut, later, declaredOnly);
    }

    CallPolicy broken(Fate value) {
        return new CallPolicy(textAfterCalls, scope, value, cut, later, declaredOnly);
    }

    CallPolicy cut(Fate value) {
        return new CallPolicy(textAfterCalls, scope, broken, value, later, declaredOnly);
    }

    CallPolicy later(Fate value) {
        return new CallPolicy(textAfterCalls, scope, broken, cut, value, declaredOnly);
    }

    CallPolicy droppingUndeclared() {
        return new CallPolicy(textAfterCalls, scope, broken, cut, later, true);
    }
}
