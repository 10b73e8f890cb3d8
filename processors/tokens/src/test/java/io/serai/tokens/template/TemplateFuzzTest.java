package io.serai.tokens.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written in a template, it renders or ends in a {@link TemplateException}; and always in the same way. */
class TemplateFuzzTest {
    private static final TemplateLimits LIMITS = new TemplateLimits(20_000, 20_000, 16);
    private static final Map<String, Object> VARIABLES = Map.of(
            "s",
            "a😀é",
            "i",
            7,
            "f",
            2.5,
            "l",
            List.of(1, "x", List.of()),
            "d",
            Map.of("a", 1, "content", "c"),
            "messages",
            List.of(Map.of("role", "user", "content", "hi")));

    private static final String[] TOKENS = {
        "{{",
        "}}",
        "{%",
        "%}",
        "{%-",
        "-%}",
        "{#",
        "#}",
        "{{-",
        "-}}",
        "\n",
        " ",
        "text",
        "if",
        "else",
        "elif",
        "endif",
        "for",
        "in",
        "endfor",
        "set",
        "endset",
        "macro",
        "endmacro",
        "call",
        "endcall",
        "filter",
        "endfilter",
        "raw",
        "endraw",
        "break",
        "continue",
        "generation",
        "endgeneration",
        "with",
        "endwith",
        "not",
        "and",
        "or",
        "is",
        "s",
        "i",
        "f",
        "l",
        "d",
        "messages",
        "x",
        "m",
        "loop",
        "loop.index",
        "loop.last",
        "caller()",
        "namespace",
        "ns",
        "ns.a",
        "range",
        "dict",
        "true",
        "none",
        "'a'",
        "\"b\"",
        "'%s'",
        "'{}'",
        "0",
        "1",
        "2.5",
        "-",
        "+",
        "*",
        "**",
        "/",
        "//",
        "%",
        "~",
        "==",
        "!=",
        "<",
        ">=",
        "=",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "|",
        ".",
        "|upper",
        "|length",
        "|tojson",
        "|map('upper')",
        "|list",
        "|join(',')",
        "|default('z')",
        "|sort",
        "|int",
        "|round(1)",
        "|items",
        "|selectattr('role')",
        ".split('x')",
        ".strip()",
        ".items()",
        ".append(1)",
        ".format(1)",
        "[::-1]",
        "[1:]",
        "[-1]",
        "is defined",
        "is string",
        "is mapping",
        "recursive",
        "raise_exception('e')",
        "strftime_now('%Y')"
    };

    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.of(TOKENS).list().ofMaxSize(40).map(tokens -> String.join(" ", tokens));
    }

    @Provide
    Arbitrary<String> expressions() {
        Arbitrary<String> atoms = Arbitraries.of(
                "s", "i", "f", "l", "d", "x", "0", "2", "1.5", "'%d'", "''", "none", "true", "[]", "()", "{}");
        Arbitrary<String> links = Arbitraries.of(
                " + ",
                " - ",
                " * ",
                " / ",
                " // ",
                " % ",
                " ** ",
                " ~ ",
                " == ",
                " < ",
                " in ",
                " and ",
                " or ",
                " if 1 else ",
                "|upper ~ ",
                "|list + ",
                "|length * ",
                "[0] ~ ",
                "[:2] + ",
                " is string or ",
                "|string ~ ",
                "|sort|first ~ ");
        return atoms.list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .flatMap(parts -> links.list().ofSize(parts.size() - 1).map(between -> {
                    var text = new StringBuilder("{{ ").append(parts.getFirst());
                    for (int i = 1; i < parts.size(); i++) {
                        text.append(between.get(i - 1)).append(parts.get(i));
                    }
                    return text.append(" }}").toString();
                }));
    }

    @Property(tries = 3000)
    void tokenSoupNeverBreaksTheInterpreter(@ForAll("soup") String template) {
        assertThat(outcome(template)).isEqualTo(outcome(template));
    }

    @Property(tries = 3000)
    void expressionsNeverBreakTheInterpreter(@ForAll("expressions") String template) {
        assertThat(outcome(template)).isEqualTo(outcome(template));
    }

    @Property(tries = 500)
    void anyTextNeverBreaksTheInterpreter(@ForAll String template) {
        assertThat(outcome(template)).isEqualTo(outcome(template));
    }

    @Property(tries = 500)
    void textWithoutTagsIsItself(@ForAll String text) {
        String plain = text.replace("{", "").replace("\r", "");
        String expected = plain.endsWith("\n") ? plain.substring(0, plain.length() - 1) : plain;
        assertThat(outcome(plain)).isEqualTo(expected);
    }

    private static String outcome(String template) {
        try {
            return Rendering.render(template, VARIABLES, LIMITS);
        } catch (TemplateException e) {
            return e.kind() + " at " + e.line() + ": " + e.getMessage();
        }
    }
}
