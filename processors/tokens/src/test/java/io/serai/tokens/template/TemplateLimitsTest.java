package io.serai.tokens.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.tokens.template.TemplateException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateLimitsTest {
    private static final TemplateLimits SMALL = new TemplateLimits(200_000, 100_000, 32);

    private static Kind kindOf(String template, TemplateLimits limits) {
        try {
            Rendering.render(template, Map.of("list", List.of(1, 2, 3)), limits);
            throw new AssertionError("rendered: " + template);
        } catch (TemplateException e) {
            return e.kind();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 'x' * 10**9 }}",
                "{{ [0] * 10**9 }}",
                "{{ (1, 2) * 10**12 }}",
                "{{ 'x' * 10**30 }}",
                "{% for i in range(10**12) %}{% endfor %}",
                "{{ range(100001) }}",
                "{{ range(-10**18, 9 * 10**18, 1) }}",
                "{{ 2 ** 10000000 }}",
                "{{ 10 ** (10 ** 30) }}",
                "{{ (-2) ** (10 ** 9) }}",
                "{% set n = namespace(x=3) %}{% for i in range(100) %}{% set n.x = n.x * n.x %}{% endfor %}{{ n.x }}",
                "{% set n = namespace(a='ab') %}{% for i in range(100) %}{% set n.a = n.a ~ n.a %}{% endfor %}",
                "{% set n = namespace(a='ab') %}{% for i in range(100) %}{% set n.a = n.a + n.a %}{% endfor %}",
                "{% set n = namespace(a=[1]) %}{% for i in range(100) %}{% set n.a = n.a + n.a %}{% endfor %}",
                "{% set n = namespace(a='x') %}{% for i in range(100) %}{% set n.a = n.a|replace('x', 'xx') %}{% endfor %}",
                "{% set n = namespace(a='x') %}{% for i in range(100) %}{% set n.a = n.a.join([n.a, n.a, n.a]) %}{% endfor %}",
                "{% set n = namespace(a=1) %}{% for i in range(100) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a }}",
                "{% set n = namespace(a=1) %}{% for i in range(100) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a|tojson }}",
                "{% set n = namespace(a=1, b=1) %}{% for i in range(100) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a == n.b }}",
                "{% set n = namespace(a=1) %}{% for i in range(100) %}{% set n.a = (n.a, n.a) %}{% endfor %}{{ {n.a: 1} }}",
                "{% set n = namespace(a=1) %}{% for i in range(9999) %}{% set n.a = [n.a] %}{% endfor %}{{ n.a }}",
                "{% set n = namespace(a=1) %}{% for i in range(9999) %}{% set n.a = {'k': n.a} %}{% endfor %}{{ n.a|tojson }}",
                "{{ '%1000000000d' % 1 }}",
                "{{ '%*d' % (10**9, 1) }}",
                "{{ '%.1000000000f' % 1.5 }}",
                "{{ '{:1000000000}'.format(1) }}",
                "{{ '{:.1000000000f}'.format(1.5) }}",
                "{{ '{:01000000000,}'.format(1) }}",
                "{{ 'x'.ljust(10**9) }}",
                "{{ 'x'.rjust(10**9) }}",
                "{{ 'x'.center(10**9) }}",
                "{{ 'x'|center(10**9) }}",
                "{{ '1'.zfill(10**9) }}",
                "{{ '\t\t'.expandtabs(10**9) }}",
                "{{ 'a\nb'|indent(10**9) }}",
                "{{ [1]|tojson(indent=10**9) }}",
                "{{ list|batch(10**9, 'x')|list }}",
                "{{ list|slice(10**9)|list }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(n) %}{{ m(n + 1) ~ m(n + 2) }}{% endmacro %}{{ m(0) }}",
                "{% for x in [list] recursive %}{{ loop([list]) }}{% endfor %}",
                "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
                "{% for a in range(9999) %}xxxxxxxxxxxxxxxxxxxx{% endfor %}",
                "{% for a in range(9999) %}{{ range(9999)|list|length }}{% endfor %}",
                "{% for a in range(9999) %}{{ 10000 in range(9999)|list }}{% endfor %}",
                "{% set s = 'x' * 90000 %}{% for a in range(9999) %}{% set t = 'y' in s %}{% endfor %}",
            })
    void endsAtALimit(String template) {
        assertThat(kindOf(template, SMALL)).isEqualTo(Kind.LIMIT);
    }

    /** Each reads the whole text, so that ten thousand of them are far more work than ten thousand steps. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s.isalpha()",
                "s.isalnum()",
                "s.isascii()",
                "s.isprintable()",
                "s.isidentifier()",
                "s.islower()",
                "s.istitle()",
                "s.strip('x')",
                "s.lstrip('x')",
                "blank.strip()",
                "blank.isspace()",
                "s.partition('y')",
                "s.rpartition('y')",
                "s.removeprefix('x')",
                "s.removesuffix('x')",
                "s.startswith(s)",
                "s is lower",
                "s is upper",
                "s == t",
                "s < t",
                "many == others",
            })
    void workOnALongTextCountsByItsLength(String expression) {
        String template = "{% set s = 'x' * 50000 %}{% set t = 'x' * 49999 ~ 'z' %}{% set blank = ' ' * 50000 %}"
                + "{% set many = [1] * 50000 %}{% set others = [1] * 50000 %}"
                + "{% for a in range(9999) %}{% if (" + expression + ") is none %}{% endif %}{% endfor %}";
        assertThat(kindOf(template, new TemplateLimits(400_000, 200_000, 32))).isEqualTo(Kind.LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "[", "{1:", "not ", "-", "a[", "a(", "a if ", "a|f(", "a is in (", "{{", "~", "1 if a else "
            })
    void nestingInTheSourceIsRefused(String opening) {
        assertThatThrownBy(() -> ChatTemplate.compile("{{ " + opening.repeat(50_000), TemplateLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SYNTAX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{% if a %}", "{% for a in b %}", "{% macro m() %}", "{% filter upper %}", "{% call f() %}"})
    void nestingOfStatementsIsRefused(String tag) {
        assertThatThrownBy(() -> ChatTemplate.compile(tag.repeat(50_000), TemplateLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SYNTAX));
    }

    @ParameterizedTest
    @ValueSource(strings = {" + 1", " ~ 1", " * 1", " and 1", " or 1", "|abs", ".real", " < 99999"})
    void chainsAreLongOrRefused(String link) {
        try {
            Rendering.render("{{ 1" + link.repeat(20_000) + " }}", Map.of());
        } catch (TemplateException e) {
            assertThat(e.kind()).isEqualTo(Kind.SYNTAX);
        }
    }

    @Test
    void aVariableThatContainsItselfIsRefused() {
        var self = new ArrayList<Object>();
        self.add(self);
        assertThatThrownBy(() -> Rendering.render("{{ x }}", Map.of("x", self)))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LIMIT));
    }

    @Test
    void defaultLimitsStopAnEndlessTemplate() {
        String template =
                "{% set n = namespace(l=range(99999)) %}{% for a in n.l %}{% for b in n.l %}{% endfor %}{% endfor %}";
        assertThat(kindOf(template, TemplateLimits.DEFAULT)).isEqualTo(Kind.LIMIT);
    }

    @Test
    void depthThatIsAllowedRenders() throws Exception {
        String template = "{% macro m(n) %}{{ n }}{% if n %},{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(100) }}";
        assertThat(Rendering.render(template, Map.of())).startsWith("100,99,").endsWith(",1,0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void limitsArePositive(int chars) {
        assertThatThrownBy(() -> new TemplateLimits(1, chars, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }
}
