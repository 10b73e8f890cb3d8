package io.serai.tokens.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.tokens.template.TemplateException.Kind;
import java.math.BigInteger;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTemplateTest {
    private static ChatTemplate compiled(String source) throws TemplateException {
        return ChatTemplate.compile(source, TemplateLimits.DEFAULT);
    }

    private static TemplateException failure(Callable<?> work) {
        try {
            throw new AssertionError("came to " + work.call());
        } catch (TemplateException e) {
            return e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void numbersOfEveryKindComeIn() throws Exception {
        var numbers = List.of(1, 2L, (short) 3, (byte) 4, BigInteger.TEN, 1.0, 2.5f, BigInteger.TWO.pow(70));
        assertThat(Rendering.render("{{ n }}", Map.of("n", numbers)))
                .isEqualTo("[1, 2, 3, 4, 10, 1.0, 2.5, 1180591620717411303424]");
    }

    @Test
    void noneIsNotUndefined() throws Exception {
        Map<String, Object> tools = new HashMap<>();
        tools.put("tools", null);
        String template = "{{ tools is defined }} {{ tools is none }} {{ tools }} {{ 1 if tools }}|";
        assertThat(Rendering.render(template, tools)).isEqualTo("True True None |");
        assertThat(Rendering.render(template, Map.of())).isEqualTo("False False  |");
    }

    @Test
    void mapsKeepTheirOrder() throws Exception {
        var map = new LinkedHashMap<String, Object>();
        map.put("z", 1);
        map.put("a", Arrays.asList(null, true));
        assertThat(Rendering.render("{{ m }} {{ m|tojson }}", Map.of("m", map)))
                .isEqualTo("{'z': 1, 'a': [None, True]} {\"z\": 1, \"a\": [null, true]}");
    }

    @Test
    void immutableValuesAreEnough() throws Exception {
        var message = Map.of("role", "user", "content", List.of(Map.of("n", 1)));
        String template =
                "{{ m.role }}{{ m.nope }}{{ m[none] }}{{ m.get(none) }}{{ 1 in m }}{{ (m.content + [2])|length }}";
        assertThat(Rendering.render(template, Map.of("m", message))).isEqualTo("userNoneFalse2");
    }

    @Test
    void valuesOfTheCallerAreNotChanged() throws Exception {
        var list = new ArrayList<Object>(List.of(3, 1, 2));
        var given = Collections.singletonMap("l", list);
        Rendering.render("{% set l = l + [4] %}{% set x = l|sort|list %}{{ l[::-1] }}{{ l|unique|list }}", given);
        assertThat(list).containsExactly(3, 1, 2);
    }

    @Test
    void javaObjectsStayOutside() {
        TemplateException e = failure(() -> Rendering.render("{{ x }}", Map.of("x", List.of(Optional.of(1)))));
        assertThat(e.kind()).isEqualTo(Kind.FAILED);
        assertThat(e).hasMessageContaining("variable 'x' holds a Optional");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s.getClass()", "s.class", "l.stream()", "m.entrySet()", "s.chars()", "l.size()", "m.isEmpty()"})
    void javaMethodsAreUnknown(String expression) {
        var values = Map.of("s", "x", "l", List.of(1), "m", Map.of("a", 1));
        TemplateException e = failure(() -> Rendering.render("{{ " + expression + ".x }}", values));
        assertThat(e.kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void theTemplatesOwnMessageIsAllOfTheMessage() {
        TemplateException e = failure(() -> Rendering.render("a\n{{ raise_exception('No tools: ' ~ 1) }}", Map.of()));
        assertThat(e.kind()).isEqualTo(Kind.RAISED);
        assertThat(e).hasMessage("No tools: 1");
        assertThat(e.line()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a\nb\n{{ x.y.z }}`                                    | 3 | 'x' is undefined",
                "`{% if true %}\n\n{{ 1 + 'a' }}\n{% endif %}`          | 3 | unsupported operand",
                "`{% for a in [1] %}\n{% set b = a.b.c %}{% endfor %}`  | 2 | 'int object' has no attribute 'b'",
                "`{% macro m() %}\n{{ none.x.y }}{% endmacro %}\n{{ m() }}` | 2 | 'None' has no attribute 'x'"
            })
    void failuresTellTheLine(String template, int line, String message) {
        TemplateException e = failure(() -> Rendering.render(template, Map.of()));
        assertThat(e.kind()).isEqualTo(Kind.FAILED);
        assertThat(e.line()).isEqualTo(line);
        assertThat(e).hasMessageStartingWith("line " + line + ": ").hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{% if a %}\nx`           | 2 | unexpected end of template, looking for 'elif' or 'else' or 'endif'",
                "`\n{% endfor %}`          | 2 | unknown tag 'endfor'",
                "`{{ a\n b }}`             | 2 | expected '}}', got 'b'",
                "`{% include 'x' %}`       | 1 | 'include' is not supported: a chat template stands alone",
                "`{% from 'x' import y %}` | 1 | 'from' is not supported: a chat template stands alone",
                "`{% block x %}{% endblock %}` | 1 | 'block' is not supported: a chat template stands alone",
                "`{{ 'abc }}`              | 1 | string without closing '",
                "`{{ a|nope }}`            | 1 | No filter named 'nope'.",
                "`{% set none = 1 %}`      | 1 | cannot assign to 'none'"
            })
    void syntaxErrorsTellWhatWasSeen(String template, int line, String message) {
        TemplateException e = failure(() -> compiled(template));
        assertThat(e.kind()).isEqualTo(Kind.SYNTAX);
        assertThat(e.line()).isEqualTo(line);
        assertThat(e).hasMessage("line " + line + ": " + message);
    }

    @Test
    void theClockAndTheZoneAreGiven() throws Exception {
        ChatTemplate template = compiled("{{ strftime_now('%Y-%m-%d %H:%M') }}");
        assertThat(template.render(Map.of(), Rendering.CLOCK, ZoneOffset.UTC)).isEqualTo("2026-03-05 14:07");
        assertThat(template.render(Map.of(), Rendering.CLOCK, ZoneId.of("Asia/Tokyo")))
                .isEqualTo("2026-03-05 23:07");
    }

    @Test
    void variablesHideFunctions() throws Exception {
        assertThat(Rendering.render("{{ range }} {{ dict is callable }}", Map.of("range", "mine")))
                .isEqualTo("mine True");
    }

    @Test
    void oneTemplateServesManyThreads() throws Exception {
        ChatTemplate template =
                compiled("{% set ns = namespace(n=0) %}{% macro add(i) %}{% set ns.n = ns.n + i %}{% endmacro %}"
                        + "{% for i in range(k) %}{{ add(i) }}{% endfor %}{{ ns.n }}");
        InstantSource clock = Rendering.CLOCK;
        try (var pool = Executors.newFixedThreadPool(4)) {
            var tasks = new ArrayList<Callable<String>>();
            for (int k = 0; k < 200; k++) {
                int count = k;
                tasks.add(() -> template.render(Map.of("k", count), clock, ZoneOffset.UTC));
            }
            var results = pool.invokeAll(tasks);
            for (int k = 0; k < 200; k++) {
                assertThat(results.get(k).get()).isEqualTo(String.valueOf(k * (k - 1) / 2));
            }
        }
    }

    @Test
    void literalsAreTextsAndStrings() throws Exception {
        ChatTemplate template = compiled("<|im_start|>{% for m in messages %}{{ '<think>' ~ m['role'] }}"
                + "{% if m.content == \"a\" 'b' %}</s>{% endif %}{% endfor %}<|im_start|>");
        assertThat(template.literals()).containsExactly("<|im_start|>", "<think>", "role", "ab", "</s>");
    }

    @Test
    void variablesAreWhatComesFromOutside() throws Exception {
        ChatTemplate template =
                compiled("{% set a = b %}{{ a }}{% for m in messages if keep %}{{ m }}{{ loop.index }}{% endfor %}"
                        + "{% macro f(x, y=z) %}{{ x }}{{ y }}{{ g }}{% endmacro %}{{ f(1) }}{{ raise_exception(e) if e }}"
                        + "{% if not thinking is defined %}{% set thinking = false %}{% endif %}{{ range(1) }}");
        assertThat(template.variables()).containsExactly("b", "messages", "keep", "z", "g", "e", "thinking");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{% if not thinking is defined %}{% set thinking = false %}{% endif %}` | false",
                "`{% set thinking = thinking | default(true) %}`                       | true",
                "`{% set thinking = thinking if thinking is defined else false %}`    | false",
                "`{% set thinking = other %}`                                         | null",
                "`{{ thinking }}`                                                     | null"
            })
    void theLiteralThatAVariableIsSetTo(String template, String expected) throws Exception {
        assertThat(String.valueOf(compiled(template).setLiteral("thinking"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for m in messages %}{% for p in m.content %}{{ p.text }}{% endfor %}{% endfor %}",
                "{% for p in messages[0]['content'] %}{{ p }}{% endfor %}",
                "{% for m in messages %}{{ m.content[0].text }}{% endfor %}",
                "{% for m in messages %}{% if m['content']|length > 1 %}x{% endif %}{% endfor %}",
                "{% set c = message.content %}{% for p in c %}{{ p }}{% endfor %}",
                "{% set c = m.get('content') %}{% if c is string %}{{ c }}{% else %}{% for p in c %}{{ p }}{% endfor %}{% endif %}",
                "{% for p in content | selectattr('type', 'equalto', 'text') %}{{ p.text }}{% endfor %}",
                "{% macro show(x) %}{% if x is string %}{{ x }}{% else %}{% for p in x %}{{ p.text }}{% endfor %}{% endif %}{% endmacro %}{{ show(m.content) }}",
            })
    void templatesThatTakeContentApart(String template) throws Exception {
        assertThat(compiled(template).contentFormat()).isEqualTo(ContentFormat.OPENAI);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for m in messages %}{{ m.content }}{% endfor %}",
                "{% set content = m['content'] %}{{ content.split('</think>')[-1] }}",
                "{% for m in messages %}{% if m.content is string %}{{ m.content|trim }}{% endif %}{% endfor %}",
                "{% for l in m.content.split('x') %}{{ l }}{% endfor %}",
                "{% for t in m.tool_calls %}{{ t['content'] }}{% endfor %}",
                "{% macro type(x) %}{% if x is string %}{{ x }}{% else %}{% for p in x %}{{ p }}{% endfor %}{% endif %}{% endmacro %}{{ type(tool.type) }}{{ m.content }}",
            })
    void templatesThatTakeContentAsText(String template) throws Exception {
        assertThat(compiled(template).contentFormat()).isEqualTo(ContentFormat.STRING);
    }

    @Test
    void aTemplateLongerThanItsOutputMayBeIsRefused() {
        assertThatThrownBy(() -> ChatTemplate.compile("x".repeat(11), new TemplateLimits(10, 10, 10)))
                .isInstanceOf(TemplateException.class)
                .hasMessage("template of 11 characters; at most 10");
    }
}
