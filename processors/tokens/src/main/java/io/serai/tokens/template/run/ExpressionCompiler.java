package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Builtin;
import io.serai.tokens.template.python.Failure;
import io.serai.tokens.template.python.Filters;
import io.serai.tokens.template.python.Meter;
import io.serai.tokens.template.python.Tests;
import io.serai.tokens.template.python.Undefined;
import io.serai.tokens.template.syntax.Expr;
import io.serai.tokens.template.syntax.SyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Expressions of one scope. Such as have only literals in them are computed at once. */
final class ExpressionCompiler {
    private static final Node NONE = new Literals.Const(null);

    private final Scope scope;
    private final ToIntFunction<String> globals;
    /** Whether this may never be reached, so that an unknown filter is no error yet. */
    private final boolean conditional;

    private final int line;
    /** What a filter without target is applied to: the text of a block. */
    private final @Nullable Node captured;

    ExpressionCompiler(
            Scope scope, ToIntFunction<String> globals, boolean conditional, int line, @Nullable Node captured) {
        this.scope = scope;
        this.globals = globals;
        this.conditional = conditional;
        this.line = line;
        this.captured = captured;
    }

    Node node(Expr expression) throws SyntaxException {
        return switch (expression) {
            case Expr.Const(var value) -> new Literals.Const(value);
            case Expr.Name(var name) -> name(name);
            case Expr.TupleOf(var items) -> folded(parts -> new Literals.Items(parts, true), nodes(items));
            case Expr.ListOf(var items) -> folded(parts -> new Literals.Items(parts, false), nodes(items));
            case Expr.DictOf(var items) -> new Literals.Dict(nodes(items));
            case Expr.Attribute(var target, var name) -> new Access.Attribute(node(target), name);
            case Expr.Item(var target, var key) -> item(node(target), key);
            case Expr.Slice slice -> throw new SyntaxException("a slice stands only in brackets", line);
            case Expr.Call(var callee, var arguments) -> call(callee, arguments(arguments));
            case Expr.Filter filter -> filter(filter);
            case Expr.Test test -> test(test);
            case Expr.Not(var operand) -> folded(parts -> new Logic.Not(parts[0]), node(operand));
            case Expr.Negative(var operand) -> folded(parts -> new Sums.Sign(parts[0], true), node(operand));
            case Expr.Positive(var operand) -> folded(parts -> new Sums.Sign(parts[0], false), node(operand));
            case Expr.Arithmetic arithmetic -> arithmetic(arithmetic);
            case Expr.Logical(var conjunction, var operands) -> new Logic.Junction(conjunction, nodes(operands));
            case Expr.Comparison comparison -> comparison(comparison);
            case Expr.Concat(var parts) -> folded(Sums.Concat::new, nodes(parts));
            case Expr.Conditional(var test, var then, var otherwise) -> {
                var within = new ExpressionCompiler(scope, globals, true, line, captured);
                Node last = otherwise == null ? noElse() : within.node(otherwise);
                yield new Logic.Conditional(within.node(test), within.node(then), last);
            }
        };
    }

    private Node noElse() {
        return new Literals.Const(Undefined.hint(
                "the inline if-expression on line " + line + " evaluated to false and no else section was defined."));
    }

    private Node[] nodes(List<Expr> expressions) throws SyntaxException {
        var nodes = new Node[expressions.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = node(expressions.get(i));
        }
        return nodes;
    }

    private Node name(String name) {
        Scope.Variable variable = scope.find(name);
        if (variable == null || scope.isGiven(variable)) {
            return new Names.Global(globals.applyAsInt(name), name);
        }
        int hops = scope.function().hopsTo(variable.function());
        return hops == 0 ? new Names.Local(variable.slot(), name) : new Names.Outer(hops, variable.slot(), name);
    }

    private Node item(Node target, Expr key) throws SyntaxException {
        if (key instanceof Expr.Slice(var start, var stop, var step)) {
            return new Access.Slice(target, orNone(start), orNone(stop), orNone(step));
        }
        return new Access.Item(target, node(key));
    }

    private Node orNone(@Nullable Expr expression) throws SyntaxException {
        return expression == null ? NONE : node(expression);
    }

    private Node call(Expr callee, ArgumentNodes arguments) throws SyntaxException {
        return callee instanceof Expr.Attribute(var target, var name)
                ? new Calls.MethodCall(node(target), name, arguments)
                : new Calls.Call(node(callee), arguments);
    }

    ArgumentNodes arguments(Expr.Arguments arguments) throws SyntaxException {
        return arguments(arguments, null);
    }

    /** With {@code caller}, where that is not null, as one more named argument. */
    ArgumentNodes arguments(Expr.Arguments arguments, @Nullable Node caller) throws SyntaxException {
        var names = new ArrayList<String>();
        var named = new ArrayList<Node>();
        for (Expr.Named argument : arguments.named()) {
            names.add(argument.name());
            named.add(node(argument.value()));
        }
        if (caller != null) {
            names.add("caller");
            named.add(caller);
        }
        Expr star = arguments.star();
        Expr doubleStar = arguments.doubleStar();
        return new ArgumentNodes(
                nodes(arguments.positional()),
                names.toArray(String[]::new),
                named.toArray(Node[]::new),
                star == null ? null : node(star),
                doubleStar == null ? null : node(doubleStar));
    }

    private Node filter(Expr.Filter filter) throws SyntaxException {
        Expr target = filter.target();
        Node value = target != null ? node(target) : captured != null ? captured : NONE;
        Builtin work = Filters.named(filter.name());
        ArgumentNodes arguments = arguments(filter.arguments());
        return work == null ? unknown("filter", filter.name()) : new Calls.Applied(work, value, arguments);
    }

    private Node test(Expr.Test test) throws SyntaxException {
        Node value = node(test.target());
        Builtin work = Tests.named(test.name());
        ArgumentNodes arguments = arguments(test.arguments());
        if (work == null) {
            return unknown("test", test.name());
        }
        boolean defined =
                test.name().equals("defined") && test.arguments().positional().isEmpty();
        return defined ? new Calls.Defined(value) : new Calls.Applied(work, value, arguments);
    }

    private Node unknown(String kind, String name) throws SyntaxException {
        String message = "No " + kind + " named '" + name + "'";
        if (!conditional) {
            throw new SyntaxException(message + ".", line);
        }
        return new Calls.Unknown(message + " found.");
    }

    /** Sums are flattened, so that a long one needs no deep recursion. */
    private Node arithmetic(Expr.Arithmetic arithmetic) throws SyntaxException {
        if (arithmetic.operator() != Expr.Operator.ADD) {
            return folded(
                    parts -> new Sums.Arithmetic(arithmetic.operator(), parts[0], parts[1]),
                    node(arithmetic.left()),
                    node(arithmetic.right()));
        }
        var terms = new ArrayDeque<Node>();
        Expr left = arithmetic;
        while (left instanceof Expr.Arithmetic sum && sum.operator() == Expr.Operator.ADD) {
            terms.addFirst(node(sum.right()));
            left = sum.left();
        }
        terms.addFirst(node(left));
        return folded(Sums.Sum::new, terms.toArray(Node[]::new));
    }

    private Node comparison(Expr.Comparison comparison) throws SyntaxException {
        Node first = node(comparison.first());
        var relations = comparison.rest().stream().map(Expr.Operand::relation).toArray(Expr.Relation[]::new);
        var operands = new Node[relations.length];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = node(comparison.rest().get(i).value());
        }
        return new Logic.Comparison(first, relations, operands);
    }

    /** The node itself, or its value if its operands are literals and it does not fail. */
    private static Node folded(Function<Node[], Node> constructor, Node... operands) {
        Node node = constructor.apply(operands);
        for (Node operand : operands) {
            if (!(operand instanceof Literals.Const)) {
                return node;
            }
        }
        try {
            Session session = new Session(Meter.small(), new Object[0]);
            return new Literals.Const(node.eval(new Frame(0, session, null)));
        } catch (Failure e) {
            return node; // it fails when it is reached, if it is
        }
    }
}
