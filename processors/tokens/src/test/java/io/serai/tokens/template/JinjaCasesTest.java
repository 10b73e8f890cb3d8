package io.serai.tokens.template;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.tokens.json.PlainJson;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What jinja2 makes of small templates over the whole language; {@code make_cases.py} beside the data asked it. */
class JinjaCasesTest {
    record Case(
            String template,
            Map<String, Object> context,
            @Nullable String text,
            String error,
            String message) {
        @Override
        public String toString() {
            return template;
        }
    }

    @SuppressWarnings("unchecked")
    static List<Case> cases() throws Exception {
        Map<String, Object> root;
        try (InputStream in = JinjaCasesTest.class.getResourceAsStream("cases.json")) {
            root = (Map<String, Object>)
                    requireNonNull(PlainJson.read(requireNonNull(in).readAllBytes()));
        }
        var context = (Map<String, Object>) requireNonNull(root.get("context"));
        var cases = new ArrayList<Case>();
        for (Map<String, String> one : (List<Map<String, String>>) requireNonNull(root.get("cases"))) {
            cases.add(new Case(
                    requireNonNull(one.get("template")),
                    context,
                    one.get("text"),
                    one.getOrDefault("error", ""),
                    one.getOrDefault("message", "")));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersAsPython(Case c) throws Exception {
        if (c.text() != null) {
            assertThat(Rendering.render(c.template(), c.context())).isEqualTo(c.text());
            return;
        }
        assertThatThrownBy(() -> Rendering.render(c.template(), c.context()))
                .isInstanceOfSatisfying(TemplateException.class, e -> {
                    switch (c.error()) {
                        case "syntax" -> assertThat(e.kind()).isEqualTo(TemplateException.Kind.SYNTAX);
                        case "TemplateError" -> {
                            assertThat(e.kind()).isEqualTo(TemplateException.Kind.RAISED);
                            assertThat(e).hasMessage(c.message());
                        }
                        default -> {
                            assertThat(e.kind()).isEqualTo(TemplateException.Kind.FAILED);
                            assertThat(e).hasMessage("line 1: " + c.error() + ": " + c.message());
                        }
                    }
                });
    }
}
