package io.serai.tokens.stream;

/** How far a stream is from its end, and what ended it. */
public sealed interface Finish {
    /** More tokens may come. */
    record Open() implements Finish {}

    /** Stop string {@code stop} came: finish reason {@code stop}. */
    record StopString(String stop) implements Finish {}

    /** Stop token {@code id} came: finish reason {@code stop}. */
    record StopToken(int id) implements Finish {}

    /** The tokens ended without a stop; the engine knows why: its limit, an end token it kept to itself, an abort. */
    record Exhausted() implements Finish {}
}
