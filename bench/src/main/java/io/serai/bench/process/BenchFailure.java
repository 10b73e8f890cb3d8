package io.serai.bench.process;

/** The benchmark cannot go on; the message says what the user can do about it. */
public final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** {@code message} names what failed, what was seen and what to set or install. */
    public BenchFailure(String message) {
        super(message);
        this.reason = message;
    }

    /** The message, which is never null. */
    public String reason() {
        return reason;
    }
}
