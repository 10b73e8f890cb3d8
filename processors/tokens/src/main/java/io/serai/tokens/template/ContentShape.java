package io.serai.tokens.template;

import io.serai.tokens.template.syntax.Expr;
import io.serai.tokens.template.syntax.Stmt;
import io.serai.tokens.template.syntax.Target;
import io.serai.tokens.template.syntax.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

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

    private static final Set<String> TYPES = Set.of("string", "iterable", "sequence", "mapping");

    private final Set<String> aliases = new HashSet<>(Set.of("content"));
    private final Map<String, Stmt.Macro> macros = new HashMap<>();

    private ContentShape() {}

    static ContentFormat of(List<Stmt> tree) {
        return new ContentShape().takesApart(tree) ? ContentFormat.OPENAI : ContentFormat.STRING;
    }

    private boolean takesApart(List<Stmt> tree) {
        collect(tree);
        var found = new AtomicBoolean();
        Walk.statements(tree, statement -> {
            if (statement instanceof Stmt.For loop && isContent(loop.iterable())) {
                found.set(true);
            }
        });
        Walk.expressions(tree, expression -> {
            if (measures(expression) || (expression instanceof Expr.Call call && printsContent(call))) {
                found.set(true);
            }
        });
        return found.get();
    }

    /** Variables that hold content, and macros. */
    private void collect(List<Stmt> tree) {
        Walk.statements(tree, statement -> {
            switch (statement) {
                case Stmt.Assign(int _, Target.Variable(var name), Expr value)
                when isContent(value) -> aliases.add(name);
                case Stmt.Macro macro -> macros.put(macro.name(), macro);
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
            case Expr.Call(Expr.Attribute(var _, var name), var arguments) ->
                name.equals("get")
                        && !arguments.positional().isEmpty()
                        && arguments.positional().getFirst() instanceof Expr.Const(var key)
                        && "content".equals(key);
            case Expr.Conditional(var _, var then, var _) -> isContent(then);
            default -> false;
        };
    }

    private boolean measures(Expr expression) {
        return switch (expression) {
            case Expr.Item(var target, Expr.Const(var key)) -> key instanceof Long && isContent(target);
            case Expr.Filter filter ->
                LENGTHS.contains(filter.name()) && filter.target() != null && isContent(filter.target());
            default -> false;
        };
    }

    /** A macro that is given the content, asks what it is and loops over it. */
    private boolean printsContent(Expr.Call call) {
        if (!(call.callee() instanceof Expr.Name(var name)) || !macros.containsKey(name)) {
            return false;
        }
        Stmt.Macro macro = macros.get(name);
        int given = Math.min(
                macro.parameters().size(), call.arguments().positional().size());
        for (int i = 0; i < given; i++) {
            String parameter = macro.parameters().get(i).name();
            if (isContent(call.arguments().positional().get(i))
                    && asksType(macro.body(), parameter)
                    && loopsOver(macro.body(), parameter)) {
                return true;
            }
        }
        return false;
    }

    private static boolean asksType(List<Stmt> body, String name) {
        var found = new AtomicBoolean();
        Walk.expressions(body, expression -> {
            if (expression instanceof Expr.Test(Expr.Name(var of), var test, var _)
                    && of.equals(name)
                    && TYPES.contains(test)) {
                found.set(true);
            }
        });
        return found.get();
    }

    private static boolean loopsOver(List<Stmt> body, String name) {
        var found = new AtomicBoolean();
        Walk.statements(body, statement -> {
            if (statement instanceof Stmt.For loop && loop.iterable() instanceof Expr.Name(var of) && of.equals(name)) {
                found.set(true);
            }
        });
        return found.get();
    }
}
