package io.serai.tokens.template;

import io.serai.tokens.template.python.Globals;
import io.serai.tokens.template.syntax.Expr;
import io.serai.tokens.template.syntax.Stmt;
import io.serai.tokens.template.syntax.Target;
import io.serai.tokens.template.syntax.Walk;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a template without rendering it.
 *
 * @param literals  texts and string literals
 * @param variables names read from outside
 * @param defaults  by variable, the first literal that the template sets it to
 */
record Facts(Set<String> literals, Set<String> variables, ContentFormat contentFormat, Map<String, Object> defaults) {
    /** @param globals names read from outside, functions included */
    static Facts of(List<Stmt> tree, List<String> globals) {
        var literals = new LinkedHashSet<String>();
        var variables = new LinkedHashSet<String>();
        var defaults = new LinkedHashMap<String, Object>();
        Set<String> outside = Set.copyOf(globals);
        Walk.statements(tree, statement -> {
            if (statement instanceof Stmt.Text(int _, String text)) {
                literals.add(text);
            }
            Walk.own(statement)
                    .forEach(own -> Walk.expressions(own, expression -> {
                        if (expression instanceof Expr.Const(var value) && value instanceof String text) {
                            literals.add(text);
                        } else if (expression instanceof Expr.Name(var name)
                                && outside.contains(name)
                                && !Globals.has(name)) {
                            variables.add(name);
                        }
                    }));
            if (statement instanceof Stmt.Assign(int _, Target.Variable(var name), Expr value)) {
                Object literal = literal(name, value);
                if (literal != null) {
                    defaults.putIfAbsent(name, literal);
                }
            }
        });
        return new Facts(unmodifiable(literals), unmodifiable(variables), ContentShape.of(tree), Map.copyOf(defaults));
    }

    private static Set<String> unmodifiable(SequencedSet<String> set) {
        return Collections.unmodifiableSequencedSet(set);
    }

    /** The value of {@code false}, {@code x | default(false)} or {@code x if x is defined else false}. */
    private static @Nullable Object literal(String name, Expr value) {
        return switch (value) {
            case Expr.Const(var constant) -> constant;
            case Expr.Filter(Expr.Name(var of), var filter, var arguments)
            when of.equals(name) && (filter.equals("default") || filter.equals("d")) ->
                arguments.positional().isEmpty()
                        ? null
                        : literal(name, arguments.positional().getFirst());
            case Expr.Conditional(var _, Expr.Name(var of), Expr.Const(var constant)) when of.equals(name) -> constant;
            default -> null;
        };
    }
}
