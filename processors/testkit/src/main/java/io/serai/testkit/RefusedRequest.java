package io.serai.testkit;

/** A request that the engine answers with an error; carries no stack because it is an ordinary outcome. */
final class RefusedRequest extends Exception {
    private final int status;

    RefusedRequest(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static RefusedRequest badRequest(String message) {
        return new RefusedRequest(400, message);
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
