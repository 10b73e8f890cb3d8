package io.serai.tokens.template.syntax;

import io.serai.tokens.template.syntax.Expr.Arguments;
import io.serai.tokens.template.syntax.Expr.Named;
import io.serai.tokens.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names, literals, and what follows them: attributes, items, calls, filters, tests. */
final class PostfixParser {
    private final TokenStream in;
    private final ExpressionParser expressions;

    PostfixParser(TokenStream in, ExpressionParser expressions) {
        this.in = in;
        this.expressions = expressions;
    }

    Expr primary() throws SyntaxException {
        Token token = in.current();
        return switch (token.kind()) {
            case NAME -> named(in.take().text());
            case NUMBER -> new Expr.Const(in.take().value());
            case STRING -> string();
            default -> bracketed(token);
        };
    }

    private static Expr named(String name) {
        return switch (name) {
            case "true", "True" -> new Expr.Const(true);
            case "false", "False" -> new Expr.Const(false);
            case "none", "None" -> new Expr.Const(null);
            default -> new Expr.Name(name);
        };
    }

    /** String literals side by side are one. */
    private Expr string() {
        String first = in.take().text();
        if (!in.current().is(Kind.STRING)) {
            return new Expr.Const(first);
        }
        var text = new StringBuilder(first);
        while (in.current().is(Kind.STRING)) {
            text.append(in.take().text());
        }
        return new Expr.Const(text.toString());
    }

    private Expr bracketed(Token token) throws SyntaxException {
        if (in.skipOperator("(")) {
            Expr value = expressions.inParentheses();
            in.expectOperator(")");
            return value;
        }
        if (in.skipOperator("[")) {
            return new Expr.ListOf(items("]", false));
        }
        if (in.skipOperator("{")) {
            return new Expr.DictOf(items("}", true));
        }
        throw in.fail("unexpected " + token.shown());
    }

    private List<Expr> items(String end, boolean pairs) throws SyntaxException {
        var items = new ArrayList<Expr>();
        while (!in.atOperator(end)) {
            if (!items.isEmpty()) {
                in.expectOperator(",");
                if (in.atOperator(end)) {
                    break;
                }
            }
            items.add(expressions.expression());
            if (pairs) {
                in.expectOperator(":");
                items.add(expressions.expression());
            }
        }
        in.expectOperator(end);
        return List.copyOf(items);
    }

    /** {@code value} with the attributes, items and calls that follow it. */
    Expr postfix(Expr value) throws SyntaxException {
        Expr result = value;
        for (int links = 0; in.current().is(Kind.OPERATOR); links = expressions.link(links)) {
            if (in.skipOperator(".")) {
                result = attribute(result);
            } else if (in.skipOperator("[")) {
                result = item(result);
            } else if (in.atOperator("(")) {
                result = new Expr.Call(result, arguments());
            } else {
                break;
            }
        }
        return result;
    }

    private Expr attribute(Expr target) throws SyntaxException {
        Token token = in.take();
        if (token.is(Kind.NAME)) {
            return new Expr.Attribute(target, token.text());
        }
        if (token.is(Kind.NUMBER) && !(token.value() instanceof Double)) {
            return new Expr.Item(target, new Expr.Const(token.value()));
        }
        throw new SyntaxException("expected name or number after '.', got " + token.shown(), token.line());
    }

    private Expr item(Expr target) throws SyntaxException {
        var keys = new ArrayList<Expr>();
        while (!in.atOperator("]")) {
            if (!keys.isEmpty()) {
                in.expectOperator(",");
            }
            keys.add(keyOrSlice());
        }
        in.expectOperator("]");
        if (keys.size() == 1) {
            return new Expr.Item(target, keys.getFirst());
        }
        return new Expr.Item(target, new Expr.TupleOf(List.copyOf(keys)));
    }

    private Expr keyOrSlice() throws SyntaxException {
        Expr start = null;
        if (!in.atOperator(":")) {
            start = expressions.expression();
            if (!in.atOperator(":")) {
                return start;
            }
        }
        in.expectOperator(":");
        Expr stop = bound();
        Expr step = in.skipOperator(":") ? bound() : null;
        return new Expr.Slice(start, stop, step);
    }

    private @Nullable Expr bound() throws SyntaxException {
        return in.atOperator(":") || in.atOperator("]") || in.atOperator(",") ? null : expressions.expression();
    }

    /** {@code value} with the filters and tests that follow it. */
    Expr filters(Expr value) throws SyntaxException {
        Expr result = value;
        for (int links = 0; ; links = expressions.link(links)) {
            if (in.skipOperator("|")) {
                result = filter(result);
            } else if (in.skipName("is")) {
                result = test(result);
            } else if (in.atOperator("(")) {
                result = new Expr.Call(result, arguments());
            } else {
                return result;
            }
        }
    }

    /** A filter, whose bar is taken already. */
    Expr.Filter filter(@Nullable Expr target) throws SyntaxException {
        String name = dottedName();
        return new Expr.Filter(target, name, in.atOperator("(") ? arguments() : Arguments.NONE);
    }

    private String dottedName() throws SyntaxException {
        String name = in.expect(Kind.NAME, "a name").text();
        while (in.skipOperator(".")) {
            name += "." + in.expect(Kind.NAME, "a name").text();
        }
        return name;
    }

    private Expr test(Expr target) throws SyntaxException {
        boolean negated = in.skipName("not");
        String name = dottedName();
        Arguments arguments = Arguments.NONE;
        if (in.atOperator("(")) {
            arguments = arguments();
        } else if (atTestArgument()) {
            if (in.atName("is")) {
                throw in.fail("tests cannot be chained with 'is'");
            }
            in.enter();
            arguments = new Arguments(List.of(postfix(primary())), List.of(), null, null);
            in.leave();
        }
        Expr test = new Expr.Test(target, name, arguments);
        return negated ? new Expr.Not(test) : test;
    }

    private boolean atTestArgument() {
        return switch (in.current().kind()) {
            case NAME -> !in.atName("else") && !in.atName("or") && !in.atName("and");
            case STRING, NUMBER -> true;
            case OPERATOR -> in.atOperator("[") || in.atOperator("{");
            default -> false;
        };
    }

    Arguments arguments() throws SyntaxException {
        in.expectOperator("(");
        var read = new ArgumentList();
        boolean comma = false;
        while (!in.atOperator(")")) {
            if (comma) {
                in.expectOperator(",");
                if (in.atOperator(")")) {
                    break;
                }
            }
            read.argument();
            comma = true;
        }
        in.expectOperator(")");
        return new Arguments(List.copyOf(read.positional), List.copyOf(read.named), read.star, read.doubleStar);
    }

    private final class ArgumentList {
        private final List<Expr> positional = new ArrayList<>();
        private final List<Named> named = new ArrayList<>();
        private final HashSet<String> names = new HashSet<>();
        private @Nullable Expr star;
        private @Nullable Expr doubleStar;

        void argument() throws SyntaxException {
            if (in.skipOperator("*")) {
                require(star == null && doubleStar == null);
                star = expressions.expression();
            } else if (in.skipOperator("**")) {
                require(doubleStar == null);
                doubleStar = expressions.expression();
            } else if (in.current().is(Kind.NAME) && in.following().isOperator("=")) {
                require(doubleStar == null);
                String name = in.take().text();
                in.take();
                if (!names.add(name)) {
                    throw in.fail("argument '" + name + "' comes twice");
                }
                named.add(new Named(name, expressions.expression()));
            } else {
                require(star == null && doubleStar == null && named.isEmpty());
                positional.add(expressions.expression());
            }
        }

        private void require(boolean inOrder) throws SyntaxException {
            if (!inOrder) {
                throw in.fail("arguments out of order; write positional, named, *list, **map");
            }
        }
    }
}
