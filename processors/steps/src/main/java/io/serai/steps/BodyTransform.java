package io.serai.steps;

/** What a body goes through on its way to the client. Belongs to one reply. */
public interface BodyTransform {
    /**
     * Takes some bytes; whole events of an event stream.
     *
     * @return what the client gets for now, which may be nothing, or {@code bytes} itself
     */
    byte[] feed(byte[] bytes);

    /** What is still held back where the body ends or breaks off; empty when called again. */
    byte[] end();

    /** Whether the client may have the bytes as they come where this breaks; else its reply ends with an error. */
    default boolean skippable() {
        return true;
    }
}
