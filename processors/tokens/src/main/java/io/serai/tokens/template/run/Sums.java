package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Meter;
import io.serai.tokens.template.python.Operators;
import io.serai.tokens.template.python.Repr;
import io.serai.tokens.template.syntax.Expr.Operator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Arithmetic, and the joining of texts. */
final class Sums {
    private Sums() {}

    /** {@code a + b + c}, of numbers, lists or, most often, texts: those are joined at once, not pair by pair. */
    static final class Sum extends Node {
        private final Node[] terms;

        Sum(Node[] terms) {
            this.terms = terms;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object value = terms[0].eval(frame);
            Meter meter = frame.session.meter;
            for (int i = 1; i < terms.length; i++) {
                Object term = terms[i].eval(frame);
                if (terms.length > 2 && value instanceof String text && term instanceof String next) {
                    return joined(text, next, i + 1, frame);
                }
                value = Operators.add(value, term, meter);
            }
            return value;
        }

        private @Nullable Object joined(String first, String second, int next, Frame frame) {
            Meter meter = frame.session.meter;
            meter.make((long) first.length() + second.length());
            var text = new StringBuilder(first.length() + second.length() + 64)
                    .append(first)
                    .append(second);
            for (int i = next; i < terms.length; i++) {
                Object term = terms[i].eval(frame);
                if (!(term instanceof String more)) {
                    return rest(Operators.add(text.toString(), term, meter), i + 1, frame);
                }
                meter.make(more.length());
                text.append(more);
            }
            return text.toString();
        }

        private @Nullable Object rest(@Nullable Object sum, int next, Frame frame) {
            Object value = sum;
            for (int i = next; i < terms.length; i++) {
                value = Operators.add(value, terms[i].eval(frame), frame.session.meter);
            }
            return value;
        }

        @Override
        void print(Frame frame) {
            Object value = terms[0].eval(frame);
            int next = 1;
            Session session = frame.session;
            if (value instanceof String text) {
                int mark = session.out.length();
                session.write(text);
                for (; next < terms.length; next++) {
                    Object term = terms[next].eval(frame);
                    if (!(term instanceof String more)) {
                        value = Operators.add(session.taken(mark), term, session.meter);
                        break;
                    }
                    session.write(more);
                }
                if (next == terms.length) {
                    return;
                }
                next++;
            }
            session.print(rest(value, next, frame));
        }
    }

    static final class Arithmetic extends Node {
        private final Operator operator;
        private final Node left;
        private final Node right;

        Arithmetic(Operator operator, Node left, Node right) {
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object a = left.eval(frame);
            Object b = right.eval(frame);
            Meter meter = frame.session.meter;
            return switch (operator) {
                case ADD -> Operators.add(a, b, meter);
                case SUBTRACT -> Operators.subtract(a, b);
                case MULTIPLY -> Operators.multiply(a, b, meter);
                case DIVIDE -> Operators.divide(a, b);
                case FLOOR_DIVIDE -> Operators.floorDivide(a, b);
                case MODULO -> Operators.modulo(a, b, meter);
                case POWER -> Operators.power(a, b);
            };
        }
    }

    static final class Sign extends Node {
        private final Node operand;
        private final UnaryOperator<@Nullable Object> work;

        Sign(Node operand, boolean negative) {
            this.operand = operand;
            work = negative ? Operators::negative : Operators::positive;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            return work.apply(operand.eval(frame));
        }
    }

    /** {@code ~}: all parts printed. */
    static final class Concat extends Node {
        private final Node[] parts;

        Concat(Node[] parts) {
            this.parts = parts;
        }

        @Override
        Object eval(Frame frame) {
            Meter meter = frame.session.meter;
            var text = new StringBuilder();
            for (Node part : parts) {
                int before = text.length();
                Repr.str(part.eval(frame), text, meter);
                meter.make(text.length() - before);
            }
            meter.make(text.length());
            return text.toString();
        }

        @Override
        void print(Frame frame) {
            for (Node part : parts) {
                part.print(frame);
            }
        }
    }
}
