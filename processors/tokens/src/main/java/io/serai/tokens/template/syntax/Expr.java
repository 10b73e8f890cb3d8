package io.serai.tokens.template.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression. */
public sealed interface Expr {
    /** A literal: text, number, boolean or none (null). */
    record Const(@Nullable Object value) implements Expr {}

    record Name(String name) implements Expr {}

    record TupleOf(List<Expr> items) implements Expr {}

    record ListOf(List<Expr> items) implements Expr {}

    /** Keys and values alternate. */
    record DictOf(List<Expr> keysAndValues) implements Expr {}

    record Attribute(Expr target, String name) implements Expr {}

    record Item(Expr target, Expr key) implements Expr {}

    /** Only within brackets. */
    record Slice(
            @Nullable Expr start,
            @Nullable Expr stop,
            @Nullable Expr step) implements Expr {}

    record Call(Expr callee, Arguments arguments) implements Expr {}

    /** A filter; the target is null where it is applied to the text of a block. */
    record Filter(@Nullable Expr target, String name, Arguments arguments) implements Expr {}

    record Test(Expr target, String name, Arguments arguments) implements Expr {}

    record Not(Expr operand) implements Expr {}

    record Negative(Expr operand) implements Expr {}

    record Positive(Expr operand) implements Expr {}

    record Arithmetic(Operator operator, Expr left, Expr right) implements Expr {}

    /** {@code and}, or {@code or}, of two and more. */
    record Logical(boolean conjunction, List<Expr> operands) implements Expr {}

    record Comparison(Expr first, List<Operand> rest) implements Expr {}

    /** {@code ~} of two and more. */
    record Concat(List<Expr> parts) implements Expr {}

    /** A ternary; without {@code otherwise} it may give an undefined value. */
    record Conditional(Expr test, Expr then, @Nullable Expr otherwise) implements Expr {}

    /** One step of a chained comparison. */
    record Operand(Relation relation, Expr value) {}

    /** Of a call, a filter or a test. */
    record Arguments(
            List<Expr> positional,
            List<Named> named,
            @Nullable Expr star,
            @Nullable Expr doubleStar) {
        public static final Arguments NONE = new Arguments(List.of(), List.of(), null, null);

        /** Whether all arguments are given one by one and without names. */
        public boolean plain() {
            return named.isEmpty() && star == null && doubleStar == null;
        }
    }

    /** An argument with its name. */
    record Named(String name, Expr value) {}

    /** Of numbers, and of what Python lends them to. */
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        FLOOR_DIVIDE("//"),
        MODULO("%"),
        POWER("**");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** What a comparison asks. */
    enum Relation {
        EQUAL("=="),
        UNEQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        IN("in"),
        NOT_IN("not in");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }
}
