package io.serai.tokens.template.python;

import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What an unknown name, attribute or key gives. It prints as nothing, is false and has no elements; everything else that
 * is done to it fails, with a message that says what is undefined.
 */
public final class Undefined implements PyObject {
    private final @Nullable Object owner;
    private final @Nullable Object name;
    private final @Nullable String hint;
    private final String error;

    private Undefined(@Nullable Object owner, @Nullable Object name, @Nullable String hint, String error) {
        this.owner = owner;
        this.name = name;
        this.hint = hint;
        this.error = error;
    }

    /** An unknown variable. */
    public static Undefined name(String name) {
        return new Undefined(Missing.MISSING, name, null, "UndefinedError");
    }

    /** An unknown attribute or key of {@code owner}. */
    public static Undefined of(@Nullable Object owner, @Nullable Object name) {
        return new Undefined(owner, name, null, "UndefinedError");
    }

    /** With a message of its own. */
    public static Undefined hint(String hint) {
        return new Undefined(Missing.MISSING, null, hint, "UndefinedError");
    }

    /** An attribute that the sandbox forbids. */
    static Undefined unsafe(@Nullable Object owner, String name) {
        return new Undefined(
                Missing.MISSING,
                null,
                "access to attribute " + Repr.of(name) + " of '" + Types.name(owner) + "' object is unsafe.",
                "SecurityError");
    }

    /** What using it gives. */
    public Failure failure() {
        return Failure.of(error, message());
    }

    private String message() {
        if (hint != null) {
            return hint;
        }
        if (owner == Missing.MISSING) {
            return Repr.of(name) + " is undefined";
        }
        String type = owner == null ? "None" : Types.qualifiedName(owner) + " object";
        return name instanceof String
                ? "'" + type + "' has no attribute " + Repr.of(name)
                : type + " has no element " + Repr.of(name);
    }

    @Override
    public String typeName() {
        return "Undefined";
    }

    @Override
    public @Nullable Object attribute(String attribute) {
        if (attribute.startsWith("__") && attribute.endsWith("__")) {
            return Missing.MISSING;
        }
        throw failure();
    }

    @Override
    public @Nullable Object item(@Nullable Object key, Meter meter) {
        throw failure();
    }

    @Override
    public boolean truth() {
        return false;
    }

    @Override
    public long length() {
        return 0;
    }

    @Override
    public Iterator<@Nullable Object> iterator(Meter meter) {
        return Collections.emptyIterator();
    }

    @Override
    public void repr(Repr out) {
        out.raw("Undefined");
    }

    @Override
    public void str(Repr out) {
        // nothing: that is how templates test for absent fields without testing
    }
}
