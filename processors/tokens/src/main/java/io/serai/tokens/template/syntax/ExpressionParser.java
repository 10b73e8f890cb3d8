package io.serai.tokens.template.syntax;

import io.serai.tokens.template.syntax.Expr.Operand;
import io.serai.tokens.template.syntax.Expr.Operator;
import io.serai.tokens.template.syntax.Expr.Relation;
import io.serai.tokens.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions by precedence, loosest first: ternary, or, and, not, comparison, sum, {@code ~}, product, power, sign. */
final class ExpressionParser {
    private static final int MAX_CHAIN = 1000;
    private static final Map<String, Relation> RELATIONS = Map.of(
            "==", Relation.EQUAL,
            "!=", Relation.UNEQUAL,
            "<", Relation.LESS,
            "<=", Relation.LESS_OR_EQUAL,
            ">", Relation.GREATER,
            ">=", Relation.GREATER_OR_EQUAL);
    private static final Map<String, Operator> SUMS = Map.of("+", Operator.ADD, "-", Operator.SUBTRACT);
    private static final Map<String, Operator> PRODUCTS = Map.of(
            "*", Operator.MULTIPLY,
            "/", Operator.DIVIDE,
            "//", Operator.FLOOR_DIVIDE,
            "%", Operator.MODULO);

    private final TokenStream in;
    private final PostfixParser postfix;

    ExpressionParser(TokenStream in) {
        this.in = in;
        postfix = new PostfixParser(in, this);
    }

    /** A reader of one precedence level. */
    private interface Level {
        Expr read() throws SyntaxException;
    }

    Expr expression() throws SyntaxException {
        in.enter();
        Expr value = or();
        int links = 0;
        while (in.skipName("if")) {
            Expr test = or();
            Expr otherwise = in.skipName("else") ? expression() : null;
            value = new Expr.Conditional(test, value, otherwise);
            links = link(links);
        }
        in.leave();
        return value;
    }

    /** Expressions with commas between, a tuple then; {@code ternary} allows {@code a if b}. */
    Expr tuple(boolean ternary, String... ends) throws SyntaxException {
        return tuple(ternary, false, ends);
    }

    Expr inParentheses() throws SyntaxException {
        return tuple(true, true);
    }

    private Expr tuple(boolean ternary, boolean mayBeEmpty, String... ends) throws SyntaxException {
        var items = new ArrayList<Expr>();
        boolean isTuple = false;
        while (!atTupleEnd(ends)) {
            items.add(ternary ? expression() : nestedOr());
            if (!in.skipOperator(",")) {
                break;
            }
            isTuple = true;
        }
        if (!isTuple && items.size() == 1) {
            return items.getFirst();
        }
        if (!isTuple && !mayBeEmpty) {
            throw in.unexpected("an expression");
        }
        return new Expr.TupleOf(List.copyOf(items));
    }

    private boolean atTupleEnd(String... ends) {
        if (in.current().is(Kind.PRINT_END) || in.current().is(Kind.BLOCK_END) || in.atOperator(")")) {
            return true;
        }
        for (String end : ends) {
            if (in.atName(end)) {
                return true;
            }
        }
        return false;
    }

    private Expr nestedOr() throws SyntaxException {
        in.enter();
        Expr value = or();
        in.leave();
        return value;
    }

    Expr or() throws SyntaxException {
        return logical("or", false, () -> logical("and", true, this::not));
    }

    private Expr logical(String word, boolean conjunction, Level operand) throws SyntaxException {
        Expr first = operand.read();
        if (!in.atName(word)) {
            return first;
        }
        var operands = new ArrayList<Expr>();
        operands.add(first);
        while (in.skipName(word)) {
            operands.add(operand.read());
        }
        return new Expr.Logical(conjunction, List.copyOf(operands));
    }

    private Expr not() throws SyntaxException {
        if (!in.skipName("not")) {
            return comparison();
        }
        in.enter();
        Expr operand = not();
        in.leave();
        return new Expr.Not(operand);
    }

    private Expr comparison() throws SyntaxException {
        Expr first = sum();
        var rest = new ArrayList<Operand>();
        for (Relation relation = relation(); relation != null; relation = relation()) {
            rest.add(new Operand(relation, sum()));
        }
        return rest.isEmpty() ? first : new Expr.Comparison(first, List.copyOf(rest));
    }

    private @Nullable Relation relation() {
        if (in.current().is(Kind.OPERATOR)) {
            Relation relation = RELATIONS.get(in.current().text());
            if (relation != null) {
                in.take();
            }
            return relation;
        }
        if (in.skipName("in")) {
            return Relation.IN;
        }
        if (in.atName("not") && in.following().isName("in")) {
            in.take();
            in.take();
            return Relation.NOT_IN;
        }
        return null;
    }

    private Expr sum() throws SyntaxException {
        return arithmetic(SUMS, this::concat);
    }

    private Expr concat() throws SyntaxException {
        Expr first = arithmetic(PRODUCTS, this::power);
        if (!in.atOperator("~")) {
            return first;
        }
        var parts = new ArrayList<Expr>();
        parts.add(first);
        while (in.skipOperator("~")) {
            parts.add(arithmetic(PRODUCTS, this::power));
        }
        return new Expr.Concat(List.copyOf(parts));
    }

    private Expr power() throws SyntaxException {
        return arithmetic(Map.of("**", Operator.POWER), () -> sign(true));
    }

    private Expr arithmetic(Map<String, Operator> operators, Level operand) throws SyntaxException {
        Expr left = operand.read();
        int links = 0;
        while (in.current().is(Kind.OPERATOR)) {
            Operator operator = operators.get(in.current().text());
            if (operator == null) {
                break;
            }
            in.take();
            left = new Expr.Arithmetic(operator, left, operand.read());
            links = link(links);
        }
        return left;
    }

    private Expr sign(boolean withFilters) throws SyntaxException {
        Expr value;
        if (in.atOperator("-") || in.atOperator("+")) {
            boolean negative = in.take().text().equals("-");
            in.enter();
            Expr operand = sign(false);
            in.leave();
            value = negative ? new Expr.Negative(operand) : new Expr.Positive(operand);
        } else {
            value = postfix.primary();
        }
        value = postfix.postfix(value);
        return withFilters ? postfix.filters(value) : value;
    }

    int link(int links) throws SyntaxException {
        if (links >= MAX_CHAIN) {
            throw in.fail("chain of more than " + MAX_CHAIN + " operators");
        }
        return links + 1;
    }
}
