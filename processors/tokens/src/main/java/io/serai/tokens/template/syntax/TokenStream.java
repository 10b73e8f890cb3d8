package io.serai.tokens.template.syntax;

import io.serai.tokens.template.syntax.Token.Kind;
import java.util.List;

/** The tokens of a template, read one after another; counts how deep the reader is nested. */
final class TokenStream {
    private static final int MAX_NESTING = 150;

    private final List<Token> tokens;
    private int next;
    private int nesting;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(next);
    }

    Token following() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** The current token; goes on to the next. */
    Token take() {
        Token token = current();
        if (next + 1 < tokens.size()) {
            next++;
        }
        return token;
    }

    int line() {
        return current().line();
    }

    boolean atOperator(String operator) {
        return current().isOperator(operator);
    }

    boolean atName(String name) {
        return current().isName(name);
    }

    boolean skipOperator(String operator) {
        boolean there = atOperator(operator);
        if (there) {
            take();
        }
        return there;
    }

    boolean skipName(String name) {
        boolean there = atName(name);
        if (there) {
            take();
        }
        return there;
    }

    Token expect(Kind kind, String expected) throws SyntaxException {
        if (!current().is(kind)) {
            throw unexpected(expected);
        }
        return take();
    }

    void expectOperator(String operator) throws SyntaxException {
        if (!skipOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    void expectName(String name) throws SyntaxException {
        if (!skipName(name)) {
            throw unexpected("'" + name + "'");
        }
    }

    SyntaxException unexpected(String expected) {
        return fail("expected " + expected + ", got " + current().shown());
    }

    SyntaxException fail(String message) {
        return new SyntaxException(message, line());
    }

    void enter() throws SyntaxException {
        if (++nesting > MAX_NESTING) {
            throw fail("nested more than " + MAX_NESTING + " levels deep");
        }
    }

    void leave() {
        nesting--;
    }
}
