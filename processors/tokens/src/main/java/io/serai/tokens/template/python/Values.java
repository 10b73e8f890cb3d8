package io.serai.tokens.template.python;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attributes, items, length and elements of values of any type. */
public final class Values {
    /** Attributes of every Python object; the sandbox shows none of them. */
    private static final Set<String> INTERNAL = Set.of(
            "__class__",
            "__delattr__",
            "__dir__",
            "__doc__",
            "__eq__",
            "__format__",
            "__ge__",
            "__getattribute__",
            "__getstate__",
            "__gt__",
            "__hash__",
            "__init__",
            "__init_subclass__",
            "__le__",
            "__lt__",
            "__ne__",
            "__new__",
            "__reduce__",
            "__reduce_ex__",
            "__repr__",
            "__setattr__",
            "__sizeof__",
            "__str__",
            "__subclasshook__",
            "__len__",
            "__iter__",
            "__getitem__",
            "__contains__",
            "__add__",
            "__mul__",
            "__mod__",
            "__dict__",
            "__module__",
            "__call__");

    private Values() {}

    /** {@code value.name}: an attribute first, then a key. */
    public static @Nullable Object attribute(@Nullable Object value, String name, Meter meter) {
        Object found = ownAttribute(value, name);
        if (found != Missing.MISSING) {
            return found;
        }
        if (value instanceof Map<?, ?> map) {
            found = Keys.get(map, name, meter);
        } else if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        return found == Missing.MISSING ? Undefined.of(value, name) : found;
    }

    /** {@code value[key]}: a key or index first, then an attribute. */
    public static @Nullable Object item(@Nullable Object value, @Nullable Object key, Meter meter) {
        Object found = ownItem(value, key, meter);
        if (found == Missing.MISSING) {
            String name = Markup.textOf(key);
            if (name != null) {
                found = ownAttribute(value, name);
            }
        }
        return found == Missing.MISSING ? Undefined.of(value, key) : found;
    }

    /** {@code value.name}, but never a key; {@link Missing#MISSING} if there is no such attribute. */
    static @Nullable Object attributeOnly(@Nullable Object value, String name) {
        return ownAttribute(value, name);
    }

    private static @Nullable Object ownAttribute(@Nullable Object value, String name) {
        if (value instanceof PyObject object && !(value instanceof Markup)) {
            Object found = object.attribute(name);
            if (found == Missing.MISSING && INTERNAL.contains(name)) {
                return Undefined.unsafe(value, name);
            }
            return found;
        }
        if (value instanceof Tuple tuple) {
            Object found = tuple.attribute(name);
            if (found != Missing.MISSING) {
                return found;
            }
        }
        return Methods.attribute(value, name, INTERNAL);
    }

    private static @Nullable Object ownItem(@Nullable Object value, @Nullable Object key, Meter meter) {
        return switch (value) {
            case Map<?, ?> map -> Keys.hashable(key) ? Keys.get(map, key, meter) : Missing.MISSING;
            case List<?> list -> {
                int index = position(key, list.size());
                yield index < 0 ? Missing.MISSING : list.get(index);
            }
            case String text -> character(text, key);
            case Markup markup ->
                character(markup.text(), key) instanceof String text ? new Markup(text) : Missing.MISSING;
            case Range range -> {
                int index = position(key, range.length());
                yield index < 0 ? (Object) Missing.MISSING : (Object) range.at(index);
            }
            case PyObject object -> object.item(key, meter);
            case null, default -> Missing.MISSING;
        };
    }

    /** Index from the front, -1 for what is none within {@code length}. */
    private static int position(@Nullable Object key, long length) {
        if (!Types.isInteger(key)) {
            return -1;
        }
        long index = Types.longIndex(key);
        long at = index < 0 ? index + length : index;
        return at >= 0 && at < length ? (int) at : -1;
    }

    private static Object character(String text, @Nullable Object key) {
        int at = position(key, text.codePointCount(0, text.length()));
        if (at < 0) {
            return Missing.MISSING;
        }
        int start = text.offsetByCodePoints(0, at);
        return text.substring(start, text.offsetByCodePoints(start, 1));
    }

    /** What {@code len} gives. */
    public static long length(@Nullable Object value) {
        long length = lengthOrNegative(value);
        if (length < 0) {
            throw Failure.type("object of type '" + Types.name(value) + "' has no len()");
        }
        return length;
    }

    public static long lengthOrNegative(@Nullable Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case Markup markup -> markup.text().codePointCount(0, markup.text().length());
            case PyObject object -> object.length();
            case null, default -> -1;
        };
    }

    /** The elements of {@code value}: the keys of a map, the characters of a text. */
    public static Iterator<@Nullable Object> elements(@Nullable Object value, Meter meter) {
        Iterator<@Nullable Object> elements = elementsOrNull(value, meter);
        if (elements == null) {
            throw Failure.type("'" + Types.name(value) + "' object is not iterable");
        }
        return elements;
    }

    @SuppressWarnings("unchecked") // the elements are only read
    static @Nullable Iterator<@Nullable Object> elementsOrNull(@Nullable Object value, Meter meter) {
        return switch (value) {
            case List<?> list -> (Iterator<@Nullable Object>) list.iterator();
            case Map<?, ?> map -> new DictView(map, DictView.Kind.KEYS).iterator(meter);
            case String text -> characters(text);
            case Markup markup -> characters(markup.text());
            case PyObject object -> object.iterator(meter);
            case null, default -> null;
        };
    }

    private static Iterator<@Nullable Object> characters(String text) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < text.length();
            }

            @Override
            public Object next() {
                if (next >= text.length()) {
                    throw new NoSuchElementException();
                }
                int start = next;
                next = text.offsetByCodePoints(start, 1);
                return text.substring(start, next);
            }
        };
    }

    /** A new list of the elements of {@code value}. */
    public static List<@Nullable Object> list(@Nullable Object value, Meter meter) {
        if (value instanceof List<?> list) {
            meter.makeList(list.size());
            return new ArrayList<>(list);
        }
        return list(elements(value, meter), meter);
    }

    public static List<@Nullable Object> list(Iterator<@Nullable Object> elements, Meter meter) {
        var list = new ArrayList<@Nullable Object>();
        while (elements.hasNext()) {
            meter.makeObjects(1);
            list.add(elements.next());
            meter.grown(list.size());
        }
        return list;
    }

    /** The elements from the last to the first, as {@code reversed} gives them; null where Python has no way to. */
    static @Nullable Iterator<@Nullable Object> reversed(@Nullable Object value, Meter meter) {
        boolean reversible = value instanceof List
                || value instanceof Map
                || value instanceof Range
                || value instanceof DictView
                || Markup.textOf(value) != null;
        return reversible ? list(value, meter).reversed().iterator() : null;
    }
}
