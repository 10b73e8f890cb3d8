package io.serai.steps;

import io.serai.wire.chat.JsonBuffer;
import io.serai.wire.chat.SseEvents;

/**
 * What an event stream goes through. Events that need no change pass as they came; an array of such events is passed on
 * itself. Belongs to one stream.
 */
public abstract class EventTransform implements BodyTransform {
    /** At the event at hand. */
    protected final SseEvents events = new SseEvents();

    /** What the client gets of the array at hand. */
    protected final JsonBuffer out = new JsonBuffer();

    @Override
    public final byte[] feed(byte[] bytes) {
        events.reset(bytes);
        int done = 0;
        while (events.next()) {
            if (events.dataStart() >= 0) {
                done = event(bytes, done);
            }
        }
        return done == 0 && out.length() == 0
                ? bytes
                : out.raw(bytes, done, bytes.length).take();
    }

    /**
     * Deals with the event at hand: what it becomes goes to {@link #out}, behind the bytes between {@code done} and it.
     *
     * @param done how many bytes are dealt with before
     * @return how many are dealt with after; {@code done} itself where the event passes as it came
     */
    protected abstract int event(byte[] bytes, int done);
}
