package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Missing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The names of one scope, and what each holds when the scope is entered. A name is known here once it is stored here; one
 * that is only read belongs to the scope around that knows it, or else comes from outside.
 */
final class Scope {
    private final @Nullable Scope outer;
    private final Function function;
    /** One variable for a name of this scope, also if both branches of a condition make it known. */
    private final Map<String, Variable> variables;

    private final Map<String, Variable> known;
    private final Map<Variable, Load> loads;
    private final Set<String> stored;

    private Scope(
            @Nullable Scope outer,
            Function function,
            Map<String, Variable> variables,
            Map<String, Variable> known,
            Map<Variable, Load> loads,
            Set<String> stored) {
        this.outer = outer;
        this.function = function;
        this.variables = variables;
        this.known = known;
        this.loads = loads;
        this.stored = stored;
    }

    Scope(@Nullable Scope outer, Function function) {
        this(outer, function, new HashMap<>(), new HashMap<>(), new LinkedHashMap<>(), new HashSet<>());
    }

    /** What shares one frame. */
    static final class Function {
        final @Nullable Function outer;
        private int size;

        Function(@Nullable Function outer) {
            this.outer = outer;
        }

        int slot() {
            return size++;
        }

        int size() {
            return size;
        }

        /** How many functions further out {@code target} is. */
        int hopsTo(Function target) {
            int hops = 0;
            for (Function at = this; at != target && at != null; at = at.outer) {
                hops++;
            }
            return hops;
        }
    }

    /** A place for a value. */
    record Variable(Function function, int slot, String name) {
        @Override
        @SuppressWarnings("ReferenceEquality") // two variables of one name are two
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** What a variable holds on entry: a copy of an outer one, what was given from outside, or nothing. */
    private sealed interface Load {
        record Copied(Variable outer) implements Load {}

        record Given() implements Load {}

        record Unset() implements Load {}

        record Parameter() implements Load {}
    }

    Scope inner() {
        return new Scope(this, function);
    }

    Scope innerFunction() {
        return new Scope(this, new Function(function));
    }

    Function function() {
        return function;
    }

    /** For a branch of a condition. */
    Scope copy() {
        return new Scope(
                outer, function, variables, new HashMap<>(known), new LinkedHashMap<>(loads), new HashSet<>(stored));
    }

    @Nullable
    Variable find(String name) {
        Variable variable = known.get(name);
        return variable != null || outer == null ? variable : outer.find(name);
    }

    private Variable define(String name, Load load) {
        Variable variable = variables.computeIfAbsent(name, key -> new Variable(function, function.slot(), key));
        known.put(name, variable);
        loads.put(variable, load);
        return variable;
    }

    Variable parameter(String name) {
        stored.add(name);
        return define(name, new Load.Parameter());
    }

    void store(String name) {
        stored.add(name);
        if (!known.containsKey(name)) {
            Variable around = outer == null ? null : outer.find(name);
            define(name, around == null ? new Load.Unset() : new Load.Copied(around));
        }
    }

    void load(String name) {
        if (find(name) == null) {
            define(name, new Load.Given());
        }
    }

    /** After a condition: what one branch stores may just as well be not stored. */
    void merge(List<Scope> branches) {
        Set<String> inBranches = new HashSet<>();
        branches.forEach(branch -> inBranches.addAll(branch.stored));
        inBranches.removeAll(stored);
        for (Scope branch : branches) {
            known.putAll(branch.known);
            loads.putAll(branch.loads);
            stored.addAll(branch.stored);
        }
        for (String name : inBranches) {
            Variable variable = known.get(name);
            Variable around = outer == null ? null : outer.find(name);
            if (variable != null) {
                loads.put(variable, around == null ? new Load.Given() : new Load.Copied(around));
            }
        }
    }

    /** Whether {@code variable} is only read, and holds what was given from outside. */
    @SuppressWarnings("ReferenceEquality") // two variables of one name are two
    boolean isGiven(Variable variable) {
        if (known.get(variable.name()) == variable) {
            return loads.get(variable) instanceof Load.Given && !stored.contains(variable.name());
        }
        return outer != null && outer.isGiven(variable);
    }

    /** What has to be done on entry. */
    Entry entry(ToIntFunction<String> globals) {
        List<int[]> steps = new ArrayList<>();
        for (Map.Entry<Variable, Load> entry : loads.entrySet()) {
            Variable variable = entry.getKey();
            if (isGiven(variable)) {
                continue;
            }
            switch (entry.getValue()) {
                case Load.Copied(var from) -> steps.add(copy(variable, from, globals));
                case Load.Given() ->
                    steps.add(new int[] {variable.slot(), GLOBAL, globals.applyAsInt(variable.name())});
                case Load.Unset() -> steps.add(new int[] {variable.slot(), UNSET, 0});
                case Load.Parameter() -> {}
            }
        }
        return steps.isEmpty() ? Entry.NONE : new Entry(steps.toArray(new int[0][]));
    }

    private int[] copy(Variable variable, Variable from, ToIntFunction<String> globals) {
        if (outer != null && outer.isGiven(from)) {
            return new int[] {variable.slot(), GLOBAL, globals.applyAsInt(from.name())};
        }
        return new int[] {variable.slot(), function.hopsTo(from.function()), from.slot()};
    }

    private static final int GLOBAL = -1;
    private static final int UNSET = -2;

    /** Sets the variables of a scope to what they hold on entry. */
    static final class Entry {
        static final Entry NONE = new Entry(new int[0][]);

        /** Each is the slot, where from ({@link #GLOBAL}, {@link #UNSET} or hops outwards), and which one there. */
        private final int[][] steps;

        private Entry(int[][] steps) {
            this.steps = steps;
        }

        void enter(Frame frame) {
            for (int[] step : steps) {
                frame.slots[step[0]] = switch (step[1]) {
                    case GLOBAL -> frame.session.globals[step[2]];
                    case UNSET -> Missing.MISSING;
                    default -> frame.up(step[1]).slots[step[2]];
                };
            }
        }
    }
}
