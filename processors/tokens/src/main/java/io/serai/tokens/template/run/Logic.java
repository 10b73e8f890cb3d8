package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Comparisons;
import io.serai.tokens.template.python.Meter;
import io.serai.tokens.template.python.Operators;
import io.serai.tokens.template.python.Types;
import io.serai.tokens.template.syntax.Expr.Relation;
import org.jspecify.annotations.Nullable;

/** Comparisons, and what combines them. */
final class Logic {
    private Logic() {}

    static final class Not extends Node {
        private final Node operand;

        Not(Node operand) {
            this.operand = operand;
        }

        @Override
        Object eval(Frame frame) {
            return !operand.test(frame);
        }

        @Override
        boolean test(Frame frame) {
            return !operand.test(frame);
        }
    }

    /** {@code and}, {@code or}: the value is that of the operand which decides. */
    static final class Junction extends Node {
        private final boolean conjunction;
        private final Node[] operands;

        Junction(boolean conjunction, Node[] operands) {
            this.conjunction = conjunction;
            this.operands = operands;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            int last = operands.length - 1;
            for (int i = 0; i < last; i++) {
                Object value = operands[i].eval(frame);
                if (Types.truth(value) != conjunction) {
                    return value;
                }
            }
            return operands[last].eval(frame);
        }

        @Override
        boolean test(Frame frame) {
            for (Node operand : operands) {
                if (operand.test(frame) != conjunction) {
                    return !conjunction;
                }
            }
            return conjunction;
        }
    }

    static final class Conditional extends Node {
        private final Node test;
        private final Node then;
        private final Node otherwise;

        Conditional(Node test, Node then, Node otherwise) {
            this.test = test;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            return (test.test(frame) ? then : otherwise).eval(frame);
        }

        @Override
        boolean test(Frame frame) {
            return (test.test(frame) ? then : otherwise).test(frame);
        }

        @Override
        void print(Frame frame) {
            (test.test(frame) ? then : otherwise).print(frame);
        }
    }

    /** One comparison or a chain of them. */
    static final class Comparison extends Node {
        private final Node first;
        private final Relation[] relations;
        private final Node[] operands;

        Comparison(Node first, Relation[] relations, Node[] operands) {
            this.first = first;
            this.relations = relations;
            this.operands = operands;
        }

        @Override
        Object eval(Frame frame) {
            return test(frame);
        }

        @Override
        boolean test(Frame frame) {
            Object left = first.eval(frame);
            for (int i = 0; i < relations.length; i++) {
                Object right = operands[i].eval(frame);
                if (!holds(relations[i], left, right, frame.session.meter)) {
                    return false;
                }
                left = right;
            }
            return true;
        }
    }

    private static boolean holds(Relation relation, @Nullable Object left, @Nullable Object right, Meter meter) {
        return switch (relation) {
            case EQUAL -> Comparisons.equal(left, right, meter);
            case UNEQUAL -> !Comparisons.equal(left, right, meter);
            case IN -> Operators.in(left, right, meter);
            case NOT_IN -> !Operators.in(left, right, meter);
            default -> {
                Integer order = Comparisons.order(left, right, relation.sign(), meter);
                yield order != null && ordered(relation, order);
            }
        };
    }

    private static boolean ordered(Relation relation, int order) {
        return switch (relation) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }
}
