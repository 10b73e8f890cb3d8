package io.serai.tokens.template.run;

import io.serai.tokens.template.syntax.Expr;
import io.serai.tokens.template.syntax.Stmt;
import io.serai.tokens.template.syntax.Target;
import io.serai.tokens.template.syntax.Walk;
import java.util.ArrayList;
import java.util.List;

/** Finds which names a scope reads and stores. What lies in scopes of their own within is not looked at. */
final class Analysis {
    private Analysis() {}

    static void of(List<Stmt> body, Scope scope) {
        body.forEach(statement -> statement(statement, scope));
    }

    private static void statement(Stmt statement, Scope scope) {
        switch (statement) {
            case Stmt.Print print -> reads(print.value(), scope);
            case Stmt.For loop -> reads(loop.iterable(), scope);
            case Stmt.If condition -> condition(condition, scope);
            case Stmt.Macro macro -> scope.store(macro.name());
            case Stmt.CallBlock call -> reads(call.call(), scope);
            case Stmt.FilterBlock block -> reads(block.filter(), scope);
            case Stmt.With with -> with.values().forEach(value -> reads(value, scope));
            case Stmt.Assign assign -> {
                reads(assign.value(), scope);
                stores(assign.target(), scope);
            }
            case Stmt.AssignBlock block -> stores(block.target(), scope);
            case Stmt.Text _, Stmt.Generation _, Stmt.Break _, Stmt.Continue _ -> {}
        }
    }

    static void reads(Expr expression, Scope scope) {
        Walk.expressions(expression, part -> {
            if (part instanceof Expr.Name(var name)) {
                scope.load(name);
            }
        });
    }

    private static void stores(Target target, Scope scope) {
        switch (target) {
            case Target.Variable(var name) -> scope.store(name);
            case Target.NamespaceAttribute(var name, var _) -> scope.load(name);
            case Target.Unpacked(var targets) -> targets.forEach(part -> stores(part, scope));
        }
    }

    /** The variables of a loop or a {@code with}: always set anew. */
    static void parameters(Target target, Scope scope) {
        switch (target) {
            case Target.Variable(var name) -> scope.parameter(name);
            case Target.NamespaceAttribute(var name, var _) -> scope.load(name);
            case Target.Unpacked(var targets) -> targets.forEach(part -> parameters(part, scope));
        }
    }

    /** The test of an {@code elif} and its body are one branch, all of them together. */
    private static void condition(Stmt.If condition, Scope scope) {
        List<Stmt.Branch> branches = condition.branches();
        reads(branches.getFirst().test(), scope);
        var copies = new ArrayList<Scope>();
        Scope body = scope.copy();
        of(branches.getFirst().body(), body);
        copies.add(body);
        Scope elifs = scope.copy();
        for (Stmt.Branch branch : branches.subList(1, branches.size())) {
            condition(new Stmt.If(condition.line(), List.of(branch), List.of()), elifs);
        }
        copies.add(elifs);
        Scope otherwise = scope.copy();
        of(condition.otherwise(), otherwise);
        copies.add(otherwise);
        scope.merge(copies);
    }
}
