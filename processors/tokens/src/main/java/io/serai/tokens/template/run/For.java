package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Meter;
import io.serai.tokens.template.python.Missing;
import io.serai.tokens.template.python.Values;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A loop. */
final class For extends Op {
    private final Node iterable;
    private final @Nullable Filter filter;
    private final Store target;
    private final int loopSlot;
    private final Op.Scoped body;
    private final Op otherwise;
    /** Of a recursive loop, whose body is a function of its own; -1 of others. */
    private final int frameSize;

    /** The inline {@code if}, with variables of its own: it may look at an element before the body gets it. */
    record Filter(Scope.Entry entry, Store target, Node test) {}

    /**
     * @param loopSlot  where {@code loop} is kept; -1 where nobody names it
     * @param frameSize of a recursive loop; else -1
     */
    For(
            Node iterable,
            @Nullable Filter filter,
            Store target,
            int loopSlot,
            Op.Scoped body,
            Op otherwise,
            int frameSize) {
        this.iterable = iterable;
        this.filter = filter;
        this.target = target;
        this.loopSlot = loopSlot;
        this.body = body;
        this.otherwise = otherwise;
        this.frameSize = frameSize;
    }

    @Override
    int exec(Frame frame) {
        Object value = iterable.eval(frame);
        if (frameSize < 0) {
            run(value, frame, null, 0);
        } else {
            recurse(value, frame, 0);
        }
        return NEXT;
    }

    private void recurse(@Nullable Object value, Frame around, int depth) {
        Session session = around.session;
        session.meter.enter();
        run(
                value,
                new Frame(frameSize, session, around),
                (inner, innerDepth) -> {
                    int mark = session.out.length();
                    recurse(inner, around, innerDepth);
                    return session.taken(mark);
                },
                depth);
        session.meter.leave();
    }

    private void run(@Nullable Object value, Frame frame, LoopContext.@Nullable Recursion recursion, int depth) {
        Meter meter = frame.session.meter;
        Iterator<@Nullable Object> elements = Values.elements(value, meter);
        boolean filtered = filter != null;
        if (filter != null) {
            elements = new Filtered(elements, filter, frame);
        }
        boolean bodyEnded = loopSlot < 0
                ? plain(elements, frame)
                : withLoop(new LoopContext(filtered ? null : value, elements, recursion, depth, meter), frame);
        if (!bodyEnded) {
            otherwise.exec(frame);
        }
    }

    /** Whether the body came to its end at least once: if all rounds were cut short, {@code else} takes its turn. */
    private boolean plain(Iterator<@Nullable Object> elements, Frame frame) {
        boolean ended = false;
        while (elements.hasNext()) {
            frame.session.meter.step();
            target.store(frame, elements.next());
            int next = body.exec(frame);
            if (next == BREAK) {
                break;
            }
            ended |= next == NEXT;
        }
        return ended;
    }

    private boolean withLoop(LoopContext loop, Frame frame) {
        boolean ended = false;
        while (loop.advance()) {
            frame.session.meter.step();
            target.store(frame, loop.current());
            frame.slots[loopSlot] = loop;
            int next = body.exec(frame);
            if (next == BREAK) {
                break;
            }
            ended |= next == NEXT;
        }
        return ended;
    }

    /** The elements that pass the filter. */
    private static final class Filtered implements Iterator<@Nullable Object> {
        private final Iterator<@Nullable Object> elements;
        private final Filter filter;
        private final Frame frame;
        private @Nullable Object ready = Missing.MISSING;

        Filtered(Iterator<@Nullable Object> elements, Filter filter, Frame frame) {
            this.elements = elements;
            this.filter = filter;
            this.frame = frame;
            filter.entry().enter(frame);
        }

        @Override
        public boolean hasNext() {
            while (ready == Missing.MISSING && elements.hasNext()) {
                frame.session.meter.step();
                Object element = elements.next();
                filter.target().store(frame, element);
                if (filter.test().test(frame)) {
                    ready = element;
                }
            }
            return ready != Missing.MISSING;
        }

        @Override
        public @Nullable Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Object element = ready;
            ready = Missing.MISSING;
            return element;
        }
    }
}
