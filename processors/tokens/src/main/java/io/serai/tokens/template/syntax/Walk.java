package io.serai.tokens.template.syntax;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Goes over a syntax tree in order of the source. */
public final class Walk {
    private Walk() {}

    /** Every statement, those within others too, each before what it contains. */
    public static void statements(List<Stmt> tree, Consumer<Stmt> visit) {
        for (Stmt statement : tree) {
            visit.accept(statement);
            bodies(statement).forEach(body -> statements(body, visit));
        }
    }

    /** Every expression, parts of others too, each before its parts. */
    public static void expressions(List<Stmt> tree, Consumer<Expr> visit) {
        statements(tree, statement -> own(statement).forEach(expression -> expressions(expression, visit)));
    }

    /** {@code expression} and all its parts. */
    public static void expressions(Expr expression, Consumer<Expr> visit) {
        visit.accept(expression);
        parts(expression).forEach(part -> expressions(part, visit));
    }

    /** The statements that {@code statement} contains. */
    public static Stream<List<Stmt>> bodies(Stmt statement) {
        return switch (statement) {
            case Stmt.For loop -> Stream.of(loop.body(), loop.otherwise());
            case Stmt.If condition ->
                Stream.concat(condition.branches().stream().map(Stmt.Branch::body), Stream.of(condition.otherwise()));
            case Stmt.Macro macro -> Stream.of(macro.body());
            case Stmt.CallBlock call -> Stream.of(call.body());
            case Stmt.FilterBlock block -> Stream.of(block.body());
            case Stmt.With with -> Stream.of(with.body());
            case Stmt.AssignBlock block -> Stream.of(block.body());
            case Stmt.Generation generation -> Stream.of(generation.body());
            case Stmt.Text _, Stmt.Print _, Stmt.Assign _, Stmt.Break _, Stmt.Continue _ -> Stream.of();
        };
    }

    /** The expressions of {@code statement} itself. */
    public static Stream<Expr> own(Stmt statement) {
        return switch (statement) {
            case Stmt.Print print -> Stream.of(print.value());
            case Stmt.For loop -> Stream.of(loop.iterable(), loop.test()).filter(Objects::nonNull);
            case Stmt.If condition -> condition.branches().stream().map(Stmt.Branch::test);
            case Stmt.Macro macro -> defaults(macro.parameters());
            case Stmt.CallBlock call -> Stream.concat(Stream.of(call.call()), defaults(call.parameters()));
            case Stmt.FilterBlock block -> Stream.of(block.filter());
            case Stmt.With with -> with.values().stream();
            case Stmt.Assign assign -> Stream.of(assign.value());
            case Stmt.AssignBlock block -> Stream.ofNullable(block.filter());
            case Stmt.Text _, Stmt.Generation _, Stmt.Break _, Stmt.Continue _ -> Stream.of();
        };
    }

    private static Stream<Expr> defaults(List<Stmt.Parameter> parameters) {
        return parameters.stream().flatMap(parameter -> Stream.ofNullable(parameter.byDefault()));
    }

    /** The parts of {@code expression}. */
    public static Stream<Expr> parts(Expr expression) {
        return switch (expression) {
            case Expr.Const _, Expr.Name _ -> Stream.of();
            case Expr.TupleOf tuple -> tuple.items().stream();
            case Expr.ListOf list -> list.items().stream();
            case Expr.DictOf dict -> dict.keysAndValues().stream();
            case Expr.Attribute attribute -> Stream.of(attribute.target());
            case Expr.Item item -> Stream.of(item.target(), item.key());
            case Expr.Slice slice ->
                Stream.of(slice.start(), slice.stop(), slice.step()).filter(Objects::nonNull);
            case Expr.Call call -> Stream.concat(Stream.of(call.callee()), arguments(call.arguments()));
            case Expr.Filter filter -> Stream.concat(Stream.ofNullable(filter.target()), arguments(filter.arguments()));
            case Expr.Test test -> Stream.concat(Stream.of(test.target()), arguments(test.arguments()));
            case Expr.Not not -> Stream.of(not.operand());
            case Expr.Negative negative -> Stream.of(negative.operand());
            case Expr.Positive positive -> Stream.of(positive.operand());
            case Expr.Arithmetic arithmetic -> Stream.of(arithmetic.left(), arithmetic.right());
            case Expr.Logical logical -> logical.operands().stream();
            case Expr.Comparison comparison ->
                Stream.concat(
                        Stream.of(comparison.first()),
                        comparison.rest().stream().map(Expr.Operand::value));
            case Expr.Concat concat -> concat.parts().stream();
            case Expr.Conditional conditional ->
                Stream.concat(
                        Stream.of(conditional.test(), conditional.then()), Stream.ofNullable(conditional.otherwise()));
        };
    }

    private static Stream<Expr> arguments(Expr.Arguments arguments) {
        return Stream.of(
                        arguments.positional().stream(),
                        arguments.named().stream().map(Expr.Named::value),
                        Stream.ofNullable(arguments.star()),
                        Stream.ofNullable(arguments.doubleStar()))
                .flatMap(part -> part);
    }
}
