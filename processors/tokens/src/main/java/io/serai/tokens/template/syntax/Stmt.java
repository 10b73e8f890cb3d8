package io.serai.tokens.template.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement; every one knows the line where it begins. */
public sealed interface Stmt {
    /** Line of the template, from 1. */
    int line();

    record Text(int line, String text) implements Stmt {}

    record Print(int line, Expr value) implements Stmt {}

    /** A loop; {@code test} is that of an inline {@code if}. */
    record For(
            int line,
            Target target,
            Expr iterable,
            @Nullable Expr test,
            boolean recursive,
            List<Stmt> body,
            List<Stmt> otherwise)
            implements Stmt {}

    record If(int line, List<Branch> branches, List<Stmt> otherwise) implements Stmt {}

    /** {@code if} or {@code elif}. */
    record Branch(Expr test, List<Stmt> body) {}

    record Macro(int line, String name, List<Parameter> parameters, List<Stmt> body) implements Stmt {}

    /** A parameter of a macro, with or without default. */
    record Parameter(String name, @Nullable Expr byDefault) {}

    record CallBlock(int line, List<Parameter> parameters, Expr.Call call, List<Stmt> body) implements Stmt {}

    record FilterBlock(int line, Expr.Filter filter, List<Stmt> body) implements Stmt {}

    record With(int line, List<Target> targets, List<Expr> values, List<Stmt> body) implements Stmt {}

    record Assign(int line, Target target, Expr value) implements Stmt {}

    /** A {@code set} without value: the text of its body is the value. */
    record AssignBlock(int line, Target target, Expr.@Nullable Filter filter, List<Stmt> body) implements Stmt {}

    /** {@code generation}: a scope of its own, whose text is the model's. */
    record Generation(int line, List<Stmt> body) implements Stmt {}

    record Break(int line) implements Stmt {}

    record Continue(int line) implements Stmt {}
}
