package io.serai.gateway.cli;

/** A case that cannot be run; the message says what was seen and what to do. */
final class CaseException extends Exception {
    private static final long serialVersionUID = 1;

    CaseException(String message) {
        super(message);
    }
}
