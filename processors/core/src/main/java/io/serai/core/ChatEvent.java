package io.serai.core;

import org.jspecify.annotations.Nullable;

/** A piece of what a model says, in the order in which it says it. Pieces of one kind are concatenated. */
public sealed interface ChatEvent {
    /**
     * Thinking, which is not part of the answer.
     *
     * @param text never empty
     */
    record Reasoning(String text) implements ChatEvent {}

    /**
     * A part of the answer.
     *
     * @param text never empty
     */
    record Content(String text) implements ChatEvent {}

    /**
     * A tool call begins.
     *
     * @param index place among the calls of this answer, from 0; a gap is a call that was retracted
     * @param id    the id that the model itself wrote, or null
     * @param name  name of the function
     */
    record ToolCall(int index, @Nullable String id, String name) implements ChatEvent {}

    /**
     * More of a call's arguments. All fragments of a call together are its arguments: a JSON object, unless what the
     * model wrote could not be read as one.
     *
     * @param index the call's
     * @param json  never empty
     */
    record Arguments(int index, String json) implements ChatEvent {}

    /**
     * A call that was begun cannot be read after all: it is no call, and what the model wrote follows as
     * {@link Content} unless its dialect drops it. Who has not passed the call on yet forgets it; who has can only stop
     * adding to it. Its index is not given to another call.
     *
     * @param index the call's
     */
    record Retracted(int index) implements ChatEvent {}
}
