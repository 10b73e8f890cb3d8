package io.serai.tokens.template.python;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one value that a template can change: {@code {% set ns.x = … %}}. */
public final class Namespace implements PyObject {
    private final Map<@Nullable Object, @Nullable Object> attributes;

    Namespace(Map<@Nullable Object, @Nullable Object> attributes) {
        this.attributes = new LinkedHashMap<>(attributes);
    }

    public void set(String name, @Nullable Object value) {
        attributes.put(name, value);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public @Nullable Object attribute(String name) {
        Object value = attributes.get(name);
        return value != null || attributes.containsKey(name) ? value : Missing.MISSING;
    }

    @Override
    public void repr(Repr out) {
        out.raw("<Namespace ");
        out.repr(attributes);
        out.raw(">");
    }
}
