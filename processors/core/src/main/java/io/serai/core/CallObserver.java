package io.serai.core;

/** Hears of every call that ended: metrics, access log, request log. Called on the call's event loop; must be quick. */
public interface CallObserver {
    /**
     * A call ended.
     *
     * @param call   with its trace complete
     * @param status HTTP status sent, 499 where the client went before there was one
     * @param code   {@code "ok"}, {@code "client_closed"} or the error's stable code
     */
    void ended(InferenceCall call, int status, String code);
}
