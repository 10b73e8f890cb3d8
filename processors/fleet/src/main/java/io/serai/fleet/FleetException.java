package io.serai.fleet;

/** A change to the fleet that was refused; the message is for the operator who asked. */
public final class FleetException extends RuntimeException {
    private final Code code;

    FleetException(Code code, String message) {
        super(message);
        this.code = code;
    }

    FleetException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Why it was refused. */
    public Code code() {
        return code;
    }

    /** Reasons. */
    public enum Code {
        /** The id or the address is taken. */
        WORKER_EXISTS("worker_exists", 409),
        /** There is no worker of that id. */
        UNKNOWN_WORKER("unknown_worker", 404),
        /** The worker is on its way out. */
        WORKER_DRAINING("worker_draining", 409),
        /** The state folder cannot be used. */
        STATE_UNUSABLE("state_unusable", 500);

        private final String key;
        private final int status;

        Code(String key, int status) {
            this.key = key;
            this.status = status;
        }

        /** Stable code of the error envelope. */
        public String key() {
            return key;
        }

        /** HTTP status for the admin API. */
        public int status() {
            return status;
        }
    }
}
