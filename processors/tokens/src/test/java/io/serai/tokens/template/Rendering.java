package io.serai.tokens.template;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short ways to render in tests; it is always the same moment. */
final class Rendering {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-05T14:07:09.123456Z"));

    private Rendering() {}

    static String render(String template, Map<String, ? extends @Nullable Object> variables) throws TemplateException {
        return render(template, variables, TemplateLimits.DEFAULT);
    }

    static String render(String template, Map<String, ? extends @Nullable Object> variables, TemplateLimits limits)
            throws TemplateException {
        return ChatTemplate.compile(template, limits).render(variables, CLOCK, ZoneOffset.UTC);
    }
}
