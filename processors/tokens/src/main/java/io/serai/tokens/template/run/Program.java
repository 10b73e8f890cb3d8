package io.serai.tokens.template.run;

import io.serai.tokens.template.python.Globals;
import io.serai.tokens.template.python.Meter;
import io.serai.tokens.template.python.Missing;
import io.serai.tokens.template.syntax.Stmt;
import io.serai.tokens.template.syntax.SyntaxException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A template, ready to be rendered. Immutable. */
public final class Program {
    private final Scope.Entry entry;
    private final Op body;
    private final int frameSize;
    private final List<String> globals;

    private Program(Scope.Entry entry, Op body, int frameSize, List<String> globals) {
        this.entry = entry;
        this.body = body;
        this.frameSize = frameSize;
        this.globals = globals;
    }

    /**
     * Compiles a syntax tree.
     *
     * @throws SyntaxException if it uses a filter or test that does not exist, where that is sure to be reached
     */
    public static Program of(List<Stmt> tree) throws SyntaxException {
        var names = new ArrayList<String>();
        var indexes = new HashMap<String, Integer>();
        ToIntFunction<String> index = name -> indexes.computeIfAbsent(name, key -> {
            names.add(key);
            return names.size() - 1;
        });
        var scope = new Scope(null, new Scope.Function(null));
        Analysis.of(tree, scope);
        Op body = new StatementCompiler(scope, index, false).body(tree);
        Scope.Entry entry = scope.entry(index);
        return new Program(entry, body, scope.function().size(), List.copyOf(names));
    }

    /** Names that are read from outside, functions included. */
    public List<String> globals() {
        return globals;
    }

    /** What the template writes. Throws {@link io.serai.tokens.template.python.Failure}. */
    public String render(
            Map<String, ? extends @Nullable Object> variables, Meter meter, InstantSource clock, ZoneId zone) {
        var values = new @Nullable Object[globals.size()];
        for (int i = 0; i < values.length; i++) {
            String name = globals.get(i);
            Object value = variables.get(name);
            if (value != null) {
                values[i] = Inputs.plain(name, value, meter);
            } else if (!variables.containsKey(name)) {
                values[i] = Globals.has(name) ? Globals.named(name, clock, zone) : Missing.MISSING;
            }
        }
        var session = new Session(meter, values);
        var frame = new Frame(frameSize, session, null);
        entry.enter(frame);
        body.exec(frame);
        return session.out.toString();
    }
}
