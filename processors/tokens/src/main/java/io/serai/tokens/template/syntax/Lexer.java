package io.serai.tokens.template.syntax;

import io.serai.tokens.template.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts a template into tokens, and strips the white space that its tags ask to strip. */
final class Lexer {
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int pos;
    private int line = 1;
    private int counted;
    /** Whether what was matched last ended with a line break, so that the next text begins a line. */
    private boolean lineStarts = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) throws SyntaxException {
        var lexer = new Lexer(withPlainNewlines(template));
        lexer.run();
        return lexer.tokens;
    }

    /** Line breaks of every kind become {@code \n}, and one at the very end is dropped. */
    private static String withPlainNewlines(String template) {
        String text = template.indexOf('\r') < 0
                ? template
                : template.replace("\r\n", "\n").replace('\r', '\n');
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private void run() throws SyntaxException {
        while (pos < source.length()) {
            int tag = nextTag(pos);
            if (tag < 0) {
                text(source.substring(pos), pos);
                pos = source.length();
            } else {
                tag(tag);
            }
        }
        add(Kind.END, "", source.length());
    }

    private int nextTag(int from) {
        for (int i = source.indexOf('{', from); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            char next = source.charAt(i + 1);
            if (next == '{' || next == '%' || next == '#') {
                return i;
            }
        }
        return -1;
    }

    private void tag(int start) throws SyntaxException {
        char type = source.charAt(start + 1);
        char sign = sign(start + 2);
        text(stripped(source.substring(pos, start), sign, type == '{'), pos);
        pos = start + (sign == 0 ? 2 : 3);
        switch (type) {
            case '#' -> comment(start);
            case '%' -> block(start);
            default -> {
                add(Kind.PRINT_BEGIN, "{{", start);
                inside("}}", Kind.PRINT_END);
            }
        }
    }

    private char sign(int at) {
        char c = at < source.length() ? source.charAt(at) : 0;
        return c == '-' || c == '+' ? c : 0;
    }

    /** The text before a tag, without what the tag strips. */
    private String stripped(String text, char sign, boolean print) {
        if (sign == '-') {
            return text.substring(0, Blanks.endWithout(text));
        }
        if (sign == '+' || print) {
            return text;
        }
        int lineStart = text.lastIndexOf('\n') + 1;
        boolean blank = Blanks.skip(text, lineStart) == text.length();
        return blank && (lineStart > 0 || lineStarts) ? text.substring(0, lineStart) : text;
    }

    private void comment(int start) throws SyntaxException {
        int end = source.indexOf("#}", pos);
        if (end < 0) {
            throw new SyntaxException("comment without '#}'", lineAt(start));
        }
        char sign = end > pos ? source.charAt(end - 1) : 0;
        close(end + 2, sign, true);
    }

    /** Goes on at {@code end}, which follows the tag's end, or behind the white space that the end strips. */
    private void close(int end, char sign, boolean trims) {
        pos = end;
        if (sign == '-') {
            pos = Blanks.skip(source, end);
        } else if (sign != '+' && trims && end < source.length() && source.charAt(end) == '\n') {
            pos++;
        }
        lineStarts = source.charAt(pos - 1) == '\n';
    }

    private void block(int start) throws SyntaxException {
        if (raw(start)) {
            return;
        }
        add(Kind.BLOCK_BEGIN, "{%", start);
        inside("%}", Kind.BLOCK_END);
    }

    /** Takes the whole of a raw block, if this is one. */
    private boolean raw(int start) throws SyntaxException {
        int word = wordEnd(pos, "raw");
        if (word < 0) {
            return false;
        }
        boolean strips = source.startsWith("-%}", word);
        if (!strips && !source.startsWith("%}", word)) {
            return false;
        }
        close(word + (strips ? 3 : 2), strips ? '-' : 0, false);
        for (int i = source.indexOf("{%", pos); i >= 0; i = source.indexOf("{%", i + 1)) {
            char sign = sign(i + 2);
            int end = wordEnd(i + (sign == 0 ? 2 : 3), "endraw");
            if (end >= 0 && endsBlock(end)) {
                text(stripped(source.substring(pos, i), sign, false), pos);
                char last = source.charAt(end);
                close(end + (last == '%' ? 2 : 3), last, true);
                return true;
            }
        }
        throw new SyntaxException("raw block without '{% endraw %}'", lineAt(start));
    }

    private boolean endsBlock(int at) {
        return source.startsWith("%}", at) || source.startsWith("-%}", at) || source.startsWith("+%}", at);
    }

    /** Where the blanks after {@code word} end, if it stands at {@code from}; else -1. */
    private int wordEnd(int from, String word) {
        int at = Blanks.skip(source, from);
        return source.startsWith(word, at) ? Blanks.skip(source, at + word.length()) : -1;
    }

    /** The tokens of a tag, up to its end. */
    private void inside(String end, Kind endKind) throws SyntaxException {
        Deque<Character> open = new ArrayDeque<>();
        int from = pos;
        while (true) {
            pos = Blanks.skip(source, pos);
            if (pos >= source.length()) {
                throw new SyntaxException("tag without '" + end + "'", lineAt(from));
            }
            if (open.isEmpty() && ends(end, endKind)) {
                return;
            }
            var scanned = Literals.at(source, pos, lineAt(pos));
            if (scanned.token().is(Kind.OPERATOR)) {
                balance(open, scanned.token());
            }
            tokens.add(scanned.token());
            pos = scanned.end();
        }
    }

    private boolean ends(String end, Kind kind) {
        char sign = sign(pos);
        if (sign == '+' && kind == Kind.PRINT_END) {
            return false;
        }
        int at = sign == 0 ? pos : pos + 1;
        if (!source.startsWith(end, at)) {
            return false;
        }
        add(kind, end, pos);
        close(at + 2, sign, kind == Kind.BLOCK_END);
        return true;
    }

    private static void balance(Deque<Character> open, Token token) throws SyntaxException {
        char c = token.text().charAt(0);
        switch (c) {
            case '(' -> open.push(')');
            case '[' -> open.push(']');
            case '{' -> open.push('}');
            case ')', ']', '}' -> {
                if (open.isEmpty()) {
                    throw new SyntaxException("unexpected '" + c + "'", token.line());
                }
                char expected = open.pop();
                if (expected != c) {
                    throw new SyntaxException("unexpected '" + c + "', expected '" + expected + "'", token.line());
                }
            }
            default -> {}
        }
    }

    private void text(String text, int at) {
        if (!text.isEmpty()) {
            add(Kind.DATA, text, at);
        }
    }

    private void add(Kind kind, String text, int at) {
        tokens.add(new Token(kind, text, null, lineAt(at)));
    }

    private int lineAt(int at) {
        for (; counted < at; counted++) {
            if (source.charAt(counted) == '\n') {
                line++;
            }
        }
        return line;
    }
}
