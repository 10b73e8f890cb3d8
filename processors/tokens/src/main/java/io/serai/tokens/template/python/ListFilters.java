package io.serai.tokens.template.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters of lists and of whatever else has elements. */
final class ListFilters {
    private ListFilters() {}

    static void addTo(Map<String, Builtin> table) {
        Filters.add(table, "first", "", ListFilters::first);
        Filters.add(table, "last", "", ListFilters::last);
        Filters.add(table, "list", "", (meter, a) -> Values.list(a[0], meter));
        Filters.add(table, "join", "d? attribute?", ListFilters::join);
        Filters.add(table, "reverse", "", ListFilters::reverse);
        Filters.add(table, "sort", "reverse? case_sensitive? attribute?", ListFilters::sort);
        Filters.add(table, "unique", "case_sensitive? attribute?", ListFilters::unique);
        Filters.add(table, "min", "case_sensitive? attribute?", (meter, a) -> extreme(a, -1, meter));
        Filters.add(table, "max", "case_sensitive? attribute?", (meter, a) -> extreme(a, 1, meter));
        Filters.add(table, "sum", "attribute? start?", ListFilters::sum);
        Filters.add(table, "items", "", (meter, a) -> items(a[0], meter));
        Filters.add(table, "dictsort", "case_sensitive? by? reverse?", ListFilters::dictSort);
        Filters.add(table, "groupby", "attribute default? case_sensitive?", ListFilters::groupBy);
        Filters.add(table, "batch", "linecount fill_with?", ListFilters::batch);
        Filters.add(table, "slice", "slices fill_with?", ListFilters::slice);
        table.put("map", Builtin.open("map", ListFilters::map));
        table.put("select", Builtin.open("select", (meter, self, args) -> select(meter, self, args, false, true)));
        table.put("reject", Builtin.open("reject", (meter, self, args) -> select(meter, self, args, false, false)));
        table.put(
                "selectattr", Builtin.open("selectattr", (meter, self, args) -> select(meter, self, args, true, true)));
        table.put(
                "rejectattr",
                Builtin.open("rejectattr", (meter, self, args) -> select(meter, self, args, true, false)));
    }

    private static @Nullable Object first(Meter meter, @Nullable Object[] a) {
        Iterator<@Nullable Object> elements = Values.elements(a[0], meter);
        return elements.hasNext() ? elements.next() : Undefined.hint("No first item, sequence was empty.");
    }

    private static @Nullable Object last(Meter meter, @Nullable Object[] a) {
        if (a[0] instanceof List<?> list && !list.isEmpty()) {
            return list.getLast();
        }
        Iterator<@Nullable Object> elements =
                a[0] instanceof Undefined undefined ? undefined.iterator(meter) : Values.reversed(a[0], meter);
        if (elements == null) {
            throw Failure.type("'" + Types.name(a[0]) + "' object is not reversible");
        }
        return elements.hasNext() ? elements.next() : Undefined.hint("No last item, sequence was empty.");
    }

    private static Object join(Meter meter, @Nullable Object[] a) {
        String separator = Repr.str(Filters.or(a[1], ""), meter);
        Attributes attribute = new Attributes(a[2], false, null);
        Iterator<@Nullable Object> elements = Values.elements(a[0], meter);
        var out = new StringBuilder();
        for (boolean first = true; elements.hasNext(); first = false) {
            if (!first) {
                out.append(separator);
            }
            Repr.str(attribute.of(elements.next(), meter), out, meter);
            meter.grown(out.length());
        }
        meter.make(out.length());
        return out.toString();
    }

    private static Object reverse(Meter meter, @Nullable Object[] a) {
        String text = Markup.textOf(a[0]);
        if (text != null) {
            meter.make(text.length());
            String reversed = new StringBuilder(text).reverse().toString();
            return a[0] instanceof Markup ? new Markup(reversed) : reversed;
        }
        Iterator<@Nullable Object> reversed = Values.reversed(a[0], meter);
        if (reversed != null) {
            return new Generator(a[0] instanceof List ? "list_reverseiterator" : "reversed", reversed);
        }
        Iterator<@Nullable Object> elements = Values.elementsOrNull(a[0], meter);
        if (elements == null) {
            throw Failure.of("FilterArgumentError", "argument must be iterable");
        }
        return new ArrayList<>(Values.list(elements, meter).reversed());
    }

    /** An element and what it is sorted by. */
    private record Keyed(@Nullable Object key, @Nullable Object element) {}

    private static List<@Nullable Object> sorted(List<Keyed> keyed, boolean reverse, Meter meter) {
        Comparator<@Nullable Object> natural = Comparisons.natural(meter);
        Comparator<Keyed> order = (left, right) -> natural.compare(left.key(), right.key());
        try {
            keyed.sort(reverse ? order.reversed() : order);
        } catch (IllegalArgumentException e) {
            throw Failure.value("elements that have no order, such as nan, cannot be sorted");
        }
        var elements = new ArrayList<@Nullable Object>(keyed.size());
        keyed.forEach(one -> elements.add(one.element()));
        return elements;
    }

    private static Object sort(Meter meter, @Nullable Object[] a) {
        List<Attributes> attributes = Attributes.several(Filters.or(a[3], null), !Filters.flag(a[2]));
        var keyed = new ArrayList<Keyed>();
        for (Object element : Values.list(a[0], meter)) {
            var key = new ArrayList<@Nullable Object>(attributes.size());
            for (Attributes attribute : attributes) {
                key.add(attribute.of(element, meter));
            }
            keyed.add(new Keyed(key, element));
        }
        return sorted(keyed, Filters.flag(a[1]), meter);
    }

    private static Object unique(Meter meter, @Nullable Object[] a) {
        Attributes attribute = new Attributes(Filters.or(a[2], null), !Filters.flag(a[1]), null);
        var seen = new HashSet<@Nullable Object>();
        return new Generator(new Lazy(meter, () -> Values.elements(a[0], meter)) {
            @Override
            @Nullable
            Object next(@Nullable Object element) {
                return seen.add(Keys.of(attribute.of(element, meter), meter)) ? element : Missing.MISSING;
            }
        });
    }

    private static @Nullable Object extreme(@Nullable Object[] a, int sign, Meter meter) {
        Attributes attribute = new Attributes(Filters.or(a[2], null), !Filters.flag(a[1]), null);
        Iterator<@Nullable Object> elements = Values.elements(a[0], meter);
        if (!elements.hasNext()) {
            return Undefined.hint("No aggregated item, sequence was empty.");
        }
        Object best = elements.next();
        Object bestKey = attribute.of(best, meter);
        while (elements.hasNext()) {
            meter.step();
            Object element = elements.next();
            Object key = attribute.of(element, meter);
            Integer order = Comparisons.order(key, bestKey, sign < 0 ? "<" : ">", meter);
            if (order != null && order * sign > 0) {
                best = element;
                bestKey = key;
            }
        }
        return best;
    }

    private static @Nullable Object sum(Meter meter, @Nullable Object[] a) {
        Attributes attribute = new Attributes(Filters.or(a[1], null), false, null);
        Object sum = Filters.or(a[2], 0L);
        if (sum instanceof String) {
            throw Failure.type("sum() can't sum strings [use ''.join(seq) instead]");
        }
        Iterator<@Nullable Object> elements = Values.elements(a[0], meter);
        while (elements.hasNext()) {
            meter.step();
            sum = Operators.add(sum, attribute.of(elements.next(), meter), meter);
        }
        return sum;
    }

    private static Object items(@Nullable Object value, Meter meter) {
        return new Generator(new Lazy(meter, () -> {
            if (value instanceof Map<?, ?> map) {
                return new DictView(map, DictView.Kind.ITEMS).iterator(meter);
            }
            if (value instanceof Undefined undefined) {
                return undefined.iterator(meter);
            }
            throw Failure.type("Can only get item pairs from a mapping.");
        }));
    }

    private static Object dictSort(Meter meter, @Nullable Object[] a) {
        if (!(a[0] instanceof Map<?, ?> map)) {
            throw a[0] instanceof Undefined undefined
                    ? undefined.failure()
                    : Failure.of("AttributeError", "'" + Types.name(a[0]) + "' object has no attribute 'items'");
        }
        Object by = Filters.or(a[2], "key");
        if (!"key".equals(by) && !"value".equals(by)) {
            throw Failure.of("FilterArgumentError", "You can only sort by either \"key\" or \"value\"");
        }
        var keyed = new ArrayList<Keyed>();
        for (Object pair : new DictView(map, DictView.Kind.ITEMS).elements(meter)) {
            Object key = pair instanceof Tuple tuple ? tuple.get("key".equals(by) ? 0 : 1) : null;
            keyed.add(new Keyed(Filters.flag(a[1]) ? key : Attributes.lower(key), pair));
        }
        return sorted(keyed, Filters.flag(a[3]), meter);
    }

    private static Object groupBy(Meter meter, @Nullable Object[] a) {
        boolean ignoreCase = !Filters.flag(a[3]);
        Object byDefault = Filters.or(a[2], null);
        Attributes attribute = new Attributes(a[1], ignoreCase, byDefault);
        Attributes shown = new Attributes(a[1], false, byDefault);
        var keyed = new ArrayList<Keyed>();
        for (Object element : Values.list(a[0], meter)) {
            keyed.add(new Keyed(attribute.of(element, meter), element));
        }
        sorted(keyed, false, meter);
        var groups = new ArrayList<@Nullable Object>();
        for (int start = 0, end; start < keyed.size(); start = end) {
            Keyed first = keyed.get(start);
            var members = new ArrayList<@Nullable Object>();
            for (end = start;
                    end < keyed.size() && Comparisons.equal(keyed.get(end).key(), first.key(), meter);
                    end++) {
                members.add(keyed.get(end).element());
            }
            end = Math.max(end, start + 1);
            groups.add(Tuple.named(List.of("grouper", "list"), shown.of(first.element(), meter), members));
        }
        return groups;
    }

    private static Object batch(Meter meter, @Nullable Object[] a) {
        long size = Types.longIndex(a[1]);
        Object fill = Filters.or(a[2], null);
        var batches = new ArrayList<@Nullable Object>();
        List<@Nullable Object> batch = new ArrayList<>();
        for (Object element : Values.list(a[0], meter)) {
            if (batch.size() == size) {
                meter.makeObjects(1);
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(element);
        }
        if (!batch.isEmpty()) {
            if (fill != null) {
                meter.makeList(Math.max(0, size - batch.size()));
                while (batch.size() < size) {
                    batch.add(fill);
                }
            }
            batches.add(batch);
        }
        return new Generator(batches.iterator());
    }

    private static Object slice(Meter meter, @Nullable Object[] a) {
        List<@Nullable Object> all = Values.list(a[0], meter);
        int slices = Types.index(a[1]);
        if (slices == 0) {
            throw Failure.of("ZeroDivisionError", "integer division or modulo by zero");
        }
        Object fill = Filters.or(a[2], null);
        meter.makeObjects(Math.max(0, slices));
        int size = Math.floorDiv(all.size(), slices);
        int larger = Math.floorMod(all.size(), slices);
        var parts = new ArrayList<@Nullable Object>();
        int start = 0;
        for (int i = 0; i < slices; i++) {
            int end = start + size + (i < larger ? 1 : 0);
            var part = new ArrayList<>(all.subList(start, end));
            if (fill != null && i >= larger) {
                part.add(fill);
            }
            parts.add(part);
            start = end;
        }
        return new Generator(parts.iterator());
    }

    private static Object map(Meter meter, @Nullable Object self, Args args) {
        return new Generator(new Lazy(meter, () -> elementsIfTrue(self, meter)) {
            private @Nullable Mapping mapping;

            @Override
            @Nullable
            Object next(@Nullable Object element) {
                if (mapping == null) {
                    mapping = mapping(args);
                }
                return mapping.apply(meter, element);
            }
        });
    }

    private static Iterator<@Nullable Object> elementsIfTrue(@Nullable Object value, Meter meter) {
        return Types.truth(value)
                ? Values.elements(value, meter)
                : List.<@Nullable Object>of().iterator();
    }

    /** What a filter does to each element. */
    private interface Mapping {
        @Nullable
        Object apply(Meter meter, @Nullable Object element);
    }

    private static Mapping mapping(Args args) {
        if (args.positional().length == 0 && args.named().containsKey("attribute")) {
            var rest = new LinkedHashMap<>(args.named());
            Object attribute = rest.remove("attribute");
            Object byDefault = rest.remove("default");
            if (!rest.isEmpty()) {
                String unknown = rest.keySet().iterator().next();
                throw Failure.of("FilterArgumentError", "Unexpected keyword argument " + Repr.of(unknown));
            }
            Attributes attributes = new Attributes(attribute, false, byDefault);
            return (meter, element) -> attributes.of(element, meter);
        }
        if (args.positional().length == 0) {
            throw Failure.of("FilterArgumentError", "map requires a filter argument");
        }
        String name = String.valueOf(args.positional()[0]);
        Builtin filter = Filters.named(name);
        if (filter == null) {
            throw Failure.of("TemplateRuntimeError", "No filter named " + Repr.of(name) + ".");
        }
        return (meter, element) -> filter.call(meter, element, rest(args, 1));
    }

    private static Args rest(Args args, int from) {
        return new Args(Arrays.copyOfRange(args.positional(), from, args.positional().length), args.named());
    }

    private static Object select(Meter meter, @Nullable Object self, Args args, boolean byAttribute, boolean keep) {
        return new Generator(new Lazy(meter, () -> elementsIfTrue(self, meter)) {
            private @Nullable Mapping test;

            @Override
            @Nullable
            Object next(@Nullable Object element) {
                if (test == null) {
                    test = test(args, byAttribute);
                }
                return Types.truth(test.apply(meter, element)) == keep ? element : Missing.MISSING;
            }
        });
    }

    private static Mapping test(Args args, boolean byAttribute) {
        @Nullable Object[] given = args.positional();
        if (byAttribute && given.length == 0) {
            throw Failure.of("FilterArgumentError", "Missing parameter for attribute name");
        }
        Attributes attribute = new Attributes(byAttribute ? given[0] : null, false, null);
        int at = byAttribute ? 1 : 0;
        if (given.length <= at) {
            return (meter, element) -> Types.truth(attribute.of(element, meter));
        }
        String name = String.valueOf(given[at]);
        Builtin test = Tests.named(name);
        if (test == null) {
            throw Failure.of("TemplateRuntimeError", "No test named " + Repr.of(name) + ".");
        }
        return (meter, element) -> test.call(meter, attribute.of(element, meter), rest(args, at + 1));
    }
}
