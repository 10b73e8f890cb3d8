package io.serai.tokens.template.run;

import io.serai.tokens.template.syntax.Expr;
import io.serai.tokens.template.syntax.Stmt;
import io.serai.tokens.template.syntax.SyntaxException;
import io.serai.tokens.template.syntax.Target;
import io.serai.tokens.template.syntax.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Statements of one scope; the scopes within get compilers of their own. */
final class StatementCompiler {
    private final Scope scope;
    private final ToIntFunction<String> globals;
    private final boolean conditional;

    StatementCompiler(Scope scope, ToIntFunction<String> globals, boolean conditional) {
        this.scope = scope;
        this.globals = globals;
        this.conditional = conditional;
    }

    private StatementCompiler within(Scope inner) {
        return new StatementCompiler(inner, globals, false);
    }

    private ExpressionCompiler expressions(int line) {
        return new ExpressionCompiler(scope, globals, conditional, line, null);
    }

    private Scope.Entry entry() {
        return scope.entry(globals);
    }

    Op body(List<Stmt> statements) throws SyntaxException {
        var ops = new ArrayList<Op>();
        var lines = new ArrayList<Integer>();
        for (Stmt statement : statements) {
            ops.add(statement(statement));
            lines.add(statement.line());
        }
        if (ops.isEmpty()) {
            return Op.NOTHING;
        }
        return new Op.Sequence(
                ops.toArray(Op[]::new),
                lines.stream().mapToInt(Integer::intValue).toArray());
    }

    private Op statement(Stmt statement) throws SyntaxException {
        int line = statement.line();
        return switch (statement) {
            case Stmt.Text text -> new Op.Text(text.text());
            case Stmt.Print print -> print(expressions(line).node(print.value()));
            case Stmt.If condition -> condition(condition);
            case Stmt.For loop -> loop(loop);
            case Stmt.Assign assign ->
                new Op.Assign(store(assign.target(), line), expressions(line).node(assign.value()));
            case Stmt.AssignBlock block -> assignBlock(block);
            case Stmt.Macro macro ->
                new Op.DefineMacro(
                        store(new Target.Variable(macro.name()), line),
                        macro(macro.name(), macro.parameters(), macro.body(), line));
            case Stmt.CallBlock call -> callBlock(call);
            case Stmt.FilterBlock block -> filterBlock(block);
            case Stmt.With with -> with(with);
            case Stmt.Generation(var _, var body) -> scoped(scope.inner(), body);
            case Stmt.Break _ -> new Op.Jump(Op.BREAK);
            case Stmt.Continue _ -> new Op.Jump(Op.CONTINUE);
        };
    }

    private static Op print(Node value) {
        return value instanceof Literals.Const constant && constant.value instanceof String text
                ? new Op.Text(text)
                : new Op.Print(value);
    }

    private Op.Scoped scoped(Scope inner, List<Stmt> body) throws SyntaxException {
        Analysis.of(body, inner);
        StatementCompiler within = within(inner);
        return new Op.Scoped(within.entry(), within.body(body));
    }

    private Op condition(Stmt.If condition) throws SyntaxException {
        var soft = new StatementCompiler(scope, globals, true);
        var tests = new ArrayList<Node>();
        var bodies = new ArrayList<Op>();
        for (Stmt.Branch branch : condition.branches()) {
            tests.add(soft.expressions(condition.line()).node(branch.test()));
            bodies.add(soft.body(branch.body()));
        }
        return new Op.If(tests.toArray(Node[]::new), bodies.toArray(Op[]::new), soft.body(condition.otherwise()));
    }

    private Store store(Target target, int line) throws SyntaxException {
        return switch (target) {
            case Target.Variable(var name) -> {
                Scope.Variable variable = scope.find(name);
                if (variable == null) {
                    throw new SyntaxException("cannot assign to '" + name + "'", line);
                }
                yield new Store.Slot(variable.slot());
            }
            case Target.NamespaceAttribute(var name, var attribute) ->
                new Store.OfNamespace(expressions(line).node(new Expr.Name(name)), attribute);
            case Target.Unpacked(var targets) -> {
                var stores = new ArrayList<Store>();
                for (Target part : targets) {
                    stores.add(store(part, line));
                }
                yield new Store.Unpacked(stores.toArray(Store[]::new));
            }
        };
    }

    private Op loop(Stmt.For loop) throws SyntaxException {
        int line = loop.line();
        refuseLoopAsTarget(loop);
        Node iterable = expressions(line).node(loop.iterable());
        StatementCompiler around = loop.recursive() ? within(scope.innerFunction()) : this;
        Scope bodyScope = around.scope.inner();
        boolean usesLoop = loop.recursive() || names(loop.body()).contains("loop");
        Scope.Variable loopVariable = usesLoop ? bodyScope.parameter("loop") : null;
        Analysis.parameters(loop.target(), bodyScope);
        For.Filter filter = filter(loop, around);
        Op.Scoped body = scoped(bodyScope, loop.body());
        Op otherwise = loop.otherwise().isEmpty() ? Op.NOTHING : scoped(around.scope.inner(), loop.otherwise());
        return new For(
                iterable,
                filter,
                within(bodyScope).store(loop.target(), line),
                loopVariable == null ? -1 : loopVariable.slot(),
                body,
                otherwise,
                loop.recursive() ? around.scope.function().size() : -1);
    }

    private For.@Nullable Filter filter(Stmt.For loop, StatementCompiler around) throws SyntaxException {
        Expr test = loop.test();
        if (test == null) {
            return null;
        }
        StatementCompiler within = within(around.scope.inner());
        Analysis.parameters(loop.target(), within.scope);
        Analysis.reads(test, within.scope);
        Node node = within.expressions(loop.line()).node(test);
        return new For.Filter(within.entry(), within.store(loop.target(), loop.line()), node);
    }

    private static void refuseLoopAsTarget(Stmt.For loop) throws SyntaxException {
        var targets = new ArrayList<Target>();
        targets.add(loop.target());
        Walk.statements(loop.body(), statement -> {
            switch (statement) {
                case Stmt.Assign assign -> targets.add(assign.target());
                case Stmt.AssignBlock block -> targets.add(block.target());
                case Stmt.For inner -> targets.add(inner.target());
                default -> {}
            }
        });
        for (int i = 0; i < targets.size(); i++) {
            switch (targets.get(i)) {
                case Target.Variable(var name) -> {
                    if (name.equals("loop")) {
                        throw new SyntaxException("cannot assign to the special variable 'loop'", loop.line());
                    }
                }
                case Target.Unpacked(var parts) -> targets.addAll(parts);
                case Target.NamespaceAttribute _ -> {}
            }
        }
    }

    private static Set<String> names(List<Stmt> body) {
        var names = new HashSet<String>();
        Walk.expressions(body, expression -> {
            if (expression instanceof Expr.Name(var name)) {
                names.add(name);
            }
        });
        return names;
    }

    private Op assignBlock(Stmt.AssignBlock block) throws SyntaxException {
        int line = block.line();
        Scope inner = scope.inner();
        Expr.Filter filter = block.filter();
        Op.Scoped body;
        if (filter != null) {
            Analysis.reads(filter, inner);
        }
        body = scoped(inner, block.body());
        int slot = scope.function().slot();
        Node text = new Names.Local(slot, "set");
        Node value = filter == null ? text : new ExpressionCompiler(inner, globals, false, line, text).node(filter);
        return new Op.Captured(body, slot, new Op.Assign(store(block.target(), line), value));
    }

    private Op filterBlock(Stmt.FilterBlock block) throws SyntaxException {
        Scope inner = scope.inner();
        Analysis.of(block.body(), inner);
        Analysis.reads(block.filter(), inner);
        StatementCompiler within = within(inner);
        Op body = new Op.Scoped(within.entry(), within.body(block.body()));
        int slot = scope.function().slot();
        Node text = new Names.Local(slot, "filter");
        Node value = new ExpressionCompiler(inner, globals, false, block.line(), text).node(block.filter());
        return new Op.Captured(body, slot, new Op.Print(value));
    }

    private Op with(Stmt.With with) throws SyntaxException {
        Scope inner = scope.inner();
        with.targets().forEach(target -> Analysis.parameters(target, inner));
        Analysis.of(with.body(), inner);
        StatementCompiler within = within(inner);
        var targets = new ArrayList<Store>();
        var values = new ArrayList<Node>();
        for (int i = 0; i < with.targets().size(); i++) {
            targets.add(within.store(with.targets().get(i), with.line()));
            values.add(expressions(with.line()).node(with.values().get(i)));
        }
        return new Op.With(
                within.entry(), targets.toArray(Store[]::new), values.toArray(Node[]::new), within.body(with.body()));
    }

    private Macro.Definition macro(@Nullable String name, List<Stmt.Parameter> parameters, List<Stmt> body, int line)
            throws SyntaxException {
        Scope inner = scope.innerFunction();
        List<String> names = parameters.stream().map(Stmt.Parameter::name).toList();
        names.forEach(inner::parameter);
        var definition = new Macro.Definition(name, names);
        special(definition, parameters, names(body), inner, line);
        for (Stmt.Parameter parameter : parameters) {
            Expr byDefault = parameter.byDefault();
            if (byDefault != null) {
                Analysis.reads(byDefault, inner);
            }
        }
        Analysis.of(body, inner);
        StatementCompiler within = within(inner);
        definition.defaults = new @Nullable Node[parameters.size()];
        for (int i = 0; i < parameters.size(); i++) {
            Expr byDefault = parameters.get(i).byDefault();
            definition.defaults[i] =
                    byDefault == null ? null : within.expressions(line).node(byDefault);
        }
        definition.entry = within.entry();
        definition.body = within.body(body);
        definition.frameSize = inner.function().size();
        return definition;
    }

    /** {@code caller}, {@code kwargs} and {@code varargs} are parameters where the body names them. */
    private static void special(
            Macro.Definition definition, List<Stmt.Parameter> parameters, Set<String> read, Scope inner, int line)
            throws SyntaxException {
        List<String> names = definition.parameters;
        int caller = names.indexOf("caller");
        if (read.contains("caller") && caller < 0) {
            definition.callerSlot = inner.parameter("caller").slot();
        } else if (caller >= 0) {
            if (read.contains("caller") && parameters.get(caller).byDefault() == null) {
                throw new SyntaxException("the parameter 'caller' needs a default, or must be left out", line);
            }
            definition.explicitCaller = read.contains("caller");
        }
        if (read.contains("kwargs") && !names.contains("kwargs")) {
            definition.kwargsSlot = inner.parameter("kwargs").slot();
        }
        if (read.contains("varargs") && !names.contains("varargs")) {
            definition.varargsSlot = inner.parameter("varargs").slot();
        }
    }

    private Op callBlock(Stmt.CallBlock block) throws SyntaxException {
        Macro.Definition definition = macro(null, block.parameters(), block.body(), block.line());
        int slot = scope.function().slot();
        ExpressionCompiler expressions = expressions(block.line());
        ArgumentNodes arguments = expressions.arguments(block.call().arguments(), new Names.Local(slot, "caller"));
        Node callee = expressions.node(block.call().callee());
        return new Op.Sequence(
                new Op[] {
                    new Op.DefineMacro(new Store.Slot(slot), definition),
                    new Op.Print(new Calls.Call(callee, arguments))
                },
                new int[] {block.line(), block.line()});
    }
}
