package io.serai.wire.chat;

/** Takes the usage out of a stream whose client did not ask for it. */
public final class UsageEvents {
    private UsageEvents() {}

    /**
     * Whole events without those that have a usage and no choice.
     *
     * @return {@code events} itself if there is none
     */
    public static byte[] without(byte[] events) {
        var cursor = new SseEvents();
        var chunk = new ChatReply();
        var out = new JsonBuffer();
        int kept = 0;
        cursor.reset(events);
        while (cursor.next()) {
            boolean onlyUsage = cursor.dataStart() >= 0
                    && chunk.read(events, cursor.dataStart(), cursor.dataEnd()) == ChatReply.Kind.CHOICES
                    && chunk.size() == 0
                    && !chunk.usage().isEmpty();
            if (onlyUsage) {
                out.raw(events, kept, cursor.start());
                kept = cursor.end();
            }
        }
        return kept == 0 ? events : out.raw(events, kept, events.length).take();
    }
}
