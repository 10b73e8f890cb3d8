package io.serai.tokens.template;

import io.serai.tokens.template.syntax.Expr;
import io.serai.tokens.template.syntax.Stmt;
import io.serai.tokens.template.syntax.Target;
import io.serai.tokens.template.syntax.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a template takes a message's content apart: it loops over it, indexes it by number or takes its length. What
 * holds the content may be the message's attribute or item, a variable {@code content}, one that was set to the content,
 * or a macro's parameter. Loops over {@code content.split(…)} or its like say nothing.
 */
final class ContentShape {
    private static final Set<String> LENGTHS = Set.of("length", "count");
    /** Filters that hand on the elements of what they get. */
    private static final Set<String> PASSING =
            Set.of("list", "selectattr", "rejectattr", "select", "reject", "reverse");

    private final Set<String> aliases = new HashSet<>(Set.of("content"));

    private ContentShape() {}

    static ContentFormat of(List<Stmt> tree) {
        return new ContentShape().takesApart(tree) ? ContentFormat.OPENAI : ContentFormat.STRING;
    }

    private boolean takesApart(List<Stmt> tree) {
        // twice: a macro may stand before the assignment that names its argument
        collectAliases(tree);
        collectAliases(tree);
        var found = new boolean[1];
        Walk.statements(tree, statement -> found[0] |= loops(statement));
        Walk.expressions(tree, expression -> found[0] |= measures(expression));
        return found[0];
    }

    private void collectAliases(List<Stmt> tree) {
        Walk.statements(tree, statement -> {
            switch (statement) {
                case Stmt.Assign(int _, Target.Variable(var name), Expr value)
                when isContent(value) -> aliases.add(name);
                case Stmt.Macro macro
                when typeTestsAndLoops(macro) ->
                    macro.parameters().stream()
                            .map(Stmt.Parameter::name)
                            .filter(name -> loopsOver(macro.body(), name))
                            .forEach(aliases::add);
                default -> {}
            }
        });
    }

    private boolean isContent(Expr expression) {
        return switch (expression) {
            case Expr.Name(var name) -> aliases.contains(name);
            case Expr.Attribute(Expr.Name _, var name) -> name.equals("content");
            case Expr.Attribute(Expr.Item _, var name) -> name.equals("content");
            case Expr.Item(Expr.Name _, Expr.Const(var key)) -> "content".equals(key);
            case Expr.Item(Expr.Item _, Expr.Const(var key)) -> "content".equals(key);
            case Expr.Filter filter ->
                filter.target() != null && PASSING.contains(filter.name()) && isContent(filter.target());
            case Expr.Conditional(var _, var then, var _) -> isContent(then);
            default -> false;
        };
    }

    private boolean loops(Stmt statement) {
        return statement instanceof Stmt.For loop && isContent(loop.iterable());
    }

    private boolean measures(Expr expression) {
        return switch (expression) {
            case Expr.Item(var target, Expr.Const(var key)) -> key instanceof Long && isContent(target);
            case Expr.Filter filter ->
                LENGTHS.contains(filter.name()) && filter.target() != null && isContent(filter.target());
            default -> false;
        };
    }

    /** A macro that asks what its argument is and loops over it is one that prints content. */
    private static boolean typeTestsAndLoops(Stmt.Macro macro) {
        return macro.parameters().stream().anyMatch(parameter -> tests(macro.body(), parameter.name()));
    }

    private static boolean tests(List<Stmt> body, String name) {
        var found = new boolean[1];
        Walk.expressions(
                body,
                expression -> found[0] |= expression instanceof Expr.Test(Expr.Name(var of), var test, var _)
                        && of.equals(name)
                        && (test.equals("string") || test.equals("iterable") || test.equals("sequence")));
        return found[0];
    }

    private static boolean loopsOver(List<Stmt> body, String name) {
        var found = new boolean[1];
        Walk.statements(
                body,
                statement -> found[0] |= statement instanceof Stmt.For loop
                        && loop.iterable() instanceof Expr.Name(var of)
                        && of.equals(name));
        return found[0];
    }
}
