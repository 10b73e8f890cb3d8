package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.core.PiiSpan;
import io.serai.core.Span;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules found in texts seen before, so that a chat that goes on is searched from its new message only. Texts are
 * known by a cryptographic hash: with a weaker one, a client could give a text the findings of another. Holds no text.
 * Thread-safe.
 */
final class RuleCache {
    private static final int ENTRY_BYTES = 128;
    private static final int SPAN_BYTES = 56;

    /** The first half of a SHA-256. */
    record Key(long high, long low) {}

    private final long maxBytes;
    private final LinkedHashMap<Key, List<PiiSpan>> found = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    RuleCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The key of a piece of {@code body}, for whoever looks for {@code what}.
     *
     * @param json whether it is searched as JSON: spans are places in another text then
     */
    static Key key(String what, boolean json, byte[] body, Span text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(what.getBytes(UTF_8));
            digest.update((byte) (json ? 1 : 0));
            digest.update(body, text.start(), text.length());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return new Key(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256; use a complete one", e);
        }
    }

    @Nullable
    synchronized List<PiiSpan> get(Key key) {
        return found.get(key);
    }

    synchronized void put(Key key, List<PiiSpan> spans) {
        List<PiiSpan> before = found.put(key, spans);
        bytes += size(spans) - (before == null ? 0 : size(before));
        var oldest = found.entrySet().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= size(oldest.next().getValue());
            oldest.remove();
        }
    }

    private static long size(List<PiiSpan> spans) {
        return ENTRY_BYTES + (long) SPAN_BYTES * spans.size();
    }

    synchronized int size() {
        return found.size();
    }
}
