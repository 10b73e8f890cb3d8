package io.serai.tokens.template.syntax;

import io.serai.tokens.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Text, print tags and statements. */
public final class TemplateParser {
    private static final Set<String> KEYWORDS = Set.of("true", "false", "none", "True", "False", "None");
    private static final Set<String> REFUSED = Set.of("include", "import", "from", "extends", "block", "autoescape");

    private final TokenStream in;
    private final ExpressionParser expressions;
    private final PostfixParser postfix;
    private int loops;

    private TemplateParser(TokenStream in) {
        this.in = in;
        expressions = new ExpressionParser(in);
        postfix = new PostfixParser(in, expressions);
    }

    /**
     * The statements of {@code template}.
     *
     * @throws SyntaxException if it is no template, is nested too deeply, or asks for another file
     */
    public static List<Stmt> parse(String template) throws SyntaxException {
        var parser = new TemplateParser(new TokenStream(Lexer.tokens(template)));
        List<Stmt> statements = parser.statements();
        if (!parser.in.current().is(Kind.END)) {
            throw parser.in.unexpected("end of template");
        }
        return statements;
    }

    /** Statements up to an end tag in {@code ends}, whose name is then the current token; or up to the end of all. */
    private List<Stmt> statements(String... ends) throws SyntaxException {
        var statements = new ArrayList<Stmt>();
        while (!in.current().is(Kind.END)) {
            Token token = in.take();
            switch (token.kind()) {
                case DATA -> statements.add(new Stmt.Text(token.line(), token.text()));
                case PRINT_BEGIN -> {
                    statements.add(new Stmt.Print(token.line(), expressions.tuple(true)));
                    in.expect(Kind.PRINT_END, "'}}'");
                }
                default -> {
                    if (atOneOf(ends)) {
                        return statements;
                    }
                    statement(statements, ends);
                    in.expect(Kind.BLOCK_END, "'%}'");
                }
            }
        }
        if (ends.length > 0) {
            throw in.fail("unexpected end of template, looking for " + shown(ends));
        }
        return statements;
    }

    private boolean atOneOf(String... names) {
        for (String name : names) {
            if (in.atName(name)) {
                return true;
            }
        }
        return false;
    }

    private static String shown(String... names) {
        return "'" + String.join("' or '", names) + "'";
    }

    private void statement(List<Stmt> statements, String... ends) throws SyntaxException {
        in.enter();
        Token tag = in.expect(Kind.NAME, "name of a tag");
        int line = tag.line();
        switch (tag.text()) {
            case "for" -> statements.add(loop(line));
            case "if" -> statements.add(condition(line));
            case "set" -> statements.add(assignment(line));
            case "macro" -> statements.add(macro(line));
            case "call" -> statements.add(callBlock(line));
            case "filter" -> statements.add(new Stmt.FilterBlock(line, filters(), body("endfilter")));
            case "with" -> statements.add(with(line));
            case "print" -> print(line, statements);
            case "generation" -> statements.add(new Stmt.Generation(line, outsideLoops("endgeneration")));
            case "break", "continue" -> statements.add(jump(tag));
            default -> throw unknown(tag, ends);
        }
        in.leave();
    }

    private SyntaxException unknown(Token tag, String... ends) {
        if (REFUSED.contains(tag.text())) {
            return new SyntaxException(
                    "'" + tag.text() + "' is not supported: a chat template stands alone", tag.line());
        }
        String looking = ends.length == 0 ? "" : ", looking for " + shown(ends);
        return new SyntaxException("unknown tag '" + tag.text() + "'" + looking, tag.line());
    }

    /** A body, with its end tag but for the closing {@code %}}. */
    private List<Stmt> body(String end) throws SyntaxException {
        List<Stmt> body = bodyUpTo(end);
        in.take();
        return body;
    }

    private List<Stmt> bodyUpTo(String... ends) throws SyntaxException {
        in.skipOperator(":");
        in.expect(Kind.BLOCK_END, "'%}'");
        return List.copyOf(statements(ends));
    }

    /** A body in which {@code break} cannot reach a loop around. */
    private List<Stmt> outsideLoops(String end) throws SyntaxException {
        int around = loops;
        loops = 0;
        List<Stmt> body = body(end);
        loops = around;
        return body;
    }

    private Stmt loop(int line) throws SyntaxException {
        Target target = target(false, "in");
        in.expectName("in");
        Expr iterable = expressions.tuple(false, "recursive");
        Expr test = in.skipName("if") ? expressions.expression() : null;
        boolean recursive = in.skipName("recursive");
        loops++;
        List<Stmt> body = bodyUpTo("endfor", "else");
        loops--;
        List<Stmt> otherwise = in.take().text().equals("else") ? body("endfor") : List.of();
        return new Stmt.For(line, target, iterable, test, recursive, body, otherwise);
    }

    private Stmt condition(int line) throws SyntaxException {
        var branches = new ArrayList<Stmt.Branch>();
        while (true) {
            Expr test = expressions.tuple(false);
            branches.add(new Stmt.Branch(test, bodyUpTo("elif", "else", "endif")));
            String end = in.take().text();
            if (!end.equals("elif")) {
                List<Stmt> otherwise = end.equals("else") ? body("endif") : List.of();
                return new Stmt.If(line, List.copyOf(branches), otherwise);
            }
        }
    }

    private Stmt assignment(int line) throws SyntaxException {
        Target target = target(true);
        if (in.skipOperator("=")) {
            return new Stmt.Assign(line, target, expressions.tuple(true));
        }
        Expr.Filter filter = in.skipOperator("|") ? filters() : null;
        return new Stmt.AssignBlock(line, target, filter, body("endset"));
    }

    /** One filter or several, joined by bars. */
    private Expr.Filter filters() throws SyntaxException {
        Expr.Filter filter = postfix.filter(null);
        for (int links = 0; in.skipOperator("|"); links = expressions.link(links)) {
            filter = postfix.filter(filter);
        }
        return filter;
    }

    private Stmt macro(int line) throws SyntaxException {
        String name = variable().name();
        List<Stmt.Parameter> parameters = parameters();
        return new Stmt.Macro(line, name, parameters, outsideLoops("endmacro"));
    }

    private Stmt callBlock(int line) throws SyntaxException {
        List<Stmt.Parameter> parameters = in.atOperator("(") ? parameters() : List.of();
        if (!(expressions.expression() instanceof Expr.Call call)) {
            throw new SyntaxException("expected a call after 'call'", line);
        }
        return new Stmt.CallBlock(line, parameters, call, outsideLoops("endcall"));
    }

    private List<Stmt.Parameter> parameters() throws SyntaxException {
        var parameters = new ArrayList<Stmt.Parameter>();
        boolean defaults = false;
        in.expectOperator("(");
        while (!in.atOperator(")")) {
            if (!parameters.isEmpty()) {
                in.expectOperator(",");
            }
            String name = variable().name();
            if (parameters.stream().anyMatch(parameter -> parameter.name().equals(name))) {
                throw in.fail("parameter '" + name + "' comes twice");
            }
            Expr byDefault = in.skipOperator("=") ? expressions.expression() : null;
            if (byDefault == null && defaults) {
                throw in.fail("parameter '" + name + "' without default follows one with a default");
            }
            defaults = byDefault != null;
            parameters.add(new Stmt.Parameter(name, byDefault));
        }
        in.expectOperator(")");
        return List.copyOf(parameters);
    }

    private Stmt with(int line) throws SyntaxException {
        var targets = new ArrayList<Target>();
        var values = new ArrayList<Expr>();
        while (!in.current().is(Kind.BLOCK_END)) {
            if (!targets.isEmpty()) {
                in.expectOperator(",");
            }
            targets.add(singleTarget(false));
            in.expectOperator("=");
            values.add(expressions.expression());
        }
        return new Stmt.With(line, List.copyOf(targets), List.copyOf(values), body("endwith"));
    }

    private void print(int line, List<Stmt> statements) throws SyntaxException {
        boolean comma = false;
        while (!in.current().is(Kind.BLOCK_END)) {
            if (comma) {
                in.expectOperator(",");
            }
            statements.add(new Stmt.Print(line, expressions.expression()));
            comma = true;
        }
    }

    private Stmt jump(Token tag) throws SyntaxException {
        if (loops == 0) {
            throw new SyntaxException("'" + tag.text() + "' outside of a loop", tag.line());
        }
        return tag.text().equals("break") ? new Stmt.Break(tag.line()) : new Stmt.Continue(tag.line());
    }

    private Target target(boolean namespaces, String... ends) throws SyntaxException {
        var targets = new ArrayList<Target>();
        boolean tuple = false;
        while (!atTargetEnd(ends)) {
            targets.add(singleTarget(namespaces));
            if (!in.skipOperator(",")) {
                break;
            }
            tuple = true;
        }
        if (targets.isEmpty()) {
            throw in.unexpected("a name to assign to");
        }
        return tuple ? new Target.Unpacked(List.copyOf(targets)) : targets.getFirst();
    }

    private boolean atTargetEnd(String... ends) {
        return in.current().is(Kind.BLOCK_END) || in.atOperator(")") || in.atOperator("=") || atOneOf(ends);
    }

    private Target singleTarget(boolean namespaces) throws SyntaxException {
        if (in.skipOperator("(")) {
            in.enter();
            Target inner = target(namespaces);
            in.expectOperator(")");
            in.leave();
            return inner;
        }
        Target.Variable variable = variable();
        if (namespaces && in.skipOperator(".")) {
            return new Target.NamespaceAttribute(
                    variable.name(), in.expect(Kind.NAME, "a name").text());
        }
        return variable;
    }

    private Target.Variable variable() throws SyntaxException {
        Token token = in.expect(Kind.NAME, "a name to assign to");
        if (KEYWORDS.contains(token.text())) {
            throw new SyntaxException("cannot assign to '" + token.text() + "'", token.line());
        }
        return new Target.Variable(token.text());
    }
}
