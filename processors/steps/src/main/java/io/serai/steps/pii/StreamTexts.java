package io.serai.steps.pii;

import io.serai.core.Span;
import io.serai.steps.EventTransform;
import io.serai.steps.pii.ReplyLeaf.Field;
import io.serai.steps.pii.ReplyLeaf.Flow;
import io.serai.wire.chat.JsonCopy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Restores the values in an event stream. Events that need no change pass as they came; an array of such events is
 * passed on itself. What is held back comes out with the chunk that ends its choice, in front of what ends the stream,
 * or at its end. Belongs to one stream.
 */
final class StreamTexts extends EventTransform {
    private static final Set<String> NOT_COPIED = Set.of("choices", "usage");
    private static final Set<String> NATIVE_NOT_COPIED = Set.of("text", "index");

    private final TextFlows factory;
    private final ReplyReader reader = new ReplyReader();
    private final Map<Flow, TextFlow> flows = new LinkedHashMap<>();
    private final Map<Flow, GrowingText> growing = new LinkedHashMap<>();
    /** The last chunk with a choice or a text: what is written of our own looks like it. */
    private byte[] like = {};

    private Span likeSpan = Span.NONE;

    StreamTexts(TextFlows factory) {
        this.factory = factory;
    }

    @Override
    public boolean skippable() {
        return !factory.hide();
    }

    @Override
    protected int event(byte[] bytes, int done) {
        if (events.done()) {
            return flushInFront(bytes, done, flow -> true);
        }
        if (!reader.read(bytes, events.dataStart(), events.dataEnd())) {
            return done;
        }
        if (reader.failed()) {
            return flushInFront(bytes, done, flow -> true);
        }
        if (reader.choices().length() > 2 || nativeObject(bytes)) {
            like = bytes;
            likeSpan = new Span(events.dataStart(), events.dataEnd());
        }
        return texts(bytes, done);
    }

    private boolean nativeObject(byte[] bytes) {
        return bytes[events.dataStart()] == '{'
                && reader.leaves().stream().anyMatch(leaf -> leaf.flow().field() == Field.WHOLE_TEXT);
    }

    private int texts(byte[] bytes, int done) {
        var restored = new ArrayList<String>(reader.leaves().size());
        for (ReplyLeaf leaf : reader.leaves()) {
            restored.add(restored(leaf.flow(), reader.text(leaf)));
        }
        List<Integer> finished = reader.finished();
        int copied = finished.isEmpty() ? done : flushInFront(bytes, done, flow -> finished.contains(flow.choice()));
        for (int i = 0; i < restored.size(); i++) {
            ReplyLeaf leaf = reader.leaves().get(i);
            if (!restored.get(i).equals(reader.text(leaf))) {
                out.raw(bytes, copied, leaf.span().start()).quoted(restored.get(i));
                copied = leaf.span().end();
            }
        }
        return copied;
    }

    private String restored(Flow key, String text) {
        boolean last = reader.finished().contains(key.choice());
        if (key.field() == Field.WHOLE_TEXT) {
            return growing.computeIfAbsent(key, it -> new GrowingText(factory, it))
                    .next(text, last);
        }
        if (key.field().atOnce()) {
            TextFlow whole = factory.of(key);
            return whole.push(text) + whole.end();
        }
        TextFlow flow = flows.computeIfAbsent(key, factory::of);
        String restored = flow.push(text);
        if (last) {
            restored += flow.end();
            flows.remove(key);
        }
        return restored;
    }

    // ---- what is held back

    /** Writes, in front of the event at hand, what the flows still hold; they are over then. */
    private int flushInFront(byte[] bytes, int done, Predicate<Flow> over) {
        var held = held(over);
        if (held.isEmpty()) {
            return done;
        }
        out.raw(bytes, done, events.start());
        held.forEach(this::write);
        return events.start();
    }

    private Map<Flow, String> held(Predicate<Flow> over) {
        var held = new LinkedHashMap<Flow, String>();
        flows.entrySet().removeIf(entry -> {
            boolean ends = over.test(entry.getKey());
            String rest = ends ? entry.getValue().end() : "";
            if (!rest.isEmpty()) {
                held.put(entry.getKey(), rest);
            }
            return ends;
        });
        growing.forEach((flow, text) -> {
            String rest = over.test(flow) ? text.rest() : "";
            if (!rest.isEmpty()) {
                held.put(flow, rest);
            }
        });
        return held;
    }

    /** What is held back, as events. */
    @Override
    public byte[] end() {
        held(flow -> true).forEach(this::write);
        return out.take();
    }

    private void write(Flow flow, String text) {
        out.ascii("data: {");
        String path = flow.field().path();
        if (path.isEmpty()) {
            if (!likeSpan.isEmpty()) {
                JsonCopy.fieldsWithout(out, like, likeSpan, NATIVE_NOT_COPIED);
            }
            out.ascii("\"index\":")
                    .number(flow.choice())
                    .ascii(",\"text\":")
                    .quoted(text)
                    .ascii("}\n\n");
            return;
        }
        JsonCopy.fieldsWithout(out, like, likeSpan, NOT_COPIED);
        out.ascii("\"choices\":[{\"index\":").number(flow.choice()).ascii(",");
        FieldPath.of(path).write(out, flow.number(), text);
        out.ascii(",\"logprobs\":null,\"finish_reason\":null}]}\n\n");
    }
}
