package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Failure;

/** A statement, ready to be executed. */
abstract class Op {
    /** Go on with the next statement. */
    static final int NEXT = 0;
    /** Leave the loop. */
    static final int BREAK = 1;
    /** Go on with the loop's next round. */
    static final int CONTINUE = 2;

    static final Op NOTHING = new Op() {
        @Override
        int exec(Frame frame) {
            return NEXT;
        }
    };

    /** One of {@link #NEXT}, {@link #BREAK} and {@link #CONTINUE}. */
    abstract int exec(Frame frame);

    /** Statements one after another, which know their lines. */
    static final class Sequence extends Op {
        private final Op[] ops;
        private final int[] lines;

        Sequence(Op[] ops, int[] lines) {
            this.ops = ops;
            this.lines = lines;
        }

        @Override
        int exec(Frame frame) {
            int i = 0;
            try {
                for (; i < ops.length; i++) {
                    int next = ops[i].exec(frame);
                    if (next != NEXT) {
                        return next;
                    }
                }
                return NEXT;
            } catch (Failure e) {
                e.at(lines[i]);
                throw e;
            }
        }
    }

    static final class Jump extends Op {
        private final int where;

        Jump(int where) {
            this.where = where;
        }

        @Override
        int exec(Frame frame) {
            return where;
        }
    }

    static final class Text extends Op {
        private final String text;

        Text(String text) {
            this.text = text;
        }

        @Override
        int exec(Frame frame) {
            frame.session.write(text);
            return NEXT;
        }
    }

    static final class Print extends Op {
        private final Node value;

        Print(Node value) {
            this.value = value;
        }

        @Override
        int exec(Frame frame) {
            frame.session.meter.step();
            value.print(frame);
            return NEXT;
        }
    }

    static final class If extends Op {
        private final Node[] tests;
        private final Op[] bodies;
        private final Op otherwise;

        If(Node[] tests, Op[] bodies, Op otherwise) {
            this.tests = tests;
            this.bodies = bodies;
            this.otherwise = otherwise;
        }

        @Override
        int exec(Frame frame) {
            frame.session.meter.step();
            for (int i = 0; i < tests.length; i++) {
                if (tests[i].test(frame)) {
                    return bodies[i].exec(frame);
                }
            }
            return otherwise.exec(frame);
        }
    }

    static final class Assign extends Op {
        private final Store target;
        private final Node value;

        Assign(Store target, Node value) {
            this.target = target;
            this.value = value;
        }

        @Override
        int exec(Frame frame) {
            frame.session.meter.step();
            target.check(frame);
            target.store(frame, value.eval(frame));
            return NEXT;
        }
    }

    /** A body with a scope of its own. */
    static final class Scoped extends Op {
        private final Scope.Entry entry;
        private final Op body;

        Scoped(Scope.Entry entry, Op body) {
            this.entry = entry;
            this.body = body;
        }

        @Override
        int exec(Frame frame) {
            entry.enter(frame);
            return body.exec(frame);
        }
    }

    static final class With extends Op {
        private final Scope.Entry entry;
        private final Store[] targets;
        private final Node[] values;
        private final Op body;

        With(Scope.Entry entry, Store[] targets, Node[] values, Op body) {
            this.entry = entry;
            this.targets = targets;
            this.values = values;
            this.body = body;
        }

        @Override
        int exec(Frame frame) {
            entry.enter(frame);
            for (int i = 0; i < targets.length; i++) {
                targets[i].store(frame, values[i].eval(frame));
            }
            return body.exec(frame);
        }
    }

    /** A body whose text is kept in a slot, and what is then done with it. */
    static final class Captured extends Op {
        private final Op body;
        private final int slot;
        private final Op then;

        Captured(Op body, int slot, Op then) {
            this.body = body;
            this.slot = slot;
            this.then = then;
        }

        @Override
        int exec(Frame frame) {
            int mark = frame.session.out.length();
            int next = body.exec(frame);
            if (next != NEXT) {
                // the rest of the block is left out, and what it has written so far with it
                frame.session.taken(mark);
                return next;
            }
            frame.slots[slot] = frame.session.taken(mark);
            return then.exec(frame);
        }
    }

    static final class DefineMacro extends Op {
        private final Store target;
        private final Macro.Definition definition;

        DefineMacro(Store target, Macro.Definition definition) {
            this.target = target;
            this.definition = definition;
        }

        @Override
        int exec(Frame frame) {
            target.store(frame, new Macro(definition, frame));
            return NEXT;
        }
    }
}
